// The assistive touch layer's DOM shell: the pointers of fingers go to press.js, its decisions
// become clicks. Only touch is taken over: a mouse, a key, a switch or a screen reader clicks as
// ever. Off where #screen has data-touch-layer="off".
import { adapt, afterFling } from "./fit.js";
import { busy, changed, close, createPress, decide, feed, newScreen, unseen } from "./press.js";
import { parameters } from "./press_parameters.js";
import { beforePress } from "../page/presses.js";
import { screen, tell } from "../page/screen.js";
import { SWITCHES } from "../choosing/switches.js";
import { measureTargets, pixelsInMillimetre } from "./targets.js";
import { viewAt } from "./views.js";

let state = createPress();
let targets = []; // of all views of the press under way (views.js)
let frame = 0;
let lit = null;
let doubted = null; // what the finger landed on, where it is asked what was meant
let unconfirmed = null; // the last press acted on, until the next action shows that it was right

const wanted = () => screen()?.dataset.touchLayer !== "off";
// Where the whole glass is a switch there is nothing to aim at.
const on = () => wanted() && !SWITCHES[screen()?.dataset.access];
const TYPES = { pointerdown: "down", pointermove: "move", pointerup: "up", pointercancel: "cancel" };

function onPointer(event) {
  if (event.pointerType !== "touch" || !on()) return;
  const type = TYPES[event.type];
  // A press that was over before this landing is another one, however late the frame comes.
  if (type === "down") look(event.timeStamp);
  const mm = pixelsInMillimetre();
  state = feed(state, {
    type,
    id: event.pointerId,
    x: event.clientX / mm,
    y: event.clientY / mm,
    // Chromium gives 1 px where the digitizer reports no size.
    radius: Math.max(event.width, event.height) / 2 / mm,
    time: event.timeStamp,
    view: type === "down" ? view() : 0,
  });
  lookSoon();
}

function view() {
  const seen = viewAt(state.contacts.length === 0, measureTargets());
  targets = seen.targets;
  return seen.view;
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
  // second is null where only one could have been meant, and perhaps wasn't.
  if (decision.kind === "ask" && first?.isConnected && (second?.isConnected ?? true)) {
    doubted = first;
    tell("press-unsure", { first, second });
  }
}

const observed = (observations, element) =>
  observations && { ...observations, marked: Boolean(element?.hasAttribute("data-marked")) };

const speakOf = ({ dataset }) => dataset.speak ?? dataset.sentence ?? "";

function act(element, decision) {
  // Whoever takes a press back at once shows that it was read wrongly: nothing is learned from it.
  if (unconfirmed && element.dataset.action !== "back") {
    state = { ...state, hand: adapt(state.hand, unconfirmed.observations, unconfirmed.confidence) };
  }
  // In the question: another one than what the finger landed on was meant.
  if (doubted && element.dataset.answer !== undefined && element.dataset.speak !== speakOf(doubted)) {
    state = { ...state, hand: afterFling(state.hand) };
  }
  doubted = null;
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

function onNewScreen({ detail }) {
  const now = performance.now();
  state = newScreen(state, now, measureTargets());
  // The visit before ended here: whose finger that was, and where, is forgotten.
  if (detail?.first && detail.name === "attract") state = unseen(state, now);
  light(null);
  afterPaint(lookAnew);
}

// Other things lie there now: a page was turned, tools came, or all is placed and painted at last.
function lookAnew() {
  state = changed(state, performance.now(), measureTargets());
}

function onChange() {
  lookAnew();
  afterPaint(lookAnew);
}

// The first callback comes before the frame is painted, the second after.
const afterPaint = (act) => requestAnimationFrame(() => requestAnimationFrame(act));

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
  // A question comes as a screen does, and so does the screen that it leaves.
  for (const name of ["screen-shown", "dialog-changed", "dwell-chosen"]) {
    document.addEventListener(`kiosk:${name}`, onNewScreen);
  }
  for (const name of ["page-turned", "reading-started", "reading-paused", "reading-ended"]) {
    document.addEventListener(`kiosk:${name}`, onChange);
  }
  window.addEventListener("resize", onChange);
  document.addEventListener("htmx:beforeRequest", () => awaitScreen(LONGEST_WAIT));
  document.addEventListener("htmx:afterRequest", () => awaitScreen(SHOWN_SOON));
  document.addEventListener("kiosk:hand-fitted", ({ detail }) => {
    const scaled = Object.entries(detail.scale ?? {}).map(([name, by]) => [name, state.hand[name] * by]);
    const changes = { ...detail.parameters, ...Object.fromEntries(scaled) };
    state = { ...state, hand: parameters({ ...state.hand, ...changes }) };
  });
  document.addEventListener("kiosk:visit-ended", () => {
    // Nothing of a hand outlives its visit; but its second tap may still come.
    state = { ...createPress(), deaf: state.deaf, spent: state.spent };
    unconfirmed = null;
  });
}
