// "Talk to me": turns listening on and off, and tells the sign what to show. While it is on, the
// microphone's sound goes to the kiosk; understood.js does what was understood.
import { topDialog } from "../page/dialogs.js";
import { hearPiece, startHearing, stopHearing } from "./hearing.js";
import { close, open } from "./microphone.js";
import { howMany } from "./numbers.js";
import { prefer } from "../page/preference.js";
import { afterPress } from "../page/presses.js";
import { saying } from "../reading/say.js";
import { screen, tell } from "../page/screen.js";
import { hideSign, rest, settle, showSign } from "./sign.js";
import { startSpokenQuestions } from "./spoken_questions.js";
import { startUnderstanding, understand, viewNow } from "./understood.js";
/** @import { PressHandler } from "../page/presses.js" */
/** @import { HearingState, Listener } from "./hearing.js" */
/** @import { Trouble } from "./microphone.js" */
/** @import { SignKind } from "./sign.js" */

const TAIL = 300; // ms for which our own voice, once it has ended, may still be heard
const LOUD = 3000; // ms that "too loud" stays at least, so that it doesn't flicker
/**
 * If the wake word must come first: whether a command counts after an event of this kind.
 * @type {{ [kind: string]: boolean }}
 */
const WAKING = { woken: true, slept: false, heard: false, unsure: false };

let running = false;
/** @type {Trouble | ""} */
let microphone = ""; // what is wrong with it
/** @type {HearingState} */
let kiosk = "starting";
let loud = -Infinity; // when it was last too loud
let awake = false; // the wake word was heard
let own = { id: "", time: -Infinity }; // our own voice, and when it sounded last

const wanted = () => screen()?.dataset.listening === "on";
const wakes = () => screen().dataset.wakeWord === "yes";
const question = () => /** @type {(string | undefined)[]} */ (["ask", "idle"]).includes(topDialog()?.id);
const readingNow = () => screen().dataset.reading === "reading";

// The microphone -> the kiosk -> the page --------------------------------------------------------

function ownVoice() {
  // saying() comes first: the reading waits while something else is said.
  const read = /** @type {HTMLElement | null} */ (document.querySelector(".reading"));
  const id = saying() || (readingNow() && read?.dataset.sentence);
  const time = performance.now();
  if (id) own = { id, time };
  return time - own.time < TAIL ? own.id : "";
}

/** @type {Listener} */
const listener = {
  // The state of the screen as a piece of sound is heard.
  asked: () => ({
    query: { numbers: howMany(), reading: ownVoice(), question: Number(question()), wake: Number(wakes()) },
    token: viewNow(),
  }),
  answered({ events, level }, token) {
    if (level?.loud) loud = performance.now();
    for (const event of events) {
      if (event.kind in WAKING) awake = WAKING[event.kind];
      understand(event, token);
    }
    draw();
  },
  state(name) {
    kiosk = name;
    draw();
    tell("listening-changed", { state: name });
  },
};

function openMicrophone() {
  microphone = "";
  open({
    piece: hearPiece,
    trouble(reason) {
      microphone = reason;
      stopHearing();
      draw();
      tell("listening-changed", { state: reason });
    },
  });
}

// The sign ----------------------------------------------------------------------------------------

/** @returns {SignKind} */
function kindNow() {
  if (microphone) return microphone;
  if (kiosk !== "ready") return kiosk;
  if (performance.now() - loud < LOUD) return "loud";
  return wakes() && !awake ? "asleep" : "listening";
}

/** @type {{ [kind: string]: string }} */
const HINTS = { starting: "private", listening: "", asleep: "wake" };

/** @param {SignKind} kind */
function hintNow(kind) {
  if (question()) return "question";
  if (!(kind in HINTS) || HINTS[kind]) return HINTS[kind] ?? "";
  if (readingNow()) return "reading";
  return howMany() ? "numbers" : "names";
}

function draw() {
  if (!running) return;
  const kind = kindNow();
  rest(kind, hintNow(kind));
}

function label() {
  const buttons = document.querySelectorAll("[data-action='listen']");
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (buttons)) {
    const which = wanted() ? "On" : "Off";
    /** @type {Element} */ (button.querySelector("[data-label]")).textContent =
      /** @type {string} */ (button.dataset[`label${which}`]);
    button.dataset.speak = button.dataset[`speak${which}`];
  }
}

// On and off --------------------------------------------------------------------------------------

function begin() {
  running = true;
  [loud, awake, kiosk] = [-Infinity, false, "starting"];
  showSign();
  draw();
  settle();
  openMicrophone();
  startHearing(listener);
}

function end() {
  running = false;
  stopHearing();
  close();
  hideSign();
}

function follow() {
  if (!document.getElementById("listening-sign")) return;
  label();
  if (wanted() && !running) begin();
  else if (!wanted() && running) end();
  draw();
}

// Another microphone was plugged in, or the person has allowed it meanwhile.
function tryAgain() {
  if (!running || !microphone) return;
  openMicrophone();
  startHearing(listener);
}

/** @type {PressHandler} */
function onPress(_, button) {
  if (button?.dataset.action !== "listen") return;
  prefer("listening", wanted() ? "off" : "on");
}

export function startListening() {
  startUnderstanding();
  startSpokenQuestions();
  afterPress("listen", onPress);
  for (const name of ["screen-shown", "setting-changed"]) document.addEventListener(`kiosk:${name}`, follow);
  for (const name of [
    "reading-started", "reading-paused", "reading-ended", "page-turned", "press-answered",
  ]) {
    document.addEventListener(`kiosk:${name}`, draw);
  }
  navigator.mediaDevices?.addEventListener("devicechange", tryAgain);
  for (const name of ["kiosk:visit-ended", "pagehide"]) window.addEventListener(name, end);
  document.addEventListener("kiosk:dialog-changed", () => running && (showSign(), draw()));
}
