// PURE: no timers, no page. Decides when a visit ends: next(state, event) -> state. Every event has
// its time in ms. state.effects lists what the page must do: ask, answered, end.
//
// Whatever fails, a visit ends `idle` + `warning` after the last sign of a person, or after the end
// of an activity that the person has started. HOLDS has a time limit for each activity.

/** @typedef {keyof typeof HOLDS} Hold */
/**
 * The state of a visit.
 * @typedef {{
 *   options: typeof OPTIONS,
 *   phase: "away" | "here" | "asked",
 *   sure: number,
 *   since: number,
 *   holds: { [name: string]: number },
 *   asked: number,
 *   effects: { do: "ask" | "answered" | "end" }[],
 * }} VisitState
 */
/**
 * The events, and the fields of each besides its time.
 * @typedef {{
 *   screen: { attract: boolean },
 *   sign: {},
 *   doubt: {},
 *   hold: { name: Hold },
 *   progress: { name: Hold },
 *   release: { name: Hold },
 *   answer: {},
 *   tick: {},
 *   ended: {},
 *   options: { options: Partial<typeof OPTIONS> },
 * }} VisitDetails
 */
/**
 * @template {keyof VisitDetails} Type
 * @typedef {(state: VisitState, event: { time: number } & VisitDetails[Type]) => VisitState} Handler
 */

export const OPTIONS = {
  idle: 60_000, // ms
  warning: 30_000, // ms
  // Talk in the room or a moving mouse may not come from the person. Such signs put off the end
  // only within so many times `idle` after the last certain sign (WCAG 2.2.1 asks for ten
  // extensions).
  doubtful: 10,
};

// Activities that put off the end of the visit; times in ms. `step`: after so long without progress
// an activity counts as stuck. `most`: so long after the last certain sign it puts off nothing.
export const HOLDS = {
  // The longest sentence lasts 20 s, at half speed 40 s. Reading out a whole section takes less
  // than an hour.
  reading: { step: 60_000, most: 3_600_000 },
  // Three rounds of seven stops of 5 s, each with its name said.
  scanning: { step: 20_000, most: 300_000 },
  // A screen that was requested (going.js tells the person if it takes long).
  going: { step: 10_000, most: 20_000 },
};

/** @type {VisitState} */
export const start = {
  options: OPTIONS,
  phase: "away", // away (the attract screen), here, asked
  sure: 0, // when a person certainly did something
  since: 0, // when a person was last noticed or active
  holds: {}, // name -> until when it puts off the end
  asked: 0, // when the time for an answer began
  effects: [],
};

/** @type {{ [Type in keyof VisitDetails]: Handler<Type> }} */
const handlers = { screen, sign, doubt, hold, progress, release, answer, tick, ended, options };

/**
 * The state after an event; its `effects` are those of this event only.
 * @template {keyof VisitDetails} Type
 * @param {VisitState} state
 * @param {{ type: Type, time: number } & VisitDetails[Type]} event
 */
export function next(state, event) {
  const clean = state.effects.length ? { ...state, effects: [] } : state;
  return handlers[event.type]?.(clean, event) ?? clean;
}

/**
 * Until when activities put off the end; -Infinity without any.
 * @type {(state: VisitState) => number}
 */
const held = ({ holds }) => Math.max(-Infinity, ...Object.values(holds));

/**
 * The time at which `tick` has something to do, ms; Infinity if never.
 * @param {VisitState} state
 */
export function due(state) {
  if (state.phase === "away") return Infinity;
  if (state.phase === "asked") return state.asked + state.options.warning;
  return Math.max(state.since, held(state)) + state.options.idle;
}

/** @type {Handler<"screen">} */
function screen(state, { attract, time }) {
  if (attract) return { ...state, phase: "away", holds: {} };
  const there = { ...state, since: time };
  // A person who comes from the attract screen has done something to come here.
  return state.phase === "away" ? { ...there, phase: "here", sure: time } : there;
}

/**
 * A certain sign: a press, a key, a switch. While the question is open, only `answer` answers it.
 * @type {Handler<"sign">}
 */
function sign(state, { time }) {
  const seen = { ...state, sure: time };
  return state.phase === "asked" ? seen : { ...seen, since: time };
}

/**
 * A doubtful sign: talk that is no command, or a moving pointer.
 * @type {Handler<"doubt">}
 */
function doubt(state, { time }) {
  if (time - state.sure > state.options.doubtful * state.options.idle) return state;
  // The time for an answer begins anew while someone speaks.
  return state.phase === "asked" ? { ...state, asked: time } : { ...state, since: time };
}

/** @type {Handler<"hold">} */
function hold(state, { name, time }) {
  const { step, most } = HOLDS[name];
  const until = Math.min(time + step, state.sure + most);
  return until > time ? { ...state, holds: { ...state.holds, [name]: until } } : state;
}

/**
 * Only for an activity that hasn't ended: a late event must not start it again, as no `release`
 * would follow.
 * @type {Handler<"progress">}
 */
function progress(state, event) {
  return event.name in state.holds ? hold(state, event) : state;
}

/** @type {Handler<"release">} */
function release(state, { name, time }) {
  if (!(name in state.holds)) return state;
  const { [name]: until, ...holds } = state.holds;
  return { ...state, holds, since: Math.max(state.since, Math.min(until, time)) };
}

/** @type {Handler<"answer">} */
function answer(state, { time }) {
  if (state.phase !== "asked") return sign(state, { time });
  return { ...state, phase: "here", sure: time, since: time, effects: [{ do: "answered" }] };
}

/** @type {Handler<"tick">} */
function tick(state, { time }) {
  if (time < due(state)) return state;
  if (state.phase === "here") return { ...state, phase: "asked", asked: time, effects: [{ do: "ask" }] };
  return { ...state, phase: "away", holds: {}, effects: [{ do: "end" }] };
}

/**
 * The person has ended the visit.
 * @type {Handler<"ended">}
 */
function ended(state) {
  return { ...state, phase: "away", holds: {} };
}

/** @type {Handler<"options">} */
function options(state, { options: given }) {
  return { ...state, options: { ...state.options, ...given } };
}
