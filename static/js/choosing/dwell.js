// Dwell on the page: a button is pressed when the pointer of a mouse, head mouse or trackball, or a
// finger held on the glass, rests on it until the ring is full. dwell_state.js decides.
import { next, progress, start } from "./dwell_state.js";
import { leavesPage } from "./items.js";
import { activate, afterPress, beforePress } from "../page/presses.js";
import { screen, tell } from "../page/screen.js";

/** @import { Events } from "./dwell_state.js" */
/** @import { Choice } from "./items.js" */

const STEPS = 4; // of the ring, if reduced motion is asked
const NEAR = 30; // CSS px: a pointer that has moved less since a press has not left its place

let state = start;
/** @type {{ x: number, y: number } | null} */
let point = null; // where the pointer is, in CSS pixels
let pressed = false; // by dwell, during this contact: the browser's click is then dropped
/** @type {{ x: number, y: number } | null} */
let chosenAt = null; // where the pointer was at the last press, until it leaves there
let frame = 0;

const on = () => screen()?.dataset.access === "dwell";
const ring = () => /** @type {HTMLElement} */ (document.getElementById("dwell-ring"));
const still = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * @template {keyof Events} Type
 * @param {Type} type
 * @param {Events[Type]} detail
 */
function send(type, detail) {
  state = next(state, { type, time: performance.now(), ...detail });
  for (const { target } of state.effects) act(target);
}

/** @param {Choice} element */
function act(element) {
  pressed = true;
  chosenAt = point;
  tell("dwell-chosen", { action: element.dataset.action });
  if (element.dataset.action === "rest") rest(element, !state.resting);
  else activate(element);
}

/**
 * @param {HTMLElement} element
 * @param {boolean} resting
 */
function rest(element, resting) {
  send("rest", { on: resting });
  element.setAttribute("aria-pressed", String(resting));
}

function targetAt() {
  const element = point && document.elementFromPoint(point.x, point.y);
  /** @type {Choice | null | undefined} */
  const button = element?.closest("[data-action]");
  return button && !button.disabled ? button : null;
}

/**
 * Whether another button has come under a pointer that hasn't left its place since the last
 * press. The pointer must leave the button and come back to press it.
 * @param {Choice | null} target
 */
function cameToPointer(target) {
  if (!chosenAt || !point) return false;
  if (Math.hypot(point.x - chosenAt.x, point.y - chosenAt.y) > NEAR) chosenAt = null;
  return chosenAt !== null && target !== state.over?.target;
}

function over() {
  const target = targetAt();
  if (cameToPointer(target)) return send("reset", { target });
  if (!target) return send("over", { target: null });
  const wakes = target.dataset.action === "rest" || Boolean(target.closest("dialog"));
  send("over", { target, slow: leavesPage(target), wakes });
}

function draw() {
  const full = progress(state);
  const target = state.target?.target;
  if (!target?.isConnected || full === 0) {
    if (ring().matches(":popover-open")) ring().hidePopover();
    return;
  }
  const box = target.getBoundingClientRect();
  if (!ring().matches(":popover-open")) ring().showPopover();
  ring().style.left = `${box.left + box.width / 2 - ring().offsetWidth / 2}px`;
  // On the upper edge, so that the button can still be read.
  ring().style.top = `${Math.max(0, box.top - ring().offsetHeight / 2)}px`;
  const part = still.matches ? Math.floor(full * STEPS) / STEPS : full;
  ring().style.setProperty("--full", String(part));
}

function run() {
  over(); // even without movement: buttons come and go under the pointer
  send("tick", {});
  draw();
  frame = requestAnimationFrame(run);
}

function follow() {
  cancelAnimationFrame(frame);
  if (on()) {
    send("options", { options: { dwell: Number(screen().dataset.dwellTime) * 1000 } });
    send("reset", { target: targetAt() });
    run();
  } else if (ring().matches(":popover-open")) ring().hidePopover();
}

/** @param {PointerEvent} event */
function onPointer(event) {
  if (event.type === "pointerdown") pressed = false;
  const lifted = event.pointerType !== "mouse" && event.type !== "pointermove";
  if (event.isPrimary) {
    point = lifted && event.type !== "pointerdown" ? null : { x: event.clientX, y: event.clientY };
  }
}

/**
 * Whether the held finger has already pressed by dwell, so that the browser's click is dropped.
 * @param {PointerEvent} event
 */
const isSpent = (event) => Boolean(on() && event.isTrusted && pressed && event.pointerType);

export function startDwell() {
  for (const name of /** @type {const} */ (["pointerdown", "pointermove", "pointerup", "pointercancel"])) {
    window.addEventListener(name, onPointer, { capture: true, passive: true });
  }
  document.documentElement.addEventListener("pointerleave", () => (point = null));
  beforePress("dwell", isSpent);
  afterPress("dwell", (_, button) => {
    if (button?.dataset.action === "rest") rest(button, !state.resting);
  });
  document.addEventListener("kiosk:screen-shown", () => {
    send("rest", { on: false });
    follow();
  });
  document.addEventListener("kiosk:setting-changed", follow);
}
