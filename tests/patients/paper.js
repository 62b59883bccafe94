// A kiosk on paper: its screens' targets (layouts.json) and where each leads, under the real touch
// layer, with no server, no sound and no real time. paper.py has the person.
import * as layer from "/touch/press.js";
import * as fit from "/touch/fit.js";

const TICK = 16; // ms: the layer is asked once a frame
const ANSWER = 60; // ms from an action to the new screen
const PAINT = 32; // ms: two frames

const LEADS = {
  home: { open: "section", settings: "settings", help: "help", finish: "attract" },
  section: { open: "page", back: "home", home: "home", help: "help", settings: "settings" },
  page: { read: "reading", back: "section", home: "home", help: "help", settings: "settings", words: "aside", sources: "aside" },
  reading: { read: "page", back: "section", home: "home", help: "help", settings: "settings", "read-done": "page" },
  settings: { open: "choices", back: "home", home: "home", help: "help", finish: "attract" },
  choices: { back: "settings", home: "home", help: "help", finish: "attract" },
  help: { back: null, home: "home", settings: "settings" },
  aside: { back: null, home: "home", help: "help", settings: "settings" },
  attract: {},
};
const LOOKS = { help: "page", aside: "page", choices: "settings", attract: "hand" };
const TURNS = new Set(["next", "back"]);

let state, now, here, before, dialog, layouts, answers, doubted, unconfirmed;

export function visit(given) {
  ({ layouts, answers } = given);
  [state, now, here, before, dialog, doubted, unconfirmed] = [layer.createPress(given.parameters ?? {}), 1000, "home", "home", null, null, null];
  return view();
}

const actionOf = (key) => key.replace(/\d+$/, "");

function targets() {
  if (dialog) return answers.map((one) => ({ ...one, meaning: `${one.key} ${dialog}` }));
  return layouts[LOOKS[here] ?? here].map((one) => {
    const action = actionOf(one.key);
    const meaning = TURNS.has(action) || action.startsWith("sentence-") ? action : `${here} ${one.key}`;
    return { ...one, meaning, weighty: ["home", "help", "finish"].includes(action) && action !== here };
  });
}

export const view = () => ({ here, dialog, targets: targets() });

// One attempt: what came of it, action by action.
export function press(events, pause) {
  now += pause;
  const begun = now;
  const came = [];
  let [due, painted, next, changed, asked, lifted] = [null, Infinity, 0, -Infinity, false, begun];
  const end = (events.at(-1)?.[0] ?? 0) + 2500;
  for (; now - begun < end; now += TICK) {
    for (; next < events.length && events[next][0] <= now - begun; next += 1) {
      const [at, type, id, x, y, radius] = events[next];
      state = layer.feed(state, { type, id, x, y, radius, time: begun + at });
      if (type === "up") lifted = begun + at;
    }
    if (due && now >= due.time) {
      due.show();
      [due, changed, painted] = [null, now, now + PAINT];
      state = layer.newScreen(state, now, targets());
    }
    if (now >= painted) {
      painted = Infinity;
      state = layer.changed?.(state, now, targets()) ?? state;
    }
    const decision = layer.decide(state, now, targets());
    if (!layer.FINAL.has(decision.kind)) {
      if (decision.kind === "idle" && next >= events.length && !due && painted === Infinity) break;
      continue;
    }
    state = layer.close(state, now, decision);
    asked ||= decision.kind === "ask";
    const show = outcome(decision, came);
    if (show) due = { time: now + ANSWER, show };
    else if (decision.kind === "act") state = layer.changed?.(state, (changed = now), targets()) ?? state;
  }
  return { came, asked, changed: changed - begun, lifted: lifted - begun, ended: now - begun, ...view() };
}

function outcome(decision, came) {
  if (decision.kind === "ask") {
    const offered = [decision.target, decision.other].filter(Boolean);
    return () => { [dialog, doubted] = [offered, decision.target]; };
  }
  if (decision.kind !== "act") return null;
  learn(decision);
  if (!dialog) return does(decision.target, came);
  const meant = dialog[Number(decision.target.at(-1))] ?? null;
  // As touch.js does. The layer of an older folder may not know it.
  if (meant !== doubted) state = { ...state, hand: fit.afterFling?.(state.hand) ?? state.hand };
  const next = meant && does(meant, came);
  if (!meant) came.push("neither");
  return () => { dialog = null; next?.(); };
}

function learn({ target, observations, confidence }) {
  const { hand } = state;
  if (unconfirmed && actionOf(target) !== "back") {
    state = { ...state, hand: fit.adapt(hand, unconfirmed.observations, unconfirmed.confidence) };
  }
  unconfirmed = { observations, confidence };
}

// What a target does; a function where it changes the screen.
function does(key, came) {
  came.push(key);
  const action = actionOf(key);
  const leads = LEADS[here];
  if (!(action in leads)) return null;
  const to = leads[action] ?? before;
  return () => {
    if (to !== here) before = here;
    here = to;
  };
}
