// What was done by voice can be taken back, and so can Home, however it was chosen: Back, said or
// pressed, leads to where one was and puts the settings as they were, for as long as nothing else
// was done.
import { go } from "./going.js";
import { setAgain, settingsNow } from "./preference.js";
import { beforePress } from "./presses.js";
import { placeInSight, screen, sentences, tell } from "./screen.js";
/** @import { PressHandler } from "./presses.js" */
/** @import { Settings } from "./preference.js" */

const SOON = 8000; // ms: who goes back so soon did not mean it
const HEARD_ONLY = new Set(["speed", "volume"]); // nothing on the screen shows them

/**
 * How it was before what can be taken back. place: the address that opens the screen where one was;
 * time: performance.now() then, in ms.
 * @typedef {{ place: string, path: string, settings: Settings, time: number, spoken: boolean }} Before
 */

/** @type {Before | null} */
let last = null;
// Called only where there is something to take back.
const before = () => /** @type {Before} */ (last);
let doing = false; // it is under way: its own clicks don't end it

// Whether it listens is no step of its own: to be listened to goes on.
function settings() {
  const { listening: _, ...others } = settingsNow();
  return others;
}

// This screen's address, opened at the sentence one is at.
export function here() {
  const address = new URL(location.href);
  address.searchParams.delete("at");
  if (sentences().length && screen().dataset.page !== "1") {
    address.searchParams.set("at", placeInSight());
  }
  return address.pathname + address.search;
}

/**
 * Does something so that it can be taken back.
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

// Whether Back now means: as it was before that.
export const canUndo = () => last !== null && (moved() || changed().length > 0);

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
 * Before Back leads elsewhere.
 * @type {PressHandler}
 */
function onPress(_, button) {
  const action = button?.dataset.action;
  if (!action || doing) return false;
  if (action === "home" && screen()?.dataset.screen !== "home") {
    remember(false);
    return false;
  }
  if (!last || action === "read") return false; // to have it read is no step away from it
  if (action === "back" && canUndo()) {
    undo();
    return true;
  }
  if (action === "back") doubt(); // a book page that was turned is turned back
  last = null;
  return false;
}

// Where the screen itself leads nowhere back, such as home.
function enableBack() {
  const back = screen()?.querySelector("button[data-action='back']");
  const button = /** @type {HTMLButtonElement | null} */ (back);
  if (!button || !last || !moved()) return;
  button.dataset.undo = "";
  button.disabled = false;
}

export function startUndo() {
  beforePress("undo", onPress);
  document.addEventListener("kiosk:screen-shown", enableBack);
  document.addEventListener("kiosk:visit-ended", () => (last = null));
}
