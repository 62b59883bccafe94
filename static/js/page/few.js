// "Fewer, bigger": at most four targets at a time. The tiles of a list and then the buttons of the
// screen are shown in turns of two; the others rest. More and Help now are shown in every turn. The
// height of the controls is the same in every turn (hand.css): another height would divide the text
// into other pages, and so change the choices.
import { afterPress, beforePress, isOurs } from "./presses.js";
import { screen, tell } from "./screen.js";
/** @import { PressHandler } from "./presses.js" */

/**
 * An element that can be pressed: a button, or a link (which has no `disabled`).
 * @typedef {HTMLElement & { disabled?: boolean }} Pressable
 */

const AT_ONCE = 2; // beside Help now and More
// The buttons that are used most come first; the others follow in the order of the screen.
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
  if ("marked" in dataset) return -1; // the main button of the screen
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
 * The turn to show: after a change of the choices, the turn that holds what was shown before.
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
 * Whether a press hit a button that rests: such a press does nothing. Presses by activate()
 * (speech, a keypad's own key) always count.
 * @type {PressHandler}
 */
const isSlip = (_, button) => on() && !isOurs() && button?.dataset.resting !== undefined;

/**
 * A page turned by a person or by the reading begins with the first turn. A new size keeps the
 * turn: the person, who has turned nothing, expects More to go on from here.
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
