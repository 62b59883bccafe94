// The screen that is shown, its sentences, the place in them that is in sight, and the event that a
// new screen is there. A place is written `12`, a sentence, or `12.34`: from its word 34 on.

// Every page has one; it is missing only while htmx puts another in its place.
export const screen = () => /** @type {HTMLElement} */ (document.getElementById("screen"));

// How loud, from 0 to 1, as the person chose.
export const volume = () => Number(screen()?.dataset.volume ?? 0.6);

/**
 * Sends one event of the page contract (docs/page-contract.md), with its time. False where somebody
 * has taken it (preventDefault), so that who sends it does no more.
 * @template {keyof KioskEvents} Name
 * @param {Name} name
 * @param {KioskEvents[Name]} detail
 * @param {EventTarget} target
 */
export function tell(name, detail, target = document) {
  return target.dispatchEvent(
    new CustomEvent(`kiosk:${name}`, {
      bubbles: true,
      cancelable: true,
      detail: { ...detail, time: performance.now() },
    }),
  );
}

// In the order in which they are read; those that this size doesn't show are left out.
export function sentences() {
  const all = /** @type {HTMLElement[]} */ ([...(screen()?.querySelectorAll("[data-sentence]") ?? [])]);
  return all.filter((one) => one.getClientRects().length > 0);
}

const glass = () => screen()?.querySelector("[data-window]")?.getBoundingClientRect();
/** @type {(box: DOMRect, window: DOMRect) => boolean} */
const on = (box, { left, right }) => box.left >= left - 1 && box.left < right - 1;

/**
 * Whether some of the element is on the page now seen.
 * @param {Element} element
 */
export function inSight(element) {
  const window = glass();
  return !window || [...element.getClientRects()].some((box) => on(box, window));
}

/**
 * Whether an element of the text begins on the page now seen, or further on.
 * @type {(element: Element, window: DOMRect) => boolean}
 */
const beginsFrom = (element, { left }) => (element.getClientRects()[0]?.left ?? -1) >= left - 1;
/** @type {(element: Element, window: DOMRect) => boolean} */
const beginsIn = (element, window) => on(element.getClientRects()[0], window);

// The first sentence that begins on the page now seen; the one before it, which is going on there,
// where none begins here.
export function firstVisible(all = sentences()) {
  const window = glass();
  if (!window) return 0;
  const text = all.filter((one) => one.closest("[data-window]")); // what stands below is on no page
  const place = text.findIndex((one) => beginsFrom(one, window));
  if (place >= 0 && beginsIn(text[place], window)) return place;
  return Math.max(0, (place < 0 ? text.length : place) - 1);
}

// The place that is in sight, so that this very page is opened again: the sentence `index`, or
// without one the first; from its first word in sight where it began on a page before.
export function placeInSight(index = firstVisible()) {
  const window = glass();
  const sentence = sentences()[index];
  if (!window || !sentence || beginsIn(sentence, window)) return String(index);
  const words = /** @type {NodeListOf<HTMLElement>} */ (sentence.querySelectorAll("[data-word]"));
  const word = [...words].find((one) => beginsIn(one, window));
  return word ? `${index}.${word.dataset.word}` : String(index);
}

/**
 * The element at a place; undefined where there is none.
 * @param {string | undefined} place
 * @returns {HTMLElement | undefined}
 */
export function elementAt(place) {
  const [index, word] = (place ?? "").split(".");
  const sentence = sentences()[Number.parseInt(index, 10)];
  return sentence?.querySelector(`[data-word="${Number.parseInt(word, 10)}"]`) ?? sentence;
}

export function announceScreens() {
  /** @type {HTMLElement | null} */
  let shown = null;
  const announce = () => {
    if (!screen() || screen() === shown) return;
    const first = shown === null;
    shown = screen();
    const name = /** @type {string} */ (shown.dataset.screen);
    tell("screen-shown", { name, path: location.pathname, first });
  };
  document.addEventListener("htmx:load", announce);
  announce();
}
