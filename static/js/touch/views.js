// What is seen when the finger lands is what acts. So what can be pressed is measured at each landing:
// reading may have turned the page under a palm that rests.
/** @import { MeasuredTarget } from "./targets.js" */

/** @type {MeasuredTarget[][]} */
let views = []; // of the press under way: a list of targets each time it changed

const PLACE = /** @type {const} */ (["x", "y", "width", "height"]);
/** @type {(now: MeasuredTarget[], before: MeasuredTarget[]) => boolean} */
const alike = (now, before) => now.length === before.length && now.every((one, place) =>
  one.element === before[place].element && PLACE.every((name) => one[name] === before[place][name]));

/**
 * The number of the landing's view, and the targets of all views, each with its own.
 * @param {boolean} first whether this landing begins a press
 * @param {MeasuredTarget[]} measured the targets as they lie now
 */
export function viewAt(first, measured) {
  if (first) views = [];
  const last = views.at(-1);
  if (!last || !alike(measured, last)) {
    const view = views.length;
    views.push(measured.map((one) => ({ ...one, view, key: `${one.key} ${view}` })));
  }
  return { view: views.length - 1, targets: views.flat() };
}
