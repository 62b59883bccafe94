// The assistive touch layer on the page: sends the pointers of fingers to press.js, and turns its
// decisions into clicks. Only touch is taken over: a mouse, a key, a switch or a screen reader
// clicks as usual. Off if #screen has data-touch-layer="off".
import { adapt, afterFling } from "./fit.js";
import { busy, changed, close, createPress, decide, feed, newScreen, unseen } from "./press.js";
import { parameters } from "./press_parameters.js";
import { beforePress } from "../page/presses.js";
import { screen, tell } from "../page/screen.js";
import { SWITCHES } from "../choosing/switches.js";
import { measureTargets, pixelsInMillimetre } from "./targets.js";
import { viewAt } from "./views.js";

/** @import { FinalDecision } from "./press.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { MeasuredTarget } from "./targets.js" */

let state = createPress();
/** @type {MeasuredTarget[]} */
let targets = []; // of all views of the press under way (views.js)
let frame = 0;
/** @type {HTMLElement | null} */
let lit = null;
/** @type {HTMLElement | null} */
let doubted = null; // the likelier target, while it is asked what was meant
/** @type {FinalDecision | null} */
let unconfirmed = null; // the last press acted on, until the next action shows that it was right

const wanted = () => screen()?.dataset.touchLayer !== "off";
// While the whole glass is a switch, there is nothing to aim at.
const on = () => wanted() && !SWITCHES[/** @type {Access} */ (screen()?.dataset.access)];
const TYPES = /** @type {const} */ (
  { pointerdown: "down", pointermove: "move", pointerup: "up", pointercancel: "cancel" });

/** @param {PointerEvent} event */
function onPointer(event) {
  if (event.pointerType !== "touch" || !on()) return;
  const type = TYPES[/** @type {keyof typeof TYPES} */ (event.type)];
  // A press that was over before this landing is decided first, even if its frame comes late.
  if (type === "down") look(event.timeStamp);
  const mm = pixelsInMillimetre();
  const before = repeats();
  state = feed(state, {
    type,
    id: event.pointerId,
    x: event.clientX / mm,
    y: event.clientY / mm,
    // Chromium gives 1 px if the digitizer reports no size.
    radius: Math.max(event.width, event.height) / 2 / mm,
    time: event.timeStamp,
    view: type === "down" ? view() : 0,
  });
  if (repeats() > before) tell("press-repeated", {});
  lookSoon();
}

// How often the last press came again while the layer was deaf to it. On a screen that nobody has
// seen yet, the ignored landings aren't its repeats.
const repeats = () => (state.deaf && !state.deaf.anywhere ? state.deaf.repeats : 0);

function view() {
  const seen = viewAt(state.contacts.length === 0, measureTargets());
  targets = seen.targets;
  return seen.view;
}

/**
 * Ends every contact with the last touch: one whose element is gone may never get its pointerup.
 * @param {TouchEvent} event
 */
function onLastTouch(event) {
  if (event.touches.length > 0) return;
  const time = event.timeStamp;
  const down = state.contacts.filter(({ up }) => up === null);
  for (const { id, path } of down) {
    state = feed(state, { .../** @type {Point} */ (path.at(-1)), type: "up", id, time });
  }
  state = { ...state, spent: [] };
  look();
}

// Looks once a frame, however many samples the glass sends in it.
function lookSoon() {
  frame ||= requestAnimationFrame(() => look());
}

function look(now = performance.now()) {
  cancelAnimationFrame(frame);
  frame = 0;
  const decision = decide(state, now, targets);
  if (decision.kind === "idle") return light(null);
  if (decision.kind === "wait") {
    light(decision.target);
    lookSoon();
    return undefined;
  }
  state = close(state, now, decision);
  light(null);
  return finish(decision);
}

/** @type {(key: string | null) => HTMLElement | null} */
const elementOf = (key) => targets.find((one) => one.key === key)?.element ?? null;

/**
 * Shows where the press would act if it ended now.
 * @param {string | null} key
 */
function light(key) {
  const next = elementOf(key);
  if (next === lit) return;
  lit?.removeAttribute("data-pressed");
  lit = next;
  lit?.setAttribute("data-pressed", "");
}

/** @param {FinalDecision} decision */
function finish(decision) {
  const [first, second] = [elementOf(decision.target), elementOf(decision.other)];
  const { kind, point, confidence, observations } = decision;
  tell("press-decided", { kind, point, confidence, observations: observed(observations, first) });
  // An element that went away meanwhile must not act: its screen isn't seen any more.
  if (decision.kind === "act" && first?.isConnected) act(first, decision);
  // second is null if only one target is possible, but not certain.
  if (decision.kind === "ask" && first?.isConnected && (second?.isConnected ?? true)) {
    doubted = first;
    tell("press-unsure", { first, second });
  }
}

/** @type {(observations: Observations | null, element: HTMLElement | null) => Observations | null} */
const observed = (observations, element) =>
  observations && { ...observations, marked: Boolean(element?.hasAttribute("data-marked")) };

/** @type {(element: HTMLElement) => string} */
const speakOf = ({ dataset }) => dataset.speak ?? dataset.sentence ?? "";

/**
 * @param {HTMLElement} element
 * @param {FinalDecision} decision
 */
function act(element, decision) {
  // Back right after a press shows that the press was read wrongly: nothing is learned from it.
  if (unconfirmed && element.dataset.action !== "back") {
    state = { ...state, hand: adapt(state.hand, unconfirmed.observations, unconfirmed.confidence) };
  }
  // An answer to the question that isn't the likelier target: the landing was flung.
  if (doubted && element.dataset.answer !== undefined && element.dataset.speak !== speakOf(doubted)) {
    state = { ...state, hand: afterFling(state.hand) };
  }
  doubted = null;
  unconfirmed = decision;
  element.click(); // isTrusted is false, pointerType empty: so it passes isOwnClick()
}

/**
 * Whether this is the click that the browser itself makes of a touch: only then pointerType is
 * "touch". Keys, switches and screen readers leave it empty.
 * @type {(event: PointerEvent) => boolean}
 */
const isOwnClick = (event) => event.isTrusted && event.pointerType === "touch" && on();

// A person who sees no change yet presses again. Until the requested screen is there (or
// LONGEST_WAIT is over), that is no press on the old screen.
const LONGEST_WAIT = 3000; // ms
const SHOWN_SOON = 300; // ms from the answer to its screen

/** @param {number} longest in milliseconds */
function awaitScreen(longest) {
  state = busy(state, performance.now() + longest);
}

/**
 * After a new screen, a question, or a choice by dwelling.
 * @param {CustomEvent<Partial<KioskEvents["screen-shown"]> & { time: number }>} event
 */
function onNewScreen({ detail }) {
  const now = performance.now();
  state = newScreen(state, now, measureTargets());
  // A page loaded at the attract screen can't know who pressed before, or where.
  if (detail?.first && detail.name === "attract") state = unseen(state, now);
  light(null);
  afterPaint(lookAnew);
}

// Other targets lie there now: a page was turned, tools came, or the new screen has been painted.
function lookAnew() {
  state = changed(state, performance.now(), measureTargets());
}

function onChange() {
  lookAnew();
  afterPaint(lookAnew);
}

/**
 * The first callback comes before the frame is painted, the second after.
 * @param {() => void} act
 */
const afterPaint = (act) => requestAnimationFrame(() => requestAnimationFrame(act));

/**
 * Stops the browser's own use of a touch: scrolling, zooming, selecting, dragging, focusing.
 * @param {Event} event
 */
const stop = (event) => wanted() && event.cancelable && event.preventDefault();

export function startTouch() {
  // On window, so that it comes before every other module's listeners.
  for (const type of /** @type {(keyof typeof TYPES)[]} */ (Object.keys(TYPES))) {
    window.addEventListener(type, onPointer, { capture: true });
  }
  beforePress("touch", isOwnClick);
  for (const type of ["touchstart", "touchmove"]) {
    window.addEventListener(type, stop, { capture: true, passive: false });
  }
  for (const type of /** @type {const} */ (["touchend", "touchcancel"])) {
    window.addEventListener(type, onLastTouch, { capture: true });
  }
  window.addEventListener("contextmenu", (event) => event.preventDefault(), { capture: true });
  window.addEventListener("dragstart", (event) => event.preventDefault(), { capture: true });
  // A dialog that opens counts as a new screen, and so does the screen when it closes.
  for (const name of /** @type {const} */ (["screen-shown", "dialog-changed", "dwell-chosen"])) {
    document.addEventListener(`kiosk:${name}`, onNewScreen);
  }
  for (const name of ["page-turned", "reading-started", "reading-paused", "reading-ended"]) {
    document.addEventListener(`kiosk:${name}`, onChange);
  }
  window.addEventListener("resize", onChange);
  document.addEventListener("htmx:beforeRequest", () => awaitScreen(LONGEST_WAIT));
  document.addEventListener("htmx:afterRequest", () => awaitScreen(SHOWN_SOON));
  document.addEventListener("kiosk:hand-fitted", ({ detail }) => {
    const scaled = Object.entries(detail.scale ?? {}).map(([name, by]) =>
      /** @type {const} */ ([name, state.hand[/** @type {keyof Hand} */ (name)] * by]));
    const changes = { ...detail.parameters, ...Object.fromEntries(scaled) };
    state = { ...state, hand: parameters({ ...state.hand, ...changes }) };
  });
  document.addEventListener("kiosk:visit-ended", () => {
    // What is known of a hand ends with the visit; but its second tap may still come.
    state = { ...createPress(), deaf: state.deaf, spent: state.spent };
    unconfirmed = null;
  });
}
