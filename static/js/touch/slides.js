// PURE. Judges a finger that slid: it was dragged off its aim by the hand's weight, or it called
// off the press, or it was pulled on to a button, rested there and lifted (take-off selection:
// Potter, Weldon and Shneiderman 1988).

/** @import { Stroke } from "./contacts.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { Target } from "./targets.js" */

const ON = 2; // mm: a finger rests on a button if it is no farther from it
const PULLED = 15; // mm: a shorter slide only puts the landing right

/**
 * The distance of a point from a target, mm; 0 inside it.
 * @param {Point} point
 * @param {Target} target
 */
export function distance(point, { x, y, width, height }) {
  const across = Math.max(x - point.x, 0, point.x - x - width);
  return Math.hypot(across, Math.max(y - point.y, 0, point.y - y - height));
}

/** @type {(point: Point, hand: Hand) => Point} */
const aimOf = (point, { offsetX, offsetY }) => ({ x: point.x - offsetX, y: point.y - offsetY });

/**
 * Whether the finger slid farther than a hand's weight drags it, and ended clearly outside the
 * target: then it is no press on it.
 * @type {(stroke: Stroke, target: Target, hand: Hand) => boolean}
 */
export const slidAway = ({ slide, end }, target, { callOff, callOffBeyond }) =>
  slide >= callOff && distance(end, target) > callOffBeyond;

/**
 * Whether the finger rests on a button: it then presses that button, wherever it landed. A rest on
 * text means nothing.
 * @type {(stroke: Stroke, target: Target | undefined) => boolean}
 */
export const restsOn = ({ rest }, target) =>
  !!rest && !!target && !target.cheap && distance(rest, target) <= ON;

/**
 * Whether the finger was pulled on to the target from outside it.
 * @type {(stroke: Stroke, target: Target, hand: Hand) => boolean}
 */
export const wasPulled = (stroke, target, hand) =>
  stroke.slide > PULLED && restsOn(stroke, target) && distance(aimOf(stroke.landing, hand), target) > ON;

/**
 * Whether the finger slid well away from the target it landed on, and doesn't rest on the one it
 * would press.
 * @param {Stroke} stroke
 * @param {Target | undefined} target what it would press
 * @param {Target[]} targets
 * @param {Hand} hand
 */
export function calledOff(stroke, target, targets, hand) {
  if (stroke.slide < hand.callOff || restsOn(stroke, target)) return false;
  const aim = aimOf(stroke.landing, hand);
  /** @type {(best: Target, one: Target) => Target} */
  const nearer = (best, one) => (distance(aim, one) < distance(aim, best) ? one : best);
  const begun = targets.reduce(nearer, targets[0]);
  return !begun || distance(stroke.end, begun) > hand.callOffBeyond;
}
