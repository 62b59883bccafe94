// Does and shows what the kiosk has understood, if it was said to the screen that is still shown.
import { activate } from "../page/presses.js";
import { name } from "../questions/ask.js";
import { prefer } from "../page/preference.js";
import { tell } from "../page/screen.js";
import { flash, words } from "./sign.js";
import { perform, targetOf } from "./spoken.js";
import { answerNamed, askWhich, askYesOrNo } from "./spoken_questions.js";
import { endVisit } from "../questions/visit_end.js";
/** @import { ByCommand, Said } from "./spoken.js" */

/**
 * The kiosk's events about the sound, by kind (docs/decisions/0006-listening.md). `other` is null
 * if only one command is possible, but not certain.
 * @typedef {{
 *   speech: {},
 *   heard: Said,
 *   unsure: Said & { other: Said | null },
 *   refused: { reason: string },
 *   woken: {},
 *   slept: {},
 * }} HeardKinds
 */
/**
 * @template {keyof HeardKinds} [Kind=keyof HeardKinds]
 * @typedef {{ [One in Kind]: { kind: One } & HeardKinds[One] }[Kind]} HeardEvent
 */

const LONGEST = 4000; // ms from the beginning of an utterance to its meaning
// Refusals that the sign shows. Noise and talk aren't shown: a waiting room always has some.
const TOLD = new Set(["not a command", "two commands"]);
const ANYWHERE = new Set(["stop", "pause"]); // they are said to the voice, not to a screen

let view = 0; // counts screens: a command is for the one on which it was begun
/** @type {{ view: number, time: number } | null} */
let begun = null; // the utterance under way

// The number of the view that is seen now; understand() compares it.
export const viewNow = () => view;

// Commands that open a dialog: that shows enough.
const OPENS = new Set(["finish", "what-can-i-say", "stop-listening"]);

/**
 * Commands that can't be undone by voice: they are confirmed first.
 * @type {ByCommand<() => void>}
 */
const ends = {
  finish: endVisit,
  "stop-listening": () => prefer("listening", "off"),
};

/**
 * The text that the sign shows: "3: How it is given", "Next".
 * @param {Said} said
 */
function told(said) {
  const target = said.command === "number" && targetOf(said);
  return target ? `${said.say}: ${name(target)}` : said.say;
}

/** @param {Said} said */
function act(said) {
  const text = told(said); // before the target is gone
  const answer = answerNamed(said);
  if (answer) activate(answer);
  const end = ends[said.command];
  const done = answer || (end ? askYesOrNo(said.command, end) : perform(said));
  if (done === "told") return;
  if (!done) flash("refused", words("not-here"));
  else if (!OPENS.has(said.command)) flash("heard", text);
}

/**
 * Whether a command was begun on a screen that has been left, and so wasn't meant for this one.
 * @param {Said} said
 * @param {number} posted
 */
function isStale({ command }, posted) {
  const meant = begun ? begun.view : posted;
  begun = null;
  return meant !== view && !ANYWHERE.has(command);
}

/** @type {{ [Kind in keyof HeardKinds]?: (event: HeardEvent<Kind>, posted: number) => void }} */
const kinds = {
  speech(_, posted) {
    const old = !begun || performance.now() - begun.time > LONGEST;
    if (old) begun = { view: posted, time: performance.now() };
    tell("speech", {});
  },
  heard(event, posted) {
    if (isStale(event, posted)) return;
    tell("command", { command: event.command, number: event.number, section: event.section });
    act(event);
  },
  unsure(event, posted) {
    if (!isStale(event, posted)) askWhich(event, event.other);
  },
  refused({ reason }) {
    begun = null;
    if (TOLD.has(reason)) flash("refused", words("refused"));
  },
};

/**
 * Does and shows what one event of the kiosk means.
 * @template {keyof HeardKinds} Kind
 * @param {HeardEvent<Kind>} event
 * @param {number} posted viewNow() when its sound was heard.
 */
export function understand(event, posted) {
  kinds[event.kind]?.(event, posted);
}

function change() {
  view += 1;
}

export function startUnderstanding() {
  document.addEventListener("htmx:beforeRequest", change);
  for (const one of ["screen-shown", "turn-changed", "reading-started", "reading-ended", "dialog-changed"]) {
    document.addEventListener(`kiosk:${one}`, change);
  }
  // A page that the reading turns is no new view: the person only listens.
  document.addEventListener("kiosk:page-turned", ({ detail }) => detail.by !== "reading" && change());
}
