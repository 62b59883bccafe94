// PURE. How likely it is that a stroke is not the press but something else of the same hand: a
// palm, a neighboring finger, a graze on the way, or a repeat of the press. All values are
// densities per mm2, per ms and per mm of radius, so that readings (choose.js) can be compared.
import { bell, logBell, pressed } from "./aim.js";

/** @import { Stroke } from "./contacts.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { Target } from "./targets.js" */

/** @typedef {"palm" | "finger" | "graze" | "unknown"} Stray */

/**
 * The kinds of a stroke beside the press.
 * @typedef {Stray | "repeat"} Kind
 */

/**
 * The mean and the standard deviation of a contact's radius, in millimeters.
 * @typedef {[number, number]} Size
 */

const TAU = 2 * Math.PI;
/** @type {Size} */
const FINGER = [5, 1.9]; // a fingertip, thumb or knuckle
/** @type {Size} */
const PALM = [11, 2.6]; // model: 11 +- 2.5
const PALM_ANGLE = 1.48; // rad: slightly right of straight below; near enough for a left hand, too

/**
 * The density of a stroke's radius. Some digitizers report no size: then it says nothing.
 * @type {(stroke: Stroke, size: Size) => number}
 */
const sized = (stroke, [mean, sd]) => (stroke.radius > 1 ? bell(stroke.radius, mean, sd) + 0.002 : 0.05);

/**
 * @param {number} distance
 * @param {number} mean
 * @param {number} sd
 */
function ring(distance, mean, sd) {
  return bell(distance, mean, sd) / (TAU * Math.max(distance, 4));
}

/** @type {{ [Name in Stray]: (stray: Stroke, main: Stroke, hand: Hand) => number }} */
const STRAYS = {
  palm(stray, main, hand) {
    const { distance, angle } = seenFrom(main, stray);
    const turn = Math.abs(((angle - PALM_ANGLE + 3 * Math.PI) % TAU) - Math.PI);
    const place = (bell(distance, 58, 15) * (0.9 * bell(turn, 0, 0.6) + 0.1 / TAU)) / Math.max(distance, 10);
    return hand.palms * place * sized(stray, PALM) * beside(stray, main, 380);
  },
  finger(stray, main, hand) {
    const { distance } = seenFrom(main, stray);
    return hand.fingers * ring(distance, 20, 5.5) * sized(stray, FINGER) * beside(stray, main, 350);
  },
  graze(stray, main, hand) {
    const early = main.down - stray.down;
    const timing = early > 90 && early < 430 ? 1 / 340 : 0;
    const brief = 1 / (60 * (1 + Math.exp((stray.duration - 95) / 6)));
    const place = ring(seenFrom(main, stray).distance, 35, 15.5);
    return hand.grazes * place * sized(stray, FINGER) * timing * brief;
  },
  // Anything else: rare, and anywhere.
  unknown: () => 1e-14,
};

/**
 * The density of a stray's duration and time: it lands around the press, on average 80 ms before.
 * @type {(stray: Stroke, main: Stroke, median: number) => number}
 */
const beside = (stray, main, median) =>
  logBell(stray.duration, median, 0.8) * bell(stray.down - main.down, -80, 160);

/**
 * @param {Stroke} main
 * @param {Stroke} stray
 */
function seenFrom(main, stray) {
  const x = stray.landing.x - main.landing.x;
  const y = stray.landing.y - main.landing.y;
  return { distance: Math.hypot(x, y), angle: Math.atan2(y, x) };
}

/**
 * The density of a stroke's size and duration if it is a press.
 * @param {Stroke} stroke
 */
export function asPress(stroke) {
  return sized(stroke, FINGER) * logBell(stroke.duration, 230, 0.85);
}

/**
 * The density of a stroke as a stray of any kind, if `main` is the press.
 * @param {Stroke} stroke
 * @param {Stroke} main
 * @param {Hand} hand
 */
export function asStray(stroke, main, hand) {
  return Object.values(STRAYS).reduce((sum, kind) => sum + kind(stroke, main, hand), 0);
}

/**
 * The density of a stroke as a repeat of the press; 0 if it began before the press ended. A repeat
 * tells about the aim, too: the result must be multiplied by pressed().
 * @param {Stroke} stroke
 * @param {Stroke} main
 * @param {Hand} hand
 */
export function asRepeat(stroke, main, hand) {
  const gap = stroke.down - main.down - main.duration;
  if (gap <= 0) return 0;
  return hand.repeats * asPress(stroke) * logBell(gap, 220, 0.7);
}

/**
 * The most likely kind of a stroke beside the press, from which the layer learns about the hand.
 * @param {Stroke} stroke
 * @param {Stroke} main
 * @param {Target | null} target
 * @param {Hand} hand
 */
export function kindOf(stroke, main, target, hand) {
  const kinds = Object.entries(STRAYS).map(([kind, likely]) =>
    /** @type {[Kind, number]} */ ([kind, likely(stroke, main, hand)]));
  kinds.push(["repeat", target ? asRepeat(stroke, main, hand) * pressed(stroke, target, hand) : 0]);
  return kinds.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
