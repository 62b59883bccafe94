// PURE. How likely a stroke is, if a given target was meant: densities per square millimetre.
import { slidAway } from "./slides.js";

/** @import { Stroke } from "./contacts.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { Target } from "./targets.js" */

const SLID = 5; // mm: less is tremor
const DRAGS_THAT_REST = 0.4;
// A finger that is pulled comes down anywhere 20 to 90 mm around the button: per mm2.
const BESIDE = 2e-5;
const FLUNG = [15, 45]; // mm: how far a landing is flung (tests/patients/profiles.json, wild_left)

const TAU = 2 * Math.PI;

/**
 * Products, not powers: this runs thousands of times a frame, and a power costs ten products.
 * @param {number} x
 * @param {number} mean
 * @param {number} sd
 */
export function bell(x, mean, sd) {
  const z = (x - mean) / sd;
  return Math.exp(-0.5 * z * z) / (sd * 2.5066);
}

/** @type {(x: number, median: number, sigma: number) => number} */
export const logBell = (x, median, sigma) =>
  bell(Math.log(Math.max(x, 1) / median), 0, sigma) / Math.max(x, 1);
/**
 * The normal distribution function, to 0.0002 (Bowling 2009).
 * @type {(z: number) => number}
 */
const below = (z) => 1 / (1 + Math.exp(-z * (1.5976 + 0.07056 * z * z)));

/**
 * Anywhere between low and high alike, blurred by the hand's spread.
 * @param {number} x
 * @param {number} low
 * @param {number} high
 * @param {number} sd
 */
function smeared(x, low, high, sd) {
  const width = Math.max(high - low, 0.5);
  const out = Math.abs(x - (low + high) / 2); // one side only: there the tail doesn't round to 0
  return (below((width / 2 - out) / sd) - below((-width / 2 - out) / sd)) / width;
}

/**
 * @param {Point} point
 * @param {Target} target
 * @param {number} share of its width and height, around its middle
 * @param {number} sd
 */
function within(point, target, share, sd) {
  const insetX = (target.width * (1 - share)) / 2;
  const insetY = (target.height * (1 - share)) / 2;
  return smeared(point.x, target.x + insetX, target.x + target.width - insetX, sd)
    * smeared(point.y, target.y + insetY, target.y + target.height - insetY, sd);
}

/**
 * Most aim at the middle, some anywhere on the target; some landings are wide (outliers), and some
 * are flung far off.
 * @param {Point} point
 * @param {Target} target
 * @param {Hand} hand
 * @param {number} scale of the hand's spread
 */
function aimed(point, target, hand, scale = 1) {
  const flings = flingsOn(target, hand);
  return (1 - flings) * aimedBy(point, target, hand, hand.spread * scale, hand.outliers)
    + flings * flung(point, target, hand);
}

const SMALL = 32; // mm
/**
 * How many landings are flung. Small buttons stand close: there one that was flung hits another, so
 * doubt is due sooner.
 * @param {Target} target
 * @param {Hand} hand
 */
export function flingsOn({ width, height }, { flings, flingsSmall }) {
  return Math.min(flings * (Math.min(width, height) < SMALL ? flingsSmall : 1), 0.4);
}

/**
 * A ring around the middle part of the target, with soft edges.
 * @param {Point} point
 * @param {Target} target
 * @param {Hand} hand
 */
function flung(point, target, { core, spread, offsetX, offsetY }) {
  const across = Math.abs(point.x - offsetX - target.x - target.width / 2) - (core * target.width) / 2;
  const along = Math.abs(point.y - offsetY - target.y - target.height / 2) - (core * target.height) / 2;
  const far = Math.hypot(Math.max(across, 0), Math.max(along, 0));
  const [least, most] = FLUNG;
  const share = (below((far - least) / spread) - below((far - most) / spread)) / (most - least);
  return share / (TAU * Math.max(far, least / 2) + 2 * core * (target.width + target.height));
}

/**
 * @param {Point} point
 * @param {Target} target
 * @param {Hand} hand
 * @param {number} sd
 * @param {number} outliers
 */
function aimedBy(point, target, { core, anywhere, outlierScale, offsetX, offsetY }, sd, outliers) {
  const place = { x: point.x - offsetX, y: point.y - offsetY };
  const near = (1 - anywhere) * within(place, target, core, sd) + anywhere * within(place, target, 1, sd / 2);
  if (outliers === 0) return near;
  return (1 - outliers) * near + outliers * within(place, target, core, sd * outlierScale);
}

/**
 * How likely it is that a landing on a target was flung.
 * @param {Point} point
 * @param {Target} target
 * @param {Hand} hand
 */
export function flungShare(point, target, hand) {
  const flings = flingsOn(target, hand);
  const far = flings * flung(point, target, hand);
  return far / (far + (1 - flings) * aimedBy(point, target, hand, hand.spread, hand.outliers) + 1e-12);
}

/**
 * A press that slid was either dragged off its aim by the hand's weight, or put right and rested,
 * or the finger was pulled on to the button from beside it.
 * How likely the slide itself is as a drag is left out of both: it says nothing of other strokes.
 * @param {Stroke} stroke
 * @param {Target} target
 * @param {Hand} hand
 */
export function pressed(stroke, target, hand) {
  if (stroke.slide < SLID) return aimed(stroke.middle, target, hand);
  const usual = 1 - hand.corrections - hand.pulls;
  const asDrag = slidAway(stroke, target, hand) ? 0 : usual * aimed(stroke.landing, target, hand);
  if (!stroke.rest) return asDrag;
  const pulled = target.cheap ? 0 : hand.pulls * BESIDE * aimedBy(stroke.rest, target, hand, hand.spread, 0);
  const corrected = hand.corrections * aimed(stroke.landing, target, hand, 2)
    * aimedBy(stroke.rest, target, hand, hand.restSpread, 0);
  return DRAGS_THAT_REST * asDrag + (corrected + pulled) / dragged(stroke, hand);
}

/**
 * A heavy hand slides down rather than up, now and then anywhere.
 * @param {Stroke} stroke
 * @param {Hand} hand
 */
function dragged({ slide, landing, end }, hand) {
  const down = (end.y - landing.y) / slide;
  const direction = 0.4 + (0.6 * Math.exp(1.5 * down)) / 1.65; // 1.65: the mean of exp all round
  return (logBell(slide, hand.drift, hand.driftSigma) * direction) / (2 * Math.PI * slide) + 1e-7;
}
