// Who speaks. The kiosk has one loudspeaker: whoever wants to be heard takes it, and whoever had it
// is silenced first. And the one count of all that others wait for (the reading of a screen, the
// guidance to a way of using it, a list): until the last of them has ended, the time for an answer
// doesn't run and the box of scanning doesn't move.
import { tell } from "../page/screen.js";

/**
 * Who speaks, and how often each of them has begun.
 * @type {Map<Speaker, number>}
 */
const speaking = new Map();

export const isSpeaking = () => speaking.size > 0;

/**
 * begins(who) -> ends(). Each call of begins must be ended once; ending twice does no harm.
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
 * The only one who may sound now.
 * @type {{silence: () => void} | null}
 */
let owner = null;
/**
 * Those who are told when nobody has the loudspeaker.
 * @type {(() => void)[]}
 */
const waiting = [];

/**
 * takeLoudspeaker(silence) -> giveBack(). Whoever had it is silent when this returns. silence() is
 * called as another takes it, and must end every sound of its owner before it returns.
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
 * Resolves when nobody has the loudspeaker. Whoever waits must look again: another who waited may
 * have taken it.
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
