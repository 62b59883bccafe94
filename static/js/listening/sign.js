// The sign of listening: what the kiosk does now and what can be said, in the same place on every
// screen. It stands in the top layer, so that it is seen over a question too.

const LASTS = 3000; // ms a heard word or a "not heard" stays; long enough to be read calmly

const sign = () => document.getElementById("listening-sign");
const part = (name) => sign().querySelector(`[data-sign-${name}]`);
let timer = 0;
let resting = { kind: "starting", hint: "private" }; // what it goes back to

// A text of the sign by its name: templates/parts/listening.html.
export const words = (key) => sign().querySelector(`[data-sign-text="${key}"]`)?.textContent ?? "";

export function showSign() {
  if (!sign()) return;
  // Shown anew: a dialog that has opened since would stand above it.
  if (sign().matches(":popover-open")) sign().hidePopover();
  sign().showPopover();
}

export function hideSign() {
  clearTimeout(timer);
  if (sign()?.matches(":popover-open")) sign().hidePopover();
}

// What stands there as long as nothing else is to be told: kind "listening", "asleep", "starting",
// or a trouble; hint: the key of what can be said, or "" where the words need the room.
export function rest(kind, hint) {
  const changed = resting.kind !== kind || resting.hint !== hint;
  resting = { kind, hint };
  if (!changed) return;
  if (timer) write(part("hint"), hintOf(hint));
  else draw(kind, words(kind), hint);
}

// For a moment: kind "heard" or "refused"; then what it rested at comes back.
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

function draw(kind, text, hint) {
  if (!sign()) return;
  sign().dataset.kind = kind;
  write(part("words"), text);
  write(part("hint"), hintOf(hint));
}

const hintOf = (hint) => (hint ? words(`hint.${hint}`) : "");

// Only what changed is told anew by a screen reader.
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
