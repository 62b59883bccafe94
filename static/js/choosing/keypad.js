// A keypad with few keys, in the manner of EZ Access and Storm AudioNav: up and down go from
// choice to choice and say each, select presses it. Which key does what: kiosk.toml, `keypad`.
import { leaveDialog } from "../page/dialogs.js";
import { items } from "./items.js";
import { activate } from "../page/presses.js";
import { explain, hush, say } from "../reading/say.js";
import { screen, tell } from "../page/screen.js";

const table = () =>
  new Map(document.body.dataset.keypad.trim().split(/\s+/).map((pair) => pair.split("=").reverse()));
export const jobOf = (event) => table().get(event.key);

let said = null; // the choice whose name was said last: select may press it
let helped = false;
const lastPress = {};

const on = () => screen()?.dataset.access === "keypad";
const find = (action) =>
  items().find((one) => one.dataset.action === action) ??
  screen().querySelector(`[data-action="${action}"]:not(:disabled)`);

function sayName(element) {
  said = element;
  const { speak: id } = element.dataset;
  say(id ? [id] : [], { yields: true });
}

function move(step) {
  const all = items();
  if (!all.length) return;
  const place = all.indexOf(document.activeElement);
  const first = step > 0 ? 0 : all.length - 1;
  const next = place < 0 ? first : (place + step + all.length) % all.length;
  all[next].focus({ preventScroll: true });
  sayName(all[next]);
  tell("keypad-moved", { action: all[next].dataset.action });
}

function select() {
  const element = document.activeElement;
  if (!items().includes(element)) return move(1);
  const unheard = screen().dataset.pressTwice === "yes" && said !== element;
  if (unheard) return sayName(element);
  hush();
  activate(element);
}

function press(action) {
  const button = find(action);
  hush();
  if (button) activate(button);
}

// How the keypad works; at once again, for the person in need: Help now.
function help() {
  if (helped) return press("help");
  const ids = document.querySelector("[data-guidance='keypad']").textContent;
  explain(ids.trim().split(/\s+/));
}

function volume(action) {
  const button = find(action);
  if (!button) return;
  activate(button);
  sayName(button);
}

const jobs = {
  up: () => move(-1),
  down: () => move(1),
  select,
  back: () => leaveDialog() || press("back"),
  help,
  quieter: () => volume("quieter"),
  louder: () => volume("louder"),
};
// What a trembling hand would do twice. Going up and down is heard, and undone by the other key.
const ONCE = new Set(["select", "back", "help"]);

function isRepeat(job, time) {
  const wait = Number(screen().dataset.switchRepeat) * 1000;
  const repeat = ONCE.has(job) && time - (lastPress[job] ?? -Infinity) < wait;
  if (!repeat) lastPress[job] = time;
  return repeat;
}

function onKey(event) {
  const job = on() && jobOf(event);
  if (!job) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type !== "keydown" || event.repeat || isRepeat(job, performance.now())) return;
  tell("keypad-pressed", { job });
  if (screen().dataset.reading === "reading" && !["quieter", "louder"].includes(job)) {
    // The first press stops what is being read, as with every other way.
    return activate(screen().querySelector("[data-action='read']"));
  }
  jobs[job]();
  helped = job === "help";
}

// Where one is now, for people who can't see it.
function sayTitle() {
  said = null;
  helped = false;
  if (!on() || screen().dataset.autoRead === "yes") return;
  const title = screen().querySelectorAll("[data-title] [data-sentence]");
  say([...title].map((one) => one.dataset.sentence), { yields: true });
}

export function startKeypad() {
  window.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("keyup", onKey, { capture: true });
  document.addEventListener("kiosk:screen-shown", sayTitle);
}
