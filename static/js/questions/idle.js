// Ends a visit that nobody continues. After a time without a sign of a person it asks aloud "Do you
// need more time?". One touch anywhere gives more time; otherwise the visit ends (WCAG 2.2.1).
// visit_state.js decides; this module sends it the events and carries out its effects.
import { closeDialog, openDialog } from "../page/dialogs.js";
import { keepClipsSoon } from "../reading/clips.js";
import { afterPress } from "../page/presses.js";
import { hush, say } from "../reading/say.js";
import { tell } from "../page/screen.js";
import { endVisit } from "./visit_end.js";
import { due, next, start } from "./visit_state.js";
/** @import { VisitDetails } from "./visit_state.js" */

/** @type {(keyof DocumentEventMap)[]} */
const SIGNS = ["pointerdown", "kiosk:action", "kiosk:switch-pressed", "kiosk:keypad-pressed"];
/**
 * These show that reading aloud makes progress.
 * @type {(keyof DocumentEventMap)[]}
 */
const PROGRESS = ["kiosk:sentence-began", "kiosk:word-boxed", "kiosk:sound-started"];
const FAR = 60; // CSS px: a mouse that moves less may only stand on a shaking desk

const dialog = () => /** @type {HTMLDialogElement} */ (document.getElementById("idle"));
/** @type {(name: "idleSeconds" | "warningSeconds") => number} */
const seconds = (name) => Number(document.body.dataset[name]) * 1000;
const spoken = () =>
  /** @type {Element} */ (dialog().querySelector("[data-idle-speech]")).textContent.trim().split(/\s+/);

let state = start;
let timer = 0;
/** @type {Animation | null} */
let ring = null;
/** @type {{ x: number, y: number } | null} */
let pointer = null; // where the pointer was when its movement last counted

const effects = { ask, answered, end };

/**
 * @template {keyof VisitDetails} Type
 * @param {Type} type
 * @param {VisitDetails[Type]} detail
 */
function send(type, detail) {
  const asked = state.asked;
  state = next(state, { type, time: performance.now(), ...detail });
  for (const { do: effect } of state.effects) effects[effect]();
  if (state.phase === "asked" && state.asked !== asked) run();
  wait();
}

function wait() {
  clearTimeout(timer);
  const when = due(state);
  if (when < Infinity) timer = setTimeout(() => send("tick", {}), Math.max(0, when - performance.now()));
}

function ask() {
  tell("idle", {});
  openDialog(dialog());
  say(spoken());
}

// Starts the ring around the answer, which shows how much time is left for it.
function run() {
  ring?.cancel();
  ring = /** @type {Element} */ (dialog().querySelector(".ring-left"))
    .animate([{ strokeDashoffset: 0 }, { strokeDashoffset: 1 }], {
      duration: seconds("warningSeconds"),
      fill: "both",
    });
}

function close() {
  closeDialog(dialog());
  ring?.cancel();
}

function answered() {
  close();
  hush();
  tell("more-time", {});
}

function end() {
  close();
  endVisit();
}

/** @param {Event} event */
function answer(event) {
  event.preventDefault();
  send("answer", {});
}

/**
 * A doubtful sign of a person: a palm on the glass, or a bump against the mouse's desk, also moves
 * the pointer.
 * @param {PointerEvent} event
 */
function onMove({ clientX, clientY }) {
  const near = pointer && Math.hypot(clientX - pointer.x, clientY - pointer.y) < FAR;
  if (near) return;
  const first = pointer === null;
  pointer = { x: clientX, y: clientY };
  if (!first) send("doubt", {});
}

/**
 * @template {keyof DocumentEventMap} Name
 * @param {Name} name
 * @param {(event: DocumentEventMap[Name]) => void} handle
 */
function listen(name, handle) {
  document.addEventListener(name, handle, { passive: true });
}

export function startIdle() {
  const options = { idle: seconds("idleSeconds"), warning: seconds("warningSeconds") };
  send("options", { options });
  keepClipsSoon(spoken()); // so that it can be asked while the server is away
  for (const name of SIGNS) listen(name, () => send("sign", {}));
  // Repeats don't count: a stuck key repeats for ever.
  listen("keydown", (event) => event.repeat || send("sign", {}));
  listen("pointermove", onMove);
  listen("kiosk:speech", () => send("doubt", {}));
  listen("kiosk:screen-shown", ({ detail }) => {
    if (detail.name === "attract") close();
    send("screen", { attract: detail.name === "attract" });
  });
  listen("kiosk:speaking-started", () => send("hold", { name: "reading" }));
  for (const name of PROGRESS) listen(name, () => send("progress", { name: "reading" }));
  listen("kiosk:speaking-ended", () => send("release", { name: "reading" }));
  listen("kiosk:scan-moved", ({ detail }) => {
    send(detail.kind === "rest" ? "release" : "hold", { name: "scanning" });
  });
  listen("kiosk:scanning-stopped", () => send("release", { name: "scanning" }));
  listen("kiosk:going", () => send("hold", { name: "going" }));
  listen("kiosk:going-ended", () => send("release", { name: "going" }));
  listen("kiosk:visit-ended", () => send("ended", {}));
  // A press anywhere on the question is the answer.
  afterPress("idle", (event) => dialog().contains(/** @type {Element} */ (event.target)) && answer(event));
  dialog().addEventListener("cancel", answer);
}
