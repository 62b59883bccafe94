// PURE. Seen before meant. After a press the place where it was takes no other for a while: a hand
// that doubles its taps would act on what has just come under its finger, and so would one that
// presses again because it hasn't seen the new screen yet. The finger that lands elsewhere has left.
//
// {until, untilHere: till when landings anywhere, and near `point`, are not presses; point, lifted:
// where and when the last press ended; meaning: what it did (targets.js); same: that still lies
// there; repeats: landings ignored here; end: it never lasts longer}
const NEAR = 25; // mm: a press made again lands within this
const LONGEST = 3000; // ms: a finger that never stops tapping is heard again after this
const CALM = 0.55; // of `seen`, for a hand that hasn't shown doubles: it goes on after 0.7 s
const SHOWN = 0.3; // of `doubles`: one such press in the last three

// Pressed many times on purpose, and what they do is soon undone.
const AGAIN = new Set(["next", "more", "louder", "quieter", "slower", "faster", "sentence-back",
  "sentence-forward", "paragraph-back", "paragraph-forward"]);

const distance = (point, { x, y }) => (point ? Math.hypot(point.x - x, point.y - y) : Infinity);
const doubled = (hand) => hand.doubles > SHOWN;

// A wide hand's second tap lands farther off: 3.5 spreads hold 99% of the differences.
export const isNear = ({ point, anywhere }, sample, hand) =>
  Boolean(anywhere) || distance(point, sample) < Math.max(NEAR, 3.5 * hand.spread);

// The least time from a finger's leaving to its next press of the same meaning.
const gapOf = (hand) => (doubled(hand) ? Math.max(hand.echo, hand.repeatChain) : hand.repeatChain);
const seenOf = (hand) => (doubled(hand) ? 1 : CALM) * hand.seen;

export function isDeaf(deaf, sample, hand) {
  return sample.time < (isNear(deaf, sample, hand) ? deaf.untilHere : deaf.until);
}

// After a decision.
export function afterPress(hand, now, { kind, point, meaning = null, lifted = now }) {
  const acted = kind === "act";
  const until = now + (acted ? hand.repeatIgnore : hand.repeatChain);
  const gap = gapOf(hand);
  const untilHere = acted && AGAIN.has(meaning) ? lifted + gap : Math.max(until, acted && doubled(hand) ? lifted + gap : 0);
  return { until, untilHere, point, lifted, meaning: acted ? meaning : null, same: true, repeats: 0, gap, end: now + LONGEST };
}

// What was on the glass has changed: what lies where the last press was, now? Where that is what
// was pressed, it was seen before.
export function afterChange(deaf, hand, now, targets) {
  const until = now + hand.deafScreen;
  if (!deaf?.point) return { ...(deaf ?? NONE), until, untilHere: deaf?.anywhere ? Math.max(until, deaf.untilHere) : until };
  const same = deaf.meaning !== null && lies(targets, deaf.point) === deaf.meaning
    && !(deaf.meaning === "back" && doubled(hand));
  const gap = same ? gapOf(hand) : Math.max(hand.echo, hand.repeatChain);
  const soonest = same ? (TURNS.has(deaf.meaning) ? 0 : until) : now + seenOf(hand);
  const chain = deaf.repeats > 0 ? deaf.untilHere : 0;
  return { ...deaf, until, same, gap, untilHere: Math.max(soonest, deaf.lifted + gap, chain), end: now + LONGEST };
}
const TURNS = new Set([...AGAIN, "back"]);
const NONE = { until: 0, untilHere: 0, point: null, lifted: 0, meaning: null, same: false, repeats: 0, gap: 0, end: 0 };

// A screen that came by itself, whatever was pressed before: nothing on it was seen yet.
export const unseenAnywhere = (hand, now) =>
  ({ ...NONE, anywhere: true, until: now + hand.echo, untilHere: now + hand.echo, gap: hand.echo, end: now + LONGEST });

// An ignored finger has left: who taps again, does so again.
export function afterIgnored(deaf, time) {
  if (!deaf || deaf.repeats === 0) return deaf;
  const untilHere = Math.max(deaf.untilHere, Math.min(time + deaf.gap, deaf.end));
  return { ...deaf, lifted: time, untilHere };
}

// What lies at a point; what is within a fingertip of it counts.
function lies(targets, { x, y }) {
  const away = (one) => Math.hypot(Math.max(one.x - x, 0, x - one.x - one.width), Math.max(one.y - y, 0, y - one.y - one.height));
  const near = targets.filter((one) => away(one) < 8);
  return near.reduce((best, one) => (!best || away(one) < away(best) ? one : best), null)?.meaning ?? null;
}
