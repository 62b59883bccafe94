// PURE. Seen before meant. After a press the place where it was takes no other for a while: a hand
// that doubles its taps would act on what has just come under its finger, and so would one that
// presses again because it hasn't seen the new screen yet. The finger that lands elsewhere has left.

/** @import { TimedPoint } from "./contacts.js" */
/** @import { FinalKind } from "./press.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { Target } from "./targets.js" */

/**
 * Which landings are no presses, and till when.
 * @typedef {object} Deafness
 * @property {number} until till when landings anywhere are not presses
 * @property {number} untilHere till when landings near `point` are not presses
 * @property {Point | null} point where the last press ended
 * @property {number} lifted when the last press ended
 * @property {string | null} meaning what it did (targets.js)
 * @property {number} repeats landings ignored here
 * @property {number} gap how long after a finger's leaving its next landing is ignored, ms
 * @property {number} end it never lasts longer
 * @property {boolean} [anywhere] every place of the glass counts as near
 */

const NEAR = 25; // mm: a press made again lands within this
const LONGEST = 3000; // ms: a finger that never stops tapping is heard again after this
const CALM = 0.55; // of `seen`, for a hand that hasn't shown doubles: it goes on after 0.7 s
const SHOWN = 0.3; // of `doubles`: one such press in the last three

/**
 * Pressed many times on purpose, and what they do is soon undone.
 * @type {Set<string | null>}
 */
const AGAIN = new Set(["next", "more", "louder", "quieter", "slower", "faster", "sentence-back",
  "sentence-forward", "paragraph-back", "paragraph-forward"]);

/** @type {(point: Point | null, other: Point) => number} */
const distance = (point, { x, y }) => (point ? Math.hypot(point.x - x, point.y - y) : Infinity);
/** @type {(hand: Hand) => boolean} */
const doubled = (hand) => hand.doubles > SHOWN;

/**
 * A wide hand's second tap lands farther off: 3.5 spreads hold 99% of the differences.
 * @type {(deaf: Deafness, sample: Point, hand: Hand) => boolean}
 */
export const isNear = ({ point, anywhere }, sample, hand) =>
  Boolean(anywhere) || distance(point, sample) < Math.max(NEAR, 3.5 * hand.spread);

/**
 * The least time from a finger's leaving to its next press of the same meaning.
 * @type {(hand: Hand) => number}
 */
const gapOf = (hand) => (doubled(hand) ? Math.max(hand.echo, hand.repeatChain) : hand.repeatChain);
/** @type {(hand: Hand) => number} */
const seenOf = (hand) => (doubled(hand) ? 1 : CALM) * hand.seen;

/**
 * @param {Deafness} deaf
 * @param {TimedPoint} sample
 * @param {Hand} hand
 */
export function isDeaf(deaf, sample, hand) {
  return sample.time < (isNear(deaf, sample, hand) ? deaf.untilHere : deaf.until);
}

/**
 * After a decision.
 * @param {Hand} hand
 * @param {number} now
 * @param {{ kind: FinalKind, point: Point, meaning?: string | null, lifted?: number }} decision
 * @returns {Deafness}
 */
export function afterPress(hand, now, { kind, point, meaning = null, lifted = now }) {
  const acted = kind === "act";
  const until = now + (acted ? hand.repeatIgnore : hand.repeatChain);
  const gap = gapOf(hand);
  const untilHere = acted && AGAIN.has(meaning) ? lifted + gap : Math.max(until, acted && doubled(hand) ? lifted + gap : 0);
  return { until, untilHere, point, lifted, meaning: acted ? meaning : null, repeats: 0, gap, end: now + LONGEST };
}

/**
 * What was on the glass has changed: what lies where the last press was, now? Where that is what
 * was pressed, it was seen before.
 * @param {Deafness | null} deaf
 * @param {Hand} hand
 * @param {number} now
 * @param {Target[]} targets
 * @returns {Deafness}
 */
export function afterChange(deaf, hand, now, targets) {
  const until = now + hand.deafScreen;
  if (!deaf?.point) return { ...(deaf ?? NONE), until, untilHere: deaf?.anywhere ? Math.max(until, deaf.untilHere) : until };
  const same = deaf.meaning !== null && lies(targets, deaf.point) === deaf.meaning
    && !(deaf.meaning === "back" && doubled(hand));
  const gap = same ? gapOf(hand) : Math.max(hand.echo, hand.repeatChain);
  const soonest = same ? (TURNS.has(deaf.meaning) ? 0 : until) : now + seenOf(hand);
  const chain = deaf.repeats > 0 ? deaf.untilHere : 0;
  return { ...deaf, until, gap, untilHere: Math.max(soonest, deaf.lifted + gap, chain), end: now + LONGEST };
}
/** @type {Set<string | null>} */
const TURNS = new Set([...AGAIN, "back"]);
/** @type {Deafness} */
const NONE = { until: 0, untilHere: 0, point: null, lifted: 0, meaning: null, repeats: 0, gap: 0, end: 0 };

/**
 * A screen that came by itself, whatever was pressed before: nothing on it was seen yet.
 * @type {(hand: Hand, now: number) => Deafness}
 */
export const unseenAnywhere = (hand, now) =>
  ({ ...NONE, anywhere: true, until: now + hand.echo, untilHere: now + hand.echo, gap: hand.echo, end: now + LONGEST });

/**
 * An ignored finger has left: who taps again, does so again.
 * @param {Deafness | null} deaf
 * @param {number} time
 */
export function afterIgnored(deaf, time) {
  if (!deaf || deaf.repeats === 0) return deaf;
  const untilHere = Math.max(deaf.untilHere, Math.min(time + deaf.gap, deaf.end));
  return { ...deaf, lifted: time, untilHere };
}

/**
 * What lies at a point; what is within a fingertip of it counts.
 * @param {Target[]} targets
 * @param {Point} point
 */
function lies(targets, { x, y }) {
  /** @type {(one: Target) => number} */
  const away = (one) => Math.hypot(Math.max(one.x - x, 0, x - one.x - one.width), Math.max(one.y - y, 0, y - one.y - one.height));
  const near = targets.filter((one) => away(one) < 8);
  return near.reduce((/** @type {Target | null} */ best, one) =>
    (!best || away(one) < away(best) ? one : best), null)?.meaning ?? null;
}
