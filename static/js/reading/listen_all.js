// "Listen to it all": a whole section is read, screen after screen, after one touch. It turns to the
// next screen by itself, after a rest; what the person does meanwhile stops it. A touch on Read aloud
// on one of the section's screens goes on, and says which of them it is.
import { topDialog } from "../page/dialogs.js";
import { go } from "../page/going.js";
import { afterPress } from "../page/presses.js";
import { screen } from "../page/screen.js";
import { forgetLast } from "../page/undo.js";
import { readFurther, readScreen, stopReading } from "./read_aloud.js";
import { say, STEERING } from "./say.js";
/** @import { PressHandler } from "../page/presses.js" */

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
  if (!going || !here()) return "stop";
  if (isLast()) {
    leave();
    return "stop";
  }
  whole = true;
  if (screen().dataset.listenRest === "wait") return "wait";
  wait();
  return "rest";
}

// The rest, from its beginning. While a question is open, it doesn't run.
function wait() {
  clearTimeout(timer);
  timer = topDialog() ? 0 : setTimeout(turn, Number(screen().dataset.listenRest) * 1000);
}

function stay() {
  clearTimeout(timer);
  timer = 0;
}

// Someone presses or speaks in the rest: the screen doesn't go on under the finger.
function waitAnew() {
  if (timer) wait();
}

// The person wants to go on now.
function goOn() {
  tells = true;
  turn();
}

function turn() {
  stay();
  const next = /** @type {HTMLAnchorElement | null} */ (screen().querySelector("a[data-action='next']"));
  if (!next) return;
  forgetLast();
  go(next.pathname + next.search);
}

// It stands still; a touch on Read aloud goes on.
function rest() {
  const resting = timer !== 0;
  stay();
  going = false;
  if (resting) stopReading();
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
  if (!action || button.closest("dialog")) return; // an answer presses what it means by itself
  if (action === "listen-all") {
    section = new URL(/** @type {HTMLAnchorElement} */ (button).href).pathname.split("/")[2];
    going = true;
  } else if (action === "read-done") {
    leave();
  } else if (action !== "more" && !button.closest(STEERING)) {
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
  stay();
  const { screen: kind, reading } = screen().dataset;
  // What was opened over a screen (its words, its sources, a setting) leads back to it.
  if (kind === "home" || kind === "attract" || kind === "section" || (place() && !here())) leave();
  show();
  if (going && here()) {
    if (tells) tell();
    if (reading !== "reading") readScreen();
  }
  whole = false;
  tells = false;
}

function onDialog() {
  if (topDialog()) stay();
  else if (going && whole && screen().dataset.reading === "reading") wait();
}

export function startListenAll() {
  readFurther({ ended, goOn });
  afterPress("listen_all", onPress);
  document.addEventListener("kiosk:screen-shown", onScreen);
  // Something else is read, or nothing: the rest is over.
  for (const name of /** @type {const} */ (["sentence-began", "reading-paused", "reading-ended"])) {
    document.addEventListener(`kiosk:${name}`, stay);
  }
  for (const name of /** @type {const} */ (["pointerdown", "keydown", "kiosk:speech"])) {
    document.addEventListener(name, waitAnew);
  }
  document.addEventListener("kiosk:dialog-changed", onDialog);
  document.addEventListener("kiosk:voice-failed", rest);
  document.addEventListener("kiosk:idle", rest);
}
