// Line focus: while a screen is read aloud, only the lines around the spoken word stand out, as
// many as the person has chosen. Two shades over the text dim the rest.
import { screen } from "../page/screen.js";

const wanted = () => Number.parseInt(screen()?.dataset.lineFocus ?? "", 10) || 0;
const glass = () => screen()?.querySelector("[data-window]");

/**
 * The word that is said.
 * @type {Element | null}
 */
let word = null;

/** @returns {HTMLElement[]} */
function shades() {
  const window = /** @type {Element} */ (glass());
  const found = /** @type {NodeListOf<HTMLElement>} */ (window.querySelectorAll(".line-shade"));
  if (found.length) return [...found];
  return ["above", "below"].map((side) => {
    const shade = document.createElement("div");
    shade.className = "line-shade";
    shade.dataset.side = side;
    shade.setAttribute("aria-hidden", "true");
    return window.appendChild(shade);
  });
}

function clear() {
  word = null;
  for (const one of document.querySelectorAll(".line-shade")) one.remove();
}

// The top and bottom of the lines that stand out, and the window's height; CSS px from its top.
function band() {
  const window = /** @type {Element} */ (glass()).getBoundingClientRect();
  const said = /** @type {Element} */ (word);
  const box = said.getBoundingClientRect();
  const sentence = /** @type {Element} */ (said.closest("[data-sentence]"));
  const height = parseFloat(getComputedStyle(sentence).lineHeight) || box.height * 1.5;
  const middle = box.top + box.height / 2 - window.top;
  const reach = (height * wanted()) / 2;
  return {
    top: Math.max(0, middle - reach),
    bottom: Math.min(window.height, middle + reach),
    height: window.height,
  };
}

function draw() {
  if (!word?.isConnected || !wanted() || !glass()?.contains(word)) return clear();
  const { top, bottom, height } = band();
  const [above, below] = shades();
  above.style.height = `${top}px`;
  below.style.height = `${height - bottom}px`;
}

export function startLineFocus() {
  document.addEventListener("kiosk:word-boxed", ({ target }) => {
    word = /** @type {Element} */ (target);
    draw();
  });
  for (const name of ["page-turned", "pages-measured", "setting-changed"]) {
    document.addEventListener(`kiosk:${name}`, () => word && draw());
  }
  for (const name of ["reading-ended", "screen-shown"]) document.addEventListener(`kiosk:${name}`, clear);
}
