// "Listen to it all": a whole section is read, screen after screen, after one touch. It turns to the
// next screen by itself, after a rest; what the person does meanwhile stops it. A touch on Read aloud
// on one of the section's screens goes on, and says which of them it is.
import { go } from "../page/going.js";
import { afterPress } from "../page/presses.js";
import { screen } from "../page/screen.js";
import { readFurther, readScreen } from "./read_aloud.js";
import { say } from "./say.js";
/** @import { PressHandler } from "../page/presses.js" */

// They steer the reading, and end nothing.
const STEERS = new Set(["read", "repeat", "sentence-back", "sentence-forward", "paragraph-back",
  "paragraph-forward", "sound", "sound-done", "slower", "faster", "quieter", "louder", "listen-all"]);

/** @type {string | null} */
let section = null; // the section that is read, also while it stands still
let going = false; // it runs: the next screen is gone to and read by itself
let whole = false; // this screen has been read to its end
let tells = false; // the next screen says which it is: the person has just gone on
let timer = 0;

const place = () => /** @type {HTMLElement | null} */ (screen()?.querySelector("[data-listen-place]"));
const here = () => section !== null && place()?.dataset.section === section;
const isLast = () => place()?.hasAttribute("data-last");

function ended() {
  if (!going || !here() || isLast()) {
    leave();
    return "stop";
  }
  whole = true;
  const { listenRest } = screen().dataset;
  if (listenRest === "wait") return "wait";
  clearTimeout(timer);
  timer = setTimeout(turn, Number(listenRest) * 1000);
  return "rest";
}

// The person wants no longer rest.
function goOn() {
  tells = true;
  turn();
}

function turn() {
  clearTimeout(timer);
  const next = /** @type {HTMLAnchorElement | null} */ (screen().querySelector("a[data-action='next']"));
  if (next) go(next.pathname + next.search);
}

// It stands still; a touch on Read aloud goes on.
function rest() {
  clearTimeout(timer);
  going = false;
}

function leave() {
  rest();
  section = null;
  show();
}

function show() {
  const words = place();
  if (words) words.hidden = !here();
}

/** @type {PressHandler} */
function onPress(_, button) {
  const action = button?.dataset.action;
  if (!action) return;
  if (action === "listen-all") {
    section = new URL(/** @type {HTMLAnchorElement} */ (button).href).pathname.split("/")[2];
    going = true;
  } else if (action === "read-done") {
    leave();
  } else if (!STEERS.has(action)) {
    rest();
  } else if (action === "read" && here() && screen().dataset.reading !== "reading") {
    going = true;
    if (!whole) tell();
  }
}

// The reading waits until it is said.
function tell() {
  const { speak } = /** @type {HTMLElement} */ (place()).dataset;
  say([/** @type {string} */ (speak)]);
}

function onScreen() {
  clearTimeout(timer);
  const { screen: kind, reading } = screen().dataset;
  // What was opened over a screen (its words, Help now, a setting) leads back to it.
  if (kind === "home" || kind === "attract" || kind === "section" || (place() && !here())) leave();
  show();
  if (going && here()) {
    if (tells) tell();
    if (reading !== "reading") readScreen();
  }
  whole = false;
  tells = false;
}

export function startListenAll() {
  readFurther({ ended, goOn });
  afterPress("listen_all", onPress);
  document.addEventListener("kiosk:screen-shown", onScreen);
  document.addEventListener("kiosk:reading-paused", () => clearTimeout(timer));
  document.addEventListener("kiosk:voice-failed", rest);
  document.addEventListener("kiosk:idle", rest);
}
