// Switch scanning on the page: gathers the choices, sends scan.js the time, presses and screens,
// and carries out its effects. scan.js decides.
import { box, place, unbox, words } from "./frame.js";
import { groups } from "./items.js";
import { activate } from "../page/presses.js";
import { hush, hushNames, isAsking, say } from "../reading/say.js";
import { highlighted, next, off } from "./scan.js";
import { screen, tell } from "../page/screen.js";
import { isSpeaking } from "../reading/speaking.js";
import { startSwitches, SWITCHES } from "./switches.js";
import { tone } from "./tone.js";

/** @import { Group } from "./items.js" */
/** @import { Effect, Effects, Events, Highlighted } from "./scan_types.d.ts" */

/** @type {Set<string | null>} */
const SAME_AGAIN = new Set(["next", "back"]); // pressed many times in a row, from page to page
const REFRESH = 100; // ms

let state = off;
/** @type {Group[]} */
let shown = [];
/** @type {string | null} */
let acted = null; // the action that was chosen last
let holding = false;
let refreshed = 0;
let frame = 0;
let asked = false; // whether the box waits for speech (isAsking)
let askGamepads = () => false;

// Not on the attract screen: any press leaves it (access.js), so nothing needs to be chosen.
const wanted = () =>
  screen()?.dataset.screen !== "attract" && SWITCHES[/** @type {Access} */ (screen()?.dataset.access)];
const on = () => state.phase !== "off";
const elements = () => shown.flatMap((group) => group.elements);

/**
 * Sends scan.js an event. Its time is now, unless `detail` has one.
 * @template {keyof Events} Type
 * @param {Type} type
 * @param {Events[Type] & { time?: number }} detail
 */
function send(type, detail) {
  state = next(state, { type, time: performance.now(), ...detail });
  for (const effect of state.effects) perform(effect);
}

/**
 * @template {keyof Effects} Job
 * @param {Effect<Job>} effect
 */
function perform(effect) {
  jobs[effect.do](effect);
}

/** @type {{ [Job in keyof Effects]: (effect: Effects[Job]) => void }} */
const jobs = {
  show({ kind, group, index, round, serial }) {
    showBox();
    announce(kind, group, index);
    if (!state.options.voice || isAsking()) return;
    if (round) tone("round");
    sayName(spoken(kind, group, index), serial);
  },
  hide() {
    unbox();
    hushNames(); // but not the speech that the box is hidden for
  },
  rest() {
    showBox();
    tell("scan-moved", { kind: "rest" });
    if (state.options.voice) say([part("speakRest")], { yields: true });
  },
  say({ index }) {
    tone("press");
    const { speak: id } = elements()[index].dataset;
    say(id ? [id] : [], { yields: true }).then(() => send("said", {}));
  },
  act({ index }) {
    const element = elements()[index];
    acted = element.dataset.action;
    tell("scan-chosen", { action: acted, index });
    if (element.isConnected) activate(element);
  },
  hush() {
    hush();
    if (screen().dataset.reading !== "reading") return;
    activate(/** @type {HTMLElement} */ (screen().querySelector("[data-action='read']")));
  },
};

/** @param {"speakLeave" | "speakRest"} name */
function part(name) {
  const frame = /** @type {HTMLElement} */ (document.getElementById("scan-frame"));
  return /** @type {string} */ (frame.dataset[name]);
}

/** @type {(kind: Highlighted["kind"], group: number, index: number | null) => void} */
function announce(kind, group, index) {
  const action = index === null ? null : elements()[index].dataset.action;
  tell("scan-moved", { kind, group, index, action, due: state.due });
}

function showBox() {
  const what = highlighted(state);
  if (!what) return box([screen()], "rest", words("rest"));
  if (what.kind === "item") return box([elements()[what.index]], "item");
  const numbers = [what.group + 1, shown.length];
  const label = what.kind === "group" ? words("group", ...numbers) : words("leave");
  box(shown[what.group].elements, what.kind, label);
}

// Names -----------------------------------------------------------------------------------------

/** @type {(kind: Highlighted["kind"], group: number, index: number | null) => string | undefined} */
function spoken(kind, group, index) {
  if (kind === "leave") return part("speakLeave");
  if (index !== null) return elements()[index].dataset.speak;
  // A part of a list has no name of its own: it is named by its first choice.
  const { root, elements: members } = shown[group];
  return root?.dataset.speak ?? members[0].dataset.speak;
}

/**
 * Says a name at 1.25 times the speed, so that it fits in the step; if it doesn't, the box waits.
 * @param {string | undefined} id
 * @param {number} serial
 */
function sayName(id, serial) {
  /** @param {number} seconds */
  const began = (seconds) => send("cue", { ends: performance.now() + seconds * 1000, serial });
  say(id ? [id] : [], { rate: 1.25, began, yields: true });
}

// The screen ------------------------------------------------------------------------------------

function options() {
  const { access, scanStep, scanVoice, switchRepeat } = screen().dataset;
  const switches = SWITCHES[/** @type {Access} */ (access)] ?? 1;
  const [step, ignore] = [Number(scanStep) * 1000, Number(switchRepeat) * 1000];
  return { switches, step, ignore, voice: scanVoice === "yes" };
}

/** @param {Group[]} found */
const changed = (found) =>
  JSON.stringify(found.map((one) => one.elements.length)) !== JSON.stringify(state.groups) ||
  found.flatMap((one) => one.elements).some((one, i) => one !== elements()[i]);

/**
 * Where to go on when the choices have changed: at the same one if it is still there; at the same
 * button of the new screen if Next or Back was just pressed; else from the top (null).
 * @param {Group[]} found
 */
function placeIn(found) {
  const all = found.flatMap((one) => one.elements);
  const index = highlighted(state)?.index ?? null;
  if (index !== null && all.includes(elements()[index])) return all.indexOf(elements()[index]);
  const again = SAME_AGAIN.has(acted) ? all.findIndex((one) => one.dataset.action === acted) : -1;
  return again < 0 ? null : again;
}

function refresh() {
  if (!wanted()) return;
  const found = groups();
  if (on() && !changed(found)) return;
  const at = placeIn(found);
  if (!on()) {
    send("options", { options: options() });
    if (isSpeaking()) send("listen", {}); // speech that began before the box was there
  }
  shown = found;
  send("screen", { groups: found.map((one) => one.elements.length), at });
  acted = null;
}

function follow() {
  if (!wanted() && on()) {
    send("off", {});
    shown = [];
    tell("scanning-stopped", {});
  }
  cancelAnimationFrame(frame);
  if (wanted()) run();
}

function run() {
  const time = performance.now();
  askGamepads();
  if (time - refreshed > REFRESH) {
    refreshed = time;
    refresh();
    const what = highlighted(state);
    if (what?.kind === "item" && !state.listening) place([elements()[what.index]]);
  }
  waitForQuestion();
  if (!holding && !asked) send("tick", { time });
  frame = requestAnimationFrame(run);
}

// While a question is being said, the box stays on its first answer, which can be pressed. Then
// scanning begins at that answer and says its name.
function waitForQuestion() {
  const before = asked;
  asked = isAsking();
  if (!before || asked || !state.at) return;
  send("screen", { groups: state.groups, at: highlighted(state, state.at).index });
}

export function startScanning() {
  askGamepads = startSwitches({
    on,
    press: ({ by, time }) => {
      tell("switch-pressed", { by });
      send("press", { by, time });
    },
    hold: (value) => (holding = value),
  });
  for (const name of ["screen-shown", "setting-changed"]) {
    document.addEventListener(`kiosk:${name}`, () => {
      if (on()) send("options", { options: options() });
      follow();
    });
  }
  // At once, but after the question has begun to speak: a press must not act on a choice that the
  // dialog has just covered.
  document.addEventListener("kiosk:dialog-changed", () => queueMicrotask(refresh));
  document.addEventListener("kiosk:speaking-started", () => send("listen", {}));
  document.addEventListener("kiosk:speaking-ended", () => send("quiet", {}));
}
