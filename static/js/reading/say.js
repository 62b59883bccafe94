// Says single sentences: the name of what is touched or chosen, a question, guidance. What is said
// anew ends what was being said, a touch ends it too. It has the loudspeaker (speaking.js) from the
// first sentence to the last: reading a screen aloud (read_aloud.js) either waits for it or ends it,
// as `yields` tells.
import { isBlocked, soundBlocked, startBlocked } from "./blocked.js";
import { clipOf } from "./clips.js";
import { beforePress } from "../page/presses.js";
import { screen, tell, volume } from "../page/screen.js";
import { begins, takeLoudspeaker } from "./speaking.js";
/** @import { PressHandler } from "../page/presses.js" */

// What steers the reading is heard by its effect while a screen is read.
const STEERING = "[data-action='read'], [data-tools-for='reading'], [data-tools-for='sound']";
// A clip that stands still, for want of a loudspeaker, takes its time all the same, and this more.
const LATE = 400; // ms

const voice = new Audio();
voice.preservesPitch = true;
let job = 0; // counts calls, so that a clip that comes late is dropped
let end = () => {}; // of the clip that sounds
let over = () => {}; // of the whole call, also while it waits for a clip
let yielding = false;
let asking = false; // what is said gives way to nothing: a question, a touched button's words
let current = ""; // the sentence that sounds now

/**
 * Says sentences by their ids, one after the other; a newer call or hush() ends it. Resolves when
 * they are said or hushed, and without a voice too: the words are on the screen.
 * @param {string[]} ids
 * @param {object} [options]
 * @param {number} [options.rate] 1 is the voice's own speed
 * @param {(seconds: number) => void} [options.began] is told how long each sentence will last
 * @param {boolean} [options.yields] stops as a screen begins to be read; what doesn't is waited for
 * @param {Speaker | ""} [options.counts] names what others wait for (speaking.js)
 * @returns {Promise<void>}
 */
export function say(ids, { rate = 1, began = () => {}, yields = false, counts = "" } = {}) {
  const ends = counts ? begins(counts) : () => {};
  hush();
  const giveBack = takeLoudspeaker(hush);
  const mine = job;
  yielding = yields;
  asking = !yields;
  return new Promise((resolve) => {
    over = () => {
      over = () => {};
      asking = false;
      giveBack();
      ends();
      resolve();
    };
    sayAll(ids, mine, rate, began)
      .catch((error) => failed(error, mine, () => say(ids, { rate, began, yields, counts })))
      .then(() => mine === job && over());
  });
}

// The id of the sentence that is being said now, "" in silence.
export const saying = () => current;

// Whether something is said that names of stops must not cut short.
export const isAsking = () => asking;

export function hush() {
  job += 1;
  current = "";
  voice.onended = null;
  voice.onerror = null;
  voice.pause();
  end();
  over();
}

// Ends what gives way to a reading: names of what the box or the focus is on.
export function hushNames() {
  if (yielding) hush();
}

/**
 * @param {string[]} ids
 * @param {number} mine the call that it belongs to
 * @param {number} rate
 * @param {(seconds: number) => void} began
 */
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

/**
 * @param {Error} error
 * @param {number} mine the call that it belongs to
 * @param {() => void} again
 */
function failed(error, mine, again) {
  if (mine !== job) return;
  current = "";
  if (isBlocked(error)) soundBlocked(again);
  else console.warn(error.message);
}

/**
 * Resolves when the clip has sounded, could not, or has had its time. Rejects where the browser
 * allows no sound yet: the rest would be lost too.
 * @param {number} seconds
 * @returns {Promise<void>}
 */
function sounded(seconds) {
  return new Promise((resolve, reject) => {
    let timer = 0;
    end = () => {
      clearTimeout(timer);
      voice.pause(); // whoever waited may speak now
      resolve();
    };
    /** @param {number} place the second of the clip at which it stood */
    const watch = (place) => {
      timer = setTimeout(() => {
        if (voice.currentTime > place) watch(voice.currentTime); // a busy machine is only late
        else end();
      }, seconds * 1000 + LATE);
    };
    voice.onended = end;
    voice.onerror = end;
    voice.play().catch((error) => {
      if (!isBlocked(error)) return;
      clearTimeout(timer);
      reject(error);
    });
    watch(0);
  });
}

/**
 * What explains a way of using the screen; scanning waits while it is said, and so does reading.
 * @param {string[]} ids
 */
export async function explain(ids) {
  tell("guidance-started", {});
  await say(ids, { counts: "guidance" });
  tell("guidance-ended", {});
}

/** @type {PressHandler} */
function onPress(_, button) {
  if (!button) return;
  hush();
  const { speakTouch, reading } = screen().dataset;
  const heard = reading === "reading" && button.closest(STEERING);
  if (speakTouch === "yes" && button.dataset.speak && !heard) say([button.dataset.speak]);
}

export function startSaying() {
  startBlocked();
  beforePress("say", onPress);
  document.addEventListener("kiosk:reading-started", hushNames);
}
