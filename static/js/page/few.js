// "Fewer, bigger": at most four targets at a time. The buttons of a screen come in turns of two, with
// More and Help now, which stands in every turn; the tiles of a list come first, and rest while it
// is the buttons' turn. How high the band is doesn't depend on the turn (hand.css): a new height
// would turn the text's pages anew, and with them what there is to choose.
import { afterPress, beforePress, isOurs } from "./presses.js";
import { screen, tell } from "./screen.js";
/** @import { PressHandler } from "./presses.js" */

/**
 * What can be pressed: a button, or a link, which has no `disabled`.
 * @typedef {HTMLElement & { disabled?: boolean }} Pressable
 */

const AT_ONCE = 2; // and Help now, and More
// What one wants most on any screen comes first; the rest in the order in which it stands there.
const FIRST = ["next", "read", "back", "home"];
const ALWAYS = new Set(["help", "more"]);

let turn = 0;
/** @type {Pressable[]} */
let shown = []; // the buttons or tiles whose turn it is

const on = () => screen()?.dataset.targets === "fewer";
const controls = () => /** @type {HTMLElement | null} */ (screen().querySelector(".controls"));
/** @type {(one: Pressable) => boolean} */
const always = (one) =>
  ALWAYS.has(/** @type {string} */ (one.dataset.action)) && Boolean(one.closest(".band"));

function tilesInSight() {
  const glass = /** @type {Element} */ (screen().querySelector("[data-window]")).getBoundingClientRect();
  const all = /** @type {NodeListOf<Pressable>} */ (screen().querySelectorAll("[data-flow] [data-action]"));
  return [...all].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left >= glass.left - 1 && box.right <= glass.right + 1;
  });
}

function buttons() {
  const all = /** @type {Pressable[]} */ ([...(controls()?.querySelectorAll("[data-action]") ?? [])]);
  return all
    .filter((one) => !always(one) && !one.disabled && !one.closest("[hidden]"))
    .sort((one, other) => rank(one) - rank(other));
}

/** @param {Pressable} one */
function rank({ dataset }) {
  if ("marked" in dataset) return -1; // what the screen is about
  const action = /** @type {string} */ (dataset.action);
  return FIRST.includes(action) ? FIRST.indexOf(action) : FIRST.length;
}

function turns() {
  /** @type {Pressable[][]} */
  const found = [];
  for (const list of [tilesInSight(), buttons()]) {
    for (let place = 0; place < list.length; place += AT_ONCE) {
      found.push(list.slice(place, place + AT_ONCE));
    }
  }
  return found.length ? found : [[]];
}

function show() {
  if (!screen()?.querySelector("[data-window]")) return;
  const all = /** @type {Pressable[]} */ ([...screen().querySelectorAll("[data-action]")]);
  if (!on()) {
    for (const one of all) one.removeAttribute("data-resting");
    return;
  }
  const groups = turns();
  turn = placeIn(groups) % groups.length;
  shown = groups[turn];
  for (const one of all) one.toggleAttribute("data-resting", !always(one) && !shown.includes(one));
  const others = shown.filter((one) => controls()?.contains(one));
  const band = controls();
  if (band) band.dataset.others = String(others.length);
}

/**
 * Where there is more or less to choose than before, it is still the turn of what is seen.
 * @param {Pressable[][]} groups
 */
function placeIn(groups) {
  const same = turn > 0 ? groups.findIndex((group) => shown.some((one) => group.includes(one))) : -1;
  return same < 0 ? turn : same;
}

function begin() {
  [turn, shown] = [0, []];
  show();
}

function turnOn() {
  [turn, shown] = [turn + 1, []];
  show();
  tell("turn-changed", { turn });
}

/**
 * It isn't its turn: a press that slips onto it does nothing. What was said or a keypad's own key is
 * no slip.
 * @type {PressHandler}
 */
const isSlip = (_, button) => on() && !isOurs() && button?.dataset.resting !== undefined;

/**
 * Only what a person or the reading turns to begins with the first turn again: not a new size, of
 * which the next press on More would know nothing.
 * @param {KioskEventMap["kiosk:page-turned"]} event
 */
function onPage({ detail: { by } }) {
  if (by === "resize") show();
  else begin();
}

export function startFew() {
  beforePress("resting", isSlip);
  afterPress("few", (_, button) => button?.dataset.action === "more" && turnOn());
  document.addEventListener("kiosk:screen-shown", begin);
  document.addEventListener("kiosk:page-turned", onPage);
  const others = ["pages-measured", "reading-started", "reading-paused", "reading-ended", "setting-changed"];
  for (const name of others) {
    document.addEventListener(`kiosk:${name}`, show);
  }
}
