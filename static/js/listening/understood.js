// What the kiosk understood is done and shown, if it is still for the screen that is seen.
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
 * What the kiosk tells of the sound, by kind (docs/decisions/0006-listening.md). `other` is null
 * where only one command may have been meant, and that isn't sure.
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
// Worth a sign. That there was noise or talk isn't: in a waiting room there is always some.
const TOLD = new Set(["not a command", "two commands"]);
const ANYWHERE = new Set(["stop", "pause"]); // said to a voice, not to a screen

let view = 0; // counts what was seen: a word is for the screen on which it was begun
/** @type {{ view: number, time: number } | null} */
let begun = null; // the utterance under way

export const viewNow = () => view;

// What opens over the screen is sign enough.
const OPENS = new Set(["finish", "what-can-i-say", "stop-listening"]);

/**
 * What no word could take back is asked first.
 * @type {ByCommand<() => void>}
 */
const ends = {
  finish: endVisit,
  "stop-listening": () => prefer("listening", "off"),
};

/**
 * "3: How it is given", "Next".
 * @param {Said} said
 */
function told(said) {
  const target = said.command === "number" && targetOf(said);
  return target ? `${said.say}: ${name(target)}` : said.say;
}

/** @param {Said} said */
function act(said) {
  const text = told(said); // before it is gone
  const answer = answerNamed(said);
  if (answer) activate(answer);
  const end = ends[said.command];
  const done = answer || (end ? askYesOrNo(said.command, end) : perform(said));
  if (done === "told") return;
  if (!done) flash("refused", words("not-here"));
  else if (!OPENS.has(said.command)) flash("heard", text);
}

/**
 * A word that was begun on a screen that has been left was not meant for this one.
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
 * @template {keyof HeardKinds} Kind
 * @param {HeardEvent<Kind>} event
 * @param {number} posted viewNow() as its sound was heard.
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
  // A page that the reading turns is no other screen to who listens.
  document.addEventListener("kiosk:page-turned", ({ detail }) => detail.by !== "reading" && change());
}
