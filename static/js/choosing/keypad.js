// A keypad with few keys, in the manner of EZ Access and Storm AudioNav: up and down go from choice
// to choice and say its name, select presses it. `keypad` in kiosk.toml assigns the keys.
import { leaveDialog } from "../page/dialogs.js";
import { items } from "./items.js";
import { activate } from "../page/presses.js";
import { explain, hush, say } from "../reading/say.js";
import { screen, tell } from "../page/screen.js";

/** @import { Choice } from "./items.js" */

/** @typedef {"up" | "down" | "select" | "back" | "help" | "quieter" | "louder"} Job */

/** @type {() => Map<string, Job>} */
const table = () =>
  new Map(
    /** @type {string} */ (document.body.dataset.keypad).trim().split(/\s+/)
      .map((pair) => /** @type {[string, Job]} */ (pair.split("=").reverse())),
  );
/**
 * The job of a pressed key; undefined if it isn't one of the keypad's.
 * @param {KeyboardEvent} event
 */
export const jobOf = (event) => table().get(event.key);

/** @type {HTMLElement | null} */
let said = null; // the choice whose name was said last
let helped = false;
/** @type {{ [job in Job]?: number }} */
const lastPress = {};

const on = () => screen()?.dataset.access === "keypad";
/** @type {(action: string) => HTMLElement | null} */
const find = (action) =>
  items().find((one) => one.dataset.action === action) ??
  screen().querySelector(`[data-action="${action}"]:not(:disabled)`);

/** @param {HTMLElement} element */
function sayName(element) {
  said = element;
  const { speak: id } = element.dataset;
  say(id ? [id] : [], { yields: true });
}

/** @param {1 | -1} step */
function move(step) {
  const all = items();
  if (!all.length) return;
  const place = all.indexOf(/** @type {Choice} */ (document.activeElement));
  const first = step > 0 ? 0 : all.length - 1;
  const next = place < 0 ? first : (place + step + all.length) % all.length;
  all[next].focus({ preventScroll: true });
  sayName(all[next]);
  tell("keypad-moved", { action: all[next].dataset.action });
}

function select() {
  const element = /** @type {Choice} */ (document.activeElement);
  if (!items().includes(element)) return move(1);
  const unheard = screen().dataset.pressTwice === "yes" && said !== element;
  if (unheard) return sayName(element);
  hush();
  activate(element);
}

/** @param {string} action */
function press(action) {
  const button = find(action);
  hush();
  if (button) activate(button);
}

// Explains the keypad; pressed twice in a row, it opens Help now.
function help() {
  if (helped) return press("help");
  const guidance = /** @type {HTMLElement} */ (document.querySelector("[data-guidance='keypad']"));
  explain(guidance.textContent.trim().split(/\s+/));
}

/** @param {string} action */
function volume(action) {
  const button = find(action);
  if (!button) return;
  activate(button); // how loud it is now is said (reading/volume.js)
}

/** @type {{ [job in Job]: () => void }} */
const jobs = {
  up: () => move(-1),
  down: () => move(1),
  select,
  back: () => leaveDialog() || press("back"),
  help,
  quieter: () => volume("quieter"),
  louder: () => volume("louder"),
};
/**
 * Jobs whose quick repeats are left out as trembling. Up and down are not among them: they are
 * heard, and the other key undoes them.
 * @type {Set<Job>}
 */
const ONCE = new Set(["select", "back", "help"]);

/**
 * @param {Job} job
 * @param {number} time
 */
function isRepeat(job, time) {
  const wait = Number(screen().dataset.switchRepeat) * 1000;
  const repeat = ONCE.has(job) && time - (lastPress[job] ?? -Infinity) < wait;
  if (!repeat) lastPress[job] = time;
  return repeat;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const job = on() && jobOf(event);
  if (!job) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type !== "keydown" || event.repeat || isRepeat(job, performance.now())) return;
  tell("keypad-pressed", { job });
  if (screen().dataset.reading === "reading" && !["quieter", "louder"].includes(job)) {
    // The first press only stops the reading, as in every other way of access.
    return activate(/** @type {HTMLElement} */ (screen().querySelector("[data-action='read']")));
  }
  jobs[job]();
  helped = job === "help";
}

// Says the title of the screen, for people who can't see it.
function sayTitle() {
  said = null;
  helped = false;
  const { autoRead, reading } = screen().dataset;
  if (!on() || autoRead === "yes" || reading === "reading") return; // the title is read
  const title = /** @type {NodeListOf<HTMLElement>} */ (
    screen().querySelectorAll("[data-title] [data-sentence]")
  );
  say([...title].map((one) => /** @type {string} */ (one.dataset.sentence)), { yields: true });
}

export function startKeypad() {
  window.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("keyup", onKey, { capture: true });
  document.addEventListener("kiosk:screen-shown", sayTitle);
}
