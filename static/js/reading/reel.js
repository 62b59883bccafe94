// A screen's sentences as one sound: every clip at its place and the same pauses between them, so
// that what follows what is settled by the samples themselves and by no timer, at any speed.
import { clipOf, soundOf } from "./clips.js";
/** @import { Clip } from "./clips.js" */

/**
 * A sentence of the screen; `paragraph`: it begins one.
 * @typedef {{id: string, paragraph: boolean}} ReelItem
 */

/**
 * The same with its clip and the samples of its sound.
 * @typedef {ReelItem & {clip: Clip, samples: Int16Array}} ReelPart
 */

/**
 * Where a sentence is in the sound, in seconds; `end` is where the next one starts.
 * @typedef {{id: string, clip: Clip, start: number, end: number}} Spot
 */

/** @typedef {{address: string, spots: Spot[]}} Reel */

const RATE = 22050; // Hz: both voices'
// Every clip has 0.17 s of silence of its own (kiosk/speech/audio/sound.py): 0.45 s in all between
// sentences, twice that between paragraphs. Our own choice: a calm reader's.
const PAUSE = { sentence: 0.28, paragraph: 0.73 }; // s
const STAYS = 500; // ms: who only passes through a screen leaves its sounds alone
const HEADER = 44; // bytes of a WAV's

/**
 * Rejects where a clip can't be had, and where `signal` ends it.
 * @param {ReelItem[]} items in the order of reading
 * @param {AbortSignal} signal ends it: nobody wants it any more
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
 * Rejects where the screen is left before.
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
 * The memory is given back when it has been read: to an element that still reads, it would be
 * missing.
 * @param {{sound: HTMLAudioElement, address: string}} reel
 */
export function discard({ sound, address }) {
  sound.pause();
  const free = () => URL.revokeObjectURL(address);
  if (sound.readyState === HTMLMediaElement.HAVE_ENOUGH_DATA) free();
  else sound.addEventListener("canplaythrough", free, { once: true });
}

/**
 * A loop, not Int16Array.from: half a million samples a screen, and that takes 16 ms of them.
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
 * A WAV of so many samples: one channel of 16 bits, all still silent.
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
