// PURE. A target must be seen before it can be meant. After a press, landings at the same place are
// ignored for a while. Otherwise a hand that doubles its taps, or that presses again because the
// person hasn't seen the new screen yet, would act on what has just come under the finger. A finger
// that lands elsewhere has left that place: it isn't ignored for so long.

/** @import { TimedPoint } from "./contacts.js" */
/** @import { FinalKind } from "./press.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { Target } from "./targets.js" */

/**
 * Which landings are ignored, and until when. Times are in ms.
 * @typedef {object} Deafness
 * @property {number} until until when landings anywhere are ignored
 * @property {number} untilHere until when landings near `point` are ignored
 * @property {Point | null} point where the last press ended
 * @property {number} lifted when the last press ended
 * @property {string | null} meaning what it did (targets.js)
 * @property {number} repeats landings near `point` that were ignored
 * @property {number} gap for how long after a finger's leaving its next landing is ignored
 * @property {number} end the latest time at which all this ends
 * @property {boolean} [anywhere] every place of the glass counts as near
 */

const NEAR = 25; // mm: a repeated press lands within this
const LONGEST = 3000; // ms: a finger that never stops tapping is heard again after this
const CALM = 0.55; // of `seen`, for a hand without doubles: its next press comes after 0.7 s
const SHOWN = 0.3; // of `doubles`: more than this means about one in the last three presses

/**
 * Buttons that are pressed many times on purpose, and whose effect is soon undone.
 * @type {Set<string | null>}
 */
const AGAIN = new Set(["next", "more", "louder", "quieter", "slower", "faster", "sentence-back",
  "sentence-forward", "paragraph-back", "paragraph-forward"]);

/** @type {(point: Point | null, other: Point) => number} */
const distance = (point, { x, y }) => (point ? Math.hypot(point.x - x, point.y - y) : Infinity);
/** @type {(hand: Hand) => boolean} */
const doubled = (hand) => hand.doubles > SHOWN;

/**
 * Whether a landing is near the last press. With a larger spread the second tap of a hand lands
 * farther off: 99% of the differences are within 3.5 spreads.
 * @type {(deaf: Deafness, sample: Point, hand: Hand) => boolean}
 */
export const isNear = ({ point, anywhere }, sample, hand) =>
  Boolean(anywhere) || distance(point, sample) < Math.max(NEAR, 3.5 * hand.spread);

/**
 * The least time from a finger's leaving to its next press of the same meaning, ms.
 * @type {(hand: Hand) => number}
 */
const gapOf = (hand) => (doubled(hand) ? Math.max(hand.echo, hand.repeatChain) : hand.repeatChain);
/** @type {(hand: Hand) => number} */
const seenOf = (hand) => (doubled(hand) ? 1 : CALM) * hand.seen;

/**
 * Whether a landing is ignored.
 * @param {Deafness} deaf
 * @param {TimedPoint} sample
 * @param {Hand} hand
 */
export function isDeaf(deaf, sample, hand) {
  return sample.time < (isNear(deaf, sample, hand) ? deaf.untilHere : deaf.until);
}

/**
 * The deafness after a decision.
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
 * The deafness after the targets on the glass have changed. If a target of the same meaning lies at
 * the place of the last press, it has been seen before, so the deafness is shorter.
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
 * The deafness after a screen that came by itself: nothing on it has been seen yet.
 * @type {(hand: Hand, now: number) => Deafness}
 */
export const unseenAnywhere = (hand, now) =>
  ({ ...NONE, anywhere: true, until: now + hand.echo, untilHere: now + hand.echo, gap: hand.echo, end: now + LONGEST });

/**
 * The deafness after an ignored finger has left: it may tap once more, so the deafness goes on.
 * @param {Deafness | null} deaf
 * @param {number} time
 */
export function afterIgnored(deaf, time) {
  if (!deaf || deaf.repeats === 0) return deaf;
  const untilHere = Math.max(deaf.untilHere, Math.min(time + deaf.gap, deaf.end));
  return { ...deaf, lifted: time, untilHere };
}

/**
 * The meaning of the target nearest to a point, within a fingertip (8 mm); null if there is none.
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
