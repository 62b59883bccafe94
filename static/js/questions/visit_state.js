// PURE. When a visit ends: next(state, event) -> state, with no timers and no page. Time
// (milliseconds) comes in with the events. What the shell must do stands in state.effects: ask,
// answered, end.
//
// Whatever fails, a visit ends `idle` + `warning` after the last sign of a person, or after the end
// of what that person started. Each of those things has a limit of its own, in HOLDS.

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
 * The events, and what each tells beside its time.
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
  idle: 60_000,
  warning: 30_000,
  // Talk in the room and a mouse that moves may be nobody: they put the end off only so long after
  // the last certain sign, counted in `idle` (WCAG 2.2.1 asks for ten extensions).
  doubtful: 10,
};

// What a person started and the end of the visit waits for. `step`: a thing that doesn't tell of
// progress for so long is taken to be stuck. `most`: so long after the last sign it holds no more.
export const HOLDS = {
  // The longest sentence lasts some 20 s, at half speed 40. An hour: longer than a section read out.
  reading: { step: 60_000, most: 3_600_000 },
  // Three rounds of seven stops of 5 s, each with its name said.
  scanning: { step: 20_000, most: 300_000 },
  // A screen that was asked for (going.js tells the person that it takes long).
  going: { step: 10_000, most: 20_000 },
};

/** @type {VisitState} */
export const start = {
  options: OPTIONS,
  phase: "away", // away (the attract screen), here, asked
  sure: 0, // when a person certainly did something
  since: 0, // from when on nobody has been seen
  holds: {}, // name -> until when it holds
  asked: 0, // from when on the question's time runs
  effects: [],
};

/** @type {{ [Type in keyof VisitDetails]: Handler<Type> }} */
const handlers = { screen, sign, doubt, hold, progress, release, answer, tick, ended, options };

/**
 * @template {keyof VisitDetails} Type
 * @param {VisitState} state
 * @param {{ type: Type, time: number } & VisitDetails[Type]} event
 */
export function next(state, event) {
  const clean = state.effects.length ? { ...state, effects: [] } : state;
  return handlers[event.type]?.(clean, event) ?? clean;
}

/**
 * Until when the end is held off by what the person started.
 * @type {(state: VisitState) => number}
 */
const held = ({ holds }) => Math.max(-Infinity, ...Object.values(holds));

/**
 * When tick has something to do; Infinity where nothing runs.
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
  // Who comes from the attract screen did something to come here.
  return state.phase === "away" ? { ...there, phase: "here", sure: time } : there;
}

/**
 * A press, a key, a switch. While the question stands, only an answer is one.
 * @type {Handler<"sign">}
 */
function sign(state, { time }) {
  const seen = { ...state, sure: time };
  return state.phase === "asked" ? seen : { ...seen, since: time };
}

/**
 * Perhaps somebody: talk that commands nothing, a pointer that moves.
 * @type {Handler<"doubt">}
 */
function doubt(state, { time }) {
  if (time - state.sure > state.options.doubtful * state.options.idle) return state;
  // Time for an answer doesn't run while someone speaks.
  return state.phase === "asked" ? { ...state, asked: time } : { ...state, since: time };
}

/** @type {Handler<"hold">} */
function hold(state, { name, time }) {
  const { step, most } = HOLDS[name];
  const until = Math.min(time + step, state.sure + most);
  return until > time ? { ...state, holds: { ...state.holds, [name]: until } } : state;
}

/**
 * Of what still holds only: nobody tells the end of what has ended.
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
