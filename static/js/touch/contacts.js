// PURE. Joins contacts on the glass to strokes. A stroke is what one finger, knuckle or palm did
// from its landing to its last leaving, across the breaks and bounces of a weak or shaking hand.
// Lengths are in mm, times in ms.
/** @import { Hand } from "./press_parameters.js" */

const PATH = 240; // points kept of a contact; then the oldest after HEAD is dropped
const HEAD = 12; // first points that are always kept

/**
 * One report of the glass about one finger.
 * @typedef {object} Sample
 * @property {"down" | "move" | "up" | "cancel"} type
 * @property {number} id
 * @property {number} x
 * @property {number} y
 * @property {number} [radius]
 * @property {number} time
 * @property {number} [view] of a landing: the number of its view (views.js)
 */

/** @typedef {Point & { time: number }} TimedPoint */

/**
 * A finger on the glass, from its landing to its leaving; up is null while it is down.
 * @typedef {object} Contact
 * @property {number} id
 * @property {number} view the number of the view at its landing (views.js)
 * @property {number} down
 * @property {number | null} up
 * @property {number} radius the largest so far
 * @property {TimedPoint[]} path never empty
 */

/**
 * A stroke that further contacts may still be joined to.
 * @typedef {Contact & { pieces: number }} Part
 */

/**
 * One or more contacts that belong together.
 * @typedef {object} Stroke
 * @property {number} id
 * @property {number} view
 * @property {number} down
 * @property {number | null} up
 * @property {number} radius
 * @property {number} pieces how many contacts it is made of
 * @property {Point} landing where it came down: the mean of its first 110 ms
 * @property {Point} end where it was at last: the mean of its last 50 ms
 * @property {Point} middle the mean of its path
 * @property {Point | null} rest where it stood still at its end, if it did
 * @property {number} slide how far the end is from the landing
 * @property {number} duration
 */

/**
 * The contacts after one more sample.
 * @param {Contact[]} contacts
 * @param {Sample} sample
 */
export function track(contacts, sample) {
  if (sample.type === "down") return [...contacts.filter(ended(sample.id)), landed(sample)];
  return contacts.map((one) => (one.id === sample.id && one.up === null ? moved(one, sample) : one));
}

/**
 * Keeps all contacts but one of this id that is still down: the digitizer has lost its "up".
 * @type {(id: number) => (one: Contact) => boolean}
 */
const ended = (id) => (one) => one.id !== id || one.up !== null;

/**
 * @param {Sample} sample
 * @returns {Contact}
 */
function landed({ id, x, y, radius = 0, time, view = 0 }) {
  return { id, view, down: time, up: null, radius, path: [{ x, y, time }] };
}

/**
 * @param {Contact} contact
 * @param {Sample} sample
 * @returns {Contact}
 */
function moved(contact, { type, x, y, radius = 0, time }) {
  const path = [...contact.path, { x, y, time }];
  // The place of a canceled contact is of no use.
  if (type === "cancel") path.pop();
  if (path.length > PATH) path.splice(HEAD, 1);
  const up = type === "up" || type === "cancel" ? time : null;
  return { ...contact, path, up, radius: Math.max(contact.radius, radius) };
}

/** @type {(a: Point, b: Point) => number} */
const between = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
/** @type {(list: TimedPoint[]) => TimedPoint} */
const last = (list) => list[list.length - 1];

/**
 * Joins contacts, in the order of landing, to strokes. The glass sends no samples of a resting
 * finger: it is taken to be still there at `now` (ms).
 * @param {Contact[]} contacts
 * @param {Hand} parameters
 * @param {number} now
 */
export function strokes(contacts, parameters, now = -Infinity) {
  /** @type {Part[]} */
  const parts = [];
  for (const contact of contacts) {
    const before = parts.find((part) => continues(part, contact, parameters));
    if (before) extend(before, contact);
    else parts.push({ ...contact, path: [...contact.path], pieces: 1 });
  }
  return parts.map((part) => describe(part.up === null ? resting(part, now) : part, parameters));
}

/**
 * @param {Part} part
 * @param {number} now
 */
function resting(part, now) {
  const end = last(part.path);
  return now > end.time ? { ...part, path: [...part.path, { ...end, time: now }] } : part;
}

/**
 * Whether the contact continues the part: after a break in a weak press, or as a bounce. A longer
 * touch after a longer gap is a repeat: it lands anew, so it tells more about the aim as a stroke
 * of its own.
 * @param {Part} part
 * @param {Contact} contact
 * @param {Hand} parameters
 */
function continues(part, contact, { joinGap, joinWithin, bounceTouch, settle }) {
  if (part.up === null || part.pieces > 4) return false;
  const gap = contact.down - part.up;
  if (gap < 0 || gap > Math.min(joinGap, settle)) return false;
  if (between(last(part.path), contact.path[0]) > joinWithin) return false;
  const length = contact.up === null ? Infinity : contact.up - contact.down;
  return gap <= 92 || length <= bounceTouch;
}

/**
 * @param {Part} part a lifted one
 * @param {Contact} contact
 */
function extend(part, contact) {
  part.path.push(...contact.path);
  part.up = contact.up;
  part.radius = Math.max(part.radius, contact.radius);
  part.pieces += 1;
}

/**
 * @param {Part} part
 * @param {Hand} parameters
 * @returns {Stroke}
 */
function describe(part, parameters) {
  const { path, down, up, radius, pieces } = part;
  const start = path[0].time;
  const finish = last(path).time;
  const landing = mean(path.filter(({ time }) => time - start <= 110));
  const end = mean(path.filter(({ time }) => finish - time <= 50));
  const tail = path.filter(({ time }) => finish - time <= parameters.restStill);
  const still = finish - start > 2 * parameters.restStill && spreadOf(tail) < 3.2;
  const slide = between(landing, end);
  return {
    id: part.id, view: part.view, down, up, radius, pieces, landing, end, slide,
    middle: mean(path),
    rest: still ? mean(tail) : null,
    duration: (up ?? finish) - start,
  };
}

/**
 * @param {Point[]} points
 * @returns {Point}
 */
function mean(points) {
  const sum = points.reduce((all, one) => ({ x: all.x + one.x, y: all.y + one.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** @param {Point[]} points */
function spreadOf(points) {
  const centre = mean(points);
  return Math.max(...points.map((point) => between(point, centre)));
}
