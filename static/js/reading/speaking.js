// Who speaks. The kiosk has one loudspeaker: whoever wants to be heard takes it, and whoever had it
// is silenced first. And the one count of all that others wait for (the reading of a screen, the
// guidance to a way of using it, a list): until the last of them has ended, the time for an answer
// doesn't run and the box of scanning doesn't move.
import { tell } from "../page/screen.js";

const speaking = new Map(); // who -> how often

export const isSpeaking = () => speaking.size > 0;

// begins(who) -> ends(). Each call of begins must be ended once; ending twice does no harm.
export function begins(who) {
  const first = !isSpeaking();
  speaking.set(who, (speaking.get(who) ?? 0) + 1);
  if (first) tell("speaking-started", { who });
  return once(() => {
    const left = speaking.get(who) - 1;
    if (left) speaking.set(who, left);
    else speaking.delete(who);
    if (!isSpeaking()) tell("speaking-ended", { who });
  });
}

// The loudspeaker ---------------------------------------------------------------------------------

let owner = null; // {silence}: the only one who may sound now
const waiting = []; // those who are told when nobody does

// takeLoudspeaker(silence) -> giveBack(). Whoever had it is silent when this returns. silence() is
// called as another takes it, and must end every sound of its owner before it returns.
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

// Resolves when nobody has the loudspeaker. Whoever waits must look again: another who waited may
// have taken it.
export const whenFree = () => (owner ? new Promise((go) => waiting.push(go)) : Promise.resolve());

export const isFree = () => owner === null;

function once(act) {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
