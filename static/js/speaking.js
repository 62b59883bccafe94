// Who speaks: the one count of everything that others wait for while it sounds (the reading of a
// screen, the guidance to a way of using it). Time for an answer doesn't run and the box of
// scanning doesn't move until the last of them has ended.
import { tell } from "./screen.js";

const speaking = new Map(); // who -> how often

export const isSpeaking = () => speaking.size > 0;

// begins(who) -> ends(). Each call of begins must be ended once; ending twice does no harm.
export function begins(who) {
  const first = !isSpeaking();
  speaking.set(who, (speaking.get(who) ?? 0) + 1);
  if (first) tell("speaking-started", {});
  let over = false;
  return () => {
    if (over) return;
    over = true;
    const left = speaking.get(who) - 1;
    if (left) speaking.set(who, left);
    else speaking.delete(who);
    if (!isSpeaking()) tell("speaking-ended", {});
  };
}
