// Without a policy that allows it (deploy/chromium_policy.json) a browser refuses all sound until
// somebody has touched the page, clicked, or pressed a key; a pointer that rests is none of these.
// Then a note says so on every screen; and what was to be heard is heard after the first of them.
import { screen, tell } from "../page/screen.js";
import { isFree } from "./speaking.js";

const GESTURES = ["keydown", "pointerup"];
// ms from the gesture until what was refused is tried again: by then it has done what else it means,
// such as pressing a button (the touch layer waits for a hand's second touch).
const SETTLED = 700;

/**
 * What was refused, and the screen it belongs to.
 * @type {{again: () => void, shown: HTMLElement} | null}
 */
let refused = null;
let actions = 0;

/** @param {Error} error */
export const isBlocked = (error) => error.name === "NotAllowedError";

/**
 * The browser has refused to sound; again() begins what was to be heard anew.
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
  // On window, and before whoever keeps a press from all the others, as a switch does.
  for (const name of GESTURES) window.addEventListener(name, onGesture, { capture: true });
  document.addEventListener("kiosk:action", () => (actions += 1));
  document.addEventListener("kiosk:screen-shown", showNote);
}
