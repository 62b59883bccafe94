// "Fewer, bigger": at most four targets at a time. The buttons of a screen come in turns of three
// and More; the tiles of a list come first, and rest while it is the buttons' turn.
import { afterPress, beforePress } from "./presses.js";
import { screen, tell } from "./screen.js";

const AT_ONCE = 3; // and More
// What one wants most on any screen comes first; the rest in the order in which it stands there.
const FIRST = ["next", "read", "back", "home", "help"];

let turn = 0;

const on = () => screen()?.dataset.targets === "fewer";
const more = () => screen().querySelector("[data-action='more']");

function tilesInSight() {
  const glass = screen().querySelector("[data-window]").getBoundingClientRect();
  return [...screen().querySelectorAll("[data-flow] [data-action]")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left >= glass.left - 1 && box.right <= glass.right + 1;
  });
}

function buttons() {
  const all = [...screen().querySelectorAll(".band [data-action], .tools [data-action]")];
  const shown = all.filter((one) => one !== more() && !one.disabled && !one.closest("[hidden]"));
  const rank = ({ dataset }) => (FIRST.includes(dataset.action) ? FIRST.indexOf(dataset.action) : 9);
  return shown.sort((one, other) => rank(one) - rank(other));
}

function turns() {
  const found = [];
  for (const list of [tilesInSight(), buttons()]) {
    for (let place = 0; place < list.length; place += AT_ONCE) {
      found.push(list.slice(place, place + AT_ONCE));
    }
  }
  return found;
}

function show() {
  if (!screen()?.querySelector("[data-window]")) return;
  const all = screen().querySelectorAll("[data-action]");
  if (!on()) {
    for (const one of all) one.removeAttribute("data-resting");
    return;
  }
  const groups = turns();
  turn %= Math.max(1, groups.length);
  for (const one of all) {
    one.toggleAttribute("data-resting", one !== more() && !groups[turn]?.includes(one));
  }
}

function begin() {
  turn = 0;
  show();
}

function turnOn() {
  turn += 1;
  show();
  tell("turn-changed", { turn });
}

export function startFew() {
  // It isn't its turn: a press that slips onto it does nothing.
  beforePress("resting", (_, button) => on() && button?.dataset.resting !== undefined);
  afterPress("few", (_, button) => button?.dataset.action === "more" && turnOn());
  for (const name of ["screen-shown", "page-turned"]) document.addEventListener(`kiosk:${name}`, begin);
  for (const name of ["pages-measured", "reading-started", "reading-paused", "reading-ended", "setting-changed"]) {
    document.addEventListener(`kiosk:${name}`, show);
  }
}
