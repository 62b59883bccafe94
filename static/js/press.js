// PURE. A press, from the raw samples of the glass: no DOM, no timers; the time comes with samples
// and with every question. All contacts from the first landing to a quiet moment are one press.
//
//   state = createPress(parameters)              state = feed(state, sample)
//   decide(state, now, targets) -> {kind, target, other, point, confidence, observations}
//     kind: "wait" (under way: target is where it would act now), "act", "ask" (target or other?),
//     "nothing", "cancelled" (slid well away), "idle" (no press)
//   state = close(state, now, decision)          after any final kind
//   state = newScreen(state, now)                nothing carries over
import { choose } from "./choose.js";
import { strokes, track } from "./contacts.js";
import { parameters } from "./press_parameters.js";
import { kindOf } from "./strays.js";

export const FINAL = new Set(["act", "ask", "nothing", "cancelled"]);

export function createPress(changes = {}) {
  // spent: contacts still down that belong to an earlier press or screen.
  return { hand: parameters(changes), contacts: [], spent: [], deaf: null };
}

export function feed(state, sample) {
  if (sample.type !== "down") {
    const spent = state.spent.filter((one) => one !== sample.id || !isUp(sample));
    const deaf = spent.length < state.spent.length ? chained(state, sample.time) : state.deaf;
    if (state.spent.includes(sample.id)) return { ...state, spent, deaf };
    return { ...state, contacts: track(state.contacts, sample) };
  }
  if (ignored(state, sample)) {
    return { ...state, spent: [...state.spent, sample.id], deaf: chained(state, sample.time) };
  }
  const spent = state.spent.filter((one) => one !== sample.id); // its up was lost
  return { ...state, spent, contacts: track(state.contacts, sample) };
}

const isUp = ({ type }) => type === "up" || type === "cancel";

// Deaf for a moment after a decision: repeats. Each ignored repeat keeps it so a little longer.
const ignored = ({ deaf, contacts }, { time }) => contacts.length === 0 && deaf !== null && time < deaf.until;

function chained({ deaf, hand }, time) {
  return deaf && { until: Math.max(deaf.until, time + hand.repeatChain) };
}

export function close(state, now, decision) {
  const held = state.contacts.filter(({ up }) => up === null).map(({ id }) => id);
  const wait = decision.kind === "act" ? state.hand.repeatIgnore : state.hand.repeatChain;
  return { ...state, contacts: [], spent: [...state.spent, ...held], deaf: { until: now + wait } };
}

export function newScreen(state, now) {
  const held = state.contacts.filter(({ up }) => up === null).map(({ id }) => id);
  const chain = state.spent.length > 0 || held.length > 0 ? state.hand.repeatChain : 0;
  const until = now + Math.max(state.hand.deafScreen, chain);
  return { ...state, contacts: [], spent: [...state.spent, ...held], deaf: { until } };
}

export function decide(state, now, targets) {
  if (state.contacts.length === 0) return { kind: "idle" };
  const all = strokes(state.contacts, state.hand);
  const choice = choose(all, targets, state.hand);
  const place = choice.mains.indexOf(Math.max(...choice.mains));
  const kind = over(all, choice, place, now, state.hand) ? verdict(all[place], choice, targets, state.hand) : "wait";
  const [first, second] = choice.ranked;
  return {
    kind,
    target: calledOff(all[place], targets, state.hand) ? null : (first?.key ?? null),
    other: second?.key ?? null,
    point: all[place].landing,
    confidence: first?.chance ?? 0,
    observations: FINAL.has(kind) ? observe(all, place, choice, targets, state.hand) : null,
  };
}

// Is the press over? Everything has been lifted, but for a palm that stays, and it has been quiet
// for as long as what was seen so far makes likely that more will come.
function over(all, choice, place, now, hand) {
  const main = all[place];
  if (main.up === null) return false;
  const down = all.filter(({ up }) => up === null);
  const onlyPalms = choice.mains[place] > 0.9 && down.every((one) => kindOf(one, main, null, hand) === "palm");
  if (down.length > 0 && !onlyPalms) return false;
  const lifted = Math.max(...all.map(({ up }) => up ?? 0));
  return now - lifted >= quiet(all, choice, main, hand);
}

function quiet(all, choice, main, hand) {
  const sure = (choice.ranked[0]?.chance ?? 0) >= hand.actAbove;
  const brief = main.duration < hand.shortTouch;
  const wanted = [hand.settle];
  // A touch as short as a graze may be one, and a palm may come before its finger.
  if (all.length === 1 && (brief || main.radius > 9)) wanted.push(hand.settleShort);
  if (all.length > 1) wanted.push(hand.settleMessy);
  if (!sure) wanted.push(hand.settleUnsure);
  return Math.max(...wanted);
}

function verdict(main, { ranked, nowhere }, targets, hand) {
  if (main.radius > 9 && main.duration > hand.restTooLong) return "nothing"; // a palm that rested
  if (calledOff(main, targets, hand)) return "cancelled";
  const [first, second] = ranked;
  if (!first || nowhere > 0.5) return "nothing";
  const cheap = [first, second].every((one) => one && cheapOf(one.key, targets));
  if (first.chance >= (cheap ? hand.cheapAbove : hand.actAbove)) return "act";
  return second && first.chance + second.chance >= hand.askAbove ? "ask" : "nothing";
}

const cheapOf = (key, targets) => targets.find((one) => one.key === key)?.cheap ?? false;

// Slid far, and ended clearly outside the target it landed on.
function calledOff({ slide, landing, end }, targets, { callOff, callOffBeyond, offsetX, offsetY }) {
  if (slide < callOff) return false;
  const aim = { x: landing.x - offsetX, y: landing.y - offsetY };
  const begun = targets.reduce((best, one) => (distance(aim, one) < distance(aim, best) ? one : best), targets[0]);
  return !begun || distance(end, begun) > callOffBeyond;
}

function distance(point, { x, y, width, height }) {
  const across = Math.max(x - point.x, 0, point.x - x - width);
  return Math.hypot(across, Math.max(y - point.y, 0, point.y - y - height));
}

// What this press tells of the hand; fit.js learns from it.
function observe(all, place, choice, targets, hand) {
  const main = all[place];
  const target = targets.find((one) => one.key === choice.ranked[0]?.key) ?? null;
  const others = all.filter((one) => one !== main);
  const kinds = others.map((one) => kindOf(one, main, target, hand));
  const palm = others[kinds.indexOf("palm")];
  return {
    contacts: all.reduce((sum, { pieces }) => sum + pieces, 0),
    kinds,
    point: main.slide < 5 ? main.middle : main.landing,
    rest: main.rest,
    duration: main.duration,
    radius: main.radius,
    slide: main.slide,
    down: main.end.y - main.landing.y,
    gaps: others.filter((_, index) => kinds[index] === "repeat").map((one) => one.down - main.up),
    palmSide: palm ? Math.sign(palm.landing.x - main.landing.x) : 0,
    error: target && {
      x: main.middle.x - target.x - target.width / 2,
      y: main.middle.y - target.y - target.height / 2,
    },
  };
}
