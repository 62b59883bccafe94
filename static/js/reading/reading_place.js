// Finds the paragraphs in a list of sentences, which is in the order of reading. PURE, except that
// it looks at the elements it is given.

const BLOCK = "p, li, h1, h2, h3, figcaption, blockquote, td";

/** @param {Element} sentence */
const blockOf = (sentence) => sentence.closest(BLOCK) ?? sentence;

/**
 * The index of the first sentence in the paragraph of the sentence at `place`.
 * @param {HTMLElement[]} all
 * @param {number} place
 */
function paragraphStart(all, place) {
  let start = place;
  while (start > 0 && blockOf(all[start - 1]) === blockOf(all[place])) start -= 1;
  return start;
}

/**
 * For each sentence: its id, and whether it begins a paragraph (false for the first sentence).
 * @param {HTMLElement[]} all
 */
export function paragraphs(all) {
  return all.map((one, place) => ({
    id: /** @type {string} */ (one.dataset.sentence),
    paragraph: place > 0 && blockOf(all[place - 1]) !== blockOf(one),
  }));
}

/**
 * The index one paragraph back: the beginning of this paragraph, or of the one before if `place` is
 * at the beginning already.
 * @param {HTMLElement[]} all
 * @param {number} place
 */
export function paragraphBack(all, place) {
  const start = paragraphStart(all, place);
  return start < place ? start : paragraphStart(all, Math.max(0, place - 1));
}

/**
 * The index at which the next paragraph begins; `place` if there is none.
 * @param {HTMLElement[]} all
 * @param {number} place
 */
export function paragraphForward(all, place) {
  const next = all.findIndex((one, index) => index > place && blockOf(one) !== blockOf(all[place]));
  return next < 0 ? place : next;
}
