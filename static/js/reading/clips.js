// Gets the clip of a sentence by its id: the address of its sound, and when each word is said.
// Every request has a time limit, and says whether a person waits for it or it is made ahead of
// need (docs/page-contract.md, "Clips").
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
 * Whether a person waits for a clip now, or it is requested ahead.
 * @typedef {"now" | "ahead"} Haste
 */

// ms for an answer. The kiosk answers within 2 s if a person waits, else within 10 s: if it takes
// longer than this, the kiosk is away.
const LIMIT = { now: 3000, ahead: 12000 };
// Requests in all to a busy kiosk. A waiting person must soon be told; a request ahead can wait.
const TRIES = { now: 2, ahead: 5 };
const LONGEST_REST = { now: 1000, ahead: 10000 }; // ms between two tries, whatever the kiosk says
// Requests ahead at once: the kiosk renders three for one page, and one is left for a person.
const AHEAD_AT_ONCE = 2;
const KNOWN = 500; // clips kept in memory: about 1 MB, for some twenty screens
// ms between tries to load a clip that is to be kept: doubled each time, from `first` to `longest`
const KEEP_AGAIN = { first: 5000, longest: 300000 };
const KEEP_AFTER = 3000; // ms after the page has loaded: its first screen has priority

/**
 * "voice id" -> clip; the clip used last is the last one.
 * @type {Map<string, Clip>}
 */
const known = new Map();
/**
 * "voice id" -> the promise of a clip that a person waits for.
 * @type {Map<string, Promise<Clip>>}
 */
const coming = new Map();
/**
 * Requests ahead that wait for their turn: each function lets one go on.
 * @type {(() => void)[]}
 */
const queue = [];
let ahead = 0; // how many requests ahead are running
/**
 * id -> a clip whose sound is in memory, too, and the voice that was wanted.
 * @type {Map<string, {voice: string, clip: Clip}>}
 */
const kept = new Map();

const voiceNow = () => /** @type {string} */ (screen().dataset.voice);

/**
 * The clip of a sentence, in the voice that is set if possible. Rejects if no clip can be had.
 * @param {string} id
 * @param {object} [options]
 * @param {boolean} [options.ahead] nobody waits for it yet
 * @param {AbortSignal} [options.signal] ends a request ahead
 * @returns {Promise<Clip>}
 */
export async function clipOf(id, { ahead: early = false, signal } = {}) {
  const voice = voiceNow();
  const key = `${voice} ${id}`;
  const here = early ? undefined : kept.get(id);
  if (here?.voice === voice) return here.clip;
  if (known.has(key)) return remember(key, /** @type {Clip} */ (known.get(key)));
  try {
    // A request ahead may be far back in the queue: a waiting person gets a request of their own.
    return await (early ? inTurn(signal, () => asked(id, voice, "ahead", signal)) : shared(key, id, voice));
  } catch (error) {
    if (here) return here.clip; // in another voice: better than none
    throw error;
  }
}

/**
 * Forgets a clip whose sound could not be loaded or played: its address may be out of date.
 * @param {Clip} clip
 */
export function forget(clip) {
  for (const [key, one] of known) if (one === clip) known.delete(key);
}

/**
 * Loads these sentences with their sound and keeps them as long as this page lives, so that say()
 * needs no kiosk for them. Resolves when each has been loaded or has failed; failed ones are tried
 * again later.
 * @param {string[]} ids
 * @param {number} wait ms until failed ones are tried again
 */
export async function keepClips(ids, wait = KEEP_AGAIN.first) {
  /** @type {string[]} */
  const failed = [];
  for (const id of ids) await keep(id).catch(() => failed.push(id));
  if (!failed.length) return;
  setTimeout(keepClips, wait, failed, Math.min(2 * wait, KEEP_AGAIN.longest));
}

/**
 * keepClips() after the requests of the first screen.
 * @param {string[]} ids
 */
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
 * The bytes of a clip's sound. Rejects, and forgets the clip, if the kiosk doesn't have it.
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
 * Remembers a new clip, unless it is in another voice: the next time the wanted one is tried.
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
 * Whether the kiosk only has too much to do, so that another try makes sense.
 * @param {Response} answer
 */
async function isBusy(answer) {
  if (answer.status !== 503) return false;
  const { error } = await answer.json().catch(() => ({}));
  return error === "busy";
}

/**
 * Fetches an address; rejects if the whole answer isn't there within the limit.
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
