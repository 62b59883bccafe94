// Questions about spoken commands: "Did you mean 2 or 3?", and questions of yes or no.
import { ask, name } from "../questions/ask.js";
import { isOnTop } from "../page/dialogs.js";
import { prefer } from "../page/preference.js";
import { screen, tell } from "../page/screen.js";
import { flash, words } from "./sign.js";
import { perform, pressTarget, targetOf } from "./spoken.js";
/** @import { Meaning } from "../questions/ask.js" */
/** @import { Said } from "./spoken.js" */

const DOUBTS = 2; // after so many spoken actions that were soon undone, the wake word is proposed

/** @type {Said[]} */
let asking = []; // the commands asked about, one or two
let doubts = 0;

/** @type {(one: Said, other: Said) => boolean} */
const same = (one, other) =>
  one.command === other.command && one.number === other.number && one.section === other.section;

/**
 * Asks "Did you mean 2 or 3?"; without a second command, "Did you mean 2?".
 * @param {Said} first
 * @param {Said | null} second
 */
export function askWhich(first, second) {
  const [one, other] = [choice(first), second && choice(second)];
  if (!ask(one, other, { by: "speech" })) {
    flash("refused", words("refused")); // another question waits for its answer
    return;
  }
  asking = second ? [first, second] : [first];
  tell("speech-unsure", {});
  const text = second ? words("unsure").replace("#", first.say).replace("#", second.say)
    : words("unsure-one").replace("#", first.say);
  flash("unsure", text);
}

/** @type {(said: Said) => Meaning} */
function choice(said) {
  const target = targetOf(said);
  const label = target && said.command === "number" ? `${said.say}: ${name(target)}` : said.say;
  // The target is kept: its number is gone when the question's own buttons are on top.
  const act = () => (target ? pressTarget(target) : perform(said));
  return { name: label, speak: target?.dataset.speak ?? "", act };
}

/**
 * The button of an answer, if one of the commands asked about was said once more; else null.
 * @param {Said} said
 */
export function answerNamed(said) {
  const question = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
  const place = isOnTop(question) ? asking.findIndex((one) => same(one, said)) : -1;
  return place < 0 ? null : /** @type {HTMLElement} */ (question.querySelectorAll("[data-answer]")[place]);
}

/**
 * Asks the question with this key among the sign's texts; "yes" calls yes(). Returns if it asked.
 * @param {string} key
 * @param {() => void} yes
 */
export function askYesOrNo(key, yes) {
  const { name: text, speak } = part(`question.${key}`);
  /** @type {[Meaning, Meaning]} */
  const choices = [{ ...part("answer.yes"), act: yes }, { ...part("answer.no"), act: () => {} }];
  if (!ask(...choices, { question: { text, speak }, by: "speech" })) return false;
  asking = [];
  tell("speech-unsure", {});
  return true;
}

/** @param {string} key */
function part(key) {
  const found = /** @type {HTMLElement} */ (document.querySelector(`[data-sign-text="${key}"]`));
  return { name: found.textContent, speak: /** @type {string} */ (found.dataset.speak) };
}

// Proposes the wake word after two undone spoken actions: perhaps other people were heard.
function propose() {
  const { listening, wakeWord } = screen().dataset;
  if (doubts < DOUBTS || listening !== "on" || wakeWord === "yes") return;
  if (askYesOrNo("wake", () => prefer("wake_word", "yes"))) doubts = -Infinity; // once a visit
}

export function startSpokenQuestions() {
  document.addEventListener("kiosk:speech-doubted", () => (doubts += 1));
  document.addEventListener("kiosk:visit-ended", () => (doubts = 0));
  for (const name of ["screen-shown", "page-turned", "speech-undone"]) {
    document.addEventListener(`kiosk:${name}`, propose);
  }
}
