// PURE. Which target was meant? A reading of what happened takes one stroke as the press on one
// target, and the others as strays or repeats by the same hand. Every possible reading gets its
// likelihood, and a target's chance is the sum over its readings (Bayes' rule).
import { pressed } from "./aim.js";
import { asPress, asRepeat, asStray } from "./strays.js";

/** @import { Stroke } from "./contacts.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { Target } from "./targets.js" */

const ANYWHERE = 1e-5; // per mm2: a touch that means nothing lands anywhere on the glass

/**
 * A target's key, and the chance that this target was meant.
 * @typedef {{ key: string, chance: number }} Ranked
 */

/**
 * @typedef {object} Choice
 * @property {Ranked[]} ranked the most likely first
 * @property {number[]} mains each stroke's chance of being the press
 * @property {number} nowhere the chance that the touch means nothing
 */

/**
 * The chance of each target. A stroke is compared with the targets that lay there when it landed:
 * those of its own view.
 * @param {Stroke[]} strokes
 * @param {Target[]} targets
 * @param {Hand} hand
 */
export function choose(strokes, targets, hand) {
  /** @type {Map<string, number>} */
  const chances = new Map();
  const mains = strokes.map(() => 0);
  const aims = remembered(hand);
  let nowhere = 0;
  strokes.forEach((main, place) => {
    const others = strokes.filter((one) => one !== main);
    const itself = asPress(main);
    const strays = others.map((one) => asStray(one, main, hand));
    const repeats = others.map((one) => asRepeat(one, main, hand));
    nowhere += hand.nowhere * ANYWHERE * itself * product(strays);
    const seen = inView(targets, main);
    const all = seen.reduce((sum, { weight = 1 }) => sum + weight, 0);
    for (const target of seen) {
      const rest = others.map((one, index) => {
        const again = repeats[index] > 0 ? repeats[index] * aims(one, target) : 0;
        return strays[index] + again;
      });
      const share = ((1 - hand.nowhere) * (target.weight ?? 1)) / all;
      const value = share * itself * aims(main, target) * product(rest);
      mains[place] += value;
      chances.set(target.key, (chances.get(target.key) ?? 0) + value);
    }
  });
  return shares(chances, mains, nowhere);
}

/**
 * The targets that lay on the glass when the stroke landed.
 * @type {(targets: Target[], stroke: Stroke) => Target[]}
 */
export const inView = (targets, { view }) => targets.filter((one) => (one.view ?? 0) === view);

/**
 * A pressed() that keeps its results: many readings need the same stroke and target.
 * @param {Hand} hand
 * @returns {(stroke: Stroke, target: Target) => number}
 */
function remembered(hand) {
  /** @type {Map<Stroke, Map<Target, number>>} */
  const known = new Map();
  return (stroke, target) => {
    if (!known.has(stroke)) known.set(stroke, new Map());
    const ofStroke = /** @type {Map<Target, number>} */ (known.get(stroke));
    if (!ofStroke.has(target)) ofStroke.set(target, pressed(stroke, target, hand));
    return /** @type {number} */ (ofStroke.get(target));
  };
}

/** @type {(numbers: number[]) => number} */
const product = (numbers) => numbers.reduce((all, one) => all * one, 1);
/** @type {(numbers: number[]) => number} */
const total = (numbers) => numbers.reduce((sum, one) => sum + one, 0);

/**
 * @param {Map<string, number>} chances by the target's key
 * @param {number[]} mains
 * @param {number} nowhere
 * @returns {Choice}
 */
function shares(chances, mains, nowhere) {
  const sum = total([...chances.values()]) + nowhere;
  const pressedSum = total(mains) || 1;
  const ranked = [...chances]
    .map(([key, value]) => ({ key, chance: sum > 0 ? value / sum : 0 }))
    .sort((a, b) => b.chance - a.chance);
  return {
    ranked,
    mains: mains.map((value) => value / pressedSum),
    nowhere: sum > 0 ? nowhere / sum : 1,
  };
}
