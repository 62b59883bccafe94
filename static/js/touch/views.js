// A press acts on what was seen when the finger landed. So the targets are measured at each
// landing: reading may have turned the page under a resting palm.
/** @import { MeasuredTarget } from "./targets.js" */

/** @type {MeasuredTarget[][]} */
let views = []; // of the press under way: a new list each time the targets have changed

const PLACE = /** @type {const} */ (["x", "y", "width", "height"]);
/** @type {(now: MeasuredTarget[], before: MeasuredTarget[]) => boolean} */
const alike = (now, before) => now.length === before.length && now.every((one, place) =>
  one.element === before[place].element && PLACE.every((name) => one[name] === before[place][name]));

/**
 * The number of this landing's view, and the targets of all views of the press, each with its view.
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
