// Sends the microphone's sound to the kiosk: starts a stream, posts the sound piece after piece,
// and gets what was understood as the answer to each post.

/** @import { HeardEvent } from "./understood.js" */

/** @typedef {"starting" | "ready" | "broken"} HearingState */
/**
 * What was understood of one post, and the level of its sound in dB.
 * @typedef {{
 *   events: HeardEvent[],
 *   level?: { speech: number, noise: number, loud: boolean },
 * }} Answer
 */
/**
 * `asked` is called for each piece of sound as it comes; its token comes back with the answer.
 * Nothing is called after stopHearing().
 * @typedef {{
 *   asked: () => { query: { [name: string]: string | number }, token: number },
 *   answered: (answer: Answer, token: number) => void,
 *   state: (name: HearingState) => void,
 * }} Listener
 */
/** @typedef {{ samples: Int16Array<ArrayBuffer>, query: string, token: number }} Piece */

const RATE = 16000; // samples a second
const MOST = RATE; // one post holds a second at most
const KEPT = 3 * RATE; // older sound is dropped: it is too late to act on it
const LONGEST = 8000; // ms for an answer; a second of sound takes half a second
const AGAIN = 300; // ms to the next try: the models are still loading, or sound came too fast
const PAUSES = [500, 1000, 2000, 4000, 8000, 15000]; // ms, after each failure in turn

/** @type {Piece[]} */
let gathered = []; // pieces that wait for the next post
/** @type {Listener["asked"]} */
let asked = () => ({ query: {}, token: 0 }); // tells about the screen a piece is heard on
/** @type {string | null} */
let stream = null; // the kiosk's name for this stream
let job = 0; // counts starts and stops, so that an older start does nothing more
let wake = () => {}; // called when a new piece of sound is there
let failures = 0;

/**
 * Starts a stream and posts sound until stopHearing(). After a failure it tries again.
 * @param {Listener} listener
 */
export async function startHearing(listener) {
  stopHearing();
  asked = listener.asked;
  const mine = job;
  const on = () => mine === job;
  failures = 0;
  while (on()) {
    try {
      await startStream(listener, on);
      while (on() && stream) await postOne(listener, on);
    } catch (error) {
      await rest(/** @type {Error} */ (error), listener, on);
    }
  }
}

/**
 * Takes a piece of sound for the next post.
 * @param {Int16Array<ArrayBuffer>} samples mono, 16 kHz
 */
export function hearPiece(samples) {
  const { query, token } = asked();
  // URLSearchParams writes the numbers in it as text.
  const fields = /** @type {Record<string, string>} */ (query);
  gathered.push({ samples, query: new URLSearchParams(fields).toString(), token });
  while (lengthOf(gathered) > KEPT) gathered.shift();
  wake();
}

// Takes the first pieces that may be posted together: heard on the same screen, a second at most.
function takePieces() {
  const [{ query, token }] = gathered;
  const other = gathered.findIndex((piece) => piece.query !== query || piece.token !== token);
  let count = other < 0 ? gathered.length : other;
  while (lengthOf(gathered.slice(0, count)) > MOST) count -= 1;
  return { query, token, body: new Blob(gathered.splice(0, count).map(({ samples }) => samples)) };
}

// Ends the stream. Sound that isn't understood yet is forgotten, here and in the kiosk.
export function stopHearing() {
  job += 1;
  gathered = [];
  wake();
  if (stream) navigator.sendBeacon(`/listening/${stream}/stop`);
  stream = null;
}

/** @type {(pieces: Piece[]) => number} */
const lengthOf = (pieces) => pieces.reduce((sum, { samples }) => sum + samples.length, 0);
/** @type {(time: number) => Promise<void>} */
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

class Refused extends Error {}

/**
 * @param {string} path
 * @param {Blob} [body]
 */
async function post(path, body) {
  /** @type {HeadersInit} */
  const headers = body ? { "Content-Type": "application/octet-stream" } : {};
  return fetch(path, { method: "POST", headers, body, signal: AbortSignal.timeout(LONGEST) });
}

/**
 * @param {Listener} listener
 * @param {() => boolean} on
 */
async function startStream(listener, on) {
  listener.state("starting");
  while (on()) {
    const answer = await post("/listening/start");
    if (!answer.ok) throw new Refused(`The kiosk does not listen: ${answer.status}`);
    /** @type {{ stream: string, ready: boolean }} */
    const started = await answer.json();
    if (!on()) return;
    stream = started.stream;
    if (started.ready) break;
    await wait(AGAIN);
  }
  if (!on()) return;
  gathered = []; // from before the kiosk was ready: too late to act on
  listener.state("ready");
}

/**
 * @param {Listener} listener
 * @param {() => boolean} on
 */
async function postOne(listener, on) {
  if (!gathered.length) await /** @type {Promise<void>} */ (new Promise((resolve) => (wake = resolve)));
  if (!on() || !gathered.length) return;
  const { query, token, body } = takePieces();
  const answer = await post(`/listening/${stream}/sound?${query}`, body);
  if (!on()) return;
  if (answer.status === 410) stream = null; // another page listens now, or the kiosk has restarted
  else if (answer.status === 429) await wait(AGAIN);
  else if (!answer.ok) throw new Refused(`The kiosk does not listen: ${answer.status}`);
  else {
    failures = 0;
    listener.answered(await answer.json(), token);
  }
}

/**
 * @param {Error} error
 * @param {Listener} listener
 * @param {() => boolean} on
 */
async function rest(error, listener, on) {
  if (!on()) return;
  console.warn(error.message);
  stream = null;
  const pause = PAUSES[Math.min(failures, PAUSES.length - 1)];
  failures += 1;
  // A single lost answer isn't told: the next try will probably succeed.
  if (error instanceof Refused || failures > 1) listener.state("broken");
  await wait(pause);
}
