// Without a policy that allows it (deploy/chromium_policy.json) a browser refuses all sound until
// somebody has touched the page, clicked, or pressed a key; a resting pointer isn't enough. Until
// then a note on every screen says so; then the refused sound is played.
import { screen, tell } from "../page/screen.js";
import { isFree } from "./speaking.js";

const GESTURES = ["keydown", "pointerup"];
// ms from the gesture until the refused sound is tried again. By then the gesture has had its other
// effects, such as pressing a button (the touch layer waits for a hand's second touch).
const SETTLED = 700;

/**
 * again() plays the refused sound; `shown` is the screen it belongs to.
 * @type {{again: () => void, shown: HTMLElement} | null}
 */
let refused = null;
let actions = 0;

/**
 * Whether an error of play() means that the browser allows no sound yet.
 * @param {Error} error
 */
export const isBlocked = (error) => error.name === "NotAllowedError";

/**
 * To be called when the browser has refused a sound. After the first gesture again() is called,
 * unless the gesture itself has led to something else.
 * @param {() => void} again
 */
export function soundBlocked(again) {
  refused = { again, shown: screen() };
  showNote();
  tell("sound-blocked", {});
}

function showNote() {
  const note = /** @type {HTMLElement | null} */ (screen()?.querySelector("[data-sound-blocked]"));
  if (note) note.hidden = !refused;
}

function onGesture() {
  if (!refused || navigator.userActivation?.hasBeenActive === false) return;
  const { again, shown } = refused;
  const before = actions;
  refused = null;
  showNote();
  tell("sound-allowed", {});
  setTimeout(() => {
    if (before === actions && isFree() && screen() === shown) again();
  }, SETTLED);
}

export function startBlocked() {
  // On window, and before the modules that keep events from all others, such as switches.js.
  for (const name of GESTURES) window.addEventListener(name, onGesture, { capture: true });
  document.addEventListener("kiosk:action", () => (actions += 1));
  document.addEventListener("kiosk:screen-shown", showNote);
}
