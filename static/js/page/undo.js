// Undoes spoken actions, and Home however it was chosen: Back, said or pressed, returns to the
// place and the settings before the action, as long as nothing else was done meanwhile.
import { go } from "./going.js";
import { setAgain, settingsNow } from "./preference.js";
import { beforePress } from "./presses.js";
import { placeInSight, screen, sentences, tell } from "./screen.js";
/** @import { PressHandler } from "./presses.js" */
/** @import { Settings } from "./preference.js" */

const SOON = 8000; // ms: a spoken action that is undone so soon was misheard
const HEARD_ONLY = new Set(["speed", "volume"]); // nothing on the screen shows them

/**
 * The state before the action that can be undone. place: the address that opens the screen at the
 * same place; time: performance.now() then, in ms; spoken: whether the action was spoken.
 * @typedef {{ place: string, path: string, settings: Settings, time: number, spoken: boolean }} Before
 */

/** @type {Before | null} */
let last = null;
// Called only if there is something to undo.
const before = () => /** @type {Before} */ (last);
let doing = false; // while undoable() acts: its own clicks don't end the undo

// All but `listening`: undo never turns listening on or off.
function settings() {
  const { listening: _, ...others } = settingsNow();
  return others;
}

// The address that opens this screen at the place in sight.
export function here() {
  const address = new URL(location.href);
  address.searchParams.delete("at");
  if (sentences().length && screen().dataset.page !== "1") {
    address.searchParams.set("at", placeInSight());
  }
  return address.pathname + address.search;
}

/**
 * Calls act() so that undo() can take it back. Returns the result of act().
 * @template Result
 * @param {() => Result} act
 */
export function undoable(act) {
  remember(true);
  doing = true;
  try {
    return act();
  } finally {
    doing = false;
  }
}

/** @param {boolean} spoken */
function remember(spoken) {
  last = { place: here(), path: location.pathname, settings: settings(), time: performance.now(), spoken };
}

function changed() {
  const different = Object.entries(settings()).filter(([name, value]) => value !== before().settings[name]);
  return different.map(([name]) => name);
}

const moved = () => location.pathname !== before().path;

function doubt() {
  if (before().spoken && performance.now() - before().time < SOON) tell("speech-doubted", {});
}

// Whether Back would now undo something.
export const canUndo = () => last !== null && (moved() || changed().length > 0);

// Returns to the place and settings before the last undoable action. Call it only if canUndo().
export function undo() {
  doubt();
  const { settings: old, place, spoken } = before();
  const names = changed();
  const anew = moved() || names.some((name) => !HEARD_ONLY.has(name));
  last = null;
  setAgain(old);
  if (anew) go(place);
  if (spoken) tell("speech-undone", {});
}

/**
 * Handles presses before the page's own links get them.
 * @type {PressHandler}
 */
function onPress(_, button) {
  const action = button?.dataset.action;
  if (!action || doing) return false;
  if (action === "home" && screen()?.dataset.screen !== "home") {
    remember(false);
    return false;
  }
  if (!last || action === "read") return false; // reading aloud keeps the undo
  if (action === "back" && canUndo()) {
    undo();
    return true;
  }
  if (action === "back") doubt(); // "next" turned a book page, Back turns it back
  last = null;
  return false;
}

// Enables Back on a screen whose own Back leads nowhere, such as home.
function enableBack() {
  const back = screen()?.querySelector("button[data-action='back']");
  const button = /** @type {HTMLButtonElement | null} */ (back);
  if (!button || !last || !moved()) return;
  button.dataset.undo = "";
  button.disabled = false;
}

// The kiosk has gone on by itself: Back leads to the screen before, not to before the last command.
export const forgetLast = () => (last = null);

export function startUndo() {
  beforePress("undo", onPress);
  document.addEventListener("kiosk:screen-shown", enableBack);
  document.addEventListener("kiosk:visit-ended", () => (last = null));
}
