// Says single sentences: the name of a button, a question, guidance. A new call ends the one
// before; a press also ends it. A call has the loudspeaker (speaking.js) from its first sentence to
// the last. If it yields, reading a screen aloud (read_aloud.js) ends it; otherwise reading waits
// for it.
import { isBlocked, soundBlocked, startBlocked } from "./blocked.js";
import { clipOf } from "./clips.js";
import { beforePress } from "../page/presses.js";
import { screen, tell, volume } from "../page/screen.js";
import { begins, takeLoudspeaker } from "./speaking.js";
/** @import { PressHandler } from "../page/presses.js" */

// While a screen is read, the names of these buttons aren't said: their effect is heard.
export const STEERING = "[data-action='read'], [data-tools-for='reading'], [data-tools-for='sound']";
// A clip that stands still (without a loudspeaker, for example) ends after its own length and this.
const LATE = 400; // ms

const voice = new Audio();
voice.preservesPitch = true;
let job = 0; // counts calls, so that a clip that comes late is dropped
let end = () => {}; // ends the clip that sounds
let over = () => {}; // ends the whole call, also while it waits for a clip
let yielding = false;
let asking = false; // whether the call doesn't yield: a question, a touched button's name
let current = ""; // the sentence that sounds now

/**
 * Says sentences by their ids, one after the other; a newer call or hush() ends it. Resolves when
 * they have been said or ended, and also if they can't be said: the words are on the screen.
 * @param {string[]} ids
 * @param {object} [options]
 * @param {number} [options.rate] 1 is the voice's own speed
 * @param {(seconds: number) => void} [options.began] is called with the length of each sentence
 * @param {boolean} [options.yields] whether a reading that begins ends it; otherwise that waits
 * @param {Speaker | ""} [options.counts] the kind of speech that others wait for (speaking.js)
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

// The id of the sentence that is being said now; "" if none is.
export const saying = () => current;

// Whether something is being said that the names of scanning's stops must not interrupt.
export const isAsking = () => asking;

// Ends what is being said.
export function hush() {
  job += 1;
  current = "";
  voice.onended = null;
  voice.onerror = null;
  voice.pause();
  end();
  over();
}

// Ends speech that yields, such as the name of the choice in the box.
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
 * Plays the loaded clip. Resolves when it has sounded, has failed, or has stood still for its own
 * length. Rejects if the browser allows no sound yet: the other sentences would be lost, too.
 * @param {number} seconds
 * @returns {Promise<void>}
 */
function sounded(seconds) {
  return new Promise((resolve, reject) => {
    let timer = 0;
    end = () => {
      clearTimeout(timer);
      voice.pause(); // others may speak now
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
 * Says sentences that explain a way of access; scanning and reading wait for their end.
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
