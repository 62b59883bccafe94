// The types of the state machine of scanning (scan.js): its events, its state, and its effects
// (what the page must do). Every time is in milliseconds. Only the type check reads this file
// (`make types`); no browser loads it.
import type { SwitchName } from "./switches.js";

export type Options = {
  switches: 1 | 2;
  step: number;
  first: number;
  credit: number;
  rounds: number;
  ignore: number;
  voice: boolean;
};

// A stop of the box: a group, or an item of a group. If there are several groups, one more stop
// after the last item leads out of the group.
export type Place = { level: "groups" | "items"; group: number; stop: number };

// What is highlighted at a place; `index` counts all items.
export type Highlighted =
  | { kind: "group"; group: number; index: null }
  | { kind: "item"; group: number; index: number }
  | { kind: "leave"; group: number; index: null };

// Events ------------------------------------------------------------------------------------------

// The fields of each event, besides its time.
export type Events = {
  screen: { groups: number[]; at?: number | null }; // groups: their sizes; at: first item
  tick: {};
  press: { by?: SwitchName };
  listen: {};
  quiet: {};
  cue: { ends: number; serial: number };
  said: {};
  options: { options: Partial<Options> };
  off: {};
};

export type ScanEvent<Type extends keyof Events = keyof Events> = {
  [One in Type]: { type: One; time: number } & Events[One];
}[Type];

export type Handler<Type extends keyof Events> = (
  state: State,
  event: { time: number } & Events[Type],
) => State;

// State -------------------------------------------------------------------------------------------

type Common = {
  options: Options;
  listening: boolean;
  groups: number[]; // their sizes
  before: Place | null;
  round: number;
  movedAt: number;
  due: number;
  pressed: { [by in SwitchName]?: number }; // time of each switch's last press
  serial: number;
  effects: Effect[];
};

// `at`: the stop that is highlighted. `pending`: the item that is chosen once its name has been said.
export type Still = Common & { phase: "off" | "rest"; at: null; pending: null };
export type Scanning = Common & { phase: "scan"; at: Place; pending: null };
export type Saying = Common & { phase: "saying"; at: Place; pending: number };
export type Acting = Common & { phase: "acting"; at: Place; pending: null };
export type State = Still | Scanning | Saying | Acting;

// A state in which an item has been chosen, in any phase.
export type Chosen = Common & { at: Place; pending: number };

// Effects -----------------------------------------------------------------------------------------

// The fields of each effect.
export type Effects = {
  show: Highlighted & { round: boolean; serial: number }; // round: whether a round begins here
  hide: {};
  rest: {};
  say: { index: number };
  act: { index: number };
  hush: {};
};

export type Effect<Job extends keyof Effects = keyof Effects> = {
  [One in Job]: { do: One } & Effects[One];
}[Job];
