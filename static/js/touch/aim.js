// PURE. How likely a stroke is if a given target was meant: densities per square millimeter.
import { slidAway } from "./slides.js";

/** @import { Stroke } from "./contacts.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { Target } from "./targets.js" */

const SLID = 5; // mm: less is tremor
const DRAGS_THAT_REST = 0.4; // share of drags that end at rest
// Per mm2: a finger that is pulled to a button lands anywhere 20 to 90 mm around it.
const BESIDE = 2e-5;
const FLUNG = [15, 45]; // mm: how far a landing is flung (tests/patients/profiles.json, wild_left)

const TAU = 2 * Math.PI;

/**
 * The normal density at x. It has products instead of powers: it runs thousands of times a frame,
 * and a power costs ten products.
 * @param {number} x
 * @param {number} mean
 * @param {number} sd
 */
export function bell(x, mean, sd) {
  const z = (x - mean) / sd;
  return Math.exp(-0.5 * z * z) / (sd * 2.5066);
}

/**
 * The log-normal density at x; sigma is the standard deviation of ln(x).
 * @type {(x: number, median: number, sigma: number) => number}
 */
export const logBell = (x, median, sigma) =>
  bell(Math.log(Math.max(x, 1) / median), 0, sigma) / Math.max(x, 1);
/**
 * The cumulative normal distribution, with an error of at most 0.0002 (Bowling 2009).
 * @type {(z: number) => number}
 */
const below = (z) => 1 / (1 + Math.exp(-z * (1.5976 + 0.07056 * z * z)));

/**
 * The density at x of a uniform distribution from low to high that is blurred by the hand's spread.
 * @param {number} x
 * @param {number} low
 * @param {number} high
 * @param {number} sd
 */
function smeared(x, low, high, sd) {
  const width = Math.max(high - low, 0.5);
  const out = Math.abs(x - (low + high) / 2); // on one side, where the tail doesn't round to 0
  return (below((width / 2 - out) / sd) - below((-width / 2 - out) / sd)) / width;
}

/**
 * The density of landings aimed anywhere in the middle part of a target.
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
 * The density of landings on a target: most are aimed at its middle, some anywhere on it; some are
 * wide (outliers), and some are flung far off.
 * @param {Point} point
 * @param {Target} target
 * @param {Hand} hand
 * @param {number} scale factor of the hand's spread
 */
function aimed(point, target, hand, scale = 1) {
  const flings = flingsOn(target, hand);
  return (1 - flings) * aimedBy(point, target, hand, hand.spread * scale, hand.outliers)
    + flings * flung(point, target, hand);
}

const SMALL = 32; // mm
/**
 * The share of landings that are flung. It is larger on small buttons: these are close together, so
 * a flung landing hits another one, and must be doubted sooner.
 * @param {Target} target
 * @param {Hand} hand
 */
export function flingsOn({ width, height }, { flings, flingsSmall }) {
  return Math.min(flings * (Math.min(width, height) < SMALL ? flingsSmall : 1), 0.4);
}

/**
 * The density of flung landings: a ring around the middle part of the target, with soft edges.
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
 * The chance that a landing on a target was flung, 0 to 1.
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
 * The density of a stroke as a press on the target. A press that slid was dragged off its aim by
 * the hand's weight, was put right and then rested, or was pulled on to the button from beside it.
 * The density of the slide as a drag is left out of all three (divided out): all targets share it.
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
 * The density of a slide as a drag: a heavy hand slides mostly down, now and then anywhere.
 * @param {Stroke} stroke
 * @param {Hand} hand
 */
function dragged({ slide, landing, end }, hand) {
  const down = (end.y - landing.y) / slide;
  const direction = 0.4 + (0.6 * Math.exp(1.5 * down)) / 1.65; // 1.65: the mean of exp all round
  return (logBell(slide, hand.drift, hand.driftSigma) * direction) / (2 * Math.PI * slide) + 1e-7;
}
