// Resting on a button instead of pressing it, as a pure function: next(state, event) -> state.
// Two stages: a short rest locks on to a target, a longer one presses it. Time (milliseconds)
// comes in with the events. docs/access.md has every number and its source.
//
// Events: over {target, slow, wakes}, tick, reset, rest {on}, options {options}. A target is
// any value, null for none; slow: it leads away; wakes: it works during a rest.

export const OPTIONS = {
  lock: 250,
  dwell: 1000,
  keep: 750, // progress is kept so long while a trembling hand is off the target
  slow: 1.5, // a press that leads away from the page costs more when it was not meant
};

export const start = {
  options: OPTIONS,
  over: null, // {target, slow, wakes}: what is pointed at
  since: 0, // since when
  target: null, // what is locked
  filled: 0, // ms of its time that have passed
  at: 0, // when filled was last counted
  left: null, // when the pointer left it
  spent: null, // what was pressed and hasn't been left yet: it is not pressed again
  resting: false,
  effects: [],
};

const handlers = { over, tick, reset, rest, options };

export function next(state, event) {
  const clean = { ...state, effects: [] };
  return handlers[event.type]?.(clean, event) ?? clean;
}

export const needed = ({ options, target }) =>
  options.dwell * (target?.slow ? options.slow : 1);

// From 0 to 1: how far the ring has come.
export const progress = (state) =>
  state.target ? Math.min(1, state.filled / needed(state)) : 0;

const same = (a, b) => Boolean(a && b) && a.target === b.target;

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

function tick(state, { time }) {
  const kept = forget(state, time);
  const { over: there, target } = kept;
  if (!there || same(there, kept.spent) || (kept.resting && !there.wakes)) return kept;
  if (same(there, target)) return fill(kept, time);
  return time - kept.since >= kept.options.lock ? lock(kept, time) : kept;
}

function forget(state, time) {
  const gone = state.left !== null && time - state.left > state.options.keep;
  return gone ? { ...state, target: null, filled: 0, left: null } : state;
}

function lock(state, time) {
  const at = state.since + state.options.lock;
  return fill({ ...state, target: state.over, filled: 0, left: null, at }, time);
}

function fill(state, time) {
  const filled = state.filled + Math.max(0, time - state.at);
  const going = { ...state, filled, at: time };
  if (filled < needed(going)) return going;
  const effects = [{ do: "act", target: state.target.target }];
  return { ...going, target: null, filled: 0, left: null, spent: state.over, effects };
}

// Another screen: nothing carries over, and what lies under the pointer there must be left first.
function reset(state, { target = null, time }) {
  const there = target === null ? null : { target, slow: false, wakes: false };
  return { ...state, over: there, spent: there, since: time, target: null, filled: 0, left: null };
}

function rest(state, { on }) {
  return { ...state, resting: on, target: null, filled: 0, left: null };
}

function options(state, { options: given }) {
  return { ...state, options: { ...state.options, ...given } };
}
