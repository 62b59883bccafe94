// The sign of listening: what the kiosk does now and what can be said, in the same place on every
// screen. It is in the top layer, so that it can be seen over a dialog, too.

const LASTS = 3000; // ms that a flashed text stays: long enough to be read calmly

/**
 * @typedef {"listening" | "starting" | "asleep" | "heard" | "unsure" | "refused" | "loud" | "missing"
 *   | "blocked" | "dead" | "broken"} SignKind
 */

const sign = () => document.getElementById("listening-sign"); // null if listening isn't offered
/** @type {(name: "words" | "hint") => Element} */
const part = (name) =>
  /** @type {Element} */ (/** @type {HTMLElement} */ (sign()).querySelector(`[data-sign-${name}]`));
let timer = 0;
/** @type {{ kind: SignKind, hint: string }} */
let resting = { kind: "starting", hint: "private" }; // what settle() shows again

/**
 * A text of the sign by its key in templates/parts/listening.html.
 * @type {(key: string) => string}
 */
export const words = (key) =>
  /** @type {HTMLElement} */ (sign()).querySelector(`[data-sign-text="${key}"]`)?.textContent ?? "";

export function showSign() {
  const element = sign();
  if (!element) return;
  // Shown again, so that it is above a dialog that has opened since.
  if (element.matches(":popover-open")) element.hidePopover();
  element.showPopover();
}

export function hideSign() {
  clearTimeout(timer);
  const element = sign();
  if (element?.matches(":popover-open")) element.hidePopover();
}

/**
 * Sets what the sign shows when no text is flashed. kind: "listening", "asleep", "starting", or a
 * trouble; hint: the key of a text that tells what can be said, or "" if the words need the room.
 * @param {SignKind} kind
 * @param {string} hint
 */
export function rest(kind, hint) {
  const changed = resting.kind !== kind || resting.hint !== hint;
  resting = { kind, hint };
  if (!changed) return;
  if (timer) write(part("hint"), hintOf(hint));
  else draw(kind, words(kind), hint);
}

/**
 * Shows a text for 3 s; then settle().
 * @param {"heard" | "unsure" | "refused"} kind
 * @param {string} text
 */
export function flash(kind, text) {
  clearTimeout(timer);
  draw(kind, text, resting.hint);
  timer = setTimeout(settle, LASTS);
}

// Shows again what rest() has set.
export function settle() {
  clearTimeout(timer);
  timer = 0;
  draw(resting.kind, words(resting.kind), resting.hint);
}

/**
 * @param {SignKind} kind
 * @param {string} text
 * @param {string} hint
 */
function draw(kind, text, hint) {
  const element = sign();
  if (!element) return;
  element.dataset.kind = kind;
  write(part("words"), text);
  write(part("hint"), hintOf(hint));
}

/** @type {(hint: string) => string} */
const hintOf = (hint) => (hint ? words(`hint.${hint}`) : "");

/**
 * Writes only a changed text: a screen reader would say the same text again.
 * @param {Element} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
