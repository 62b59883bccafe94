// PURE. Fits the touch layer to a hand: at once from three presses on one big button, then slowly
// from every press it was sure of. Nothing is kept after the visit. Observations: see press.js.
import { parameters, PARAMETERS } from "./press_parameters.js";

/** @import { Hand } from "./press_parameters.js" */
/** @import { Kind } from "./strays.js" */

/**
 * repeated: the press came again while the layer was deaf.
 * @typedef {Observations & { repeated?: boolean }} ObservedPress
 */

/** @typedef {ObservedPress & { error: Point }} Felt */

/**
 * The settings that suit a hand.
 * @typedef {object} Plan
 * @property {Partial<Hand>} parameters
 * @property {"bottom" | "left" | "right"} band
 * @property {"usual" | "fewer"} layout
 * @property {"none" | "voice" | "scanning"} proposal a better way of access: "voice" (the glass
 *   felt nothing), "scanning" (no button is big enough for the presses)
 */

// The weight of the defaults against the observations, as a number of presses.
const OFFSET_WEIGHT = 5; // landings scatter by about 5 mm, people's offsets by only 2.2 mm
const SPREAD_WEIGHT = 5;
// On a big button a neighboring finger can be taken for the press: far errors count only so much.
const FAR = 9; // mm
const RATE_WEIGHT = 4;
const OFFSET_CAP = 8; // mm, either way
// How much of a difference adapt() learns from one press, 0 to 1.
const SLOW = { offset: 0.06, spread: 0.04, rate: 0.05, pace: 0.15, pulls: 0.2, flings: 0.1, doubles: 0.5, single: 0.15 };
const WIDE = 15; // mm: a landing so far off on the big button was flung
// The least height of a button, in spreads of the hand: 13% of the presses on a button of this
// height miss it. "Fewer, bigger" costs two more presses for every two tiles of a list
// (tests/patients/ablation.py), so it helps only a hand that misses more often.
const ROOM = 3;
const SURE = 0.9; // the least confidence of a press that adapt() learns from

/** @type {Omit<Plan, "proposal">} */
const USUAL = { parameters: {}, band: "bottom", layout: "usual" };

/** @type {(list: number[]) => number} */
const sum = (list) => list.reduce((all, one) => all + one, 0);
/** @type {(list: number[]) => number} */
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
/** @type {(value: number, limit: number) => number} */
const clip = (value, limit) => Math.min(Math.max(value, -limit), limit);
/** @type {(point: Point) => number} */
const length = ({ x, y }) => Math.hypot(x, y);

/**
 * The plan for a hand, from the observations of its presses (null for one that did nothing).
 * @param {(ObservedPress | null)[]} presses
 * @param {Partial<Hand>} changes
 * @param {number} least how high the lowest buttons of this kiosk are, mm
 * @returns {Plan}
 */
export function fit(presses, changes = {}, least = 40) {
  const hand = parameters(changes);
  const felt = /** @type {Felt[]} */ (presses.filter((one) => one?.error));
  if (felt.length === 0) return { ...USUAL, proposal: "voice" };
  const errors = felt.map(({ error }) => error);
  const offset = offsetOf(errors, hand);
  const spread = spreadOf(errors, offset, hand);
  const side = sum(felt.map(({ palmSide }) => palmSide));
  const lost = presses.length - felt.length;
  return {
    parameters: { ...offset, spread, ...paceOf(felt, hand), ...rhythmOf(felt, hand), ...slidesOf(felt, hand), ...ratesOf(felt, hand) },
    layout: ROOM * spread > least ? "fewer" : "usual",
    band: side > 0 ? "right" : side < 0 ? "left" : "bottom",
    proposal: lost >= 2 || spread > 14 ? "scanning" : "none",
  };
}

/**
 * @param {Point[]} errors
 * @param {Hand} hand
 */
function offsetOf(errors, hand) {
  /** @type {(axis: "x" | "y", usual: number) => number} */
  const shrunk = (axis, usual) =>
    (OFFSET_WEIGHT * usual + sum(errors.map((error) => usual + clip(error[axis] - usual, FAR)))) / (OFFSET_WEIGHT + errors.length);
  return { offsetX: shrunk("x", hand.offsetX), offsetY: shrunk("y", hand.offsetY) };
}

/** @type {(errors: Point[], offset: Pick<Hand, "offsetX" | "offsetY">, hand: Hand) => number} */
function spreadOf(errors, { offsetX, offsetY }, hand) {
  const squares = errors.map(({ x, y }) => {
    return Math.min(length({ x: x - offsetX, y: y - offsetY }), 1.7 * FAR) ** 2 / 2;
  });
  return Math.sqrt((SPREAD_WEIGHT * hand.spread ** 2 + sum(squares)) / (SPREAD_WEIGHT + errors.length));
}

/**
 * A hand that repeats presses needs a longer deafness. A hand whose presses are all clean and brief
 * needs to wait less.
 * @param {Felt[]} felt
 * @param {Hand} hand
 */
function paceOf(felt, hand) {
  const strays = sum(felt.map(({ kinds }) => kinds.length));
  const gaps = felt.flatMap(({ gaps: seen }) => seen);
  const repeated = felt.some(again);
  const brief = felt.every(({ duration }) => duration < 1.6 * hand.shortTouch);
  return {
    settleShort: strays === 0 && brief ? 260 : hand.settleShort,
    repeatIgnore: repeated ? Math.max(800, 2.5 * median(gaps)) : hand.repeatIgnore,
    repeatChain: repeated ? 600 : hand.repeatChain,
  };
}

/** @type {(press: Felt) => boolean} */
const again = ({ kinds, repeated }) => Boolean(repeated) || kinds.includes("repeat");

/**
 * How soon after a press another one is meant, and how long a new screen must be seen: see seen.js.
 * @param {Felt[]} felt
 * @param {Hand} hand
 */
function rhythmOf(felt, hand) {
  const doubled = felt.filter(again);
  if (doubled.length === 0) return { doubles: 0, echo: 0.8 * hand.echo, seen: 0.8 * hand.seen };
  const longest = Math.max(0, ...doubled.flatMap(({ gaps }) => gaps));
  return {
    doubles: doubled.length / felt.length,
    echo: Math.max(hand.echo, 1.3 * longest),
    seen: 1.2 * hand.seen,
  };
}

/**
 * A hand that slides far needs a longer slide to call a press off. The slide of a pulled press
 * doesn't count: it leads to the button.
 * @param {Felt[]} felt
 * @param {Hand} hand
 */
function slidesOf(felt, hand) {
  const slides = felt.map(({ slide, pulled }) => (pulled ? 0 : slide));
  const far = Math.max(...slides);
  return { drift: (2 * hand.drift + median(slides)) / 3, callOff: Math.max(hand.callOff, 1.5 * far) };
}

const KINDS = { palms: "palm", fingers: "finger", grazes: "graze" };

/** @type {(felt: Felt[], hand: Hand) => Partial<Hand>} */
function ratesOf(felt, hand) {
  /** @type {(rate: keyof Hand, count: number) => [keyof Hand, number]} */
  const shrunk = (rate, count) => [rate, (RATE_WEIGHT * hand[rate] + count) / (RATE_WEIGHT + felt.length)];
  const kinds = /** @type {[keyof Hand, Kind][]} */ (Object.entries(KINDS)).map(([rate, kind]) => {
    return shrunk(rate, felt.filter(({ kinds: seen }) => seen.includes(kind)).length);
  });
  const wide = felt.filter(({ error }) => length({ x: error.x - hand.offsetX, y: error.y - hand.offsetY }) > WIDE);
  const pulls = shrunk("pulls", felt.filter(({ pulled }) => pulled).length);
  return Object.fromEntries([...kinds, shrunk("flings", wide.length), pulls]);
}

/**
 * The hand as it is known after one more press; unchanged if that wasn't sure.
 * @param {Hand} hand
 * @param {ObservedPress | null} seen
 * @param {number} confidence
 */
export function adapt(hand, seen, confidence) {
  if (!seen || confidence < SURE) return hand;
  return bounded({ ...hand, ...aimAfter(hand, seen), ...ratesAfter(hand, seen), ...paceAfter(hand, seen) });
}

/** @type {(hand: Hand, seen: ObservedPress) => Partial<Hand>} */
function aimAfter(hand, { error }) {
  if (!error) return {};
  const { offsetX, offsetY, spread } = hand;
  const off = { x: error.x - offsetX, y: error.y - offsetY };
  // A landing far off tells little: it may be a cramp, or another target was meant.
  const limit = 2.5 * spread;
  const square = Math.min(length(off), limit) ** 2 / 2;
  return {
    offsetX: clip(offsetX + SLOW.offset * clip(off.x, limit), OFFSET_CAP),
    offsetY: clip(offsetY + SLOW.offset * clip(off.y, limit), OFFSET_CAP),
    spread: Math.sqrt(spread ** 2 + SLOW.spread * (square - spread ** 2)),
  };
}

/** @type {(hand: Hand, seen: ObservedPress) => Partial<Hand>} */
function ratesAfter(hand, { kinds, pulled = false, flung = 0 }) {
  /** @type {(rate: keyof Hand, kind: Kind) => number} */
  const after = (rate, kind) => hand[rate] + SLOW.rate * ((kinds.includes(kind) ? 1 : 0) - hand[rate]);
  return {
    ...Object.fromEntries(/** @type {[keyof Hand, Kind][]} */ (Object.entries(KINDS)).map(([rate, kind]) =>
      /** @type {const} */ ([rate, after(rate, kind)]))),
    pulls: hand.pulls + SLOW.pulls * ((pulled ? 1 : 0.02) - hand.pulls),
    flings: hand.flings + SLOW.flings * (flung - hand.flings),
  };
}

/**
 * A graze resets the wait after a brief touch to its default; without grazes that wait shrinks.
 * @type {(hand: Hand, seen: ObservedPress) => Partial<Hand>}
 */
function paceAfter(hand, { kinds, duration }) {
  if (kinds.includes("graze")) return { settleShort: PARAMETERS.settleShort.value };
  // About six clean presses must first show that this hand doesn't graze.
  if (kinds.length || duration > 1.6 * hand.shortTouch || hand.grazes > 0.06) return {};
  const least = hand.settle + 20;
  return { settleShort: Math.max(least, hand.settleShort - SLOW.pace * (hand.settleShort - least)) };
}

/**
 * The hand after a press came again while the layer was deaf: the deafness lasts longer from now.
 * @param {Hand} hand
 */
export function afterRepeat(hand) {
  return bounded({
    ...hand,
    repeatIgnore: Math.min(1.1 * hand.repeatIgnore, 900),
    repeatChain: Math.min(1.2 * hand.repeatChain, 700),
    doubles: hand.doubles + SLOW.doubles * (1 - hand.doubles),
  });
}

/**
 * The hand after a question whose answer was not the likelier target: the landing was flung.
 * @type {(hand: Hand) => Hand}
 */
export const afterFling = (hand) => bounded({ ...hand, flings: hand.flings + 0.3 * (0.4 - hand.flings) });

/**
 * The hand after a press that acted.
 * @param {Hand} hand
 * @param {boolean} doubled whether it came twice, as far as is known yet
 */
export function afterRhythm(hand, doubled) {
  const doubles = hand.doubles + (doubled ? SLOW.doubles : SLOW.single) * ((doubled ? 1 : 0) - hand.doubles);
  return bounded({ ...hand, doubles });
}

/** @type {(hand: Partial<Hand>) => Hand} */
const bounded = (hand) => parameters(hand);
