// Joins a screen's sentences to one sound with the same pauses between them. So the samples, and
// not a timer, determine when each sentence begins, at any speed.
import { clipOf, soundOf } from "./clips.js";
/** @import { Clip } from "./clips.js" */

/**
 * A sentence of the screen; `paragraph`: whether it begins a paragraph.
 * @typedef {{id: string, paragraph: boolean}} ReelItem
 */

/**
 * A sentence with its clip and the samples of its sound.
 * @typedef {ReelItem & {clip: Clip, samples: Int16Array}} ReelPart
 */

/**
 * Where a sentence is in the sound, in seconds; `end` is where the next one starts.
 * @typedef {{id: string, clip: Clip, start: number, end: number}} Spot
 */

/** @typedef {{address: string, spots: Spot[]}} Reel */

const RATE = 22050; // Hz, of both voices
// Every clip contains 0.17 s of silence (kiosk/speech/audio/sound.py). Together this is 0.45 s
// between sentences and twice that between paragraphs: own choice, as a calm reader pauses.
const PAUSE = { sentence: 0.28, paragraph: 0.73 }; // s
const STAYS = 500; // ms until sounds are loaded: a person may only pass through the screen
const HEADER = 44; // bytes of a WAV file's header

/**
 * Loads and joins the sentences. Rejects if a clip can't be had, or when `signal` ends it.
 * @param {ReelItem[]} items in the order of reading
 * @param {AbortSignal} signal ends the loading
 */
export async function makeReel(items, signal) {
  await stayed(signal);
  const decoder = new OfflineAudioContext(1, 1, RATE);
  /** @type {ReelPart[]} */
  const parts = [];
  for (const item of items) {
    const clip = await clipOf(item.id, { ahead: true, signal });
    const audio = await decoder.decodeAudioData(await soundOf(clip, signal));
    signal.throwIfAborted();
    parts.push({ ...item, clip, samples: rounded(audio.getChannelData(0)) });
  }
  return joined(parts);
}

/**
 * Resolves after STAYS; rejects if the screen is left before.
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function stayed(signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, STAYS);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/**
 * Stops a reel and frees the memory of its sound; if the element is still loading it, only when it
 * has all of it.
 * @param {{sound: HTMLAudioElement, address: string}} reel
 */
export function discard({ sound, address }) {
  sound.pause();
  const free = () => URL.revokeObjectURL(address);
  if (sound.readyState === HTMLMediaElement.HAVE_ENOUGH_DATA) free();
  else sound.addEventListener("canplaythrough", free, { once: true });
}

/**
 * The samples as 16-bit numbers. A loop, as Int16Array.from takes much longer, and a screen has
 * half a million samples.
 * @param {Float32Array} samples
 */
function rounded(samples) {
  const whole = new Int16Array(samples.length);
  for (let i = 0; i < whole.length; i += 1) {
    whole[i] = Math.round(Math.min(Math.max(samples[i], -1), 1) * 32767);
  }
  return whole;
}

/**
 * @param {ReelPart[]} parts
 * @returns {Reel}
 */
function joined(parts) {
  /** @type {{id: string, clip: Clip, from: number}[]} */
  const spots = [];
  let length = 0;
  parts.forEach(({ id, clip, paragraph, samples }, place) => {
    if (place) length += Math.round(PAUSE[paragraph ? "paragraph" : "sentence"] * RATE);
    spots.push({ id, clip, from: length });
    length += samples.length;
  });
  const wav = header(length);
  const sound = new Int16Array(wav, HEADER);
  parts.forEach(({ samples }, place) => sound.set(samples, spots[place].from));
  return {
    address: URL.createObjectURL(new Blob([wav], { type: "audio/wav" })),
    spots: spots.map(({ id, clip, from }, place) => ({
      id, clip, start: from / RATE, end: (spots[place + 1]?.from ?? length) / RATE,
    })),
  };
}

/**
 * A WAV file of so many samples: one channel, 16 bits, all still silent.
 * @param {number} samples
 */
function header(samples) {
  const wav = new ArrayBuffer(HEADER + 2 * samples);
  const view = new DataView(wav);
  /** @type {(at: number, letters: string) => void} */
  const text = (at, letters) => [...letters].forEach((one, i) => view.setUint8(at + i, one.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + 2 * samples, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * samples, true);
  return wav;
}
