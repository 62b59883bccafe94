// What is asked of a person who speaks: "Did you mean 2 or 3?", and questions of yes or no.
import { ask, name } from "../questions/ask.js";
import { isOnTop } from "../page/dialogs.js";
import { prefer } from "../page/preference.js";
import { screen, tell } from "../page/screen.js";
import { flash, words } from "./sign.js";
import { perform, pressTarget, targetOf } from "./spoken.js";

const DOUBTS = 2; // spoken actions that were soon taken back: then the wake word is proposed

let asking = []; // the two commands asked about
let doubts = 0;

const same = (one, other) =>
  one.command === other.command && one.number === other.number && one.section === other.section;

// first, second: as the kiosk tells of them: {command, number, section, say}.
export function askWhich(first, second) {
  const choices = [first, second].map((one) => {
    const target = targetOf(one);
    const label = target && one.command === "number" ? `${one.say}: ${name(target)}` : one.say;
    // Its number is gone by then: the question's own buttons are what can be pressed.
    const act = () => (target ? pressTarget(target) : perform(one));
    return { name: label, speak: target?.dataset.speak ?? "", act };
  });
  if (!ask(...choices, { by: "speech" })) return;
  asking = [first, second];
  tell("speech-unsure", {});
  flash("unsure", words("unsure").replace("#", first.say).replace("#", second.say));
}

// The answer's button, where one of the two asked about was said once more.
export function answerNamed(said) {
  const question = document.getElementById("ask");
  const place = isOnTop(question) ? asking.findIndex((one) => same(one, said)) : -1;
  return place < 0 ? null : question.querySelectorAll("[data-answer]")[place];
}

// A question of the sign's texts; yes() on "yes". Returns whether it was asked.
export function askYesOrNo(key, yes) {
  const { name: text, speak } = part(`question.${key}`);
  const choices = [{ ...part("answer.yes"), act: yes }, { ...part("answer.no"), act: () => {} }];
  if (!ask(...choices, { question: { text, speak }, by: "speech" })) return false;
  asking = [];
  tell("speech-unsure", {});
  return true;
}

function part(key) {
  const found = document.querySelector(`[data-sign-text="${key}"]`);
  return { name: found.textContent, speak: found.dataset.speak };
}

// What was said has been taken back twice: perhaps the room is talking, not the person.
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
