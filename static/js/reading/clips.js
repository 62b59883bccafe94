// Sentence id -> clip: where its sound is and when each word is said. Every request has a limit, and
// says whether a person waits for it or it is asked ahead (docs/page-contract.md, "Clips").
import { screen } from "../page/screen.js";

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

const known = new Map(); // "voice id" -> clip, the one used last at its end
const coming = new Map(); // "voice id" -> the promise of one that a person waits for
const queue = []; // of those who would ask ahead
let ahead = 0; // how many are asked ahead now
const kept = new Map(); // id -> {voice, clip}; its sound is here too

const voiceNow = () => screen().dataset.voice;

// ahead: nobody waits for it yet. signal ends it: nobody wants it any more.
export async function clipOf(id, { ahead: early = false, signal } = {}) {
  const voice = voiceNow();
  const key = `${voice} ${id}`;
  const here = early ? undefined : kept.get(id);
  if (here?.voice === voice) return here.clip;
  if (known.has(key)) return remember(key, known.get(key));
  try {
    // What was asked ahead may be far back in the queue: a person has a request of their own.
    return await (early ? inTurn(signal, () => asked(id, voice, "ahead", signal)) : shared(key, id, voice));
  } catch (error) {
    if (here) return here.clip; // in another voice, but it can be heard
    throw error;
  }
}

// Its sound could not be had or played: what is known of it may be out of date.
export function forget(clip) {
  for (const [key, one] of known) if (one === clip) known.delete(key);
}

// Keeps these sentences with their sound for as long as this page lives: say() needs no kiosk for
// them. Resolves when all are here or failed; what failed is asked for again later, by itself.
export async function keepClips(ids, wait = KEEP_AGAIN.first) {
  const failed = [];
  for (const id of ids) await keep(id).catch(() => failed.push(id));
  if (!failed.length) return;
  setTimeout(keepClips, wait, failed, Math.min(2 * wait, KEEP_AGAIN.longest));
}

export const keepClipsSoon = (ids) => setTimeout(keepClips, KEEP_AFTER, ids);

async function keep(id) {
  if (kept.has(id)) return;
  const voice = voiceNow();
  const clip = await clipOf(id, { ahead: true });
  const sound = new Blob([await soundOf(clip)], { type: "audio/flac" });
  if (!kept.has(id)) kept.set(id, { voice, clip: { ...clip, clip: URL.createObjectURL(sound) } });
}

// The bytes of a clip's sound.
export async function soundOf(clip, signal) {
  const answer = await limited(clip.clip, LIMIT.ahead, signal);
  if (!answer.ok) {
    forget(clip);
    throw new Error(`The sound of ${clip.id} is gone: ${answer.status}`);
  }
  return answer.arrayBuffer();
}

function remember(key, clip) {
  known.delete(key);
  known.set(key, clip);
  if (known.size > KNOWN) known.delete(known.keys().next().value);
  return clip;
}

// In another voice only for want of the wanted one, which is asked for again the next time.
function taken(clip, id, voice) {
  return (clip.voice ?? voice) === voice ? remember(`${voice} ${id}`, clip) : clip;
}

function shared(key, id, voice) {
  if (!coming.has(key)) {
    coming.set(key, asked(id, voice, "now").finally(() => coming.delete(key)));
  }
  return coming.get(key);
}

async function inTurn(signal, ask) {
  while (ahead >= AHEAD_AT_ONCE) await new Promise((go) => queue.push(go));
  ahead += 1;
  try {
    signal?.throwIfAborted();
    return await ask();
  } finally {
    ahead -= 1;
    queue.shift()?.();
  }
}

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

// Nothing is wrong with the voice but the crowd.
async function isBusy(answer) {
  if (answer.status !== 503) return false;
  const { error } = await answer.json().catch(() => ({}));
  return error === "busy";
}

// The whole answer comes within the limit, or none.
function limited(address, limit, signal) {
  const over = AbortSignal.timeout(limit);
  return fetch(address, { signal: signal ? AbortSignal.any([signal, over]) : over });
}

function pause(time, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, time);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
