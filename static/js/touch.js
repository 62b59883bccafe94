// The assistive touch layer's DOM shell: the pointers of fingers go to press.js, its decisions
// become clicks. Only touch is taken over: a mouse, a key, a switch or a screen reader clicks as
// ever. Off where #screen has data-touch-layer="off".
import { adapt } from "./fit.js";
import { busy, close, createPress, decide, feed, newScreen } from "./press.js";
import { parameters } from "./press_parameters.js";
import { beforePress } from "./presses.js";
import { screen, tell } from "./screen.js";
import { SWITCHES } from "./switches.js";
import { measureTargets, pixelsInMillimetre } from "./targets.js";

let state = createPress();
let targets = [];
let frame = 0;
let lit = null;
let unconfirmed = null; // the last press acted on, until the next action shows that it was right

const wanted = () => screen()?.dataset.touchLayer !== "off";
// Where the whole glass is a switch there is nothing to aim at.
const on = () => wanted() && !SWITCHES[screen()?.dataset.access];
const TYPES = { pointerdown: "down", pointermove: "move", pointerup: "up", pointercancel: "cancel" };

function onPointer(event) {
  if (event.pointerType !== "touch" || !on()) return;
  const type = TYPES[event.type];
  if (type === "down" && state.contacts.length === 0) targets = measureTargets();
  const mm = pixelsInMillimetre();
  state = feed(state, {
    type,
    id: event.pointerId,
    x: event.clientX / mm,
    y: event.clientY / mm,
    // Chromium gives 1 px where the digitizer reports no size.
    radius: Math.max(event.width, event.height) / 2 / mm,
    time: event.timeStamp,
  });
  lookSoon();
}

// A contact whose element went away with its screen may never be told to have lifted.
function onLastTouch(event) {
  if (event.touches.length > 0) return;
  const time = event.timeStamp;
  const down = state.contacts.filter(({ up }) => up === null);
  for (const { id, path } of down) state = feed(state, { ...path.at(-1), type: "up", id, time });
  state = { ...state, spent: [] };
  look();
}

// Once a frame, however many samples the glass sends in it.
function lookSoon() {
  frame ||= requestAnimationFrame(look);
}

function look() {
  cancelAnimationFrame(frame);
  frame = 0;
  const now = performance.now();
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

const elementOf = (key) => targets.find((one) => one.key === key)?.element ?? null;

// Shows where the press would act if it ended now.
function light(key) {
  const next = elementOf(key);
  if (next === lit) return;
  lit?.removeAttribute("data-pressed");
  lit = next;
  lit?.setAttribute("data-pressed", "");
}

function finish(decision) {
  const [first, second] = [elementOf(decision.target), elementOf(decision.other)];
  const { kind, point, confidence, observations } = decision;
  tell("press-decided", { kind, point, confidence, observations: observed(observations, first) });
  // An element that went away meanwhile must not act on a screen that nobody sees any more.
  if (decision.kind === "act" && first?.isConnected) act(first, decision);
  if (decision.kind === "ask" && first?.isConnected && second?.isConnected) {
    tell("press-unsure", { first, second });
  }
}

const observed = (observations, element) =>
  observations && { ...observations, marked: Boolean(element?.hasAttribute("data-marked")) };

function act(element, decision) {
  // Whoever takes a press back at once shows that it was read wrongly: nothing is learned from it.
  if (unconfirmed && element.dataset.action !== "back") {
    state = { ...state, hand: adapt(state.hand, unconfirmed.observations, unconfirmed.confidence) };
  }
  unconfirmed = decision;
  element.click(); // isTrusted is false, pointerType empty: so it passes isOwnClick()
}

// The click that the browser itself makes of a touch. Of those, and of no others, the event says
// pointerType "touch"; keys, switches and screen readers leave it empty.
const isOwnClick = (event) => event.isTrusted && event.pointerType === "touch" && on();

// Who sees no change yet presses again: until the screen that was asked for is there, or too late,
// that is no press on the old one.
const LONGEST_WAIT = 3000; // ms
const SHOWN_SOON = 300; // ms from the answer to its screen

function awaitScreen(longest) {
  state = busy(state, performance.now() + longest);
}

function onNewScreen() {
  state = newScreen(state, performance.now());
  light(null);
}

// Without its default a touch scrolls, zooms, selects, drags and focuses nothing.
const stop = (event) => wanted() && event.cancelable && event.preventDefault();

export function startTouch() {
  // On window, so that it comes before every other module's listeners.
  for (const type of Object.keys(TYPES)) window.addEventListener(type, onPointer, { capture: true });
  beforePress("touch", isOwnClick);
  for (const type of ["touchstart", "touchmove"]) {
    window.addEventListener(type, stop, { capture: true, passive: false });
  }
  for (const type of ["touchend", "touchcancel"]) {
    window.addEventListener(type, onLastTouch, { capture: true });
  }
  window.addEventListener("contextmenu", (event) => event.preventDefault(), { capture: true });
  window.addEventListener("dragstart", (event) => event.preventDefault(), { capture: true });
  for (const name of ["screen-shown", "press-unsure", "speech-unsure", "press-answered", "idle", "more-time", "dwell-chosen"]) {
    document.addEventListener(`kiosk:${name}`, onNewScreen);
  }
  document.addEventListener("htmx:beforeRequest", () => awaitScreen(LONGEST_WAIT));
  document.addEventListener("htmx:afterRequest", () => awaitScreen(SHOWN_SOON));
  document.addEventListener("kiosk:hand-fitted", ({ detail }) => {
    const scaled = Object.entries(detail.scale ?? {}).map(([name, by]) => [name, state.hand[name] * by]);
    const changes = { ...detail.parameters, ...Object.fromEntries(scaled) };
    state = { ...state, hand: parameters({ ...state.hand, ...changes }) };
  });
  document.addEventListener("kiosk:visit-ended", () => {
    state = createPress(); // nothing of a hand outlives its visit
    unconfirmed = null;
  });
}
