// PURE but for the elements it is given: from which sentence to go where, in a list of sentences in
// the order of reading.

const BLOCK = "p, li, h1, h2, h3, figcaption, blockquote, td";

/** @param {Element} sentence */
const blockOf = (sentence) => sentence.closest(BLOCK) ?? sentence;

/**
 * Where the paragraph begins that the sentence at `place` is in.
 * @param {HTMLElement[]} all
 * @param {number} place
 */
function paragraphStart(all, place) {
  let start = place;
  while (start > 0 && blockOf(all[start - 1]) === blockOf(all[place])) start -= 1;
  return start;
}

/**
 * Of each sentence: its id, and whether it begins a paragraph.
 * @param {HTMLElement[]} all
 */
export function paragraphs(all) {
  return all.map((one, place) => ({
    id: /** @type {string} */ (one.dataset.sentence),
    paragraph: place > 0 && blockOf(all[place - 1]) !== blockOf(one),
  }));
}

/**
 * One paragraph back: to its own beginning first where one is further in.
 * @param {HTMLElement[]} all
 * @param {number} place
 */
export function paragraphBack(all, place) {
  const start = paragraphStart(all, place);
  return start < place ? start : paragraphStart(all, Math.max(0, place - 1));
}

/**
 * The next paragraph's beginning; where there is none, the place itself.
 * @param {HTMLElement[]} all
 * @param {number} place
 */
export function paragraphForward(all, place) {
  const next = all.findIndex((one, index) => index > place && blockOf(one) !== blockOf(all[place]));
  return next < 0 ? place : next;
}
