// Numbers on what can be pressed, so that it can be said: nine at a time. First come those that
// have no name of their own among the commands, in the order in which they stand.
import { groups } from "../choosing/items.js";
import { screen } from "../page/screen.js";
/** @import { Choice } from "../choosing/items.js" */

const AT_ONCE = 9;
// What is said by its own name: the band, the steps of speed and sound, the sections.
const NAMED = new Set(
  ["back", "next", "read", "home", "help", "settings", "repeat", "slower", "faster", "quieter",
    "louder", "finish", "listen"],
);
const SECTION = /^\/guide\/[^/]+$/;

let first = 0; // the place of the target that is number one now
/** @type {Choice[]} */
let numbered = [];

const on = () => screen()?.dataset.listening === "on" && screen().dataset.numbers === "yes";
export const howMany = () => numbered.length;
/** @type {(number: number) => Choice | null} */
export const numberedAs = (number) => numbered[number - 1] ?? null;

/** @param {Choice} element */
function rank(element) {
  const { action } = element.dataset;
  if (action === "listen") return 9; // it would end what is being used
  const named =
    NAMED.has(action) || (action === "open" && SECTION.test(/** @type {string} */ (element.pathname)));
  const inText = Boolean(element.closest("[data-flow], dialog"));
  if (inText) return named ? 2 : 1;
  return named ? 4 : 3;
}

function targets() {
  const all = groups().flatMap(({ elements }) => elements);
  // Of two that could be meant a number is none: it is asked which (ask.js).
  const free = all.filter((one) => one.dataset.resting === undefined && one.dataset.said === undefined);
  return free.sort((one, other) => rank(one) - rank(other));
}

export function number() {
  for (const one of numbered) one.removeAttribute("data-number");
  const all = on() ? targets() : [];
  if (first >= all.length) first = 0;
  numbered = all.slice(first, first + AT_ONCE);
  numbered.forEach((one, place) => (one.dataset.number = String(place + 1)));
}

// The next nine; after the last the first again.
export function nextNumbers() {
  first += AT_ONCE;
  number();
}

function begin() {
  first = 0;
  number();
}

export function startNumbers() {
  for (const name of ["screen-shown", "page-turned", "dialog-changed"]) {
    document.addEventListener(`kiosk:${name}`, begin);
  }
  const others =
    ["pages-measured", "reading-started", "reading-ended", "setting-changed", "turn-changed", "action"];
  for (const name of others) document.addEventListener(`kiosk:${name}`, number);
}
