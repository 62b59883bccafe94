// Reads a screen aloud: the sentence is tinted, the word being said is boxed.
// It is idle, reading or paused; the buttons, the text itself and a new screen move it.
import { Player } from "./player.js";
import { paragraphBack, paragraphForward, paragraphs } from "./reading_place.js";
import { SaidWord } from "./said_word.js";
import { whenSaid } from "./say.js";
import { firstVisible, screen, sentences, tell } from "./screen.js";

const player = new Player();
const saidWord = new SaidWord(player);
let state = "idle";
let all = [];
let index = 0;
let held = false; // while a question is asked
let calls = 0; // counts starts and stops, so that what waited too long doesn't begin

function setState(next) {
  if (next === state) return;
  state = next;
  screen().dataset.reading = next;
  tell(`reading-${{ reading: "started", paused: "paused", idle: "ended" }[next]}`, { index });
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

// runsOn: the sentence before has just ended, and nothing needs to be stopped.
async function readFrom(place, runsOn = false) {
  if (!all[place]) return stop();
  index = place;
  setState("reading");
  mark();
  const { sentence } = all[index].dataset;
  tell("sentence-began", { id: sentence, index }, all[index]);
  const call = runsOn ? newCall() : silence();
  try {
    await whenSaid();
    if (call === calls) await player.play(sentence, index);
  } catch (error) {
    fail(error);
  }
}

function silence() {
  player.pause();
  return newCall();
}

function newCall() {
  saidWord.rest();
  calls += 1;
  return calls;
}

function fail(error) {
  console.warn(error.message);
  stop();
  // The browser waits for a first touch: the voice is well.
  if (error.name === "NotAllowedError") return;
  const note = screen().querySelector("[data-voice-missing]");
  if (note) note.hidden = false;
  tell("voice-failed", { reason: error.message });
}

function onPlaying() {
  tell("sound-started", { id: player.clip.id, index, position: player.position });
  saidWord.follow(all[index]);
  const next = all[index + 1];
  if (next) player.prepare(next.dataset.sentence).catch(() => {}); // play() will report it
}

// "Read one sentence, then wait": the next one is marked, and Go on reads it.
function goOnOrWait() {
  const waits = screen().dataset.readingStops === "yes" && all[index + 1];
  if (!waits) return readFrom(index + 1, true);
  index += 1;
  mark();
  pause();
}

function pause() {
  silence();
  setState("paused");
}

function resume() {
  // Paused before it sounded.
  if (player.clip?.id !== all[index].dataset.sentence) return readFrom(index);
  setState("reading");
  player.resume().catch(fail);
}

// A question is asked aloud: the reading waits, and goes on where it was.
function hold() {
  held = state === "reading";
  if (held) pause();
}

function goOn() {
  if (held) resume();
  held = false;
}

function stop() {
  silence();
  unmark();
  setState("idle");
}

function toggle() {
  if (state === "reading") pause();
  else if (state === "paused") resume();
  else readFrom(startingSentence());
}

function startingSentence() {
  const restored = Number.parseInt(screen().dataset.startAt, 10);
  const visible = firstVisible(all);
  return restored > visible && screen().dataset.turned !== "yes" ? restored : visible;
}

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

function onClick(event) {
  const button = event.target.closest("[data-action]");
  if (button) {
    actions[button.dataset.action]?.();
    return;
  }
  const sentence = event.target.closest("#screen [data-sentence]");
  if (sentence) readFrom(all.indexOf(sentence));
}

function open() {
  if (state !== "idle") stop();
  all = sentences();
  index = 0;
  applySettings();
  const restored = all[Number.parseInt(screen().dataset.startAt, 10)];
  restored?.classList.add("reading");
  if (screen().dataset.autoRead === "yes" && all.length) readFrom(startingSentence());
  else if (all.length) player.prepare(all[startingSentence()].dataset.sentence).catch(() => {});
  // Without a voice there is nothing to make ready; a touch on Read aloud will say so.
  player.open(paragraphs(all)).catch(() => {});
}

function applySettings() {
  const { speed, volume } = screen().dataset;
  player.set(Number(speed), Number(volume));
}

export function startReadAloud() {
  player.addEventListener("playing", onPlaying);
  player.addEventListener("ended", goOnOrWait);
  document.addEventListener("kiosk:screen-shown", open);
  document.addEventListener("kiosk:setting-changed", applySettings);
  document.addEventListener("kiosk:page-turned", (event) => {
    if (event.detail.by !== "button") return;
    screen().dataset.turned = "yes";
    // The person turned the page on purpose: what was being read is no longer in sight.
    if (state !== "idle") stop();
  });
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:beforeRequest", () => state !== "idle" && stop());
  document.addEventListener("kiosk:idle", () => state === "reading" && pause());
  document.addEventListener("kiosk:press-unsure", hold);
  document.addEventListener("kiosk:speech-unsure", hold);
  document.addEventListener("kiosk:press-answered", goOn);
}
