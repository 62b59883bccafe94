// Dwell (resting on a button instead of pressing it) as a pure function: next(state, event) ->
// state. It has two stages: a short rest locks on to a target, a longer one presses it. Every event
// has its time in ms. docs/access.md has every number and its source.

/** @import { Choice } from "./items.js" */

/** @typedef {typeof OPTIONS} Options */

/**
 * What is pointed at. Only the identity of `target` is used here; any value would do.
 * @typedef {object} Aim
 * @property {Choice} target
 * @property {boolean} slow a press leads away from the page
 * @property {boolean} wakes it can be pressed during a rest
 */

/**
 * The fields of each event, besides its time. A target is null if nothing is pointed at.
 * @typedef {object} Events
 * @property {{ target: Choice | null, slow?: boolean, wakes?: boolean }} over
 * @property {{}} tick
 * @property {{ target?: Choice | null }} reset
 * @property {{ on: boolean }} rest
 * @property {{ options: Partial<Options> }} options
 */

/**
 * @template {keyof Events} [Type=keyof Events]
 * @typedef {{ [One in Type]: { type: One, time: number } & Events[One] }[Type]} DwellEvent
 */

/**
 * @typedef {object} State
 * @property {Options} options
 * @property {Aim | null} over what is pointed at
 * @property {number} since when that began
 * @property {Aim | null} target what is locked
 * @property {number} filled ms of the rest that have passed
 * @property {number} at when filled was last counted
 * @property {number | null} left when the pointer left the locked target
 * @property {Aim | null} spent pressed and not left yet: it can't be pressed again
 * @property {boolean} resting
 * @property {{ do: "act", target: Choice }[]} effects
 */

/**
 * @template {keyof Events} Type
 * @typedef {(state: State, event: { time: number } & Events[Type]) => State} Handler
 */

export const OPTIONS = {
  lock: 250, // ms
  dwell: 1000, // ms
  keep: 750, // ms for which progress is kept while a trembling hand is off the target
  slow: 1.5, // times `dwell` if the press leads away from the page: a mistake costs more
};

/** @type {State} */
export const start = {
  options: OPTIONS,
  over: null,
  since: 0,
  target: null,
  filled: 0,
  at: 0,
  left: null,
  spent: null,
  resting: false,
  effects: [],
};

/** @type {{ [Type in keyof Events]: Handler<Type> }} */
const handlers = { over, tick, reset, rest, options };

/**
 * The state after an event; its `effects` are those of this event only.
 * @template {keyof Events} Type
 * @param {State} state
 * @param {DwellEvent<Type>} event
 */
export function next(state, event) {
  const clean = { ...state, effects: [] };
  return handlers[event.type]?.(clean, event) ?? clean;
}

/**
 * How long the rest on the target must last to press it, in ms.
 * @param {State} state
 */
export const needed = ({ options, target }) =>
  options.dwell * (target?.slow ? options.slow : 1);

/**
 * How full the ring is, 0 to 1.
 * @param {State} state
 */
export const progress = (state) =>
  state.target ? Math.min(1, state.filled / needed(state)) : 0;

/** @type {(a: Aim | null, b: Aim | null) => boolean} */
const same = (a, b) => a !== null && b !== null && a.target === b.target;

/** @type {Handler<"over">} */
function over(state, { target, slow = false, wakes = false, time }) {
  const counted = tick(state, { time });
  if (counted.effects.length) return counted; // it was pressed just before the pointer left
  const there = target === null ? null : { target, slow, wakes };
  if (same(there, counted.over) || there === counted.over) return counted;
  const spent = same(there, counted.spent) ? counted.spent : null;
  const returned = same(there, counted.target);
  const left = returned ? null : (counted.left ?? (counted.target ? time : null));
  return { ...counted, over: there, since: time, at: time, spent, left };
}

/** @type {Handler<"tick">} */
function tick(state, { time }) {
  const kept = forget(state, time);
  const { over: there, target } = kept;
  if (!there || same(there, kept.spent) || (kept.resting && !there.wakes)) return kept;
  if (same(there, target)) return fill(kept, time);
  return time - kept.since >= kept.options.lock ? lock(kept, time) : kept;
}

/** @type {(state: State, time: number) => State} */
function forget(state, time) {
  const gone = state.left !== null && time - state.left > state.options.keep;
  return gone ? { ...state, target: null, filled: 0, left: null } : state;
}

/** @type {(state: State, time: number) => State} */
function lock(state, time) {
  const at = state.since + state.options.lock;
  return fill({ ...state, target: state.over, filled: 0, left: null, at }, time);
}

/** @type {(state: State, time: number) => State} */
function fill(state, time) {
  const filled = state.filled + Math.max(0, time - state.at);
  const going = { ...state, filled, at: time };
  if (filled < needed(going)) return going;
  const { target } = /** @type {Aim} */ (state.target);
  /** @type {State["effects"]} */
  const effects = [{ do: "act", target }];
  return { ...going, target: null, filled: 0, left: null, spent: state.over, effects };
}

/**
 * A new screen: nothing carries over. The target under the pointer must be left before it can be
 * pressed.
 * @type {Handler<"reset">}
 */
function reset(state, { target = null, time }) {
  const there = target === null ? null : { target, slow: false, wakes: false };
  return { ...state, over: there, spent: there, since: time, target: null, filled: 0, left: null };
}

/** @type {Handler<"rest">} */
function rest(state, { on }) {
  return { ...state, resting: on, target: null, filled: 0, left: null };
}

/** @type {Handler<"options">} */
function options(state, { options: given }) {
  return { ...state, options: { ...state.options, ...given } };
}
