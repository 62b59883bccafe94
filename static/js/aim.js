// PURE. How likely a stroke is, if a given target was meant: densities per square millimetre.

const SLID = 5; // mm: less is tremor
const DRAGS_THAT_REST = 0.4;

// Products, not powers: this runs thousands of times a frame, and a power costs ten products.
export function bell(x, mean, sd) {
  const z = (x - mean) / sd;
  return Math.exp(-0.5 * z * z) / (sd * 2.5066);
}

export const logBell = (x, median, sigma) =>
  bell(Math.log(Math.max(x, 1) / median), 0, sigma) / Math.max(x, 1);
// The normal distribution function, to 0.0002 (Bowling 2009).
const below = (z) => 1 / (1 + Math.exp(-z * (1.5976 + 0.07056 * z * z)));

// Anywhere between low and high alike, blurred by the hand's spread.
function smeared(x, low, high, sd) {
  const width = Math.max(high - low, 0.5);
  const out = Math.abs(x - (low + high) / 2); // one side only: there the tail doesn't round to 0
  return (below((width / 2 - out) / sd) - below((-width / 2 - out) / sd)) / width;
}

function within(point, target, share, sd) {
  const insetX = (target.width * (1 - share)) / 2;
  const insetY = (target.height * (1 - share)) / 2;
  return smeared(point.x, target.x + insetX, target.x + target.width - insetX, sd)
    * smeared(point.y, target.y + insetY, target.y + target.height - insetY, sd);
}

// Most aim at the middle, some anywhere on the target; some landings are flung wide (outliers).
function aimed(point, target, hand, scale = 1) {
  return aimedBy(point, target, hand, hand.spread * scale, hand.outliers);
}

function aimedBy(point, target, { core, anywhere, outlierScale, offsetX, offsetY }, sd, outliers) {
  const place = { x: point.x - offsetX, y: point.y - offsetY };
  const near = (1 - anywhere) * within(place, target, core, sd) + anywhere * within(place, target, 1, sd / 2);
  if (outliers === 0) return near;
  return (1 - outliers) * near + outliers * within(place, target, core, sd * outlierScale);
}

// A press that slid was either dragged off its aim by the hand's weight, or put right and rested.
// How likely the slide itself is as a drag is left out of both: it says nothing of other strokes.
export function pressed(stroke, target, hand) {
  if (stroke.slide < SLID) return aimed(stroke.middle, target, hand);
  const asDrag = (1 - hand.corrections) * aimed(stroke.landing, target, hand);
  if (!stroke.rest) return asDrag;
  const corrected = hand.corrections * aimed(stroke.landing, target, hand, 2)
    * aimedBy(stroke.rest, target, hand, hand.restSpread, 0);
  return DRAGS_THAT_REST * asDrag + corrected / dragged(stroke, hand);
}

// A heavy hand slides down rather than up, now and then anywhere.
function dragged({ slide, landing, end }, hand) {
  const down = (end.y - landing.y) / slide;
  const direction = 0.4 + (0.6 * Math.exp(1.5 * down)) / 1.65; // 1.65: the mean of exp all round
  return (logBell(slide, hand.drift, hand.driftSigma) * direction) / (2 * Math.PI * slide) + 1e-7;
}
