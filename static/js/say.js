// Says single sentences: the name of what is touched or chosen, a question, guidance. One voice at
// a time: what is said anew ends what was being said, a touch ends it too, and reading a screen
// aloud (read_aloud.js) either waits for it or ends it, as `yields` tells.
import { clipOf } from "./clips.js";
import { screen, tell, volume } from "./screen.js";

// What steers the reading is heard by its effect while a screen is read.
const STEERING = "[data-action='read'], [data-tools-for='reading'], [data-tools-for='sound']";
// A clip that stands still, for want of a loudspeaker, takes its time all the same, and this more.
const LATE = 400; // ms

const voice = new Audio();
voice.preservesPitch = true;
let job = 0; // counts calls, so that a clip that comes late is dropped
let end = () => {}; // of the clip that sounds
let cut = () => {}; // of the whole call, also while it waits for a clip
let said = Promise.resolve();
let yielding = false;
let current = ""; // the sentence that sounds now

// Says sentences by their ids, one after the other; a newer call or hush() ends it. Resolves when
// they are said or hushed, and without a voice too: the words are on the screen.
// rate 1 is the voice's own speed; began(seconds) is told how long each will last; what `yields`
// stops as a screen begins to be read, anything else is waited for.
export function say(ids, { rate = 1, began = () => {}, yields = false } = {}) {
  hush();
  yielding = yields;
  const hushed = new Promise((resolve) => {
    cut = resolve;
  });
  const all = sayAll(ids, job, rate, began).catch((error) => console.warn(error.message));
  const done = Promise.race([all, hushed]);
  if (!yields) said = done;
  return done;
}

// The id of the sentence that is being said now, "" in silence.
export const saying = () => current;

// Resolves when nothing is being said any more that the reading should wait for.
export const whenSaid = () => said;

export function hush() {
  job += 1;
  current = "";
  voice.onended = null;
  voice.pause();
  end();
  cut();
}

async function sayAll(ids, mine, rate, began) {
  for (const id of ids) {
    const clip = await clipOf(id);
    if (mine !== job) return;
    voice.src = clip.clip;
    voice.volume = volume();
    voice.playbackRate = rate;
    began(clip.duration / rate);
    current = id;
    await sounded(clip.duration / rate);
    if (mine !== job) return;
    current = "";
  }
}

function sounded(seconds) {
  return new Promise((resolve) => {
    let timer = 0;
    end = () => {
      clearTimeout(timer);
      voice.pause(); // whoever waited may speak now
      resolve();
    };
    const watch = (place) => {
      timer = setTimeout(() => {
        if (voice.currentTime > place) watch(voice.currentTime); // a busy machine is only late
        else end();
      }, seconds * 1000 + LATE);
    };
    voice.onended = end;
    voice.play().catch(() => {});
    watch(0);
  });
}

// What explains a way of using the screen; scanning waits while it is said.
export async function explain(ids) {
  tell("guidance-started");
  await say(ids, { yields: true });
  tell("guidance-ended");
}

function onTouch(event) {
  const button = event.target.closest?.("[data-action]");
  if (!button) return;
  hush();
  const { speakTouch, reading } = screen().dataset;
  const heard = reading === "reading" && button.closest(STEERING);
  if (speakTouch === "yes" && button.dataset.speak && !heard) say([button.dataset.speak]);
}

export function startSaying() {
  // Before the others, who may end the event or begin to read.
  document.addEventListener("click", onTouch, { capture: true });
  document.addEventListener("kiosk:reading-started", () => yielding && hush());
}
