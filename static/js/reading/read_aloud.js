// Reads a screen aloud: the sentence is tinted, the word being said is boxed. The state is idle,
// reading or paused; buttons, touches on the text and a new screen change it. If another voice
// takes the loudspeaker, reading goes on afterwards. Whatever fails, the next press tries again.
import { isBlocked, soundBlocked } from "./blocked.js";
import { PatientVoice } from "./patient_voice.js";
import { Player } from "./player.js";
import { paragraphBack, paragraphForward, paragraphs } from "./reading_place.js";
import { SaidWord } from "./said_word.js";
import { afterPress } from "../page/presses.js";
import { firstVisible, inSight, screen, sentences, tell } from "../page/screen.js";
import { begins } from "./speaking.js";
/** @import { PressHandler } from "../page/presses.js" */
/** @import { Clip } from "./clips.js" */

/** @typedef {"idle" | "reading" | "paused"} State */

const player = new Player();
const saidWord = new SaidWord(player);
const voice = new PatientVoice({ quiet, again, failed });
/** @type {State} */
let state = "idle";
/** @type {HTMLElement[]} */
let all = [];
let index = 0;
let held = false; // whether a question has paused the reading
let read = false; // whether the screen has been read, and listen_all.js goes on to the next one later
let ends = () => {}; // ends its count as speaking (speaking.js)

/** @param {State} next */
function setState(next) {
  if (next === state) return;
  state = next;
  screen().dataset.reading = next;
  if (next === "reading") ends = begins("reading");
  const told = /** @type {const} */ ({ reading: "started", paused: "paused", idle: "ended" })[next];
  tell(`reading-${told}`, { index });
  if (next !== "reading") ends();
}

function mark() {
  unmark();
  all[index].classList.add("reading");
}

function unmark() {
  for (const one of document.querySelectorAll(".reading")) one.classList.remove("reading");
  saidWord.clear();
}

// Sentences -------------------------------------------------------------------------------------

/**
 * Reads on from screen to screen (listen_all.js). `ended`: the screen has been read, what comes now?
 * `goOn`: the person wants it to go on now.
 * @type {{ ended: () => "stop" | "rest" | "wait", goOn: () => void }}
 */
let further = { ended: () => "stop", goOn: () => {} };

/** @param {typeof further} reader */
export const readFurther = (reader) => (further = reader);

// Begins to read the screen that is shown, as a touch on Read aloud does.
export const readScreen = () => state === "idle" && all.length && readFrom(startingSentence());
export const stopReading = () => state !== "idle" && stop();

/** @param {HTMLElement} sentence */
const idOf = (sentence) => /** @type {string} */ (sentence.dataset.sentence);

/**
 * @param {number} place
 * @param {boolean} runsOn the sentence before has just ended, and nothing needs to be stopped
 */
function readFrom(place, runsOn = false) {
  if (!all[place]) return finish();
  index = place;
  read = false;
  setState("reading");
  mark();
  tell("sentence-began", { id: idOf(all[index]), index }, all[index]);
  if (runsOn) saidWord.rest();
  else quiet();
  voice.sound(play);
}

const play = () => player.play(idOf(all[index]), index);
const hasBegun = () => player.clip?.id === idOf(all[index]);

function again() {
  return hasBegun() ? player.resume() : play();
}

function quiet() {
  player.pause();
  saidWord.rest();
}

/** @param {Error} error */
function failed(error) {
  const place = index;
  console.warn(error.message);
  stop();
  // The voice works: the browser only waits for a first touch.
  if (isBlocked(error)) return soundBlocked(() => readFrom(place));
  noteFailure(true);
  tell("voice-failed", { reason: error.message });
}

/** @param {boolean} failed */
function noteFailure(failed) {
  const note = /** @type {HTMLElement | null} */ (screen().querySelector("[data-voice-missing]"));
  if (note) note.hidden = !failed;
}

function onPlaying() {
  noteFailure(false); // it can be heard again
  tell("sound-started", { id: /** @type {Clip} */ (player.clip).id, index, position: player.position });
  saidWord.follow(all[index]);
  const next = all[index + 1];
  if (next) player.prepare(idOf(next)).catch(() => {}); // play() will report it
}

// "Read one sentence, then wait": the next one is marked, and Go on reads it.
function goOnOrWait() {
  const waits = screen().dataset.readingStops === "yes" && all[index + 1];
  if (!waits) return readFrom(index + 1, true);
  index += 1;
  mark();
  pause();
}

function finish() {
  const next = further.ended();
  if (next === "stop") return stop();
  read = true;
  voice.end(); // others may speak in the rest
  saidWord.rest();
  if (next === "wait") pause();
}

function pause() {
  voice.end();
  setState("paused");
}

function resume(anew = false) { // the rest between two screens begins anew; else it is over
  if (!read && !hasBegun()) return readFrom(index); // paused before it sounded
  setState("reading");
  if (read) return anew ? finish() : further.goOn();
  voice.sound(() => player.resume());
}

// Pauses while a question is asked aloud; goOn() then resumes.
function hold() {
  held = state === "reading";
  if (held) pause();
}

function goOn() {
  if (held) resume(true);
  held = false;
}

function stop() {
  voice.end();
  unmark();
  read = false;
  setState("idle");
}

function toggle() {
  if (state === "reading") pause();
  else if (state === "paused") resume();
  else readFrom(startingSentence());
}

// After a return from another screen: the sentence where the person was, if it is still in sight.
// Else the first one in sight.
function startingSentence() {
  const restored = Number.parseInt(screen().dataset.startAt ?? "", 10);
  const there = all[restored] && inSight(all[restored]) && screen().dataset.turned !== "yes";
  return there ? restored : firstVisible(all);
}

/** @type {Record<string, (() => void) | undefined>} */
const actions = {
  read: toggle,
  "read-done": stop, // the screen's own tools come back
  repeat: () => readFrom(index),
  "sentence-back": () => readFrom(Math.max(0, index - 1)),
  "sentence-forward": () => readFrom(Math.min(all.length - 1, index + 1)),
  "paragraph-back": () => readFrom(paragraphBack(all, index)),
  "paragraph-forward": () => readFrom(paragraphForward(all, index)),
};

// The page --------------------------------------------------------------------------------------

/** @type {PressHandler} */
function onPress(event, button) {
  if (button) return actions[/** @type {string} */ (button.dataset.action)]?.();
  const target = /** @type {Element} */ (event.target);
  const sentence = /** @type {HTMLElement | null} */ (target.closest?.("#screen [data-sentence]"));
  if (sentence) readFrom(all.indexOf(sentence));
}

function open() {
  if (state !== "idle") stop();
  all = sentences();
  index = 0;
  applySettings();
  all[Number.parseInt(screen().dataset.startAt ?? "", 10)]?.classList.add("reading");
  // Before any reading, so that the player drops the screen before. A failure is ignored here: a
  // touch on Read aloud will report it.
  player.open(paragraphs(all)).catch(() => {});
  if (!all.length) return;
  const start = startingSentence();
  if (screen().dataset.autoRead === "yes") readFrom(start);
  else player.prepare(idOf(all[start])).catch(() => {});
}

/**
 * If the person has turned the page, the sentence being read is no longer in sight: reading stops.
 * @param {KioskEventMap["kiosk:page-turned"]} event
 */
function onTurned(event) {
  if (event.detail.by !== "button") return;
  screen().dataset.turned = "yes";
  if (state !== "idle") stop();
  else unmark();
}

function applySettings() {
  const { speed, volume } = screen().dataset;
  player.set(Number(speed), Number(volume));
}

export function startReadAloud() {
  // Events may come a moment late, of a sound that was stopped meanwhile: so the state is checked.
  player.addEventListener("playing", () => state === "reading" && onPlaying());
  player.addEventListener("ended", () => state === "reading" && goOnOrWait());
  player.addEventListener("failed", () => failed(new Error("The sound broke off.")));
  document.addEventListener("kiosk:screen-shown", open);
  document.addEventListener("kiosk:setting-changed", applySettings);
  document.addEventListener("kiosk:page-turned", onTurned);
  afterPress("read_aloud", onPress);
  document.addEventListener("htmx:beforeRequest", () => state !== "idle" && stop());
  document.addEventListener("kiosk:idle", () => state === "reading" && pause());
  document.addEventListener("kiosk:press-unsure", hold);
  document.addEventListener("kiosk:speech-unsure", hold);
  document.addEventListener("kiosk:press-answered", goOn);
}
