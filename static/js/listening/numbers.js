// Puts numbers on the choices, nine at a time, so that they can be said. Choices without a spoken
// command of their own come first; otherwise the order is that of the screen.
import { groups } from "../choosing/items.js";
import { screen } from "../page/screen.js";
/** @import { Choice } from "../choosing/items.js" */

const AT_ONCE = 9;
// Actions with a spoken command of their own. The links to sections (SECTION) have one, too.
const NAMED = new Set(
  ["back", "next", "read", "home", "help", "settings", "repeat", "slower", "faster", "quieter",
    "louder", "finish", "listen"],
);
const SECTION = /^\/guide\/[^/]+$/;

let first = 0; // the place of the target that is number one now
/** @type {Choice[]} */
let numbered = [];

const on = () => screen()?.dataset.listening === "on" && screen().dataset.numbers === "yes";
// How many choices have a number now.
export const howMany = () => numbered.length;
/**
 * The choice that has this number (from 1); null if there is none.
 * @type {(number: number) => Choice | null}
 */
export const numberedAs = (number) => numbered[number - 1] ?? null;

/** @param {Choice} element */
function rank(element) {
  const { action } = element.dataset;
  if (action === "listen") return 9; // last: it turns listening off
  const named =
    NAMED.has(action) || (action === "open" && SECTION.test(/** @type {string} */ (element.pathname)));
  const inText = Boolean(element.closest("[data-flow], dialog"));
  if (inText) return named ? 2 : 1;
  return named ? 4 : 3;
}

function targets() {
  const all = groups().flatMap(({ elements }) => elements);
  // The answers to a spoken question get no numbers: "2" there means the 2 that is asked about.
  const free = all.filter((one) => one.dataset.resting === undefined && one.dataset.said === undefined);
  return free.sort((one, other) => rank(one) - rank(other));
}

// Numbers the choices on the screen anew.
export function number() {
  for (const one of numbered) one.removeAttribute("data-number");
  const all = on() ? targets() : [];
  if (first >= all.length) first = 0;
  numbered = all.slice(first, first + AT_ONCE);
  numbered.forEach((one, place) => (one.dataset.number = String(place + 1)));
}

// Numbers the next nine choices; after the last ones, the first again.
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
