// The events of the page (docs/page-contract.md) with the detail of each, and the parts of htmx
// that the page uses. Only the type check reads this file (`make types`); no browser loads it.

// How the kiosk is used: `data-access` on #screen.
type Access = "touch" | "one-switch" | "two-switches" | "dwell" | "keypad";

// The kinds of speech that others wait for (reading/speaking.js).
type Speaker = "reading" | "guidance" | "list";

// A point on the glass, in millimeters from its upper left corner.
type Point = { x: number; y: number };

// What one finished press tells about the hand (touch/press.js). Millimeters and milliseconds.
type Observations = {
  contacts: number;
  kinds: import("./touch/strays.js").Kind[];
  point: Point;
  pulled: boolean;
  flung: number; // the chance that the landing was flung, 0 to 1
  rest: Point | null;
  duration: number;
  radius: number;
  slide: number;
  down: number;
  gaps: number[];
  palmSide: number;
  error: Point | null;
  marked?: boolean;
};

type KioskEvents = {
  "screen-shown": { name: string; path: string; first: boolean };
  "page-turned": { page: number; pages: number; by: "button" | "reading" | "focus" | "open" | "resize" };
  "pages-measured": { pages: number };
  "turn-changed": { turn: number };
  action: { action: string; turned?: boolean };
  "reading-started": { index: number };
  "reading-paused": { index: number };
  "reading-ended": { index: number };
  "sentence-began": { id: string; index: number };
  "sound-started": { id: string; index: number; position: number };
  "word-coming": { word: number };
  "word-boxed": { id: string; word: number; position: number; rate: number };
  "dialog-changed": { top: string };
  going: { path: string };
  "going-ended": { arrived: boolean };
  "notice-shown": { kind: "moment" | "starting" | "failed"; id: string };
  "switch-pressed": { by: "select" | "step" };
  "setting-changed": { name: string; value: string };
  "voice-failed": { reason: string };
  "speaking-started": { who: Speaker };
  "speaking-ended": { who: Speaker };
  "sound-blocked": {};
  "sound-allowed": {};
  "press-decided": {
    kind: "act" | "ask" | "nothing" | "cancelled";
    point: Point;
    confidence: number;
    observations: Observations | null;
  };
  "press-repeated": {};
  "press-unsure": { first: HTMLElement; second: HTMLElement | null };
  "press-answered": {};
  "hand-fitted": {
    parameters?: Partial<import("./touch/press_parameters.js").Hand>;
    scale?: Partial<import("./touch/press_parameters.js").Hand>;
  };
  "scan-moved": {
    kind: "group" | "item" | "leave" | "rest";
    group?: number;
    index?: number | null;
    action?: string | null;
    due?: number;
  };
  "scan-chosen": { action: string; index: number };
  "dwell-chosen": { action: string };
  "scanning-stopped": {};
  "keypad-pressed": { job: string };
  "keypad-moved": { action: string };
  "access-begins": { access: Access };
  "access-changed": { access: Access };
  "guidance-started": {};
  "guidance-ended": {};
  "listening-changed": { state: "starting" | "ready" | "broken" | "missing" | "blocked" | "dead" };
  speech: {};
  command: { command: string; number: number | null; section: string | null };
  "speech-unsure": {};
  "speech-doubted": {};
  "speech-undone": {};
  idle: {};
  "more-time": {};
  "visit-ended": {};
  "return-offered": {};
  "return-withdrawn": {};
  "visit-taken-up": {};
};

// `time` is `performance.now()` in milliseconds when the event is sent.
type KioskEventMap = {
  [Name in keyof KioskEvents as `kiosk:${Name}`]: CustomEvent<KioskEvents[Name] & { time: number }>;
};

type HtmxRequest = {
  elt: HTMLElement;
  xhr: XMLHttpRequest;
  requestConfig: { verb: string };
  pathInfo: { finalRequestPath: string };
  etc: { push?: string };
};

type HtmxEventMap = {
  "htmx:load": CustomEvent<{ elt: HTMLElement }>;
  "htmx:configRequest": CustomEvent<{ elt: HTMLElement; path: string; verb: string }>;
  "htmx:beforeRequest": CustomEvent<HtmxRequest>;
  "htmx:afterRequest": CustomEvent<HtmxRequest>;
  "htmx:beforeSwap": CustomEvent<HtmxRequest & { serverResponse: string; shouldSwap: boolean }>;
  "htmx:historyCacheMiss": CustomEvent<{ path: string }>;
  "htmx:beforeHistoryUpdate": CustomEvent<HtmxRequest & { history: { type?: string; path?: string } }>;
  "htmx:pushedIntoHistory": CustomEvent<{ path: string }>;
};

interface DocumentEventMap extends KioskEventMap, HtmxEventMap {}
interface HTMLElementEventMap extends KioskEventMap, HtmxEventMap {}

declare var htmx: {
  ajax(
    verb: string,
    path: string,
    options: { target: string; swap: string; push?: string },
  ): Promise<void>;
  swap(target: string, content: string, options: { swapStyle: string }): void;
};

// Globals that exist only in an audio worklet (listening/capture_worklet.js).
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
