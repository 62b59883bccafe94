// Replays traces of simulated hands through the touch layer, in one Chromium page.
// Each event is [time, type, id, x, y, radius].
import { adapt, fit } from "/touch/fit.js";
import { close, createPress, decide, feed, FINAL, newScreen } from "/touch/press.js";

const TICK = 16; // ms: the layer is asked once a frame
const SCREEN = 60; // ms from an action to the new screen

// One person's trials on one layout, one after the other, learning as the layer does.
export function session({ targets, trials, parameters, training, adapting, button = BUTTON, least }) {
  let state = createPress(parameters);
  let fitted = null;
  if (training) {
    fitted = fit(training.map((events) => practice(events, parameters, button)), parameters, least);
    state = createPress({ ...parameters, ...fitted.parameters });
  }
  let start = 0;
  const results = trials.map(({ events, target, changes, targets: own }) => {
    start += 10000;
    const outcome = replay(state, events, own ?? targets, start, changes);
    state = { ...outcome.state, spent: [], deaf: null };
    const told = outcome.decisions.filter(({ kind }) => kind === "act");
    if (adapting && told.length) state = { ...state, hand: adapt(state.hand, told[0].observations, told[0].confidence) };
    return judged(outcome.decisions, target);
  });
  return { results, fitted, hand: state.hand };
}

export const BUTTON = { key: "big", x: 60, y: 140, width: 150, height: 150, marked: true };

// One press of "Press the big button three times": what the layer saw of it, or null.
export function practice(events, parameters, button = BUTTON) {
  const { decisions, state } = replay(createPress(parameters), events, [button], 0, true);
  const seen = decisions[0]?.observations;
  return seen ? { ...seen, repeated: state.deaf?.repeats > 0 } : null;
}

export function replay(initial, events, targets, start, changes) {
  let state = initial;
  const decisions = [];
  let screenAt = Infinity;
  let lifted = 0;
  let next = 0;
  const end = (events.at(-1)?.[0] ?? 0) + 2500;
  for (let time = 0; time < end; time += TICK) {
    for (; next < events.length && events[next][0] <= time; next += 1) {
      const [at, type, id, x, y, radius] = events[next];
      state = feed(state, { type, id, x, y, radius, time: start + at });
      if (type === "up") lifted = at;
    }
    if (time >= screenAt) {
      state = newScreen(state, start + time);
      screenAt = Infinity;
    }
    const decision = decide(state, start + time, targets);
    if (!FINAL.has(decision.kind)) {
      if (decision.kind === "idle" && next >= events.length && screenAt === Infinity) break;
      continue;
    }
    decisions.push({ ...decision, time, delay: time - lifted });
    state = close(state, start + time, decision);
    if (decision.kind === "ask" || (changes && decision.kind === "act")) screenAt = time + SCREEN;
  }
  return { state, decisions };
}

function judged(decisions, target) {
  const acts = decisions.filter(({ kind }) => kind === "act");
  const asks = decisions.filter(({ kind }) => kind === "ask");
  const [first] = decisions;
  const detail = decisions.map(({ kind, target: to, other, confidence, time }) => [kind, to, other, Number(confidence.toFixed(3)), Math.round(time)]);
  const result = { delay: first?.delay ?? null, detail };
  if (acts.some((one) => one.target !== target) || acts.length > 1) return { kind: "wrong", ...result };
  if (acts.length === 1 && asks.length === 0) return { kind: "right", ...result };
  if (asks.length) {
    const offered = asks.some((one) => one.target === target || one.other === target);
    return { kind: offered ? "ask" : "askOff", ...result };
  }
  return { kind: "nothing", ...result };
}

export const plain = (events, targets, target, pixels) => judged(clicks(events, targets, pixels), target);

// Chromium's own rule: a second contact anywhere, no click; moved over 15 px, no click.
function clicks(events, targets, pixels) {
  const down = new Map();
  const found = [];
  let first = null;
  for (const [time, type, id, x, y] of events) {
    if (type === "down") {
      if (down.size === 0) first = { id, x, y, good: true };
      else if (first) first.good = false;
      down.set(id, true);
    } else if (first?.id === id && Math.hypot(x - first.x, y - first.y) * pixels > 15) first.good = false;
    if (type !== "up") continue;
    down.delete(id);
    if (first?.id !== id || !first.good) continue;
    const hit = targets.find((one) => inside(first, one));
    if (hit) found.push({ kind: "act", target: hit.key, confidence: 1, time, delay: 0 });
  }
  return found;
}

const inside = (point, { x, y, width, height }) =>
  point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
