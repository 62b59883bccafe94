// The talk with the kiosk about what the microphone hears: a stream is started, sound is posted
// piece after piece, and what was understood comes back as the answer to it.

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
 * `asked` is called for each piece of sound, as it comes; its token comes back with the answer.
 * Nothing is told after stopHearing().
 * @typedef {{
 *   asked: () => { query: { [name: string]: string | number }, token: number },
 *   answered: (answer: Answer, token: number) => void,
 *   state: (name: HearingState) => void,
 * }} Listener
 */
/** @typedef {{ samples: Int16Array<ArrayBuffer>, query: string, token: number }} Piece */

const RATE = 16000; // samples a second
const MOST = RATE; // one post holds a second at most
const KEPT = 3 * RATE; // what had to wait longer than that is let go: too late to act on
const LONGEST = 8000; // ms for an answer: a second of sound is understood in half a one
const AGAIN = 300; // ms: the models are still being loaded
const PAUSES = [500, 1000, 2000, 4000, 8000, 15000]; // ms, after each failure in turn

/** @type {Piece[]} */
let gathered = []; // pieces that wait for the next post
/** @type {Listener["asked"]} */
let asked = () => ({ query: {}, token: 0 }); // what a post says of the screen its sound was heard on
/** @type {string | null} */
let stream = null; // the kiosk's name for this stream
let job = 0; // counts starts and stops: what an older one still does comes to nothing
let wake = () => {}; // a new piece of sound is there
let failures = 0;

/** @param {Listener} listener */
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

/** @param {Int16Array<ArrayBuffer>} samples */
export function hearPiece(samples) {
  const { query, token } = asked();
  // URLSearchParams writes the numbers in it as text.
  const fields = /** @type {Record<string, string>} */ (query);
  gathered.push({ samples, query: new URLSearchParams(fields).toString(), token });
  while (lengthOf(gathered) > KEPT) gathered.shift();
  wake();
}

// As many of the first pieces as may go together: heard on one screen, a second at most.
function takePieces() {
  const [{ query, token }] = gathered;
  const other = gathered.findIndex((piece) => piece.query !== query || piece.token !== token);
  let count = other < 0 ? gathered.length : other;
  while (lengthOf(gathered.slice(0, count)) > MOST) count -= 1;
  return { query, token, body: new Blob(gathered.splice(0, count).map(({ samples }) => samples)) };
}

// What was posted and not yet understood is forgotten, here and in the kiosk.
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
  gathered = []; // said before it could be understood: too late to act on
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
  if (answer.status === 410) stream = null; // another page has begun to listen, or the kiosk anew
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
  // A single lost answer is soon made good: nobody needs to know.
  if (error instanceof Refused || failures > 1) listener.state("broken");
  await wait(pause);
}
