// Sentence id -> clip: where its sound is and when each word is said. Every request has a limit, and
// says whether a person waits for it or it is asked ahead (docs/page-contract.md, "Clips").
import { screen } from "../page/screen.js";

/**
 * A shown word of a sentence, and when it is said: seconds in the clip.
 * @typedef {{word: string, start: number, end: number}} ClipWord
 */

/**
 * A spoken sentence: `clip` is the address of its sound; `duration` is in seconds.
 * @typedef {{id: string, voice: string, clip: string, duration: number, words: ClipWord[]}} Clip
 */

/**
 * Whether a person waits for a clip, or it is asked ahead.
 * @typedef {"now" | "ahead"} Haste
 */

// ms. The kiosk answers a person within 2 s and what is asked ahead within 10; longer than this
// there is no kiosk.
const LIMIT = { now: 3000, ahead: 12000 };
// How often a busy kiosk is asked, in all: a person is told in time, what is ahead can wait.
const TRIES = { now: 2, ahead: 5 };
const LONGEST_REST = { now: 1000, ahead: 10000 }; // ms between two tries, whatever the kiosk says
// Asked ahead together: the kiosk renders three for one page, and a person shall find room.
const AHEAD_AT_ONCE = 2;
const KNOWN = 500; // clips: some twenty screens of words and times, about 1 MB
// ms between tries to fetch what is kept for good: doubling, from the first to the second
const KEEP_AGAIN = { first: 5000, longest: 300000 };
const KEEP_AFTER = 3000; // ms from the page's loading: its first screen goes before

/**
 * "voice id" -> clip, the one used last at its end.
 * @type {Map<string, Clip>}
 */
const known = new Map();
/**
 * "voice id" -> the promise of one that a person waits for.
 * @type {Map<string, Promise<Clip>>}
 */
const coming = new Map();
/**
 * The queue of those who would ask ahead.
 * @type {(() => void)[]}
 */
const queue = [];
let ahead = 0; // how many are asked ahead now
/**
 * id -> its clip, and the voice that was wanted; its sound is here too.
 * @type {Map<string, {voice: string, clip: Clip}>}
 */
const kept = new Map();

const voiceNow = () => /** @type {string} */ (screen().dataset.voice);

/**
 * The clip of the sentence of that id.
 * @param {string} id
 * @param {object} [options]
 * @param {boolean} [options.ahead] nobody waits for it yet
 * @param {AbortSignal} [options.signal] ends it: nobody wants it any more
 * @returns {Promise<Clip>}
 */
export async function clipOf(id, { ahead: early = false, signal } = {}) {
  const voice = voiceNow();
  const key = `${voice} ${id}`;
  const here = early ? undefined : kept.get(id);
  if (here?.voice === voice) return here.clip;
  if (known.has(key)) return remember(key, /** @type {Clip} */ (known.get(key)));
  try {
    // What was asked ahead may be far back in the queue: a person has a request of their own.
    return await (early ? inTurn(signal, () => asked(id, voice, "ahead", signal)) : shared(key, id, voice));
  } catch (error) {
    if (here) return here.clip; // in another voice, but it can be heard
    throw error;
  }
}

/**
 * Its sound could not be had or played: what is known of it may be out of date.
 * @param {Clip} clip
 */
export function forget(clip) {
  for (const [key, one] of known) if (one === clip) known.delete(key);
}

/**
 * Keeps these sentences with their sound for as long as this page lives: say() needs no kiosk for
 * them. Resolves when all are here or failed; what failed is asked for again later, by itself.
 * @param {string[]} ids
 * @param {number} wait ms until what failed is asked for again
 */
export async function keepClips(ids, wait = KEEP_AGAIN.first) {
  /** @type {string[]} */
  const failed = [];
  for (const id of ids) await keep(id).catch(() => failed.push(id));
  if (!failed.length) return;
  setTimeout(keepClips, wait, failed, Math.min(2 * wait, KEEP_AGAIN.longest));
}

/** @param {string[]} ids */
export const keepClipsSoon = (ids) => setTimeout(keepClips, KEEP_AFTER, ids);

/** @param {string} id */
async function keep(id) {
  if (kept.has(id)) return;
  const voice = voiceNow();
  const clip = await clipOf(id, { ahead: true });
  const sound = new Blob([await soundOf(clip)], { type: "audio/flac" });
  if (!kept.has(id)) kept.set(id, { voice, clip: { ...clip, clip: URL.createObjectURL(sound) } });
}

/**
 * The bytes of a clip's sound.
 * @param {Clip} clip
 * @param {AbortSignal} [signal]
 */
export async function soundOf(clip, signal) {
  const answer = await limited(clip.clip, LIMIT.ahead, signal);
  if (!answer.ok) {
    forget(clip);
    throw new Error(`The sound of ${clip.id} is gone: ${answer.status}`);
  }
  return answer.arrayBuffer();
}

/**
 * @param {string} key
 * @param {Clip} clip
 */
function remember(key, clip) {
  known.delete(key);
  known.set(key, clip);
  if (known.size > KNOWN) known.delete(/** @type {string} */ (known.keys().next().value));
  return clip;
}

/**
 * In another voice only for want of the wanted one, which is asked for again the next time.
 * @param {Clip} clip
 * @param {string} id
 * @param {string} voice the wanted one
 */
function taken(clip, id, voice) {
  return (clip.voice ?? voice) === voice ? remember(`${voice} ${id}`, clip) : clip;
}

/**
 * @param {string} key
 * @param {string} id
 * @param {string} voice
 */
function shared(key, id, voice) {
  if (!coming.has(key)) {
    coming.set(key, asked(id, voice, "now").finally(() => coming.delete(key)));
  }
  return /** @type {Promise<Clip>} */ (coming.get(key));
}

/**
 * @param {AbortSignal | undefined} signal
 * @param {() => Promise<Clip>} ask
 */
async function inTurn(signal, ask) {
  while (ahead >= AHEAD_AT_ONCE) await /** @type {Promise<void>} */ (new Promise((go) => queue.push(go)));
  ahead += 1;
  try {
    signal?.throwIfAborted();
    return await ask();
  } finally {
    ahead -= 1;
    queue.shift()?.();
  }
}

/**
 * @param {string} id
 * @param {string} voice
 * @param {Haste} kind
 * @param {AbortSignal} [signal]
 * @returns {Promise<Clip>}
 */
async function asked(id, voice, kind, signal) {
  const address = `/speech/${id}?voice=${encodeURIComponent(voice)}${kind === "ahead" ? "&ahead=1" : ""}`;
  for (let tries = 1; ; tries += 1) {
    const answer = await limited(address, LIMIT[kind], signal);
    if (answer.ok) return taken(await answer.json(), id, voice);
    const again = tries < TRIES[kind] && (await isBusy(answer));
    if (!again) throw new Error(`The voice gave no clip for ${id}: ${answer.status}`);
    const seconds = Number(answer.headers.get("Retry-After")) || 1;
    await pause(Math.min(seconds * 1000, LONGEST_REST[kind]), signal);
  }
}

/**
 * Nothing is wrong with the voice but the crowd.
 * @param {Response} answer
 */
async function isBusy(answer) {
  if (answer.status !== 503) return false;
  const { error } = await answer.json().catch(() => ({}));
  return error === "busy";
}

/**
 * The whole answer comes within the limit, or none.
 * @param {string} address
 * @param {number} limit ms
 * @param {AbortSignal} [signal]
 */
function limited(address, limit, signal) {
  const over = AbortSignal.timeout(limit);
  return fetch(address, { signal: signal ? AbortSignal.any([signal, over]) : over });
}

/**
 * @param {number} time ms
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
function pause(time, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, time);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
