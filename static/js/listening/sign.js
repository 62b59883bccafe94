// The sign of listening: what the kiosk does now and what can be said, in the same place on every
// screen. It stands in the top layer, so that it is seen over a question too.

const LASTS = 3000; // ms a heard word or a "not heard" stays; long enough to be read calmly

/**
 * @typedef {"listening" | "starting" | "asleep" | "heard" | "unsure" | "refused" | "loud" | "missing"
 *   | "blocked" | "dead" | "broken"} SignKind
 */

const sign = () => document.getElementById("listening-sign"); // null where the kiosk offers no listening
/** @type {(name: "words" | "hint") => Element} */
const part = (name) =>
  /** @type {Element} */ (/** @type {HTMLElement} */ (sign()).querySelector(`[data-sign-${name}]`));
let timer = 0;
/** @type {{ kind: SignKind, hint: string }} */
let resting = { kind: "starting", hint: "private" }; // what it goes back to

/**
 * A text of the sign by its name: templates/parts/listening.html.
 * @type {(key: string) => string}
 */
export const words = (key) =>
  /** @type {HTMLElement} */ (sign()).querySelector(`[data-sign-text="${key}"]`)?.textContent ?? "";

export function showSign() {
  const element = sign();
  if (!element) return;
  // Shown anew: a dialog that has opened since would stand above it.
  if (element.matches(":popover-open")) element.hidePopover();
  element.showPopover();
}

export function hideSign() {
  clearTimeout(timer);
  const element = sign();
  if (element?.matches(":popover-open")) element.hidePopover();
}

/**
 * What stands there as long as nothing else is to be told: kind "listening", "asleep", "starting",
 * or a trouble; hint: the key of what can be said, or "" where the words need the room.
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
 * For a moment; then what it rested at comes back.
 * @param {"heard" | "unsure" | "refused"} kind
 * @param {string} text
 */
export function flash(kind, text) {
  clearTimeout(timer);
  draw(kind, text, resting.hint);
  timer = setTimeout(settle, LASTS);
}

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
 * Only what changed is told anew by a screen reader.
 * @param {Element} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
