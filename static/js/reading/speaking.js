// Says which module may speak. The kiosk has one loudspeaker: a module takes it to be heard, and
// the module that had it is silenced first. Also counts the speech that others wait for (the
// reading of a screen, guidance to a way of access, a list). Until all of it has ended, the time
// for an answer doesn't run and the box of scanning doesn't move.
import { tell } from "../page/screen.js";

/**
 * How many times each kind of speech has begun and not ended yet.
 * @type {Map<Speaker, number>}
 */
const speaking = new Map();

export const isSpeaking = () => speaking.size > 0;

/**
 * Counts `who` as speaking, until the returned function is called. It must be called once; a second
 * call does nothing.
 * @param {Speaker} who
 */
export function begins(who) {
  const first = !isSpeaking();
  speaking.set(who, (speaking.get(who) ?? 0) + 1);
  if (first) tell("speaking-started", { who });
  return once(() => {
    const left = /** @type {number} */ (speaking.get(who)) - 1;
    if (left) speaking.set(who, left);
    else speaking.delete(who);
    if (!isSpeaking()) tell("speaking-ended", { who });
  });
}

// The loudspeaker ---------------------------------------------------------------------------------

/**
 * The owner of the loudspeaker: only it may sound now.
 * @type {{silence: () => void} | null}
 */
let owner = null;
/**
 * Functions that are called when the loudspeaker becomes free.
 * @type {(() => void)[]}
 */
const waiting = [];

/**
 * Takes the loudspeaker; its owner before is silent when this returns. Returns giveBack().
 * silence() is called when another module takes the loudspeaker, and must end all sound of this one
 * before it returns.
 * @param {() => void} silence
 */
export function takeLoudspeaker(silence) {
  const before = owner;
  const mine = { silence };
  owner = mine;
  before?.silence();
  return once(() => {
    if (owner !== mine) return;
    owner = null;
    for (const go of waiting.splice(0)) go();
  });
}

/**
 * Resolves when the loudspeaker becomes free. The caller must then check isFree(): another caller
 * may have taken it already.
 * @type {() => Promise<void>}
 */
export const whenFree = () => (owner ? new Promise((go) => waiting.push(go)) : Promise.resolve());

export const isFree = () => owner === null;

/** @param {() => void} act */
function once(act) {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
