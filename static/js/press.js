// PURE. A press, from the raw samples of the glass: no DOM, no timers; the time comes with samples
// and with every question. All contacts from the first landing to a quiet moment are one press.
//
//   state = createPress(parameters)              state = feed(state, sample)
//   decide(state, now, targets) -> {kind, target, other, point, confidence, observations}
//     kind: "wait" (under way: target is where it would act now), "act", "ask" (target or other?),
//     "nothing", "cancelled" (slid well away), "idle" (no press)
//   state = close(state, now, decision)          after any final kind
//   state = newScreen(state, now)                nothing carries over
//   state = busy(state, until)                   a screen was asked for and isn't there yet
import { choose } from "./choose.js";
import { strokes, track } from "./contacts.js";
import { afterRepeat } from "./fit.js";
import { parameters } from "./press_parameters.js";
import { kindOf } from "./strays.js";

export const FINAL = new Set(["act", "ask", "nothing", "cancelled"]);

export function createPress(changes = {}) {
  // spent: contacts still down that belong to an earlier press or screen.
  return { hand: parameters(changes), contacts: [], spent: [], deaf: null, busy: 0 };
}

export function feed(state, sample) {
  if (sample.type === "down") return down(state, sample);
  if (!state.spent.includes(sample.id)) {
    return { ...state, contacts: track(state.contacts, sample) };
  }
  if (!isUp(sample)) return state;
  const spent = state.spent.filter((one) => one !== sample.id);
  return { ...state, spent, deaf: prolonged(state, sample.time) };
}

const isUp = ({ type }) => type === "up" || type === "cancel";

function down(state, sample) {
  const spent = state.spent.filter((one) => one !== sample.id); // its up was lost
  if (!ignored(state, sample)) {
    return { ...state, spent, contacts: track(state.contacts, sample) };
  }
  const deaf = state.deaf ?? { until: 0, untilHere: 0, point: null, repeats: 0 };
  const again = distanceOf(deaf.point, sample) < 25;
  return {
    ...state,
    hand: again ? afterRepeat(state.hand) : state.hand,
    spent: [...spent, sample.id],
    deaf: { ...deaf, repeats: deaf.repeats + (again ? 1 : 0) },
  };
}

// Deaf for a moment after a decision: repeats. Who repeats, repeats again: then, near the same
// place, it stays deaf a little longer after each.
function ignored({ deaf, contacts, busy: awaited }, sample) {
  if (contacts.length > 0) return false;
  if (sample.time < awaited) return true;
  if (deaf === null) return false;
  return sample.time < (distanceOf(deaf.point, sample) < 25 ? deaf.untilHere : deaf.until);
}

function prolonged({ deaf, hand }, time) {
  if (deaf === null || deaf.repeats === 0) return deaf;
  return { ...deaf, untilHere: Math.max(deaf.untilHere, time + hand.repeatChain) };
}

const distanceOf = (point, { x, y }) => (point ? Math.hypot(point.x - x, point.y - y) : Infinity);

export function close(state, now, { kind, point }) {
  const { repeatIgnore, repeatChain } = state.hand;
  const until = now + (kind === "act" ? repeatIgnore : repeatChain);
  return spend(state, { until, untilHere: until, point, repeats: 0 });
}

export const busy = (state, until) => ({ ...state, busy: until });

// What is down now was meant for the old screen. Deafness to repeats outlasts the change, where
// they have begun; else a new screen listens soon.
export function newScreen(state, now) {
  const { deaf } = state;
  const until = now + state.hand.deafScreen;
  const untilHere = deaf?.repeats > 0 ? Math.max(until, deaf.untilHere) : until;
  return spend(busy(state, 0), { until, untilHere, point: deaf?.point ?? null, repeats: deaf?.repeats ?? 0 });
}

function spend(state, deaf) {
  const held = state.contacts.filter(({ up }) => up === null).map(({ id }) => id);
  return { ...state, contacts: [], spent: [...state.spent, ...held], deaf };
}

export function decide(state, now, targets) {
  if (state.contacts.length === 0) return { kind: "idle" };
  const all = strokes(state.contacts, state.hand);
  const choice = choose(all, targets, state.hand);
  const place = choice.mains.indexOf(Math.max(...choice.mains));
  const done = over(all, choice, place, now, state.hand);
  const kind = done ? verdict(all[place], choice, targets, state.hand) : "wait";
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
  const nearer = (best, one) => (distance(aim, one) < distance(aim, best) ? one : best);
  const begun = targets.reduce(nearer, targets[0]);
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
    error: errorOf(main.slide < 5 ? main.middle : main.landing, target),
  };
}

// How far from the middle of its target it landed; a wide target says too little of the aim,
// unless it has a mark in its middle.
function errorOf(point, target) {
  if (!target || target.cheap) return null;
  if (!target.marked && Math.max(target.width, target.height) > 100) return null;
  return { x: point.x - target.x - target.width / 2, y: point.y - target.y - target.height / 2 };
}
