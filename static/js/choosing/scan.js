// Switch scanning as a pure function, without timers or the page: next(state, event) -> state.
// Every event has its time in ms; state.effects lists what the page must do. scan_types.d.ts has
// every event, state and effect, docs/access.md every number and its source.

/** @import { Acting, Chosen, Common, Effect, Events, Handler, Highlighted } from "./scan_types.d.ts" */
/** @import { Options, Place, ScanEvent, Scanning, State, Still } from "./scan_types.d.ts" */
/** @import { SwitchName } from "./switches.js" */

/** @type {Options} */
export const OPTIONS = {
  switches: 1,
  step: 1500, // ms that the box stays on a stop
  first: 2, // the first stop after a change lasts so many steps: the eyes must find the box
  credit: 200, // ms: a press so soon after a move counts for the stop before
  rounds: 3,
  ignore: 600, // ms: a second press within this is left out as trembling: EN 301 549 5.8
  voice: false,
};
const AFTER_CUE = 250; // ms: the shortest time to press after a name has been said in full
const UNCHANGED = 400; // ms after an action: if no new screen has come, scanning goes on
const SAID_AT_LAST = 4000; // ms: the choice then acts even if the voice hasn't ended
// When scanning begins, it must know already whether something is being read.
const TAKEN_WHILE_OFF = new Set(["screen", "options", "listen", "quiet"]);

/** @type {State} */
export const off = {
  options: OPTIONS,
  phase: "off",
  listening: false, // something is being read aloud; nothing moves
  groups: [],
  at: null,
  before: null, // the stop before, for the late-press credit
  round: 0,
  movedAt: -Infinity,
  due: Infinity,
  pressed: {},
  serial: 0, // counts moves, so that a cue counts only for its own stop
  pending: null,
  effects: [],
};

/** @type {{ [Type in keyof Events]: Handler<Type> }} */
const handlers = { screen, tick, press, listen, quiet, cue, said, options, off: stop };

/**
 * The state after an event; its `effects` are those of this event only.
 * @template {keyof Events} Type
 * @param {State} state
 * @param {ScanEvent<Type>} event
 */
export function next(state, event) {
  const clean = state.effects.length ? { ...state, effects: [] } : state;
  if (clean.phase === "off" && !TAKEN_WHILE_OFF.has(event.type)) return clean;
  return handlers[event.type]?.(clean, event) ?? clean;
}

/**
 * What is highlighted at a place (by default the present one); null if nothing is.
 * @overload
 * @param {{ groups: number[] }} state
 * @param {Place} at
 * @returns {Highlighted}
 */
/**
 * @overload
 * @param {State} state
 * @returns {Highlighted | null}
 */
/**
 * @param {{ groups: number[], at?: Place | null }} state
 * @returns {Highlighted | null}
 */
export function highlighted(state, at = state.at) {
  if (!at) return null;
  if (at.level === "groups") return { kind: "group", group: at.stop, index: null };
  const { group, stop } = at;
  if (stop >= state.groups[group]) return { kind: "leave", group, index: null };
  const index = state.groups.slice(0, group).reduce((sum, size) => sum + size, stop);
  return { kind: "item", group, index };
}

// Moving ----------------------------------------------------------------------------------------

/** @type {Handler<"screen">} */
function screen(state, { groups, at = null, time }) {
  const known = { ...state, groups, before: null, pending: null };
  if (!groups.length) return { ...known, phase: "rest", at: null, due: Infinity, effects: hide() };
  return begin(known, at === null ? top(groups) : placeOf(groups, at), time);
}

/** @type {(groups: number[]) => Place} */
function top(groups) {
  return { level: groups.length > 1 ? "groups" : "items", group: 0, stop: 0 };
}

/** @type {(groups: number[], index: number) => Place} */
function placeOf(groups, index) {
  let stop = index;
  const group = groups.findIndex((size) => {
    if (stop < size) return true;
    stop -= size;
    return false;
  });
  return group < 0 ? top(groups) : { level: "items", group, stop };
}

/**
 * Starts anew at a place: the first stop is longer, rounds are counted from here.
 * @type {(state: Common, at: Place, time: number) => Scanning}
 */
function begin(state, at, time) {
  const { step, first } = state.options;
  /** @type {Scanning} */
  const fresh = { ...state, phase: "scan", at, before: null, round: 0, pending: null };
  const begun = { ...fresh, movedAt: time, due: time + step * first, serial: state.serial + 1 };
  return { ...begun, effects: state.listening ? hide() : show(begun, true) };
}

/** @param {Scanning} state */
function stops({ groups, at }) {
  if (at.level === "groups") return groups.length;
  // If there are several groups, the last stop leads out of one that was entered by mistake.
  return groups[at.group] + (groups.length > 1 ? 1 : 0);
}

/** @type {(state: Scanning, time: number) => State} */
function advance(state, time) {
  const wrapped = state.at.stop + 1 >= stops(state);
  const round = state.round + (wrapped ? 1 : 0);
  const at = { ...state.at, stop: wrapped ? 0 : state.at.stop + 1 };
  const moved = { ...state, before: state.at, movedAt: time, round, serial: state.serial + 1 };
  if (state.options.switches === 1 && round >= state.options.rounds) {
    return { ...moved, phase: "rest", at: null, due: Infinity, effects: [{ do: "rest" }] };
  }
  const there = { ...moved, at, due: time + state.options.step };
  return { ...there, effects: show(there, wrapped) };
}

/** @type {Handler<"tick">} */
function tick(state, { time }) {
  if (state.listening || time < state.due) return state;
  if (state.phase === "saying") return act(state, time);
  if (state.phase === "acting") return begin(state, state.at, time);
  return state.phase === "scan" && state.options.switches === 1 ? advance(state, time) : state;
}

/** @type {() => Effect[]} */
const hide = () => [{ do: "hide" }];
/** @type {(state: Scanning, round: boolean) => Effect[]} */
const show = (state, round) => [
  { do: "show", ...highlighted(state, state.at), round, serial: state.serial },
];

// Pressing --------------------------------------------------------------------------------------

/** @type {Handler<"press">} */
function press(state, { time, by = "select" }) {
  const button = state.options.switches === 1 ? "select" : by;
  // Also leaves out a press that is reported late: its contact began before the last press.
  if (time - (state.pressed[button] ?? -Infinity) < state.options.ignore) return state;
  const counted = { ...state, pressed: { ...state.pressed, [button]: time } };
  if (state.listening) return { ...counted, effects: [{ do: "hush" }] };
  if (counted.phase === "scan" || counted.phase === "rest") return answer(counted, button, time);
  return counted;
}

/** @type {(state: Scanning | Still, button: SwitchName, time: number) => State} */
function answer(state, button, time) {
  if (button === "step") return state.at ? advance(state, time) : restart(state, time);
  const { switches, credit } = state.options;
  const late = switches === 1 && state.before && time - state.movedAt <= credit;
  const meant = late ? state.before : state.at;
  return meant ? choose(state, meant, time) : restart(state, time);
}

/** @type {(state: State, time: number) => State} */
function restart(state, time) {
  return state.groups.length ? begin(state, top(state.groups), time) : state;
}

/** @type {(state: State, meant: Place, time: number) => State} */
function choose(state, meant, time) {
  const what = highlighted(state, meant);
  if (what.kind === "group") {
    return begin(state, { level: "items", group: what.group, stop: 0 }, time);
  }
  if (what.kind === "leave") {
    return begin(state, { level: "groups", group: 0, stop: what.group }, time);
  }
  const chosen = { ...state, at: meant, pending: what.index };
  if (!state.options.voice) return act(chosen, time);
  /** @type {Effect[]} */
  const effects = [{ do: "say", index: what.index }];
  return { ...chosen, phase: "saying", due: time + SAID_AT_LAST, effects };
}

/** @type {(state: Chosen, time: number) => Acting} */
function act(state, time) {
  /** @type {Effect[]} */
  const effects = [{ do: "act", index: state.pending }];
  // If the screen doesn't change, the box stays, so that Next or Louder can be pressed again.
  return { ...state, phase: "acting", pending: null, due: time + UNCHANGED, effects };
}

// Listening -------------------------------------------------------------------------------------

/** @type {Handler<"listen">} */
function listen(state) {
  return state.listening ? state : { ...state, listening: true, effects: hide() };
}

/** @type {Handler<"quiet">} */
function quiet(state, { time }) {
  if (!state.listening) return state;
  const free = { ...state, listening: false };
  if (state.phase === "saying") return { ...free, due: time };
  return state.at ? begin(free, state.at, time) : restart(free, time);
}

/**
 * The name of the stop is being said until `ends`: the box waits for it.
 * @type {Handler<"cue">}
 */
function cue(state, { ends, serial }) {
  if (serial !== state.serial || state.phase !== "scan") return state;
  return { ...state, due: Math.max(state.due, ends + AFTER_CUE) };
}

/** @type {Handler<"said">} */
function said(state, { time }) {
  return state.phase === "saying" ? act(state, time) : state;
}

/** @type {Handler<"options">} */
function options(state, { options: given, time }) {
  const changed = { ...state, options: { ...state.options, ...given } };
  return state.phase === "scan" ? begin(changed, state.at, time) : changed;
}

/** @type {Handler<"off">} */
function stop(state) {
  return { ...off, options: state.options, effects: hide() };
}
