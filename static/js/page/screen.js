// The shown screen, its sentences, the place in them that is in sight, and the event that tells of
// a new screen. A place is written `12` (sentence 12) or `12.34` (sentence 12 from its word 34 on);
// both count from 0.

// The root of the shown screen; missing only while htmx replaces it.
export const screen = () => /** @type {HTMLElement} */ (document.getElementById("screen"));

// The loudness that the person has chosen, 0 to 1.
export const volume = () => Number(screen()?.dataset.volume ?? 0.6);

/**
 * Sends one event of the page contract (docs/page-contract.md), with its time. Returns false if a
 * listener has called preventDefault(): the sender then does nothing more.
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

// The sentences of the screen in the order of reading, without those that this size doesn't show.
export function sentences() {
  const all = /** @type {HTMLElement[]} */ ([...(screen()?.querySelectorAll("[data-sentence]") ?? [])]);
  return all.filter((one) => one.getClientRects().length > 0);
}

const glass = () => screen()?.querySelector("[data-window]")?.getBoundingClientRect();
/** @type {(box: DOMRect, window: DOMRect) => boolean} */
const on = (box, { left, right }) => box.left >= left - 1 && box.left < right - 1;

/**
 * Whether a part of the element is on the shown book page.
 * @param {Element} element
 */
export function inSight(element) {
  const window = glass();
  return !window || [...element.getClientRects()].some((box) => on(box, window));
}

/**
 * Whether an element of the text begins on the shown book page or a later one.
 * @type {(element: Element, window: DOMRect) => boolean}
 */
const beginsFrom = (element, { left }) => (element.getClientRects()[0]?.left ?? -1) >= left - 1;
/** @type {(element: Element, window: DOMRect) => boolean} */
const beginsIn = (element, window) => on(element.getClientRects()[0], window);

// The index of the first sentence that begins on the shown book page. If none begins there: the
// index of the sentence that goes on there.
export function firstVisible(all = sentences()) {
  const window = glass();
  if (!window) return 0;
  const text = all.filter((one) => one.closest("[data-window]")); // the footer is on no page
  const place = text.findIndex((one) => beginsFrom(one, window));
  if (place >= 0 && beginsIn(text[place], window)) return place;
  return Math.max(0, (place < 0 ? text.length : place) - 1);
}

// The place that opens the shown book page again: the sentence `index` (by default the first in
// sight); from its first word in sight, if the sentence began on an earlier page.
export function placeInSight(index = firstVisible()) {
  const window = glass();
  const sentence = sentences()[index];
  if (!window || !sentence || beginsIn(sentence, window)) return String(index);
  const words = /** @type {NodeListOf<HTMLElement>} */ (sentence.querySelectorAll("[data-word]"));
  const word = [...words].find((one) => beginsIn(one, window));
  return word ? `${index}.${word.dataset.word}` : String(index);
}

/**
 * The sentence or word at a place; undefined if there is none.
 * @param {string | undefined} place
 * @returns {HTMLElement | undefined}
 */
export function elementAt(place) {
  const [index, word] = (place ?? "").split(".");
  const sentence = sentences()[Number.parseInt(index, 10)];
  return sentence?.querySelector(`[data-word="${Number.parseInt(word, 10)}"]`) ?? sentence;
}

// Sends kiosk:screen-shown for the first screen now, and later for each new one.
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
