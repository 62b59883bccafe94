// PURE. Which target was meant? Every stroke could be the press and the others strays of the same
// hand, and every target could be its aim: each such reading of what happened gets its likelihood
// (Bayes' rule), and a target's chance is the sum over the readings.
import { pressed } from "./aim.js";
import { asPress, asRepeat, asStray } from "./strays.js";

const ANYWHERE = 1e-5; // a touch that means nothing lands anywhere on the glass, per mm2

// strokes, targets -> {ranked: [{key, chance}], mains: [chance of each stroke], nowhere: chance}.
// A target is {key, x, y, width, height, weight?, view?}; several may share a key (lines of a
// sentence). A stroke is judged by what lay there as it landed: by the targets of its own view.
export function choose(strokes, targets, hand) {
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

export const inView = (targets, { view }) => targets.filter((one) => (one.view ?? 0) === view);

// How likely a stroke is as a press on a target is asked once for each reading in which it is one.
function remembered(hand) {
  const known = new Map();
  return (stroke, target) => {
    if (!known.has(stroke)) known.set(stroke, new Map());
    const ofStroke = known.get(stroke);
    if (!ofStroke.has(target)) ofStroke.set(target, pressed(stroke, target, hand));
    return ofStroke.get(target);
  };
}

const product = (numbers) => numbers.reduce((all, one) => all * one, 1);
const total = (numbers) => numbers.reduce((sum, one) => sum + one, 0);

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
