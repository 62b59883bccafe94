// PURE: no DOM, no timers; the time (ms) comes with every call. Decides about a press from the
// samples of the glass. All contacts from the first landing to a quiet moment are one press.
//
//   state = createPress(parameters)              state = feed(state, sample)
//   decide(state, now, targets) -> a Decision
//   state = close(state, now, decision)          after a decision of a FINAL kind
//   state = newScreen(state, now, targets)       nothing carries over
//   state = changed(state, now, targets)         other targets lie there, or have been painted
//   state = busy(state, until)                   a screen was requested and isn't there yet
import { flingsOn, flungShare } from "./aim.js";
import { choose, inView } from "./choose.js";
import { strokes, track } from "./contacts.js";
import { afterRepeat, afterRhythm } from "./fit.js";
import { parameters, PARAMETERS } from "./press_parameters.js";
import { afterChange, afterIgnored, afterPress, isDeaf, isNear, unseenAnywhere } from "./seen.js";
import { calledOff, wasPulled } from "./slides.js";
import { kindOf } from "./strays.js";

/** @import { Choice, Ranked } from "./choose.js" */
/** @import { Contact, Sample, Stroke } from "./contacts.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { Deafness } from "./seen.js" */
/** @import { Target } from "./targets.js" */

/**
 * spent: contacts still down that belong to an earlier press or screen; busy: see busy(), ms.
 * @typedef {{ hand: Hand, contacts: Contact[], spent: number[], deaf: Deafness | null, busy: number }} State
 */
/** @typedef {"act" | "ask" | "nothing" | "cancelled"} FinalKind */
/**
 * "wait": the press isn't over, and target is where it would act now; "ask": was it target or
 * other?; "cancelled": it slid well away; "idle": no press.
 * @template {FinalKind | "wait"} Kind
 * @typedef {{ kind: Kind, target: string | null, other: string | null, meaning: string | null,
 *   lifted: number, point: Point, confidence: number, observations: Observations | null }} DecisionOf
 */
/** @typedef {DecisionOf<FinalKind>} FinalDecision */
/** @typedef {FinalDecision | DecisionOf<"wait"> | { kind: "idle" }} Decision */
/** @typedef {Ranked & { of: Target }} Candidate */
/** @typedef {{ first?: Candidate, second?: Candidate, nowhere: number }} Chances */

export const FINAL = new Set(["act", "ask", "nothing", "cancelled"]);
// A hand that flings its landings is asked sooner; on small buttons, also a hand not yet known.
const USUAL_FLINGS = PARAMETERS.flings.value;
const STRICTER = 1.25;
const STRICTEST = 0.93;
const ASKED = 0.01; // a less likely target is no choice in a question
// Stands for a target in another stroke's view: its place is unknown (NaN compares as false).
const ELSEWHERE = { key: "", x: NaN, y: NaN, width: NaN, height: NaN };

/** @type {(changes?: Partial<Hand>) => State} */
export function createPress(changes = {}) {
  return { hand: parameters(changes), contacts: [], spent: [], deaf: null, busy: 0 };
}

/** @type {(state: State, sample: Sample) => State} */
export function feed(state, sample) {
  if (sample.type === "down") return down(state, sample);
  if (!state.spent.includes(sample.id)) {
    return { ...state, contacts: track(state.contacts, sample) };
  }
  if (!isUp(sample)) return state;
  const spent = state.spent.filter((one) => one !== sample.id);
  return { ...state, spent, deaf: afterIgnored(state.deaf, sample.time) };
}

/** @type {(sample: Sample) => boolean} */
const isUp = ({ type }) => type === "up" || type === "cancel";

/** @type {(state: State, sample: Sample) => State} */
function down(state, sample) {
  const spent = state.spent.filter((one) => one !== sample.id); // its up was lost
  if (!ignored(state, sample)) {
    return { ...state, spent, contacts: track(state.contacts, sample) };
  }
  const { deaf, hand } = state;
  const again = deaf !== null && isNear(deaf, sample, hand);
  return {
    ...state,
    hand: again && !deaf.anywhere ? afterRepeat(hand) : hand,
    spent: [...spent, sample.id],
    deaf: again ? { ...deaf, repeats: deaf.repeats + 1 } : deaf,
  };
}

/**
 * Whether a landing is ignored: for a moment after a decision or a new screen (seen.js).
 * @type {(state: State, sample: Sample) => boolean}
 */
function ignored({ deaf, contacts, busy: awaited, hand }, sample) {
  if (contacts.length > 0) return false;
  if (sample.time < awaited) return true;
  return deaf !== null && isDeaf(deaf, sample, hand);
}

/** @type {(state: State, now: number, decision: FinalDecision) => State} */
export function close(state, now, decision) {
  const doubles = (decision.observations?.kinds ?? []).includes("repeat");
  const hand = decision.kind === "act" ? afterRhythm(state.hand, doubles) : state.hand;
  return spend({ ...state, hand }, afterPress(hand, now, decision));
}

/** @type {(state: State, until: number) => State} */
export const busy = (state, until) => ({ ...state, busy: until });

/**
 * A new screen: the contacts that are down now were meant for the old one.
 * @type {(state: State, now: number, targets?: Target[]) => State}
 */
export function newScreen(state, now, targets = []) {
  return spend(busy(state, 0), afterChange(state.deaf, state.hand, now, targets));
}

/**
 * Other targets lie there now, or the new screen has been painted; contacts that are down stay.
 * @type {(state: State, now: number, targets: Target[]) => State}
 */
export function changed(state, now, targets) {
  if (!state.deaf) return state;
  const { until } = state.deaf;
  return { ...state, deaf: { ...afterChange(state.deaf, state.hand, now, targets), until } };
}

/**
 * A screen that nobody has seen yet; what was pressed before it isn't known.
 * @type {(state: State, now: number) => State}
 */
export const unseen = (state, now) => ({ ...state, deaf: unseenAnywhere(state.hand, now) });

/** @type {(state: State, deaf: Deafness | null) => State} */
function spend(state, deaf) {
  const held = state.contacts.filter(({ up }) => up === null).map(({ id }) => id);
  return { ...state, contacts: [], spent: [...state.spent, ...held], deaf };
}

/** @type {(state: State, now: number, targets: Target[]) => Decision} */
export function decide(state, now, targets) {
  if (state.contacts.length === 0) return { kind: "idle" };
  const all = strokes(state.contacts, state.hand, now);
  const choice = choose(all, targets, state.hand);
  const place = choice.mains.indexOf(Math.max(...choice.mains));
  const seen = inView(targets, all[place]);
  const done = over(all, choice, place, now, state.hand);
  /** @type {(Candidate | undefined)[]} */
  const [first, second] = choice.ranked.map((one) =>
    ({ ...one, of: seen.find(({ key }) => key === one.key) ?? ELSEWHERE }));
  const kind = done
    ? verdict(all[place], { first, second, nowhere: choice.nowhere }, seen, state.hand)
    : "wait";
  return {
    kind,
    target: calledOff(all[place], first?.of, seen, state.hand) ? null : (first?.key ?? null),
    other: second && second.chance > ASKED ? second.key : null,
    meaning: first?.of.meaning ?? null,
    lifted: Math.max(...all.map(({ up }) => up ?? now)),
    point: all[place].landing,
    confidence: first?.chance ?? 0,
    observations: FINAL.has(kind) ? observe(all, place, first?.of, state.hand) : null,
  };
}

/**
 * Whether the press is over: all contacts but resting palms have been lifted, and nothing has
 * happened for as long as quiet() demands.
 * @type {(all: Stroke[], choice: Choice, place: number, now: number, hand: Hand) => boolean}
 */
function over(all, choice, place, now, hand) {
  const main = all[place];
  if (main.up === null) return false;
  const down = all.filter(({ up }) => up === null);
  const onlyPalms = choice.mains[place] > 0.9 && down.every((one) => kindOf(one, main, null, hand) === "palm");
  if (down.length > 0 && !onlyPalms) return false;
  const lifted = Math.max(...all.map(({ up }) => up ?? 0));
  return now - lifted >= quiet(all, choice, main, hand);
}

/** @type {(all: Stroke[], choice: Choice, main: Stroke, hand: Hand) => number} */
function quiet(all, choice, main, hand) {
  const sure = (choice.ranked[0]?.chance ?? 0) >= hand.actAbove;
  const brief = main.duration < hand.shortTouch;
  const wanted = [hand.settle];
  // A touch as short as a graze may be one, and a palm may come before its finger: more may follow.
  if (all.length === 1 && (brief || main.radius > 9)) wanted.push(hand.settleShort);
  if (all.length > 1) wanted.push(hand.settleMessy);
  if (!sure) wanted.push(hand.settleUnsure);
  return Math.max(...wanted);
}

/** @type {(main: Stroke, chances: Chances, targets: Target[], hand: Hand) => FinalKind} */
function verdict(main, { first, second, nowhere }, targets, hand) {
  if (main.radius > 9 && main.duration > hand.restTooLong) return "nothing"; // a palm that rested
  if (calledOff(main, first?.of, targets, hand)) return "cancelled";
  if (!first || nowhere > 0.5) return "nothing";
  if (first.chance >= neededFor(first, second, hand)) return "act";
  if (first.of.weighty && first.chance >= hand.askAbove) return "ask";
  // No other target is likely enough for a question.
  if (!(second && second.chance > ASKED)) return first.chance >= hand.askAbove ? "act" : "nothing";
  return first.chance + second.chance >= hand.askAbove ? "ask" : "nothing";
}

/**
 * The least chance to act without asking: a wrong sentence costs little, leaving the screen much.
 * @type {(first: Candidate, second: Candidate | undefined, hand: Hand) => number}
 */
function neededFor(first, second, hand) {
  if (first.of.weighty) return hand.weightyAbove;
  if (first.of.cheap && second?.of.cheap) return hand.cheapAbove;
  const more = Math.max(flingsOn(first.of, hand) - USUAL_FLINGS, 0);
  return Math.min(hand.actAbove + STRICTER * more, Math.max(hand.actAbove, STRICTEST));
}

/**
 * What this press tells about the hand; fit.js learns from it. The main stroke must be lifted.
 * @type {(all: Stroke[], place: number, target: Target | undefined, hand: Hand) => Observations}
 */
function observe(all, place, target, hand) {
  const main = all[place];
  const pulled = !!target?.key && wasPulled(main, target, hand);
  const point = pulled ? /** @type {Point} */ (main.rest) : main.slide < 5 ? main.middle : main.landing;
  const others = all.filter((one) => one !== main);
  const kinds = others.map((one) => kindOf(one, main, target?.key ? target : null, hand));
  const palm = others[kinds.indexOf("palm")];
  return {
    contacts: all.reduce((sum, { pieces }) => sum + pieces, 0),
    kinds,
    point,
    pulled,
    flung: target?.key ? flungShare(point, target, hand) : 0,
    rest: main.rest,
    duration: main.duration,
    radius: main.radius,
    slide: main.slide,
    down: main.end.y - main.landing.y,
    gaps: others.filter((_, index) => kinds[index] === "repeat")
      .map((one) => one.down - /** @type {number} */ (main.up)),
    palmSide: palm ? Math.sign(palm.landing.x - main.landing.x) : 0,
    error: errorOf(point, target),
  };
}

/**
 * How far from the middle of its target a press landed, mm; null for text, and for a wide target
 * without a mark in its middle, which says too little about the aim.
 * @type {(point: Point, target: Target | undefined) => Point | null}
 */
function errorOf(point, target) {
  if (!target?.key || target.cheap) return null;
  if (!target.marked && Math.max(target.width, target.height) > 100) return null;
  return { x: point.x - target.x - target.width / 2, y: point.y - target.y - target.height / 2 };
}
