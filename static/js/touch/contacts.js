// PURE. Contacts on the glass -> strokes: what one finger, knuckle or palm did from its landing to
// its last leaving, with the breaks and bounces of a weak or shaking hand joined. Millimetres, ms.

const PATH = 240; // points kept of a stroke; from there on the middle is thinned
const HEAD = 12; // first points that are always kept

// One sample is {type: "down" | "move" | "up" | "cancel", id, x, y, radius, time}.
export function track(contacts, sample) {
  if (sample.type === "down") return [...contacts.filter(ended(sample.id)), landed(sample)];
  return contacts.map((one) => (one.id === sample.id && one.up === null ? moved(one, sample) : one));
}

// A digitizer that lost an up must not keep a dead contact down under the same id.
const ended = (id) => (one) => one.id !== id || one.up !== null;

// view: which of the targets measured for this press it landed on (press.js).
function landed({ id, x, y, radius = 0, time, view = 0 }) {
  return { id, view, down: time, up: null, radius, path: [{ x, y, time }] };
}

function moved(contact, { type, x, y, radius = 0, time }) {
  const path = [...contact.path, { x, y, time }];
  // A cancelled or lost contact reports no place worth having.
  if (type === "cancel") path.pop();
  if (path.length > PATH) path.splice(HEAD, 1);
  const up = type === "up" || type === "cancel" ? time : null;
  return { ...contact, path, up, radius: Math.max(contact.radius, radius) };
}

const between = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const last = (list) => list[list.length - 1];

// Contacts in the order of landing -> strokes. A finger that rests is told of no more: it is still
// there now.
export function strokes(contacts, parameters, now = -Infinity) {
  const parts = [];
  for (const contact of contacts) {
    const before = parts.find((part) => continues(part, contact, parameters));
    if (before) extend(before, contact);
    else parts.push({ ...contact, path: [...contact.path], pieces: 1, held: 0 });
  }
  return parts.map((part) => describe(part.up === null ? resting(part, now) : part, parameters));
}

function resting(part, now) {
  const end = last(part.path);
  return now > end.time ? { ...part, path: [...part.path, { ...end, time: now }] } : part;
}

// A break in a weak press or a bounce after it. A longer touch after a longer gap is a repeat: it
// lands anew, so it tells more about the aim on its own.
function continues(part, contact, { joinGap, joinWithin, bounceTouch, settle }) {
  if (part.up === null || part.pieces > 4) return false;
  const gap = contact.down - part.up;
  if (gap < 0 || gap > Math.min(joinGap, settle)) return false;
  if (between(last(part.path), contact.path[0]) > joinWithin) return false;
  const length = contact.up === null ? Infinity : contact.up - contact.down;
  return gap <= 92 || length <= bounceTouch;
}

function extend(part, contact) {
  part.held += part.up - part.down;
  part.path.push(...contact.path);
  part.up = contact.up;
  part.radius = Math.max(part.radius, contact.radius);
  part.pieces += 1;
}

// landing: where it came down, without the roll-on; end: where it was at last; rest: where it stood
// still at its end, if it did; slide: how far the end is from the landing.
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

function mean(points) {
  const sum = points.reduce((all, one) => ({ x: all.x + one.x, y: all.y + one.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function spreadOf(points) {
  const centre = mean(points);
  return Math.max(...points.map((point) => between(point, centre)));
}
