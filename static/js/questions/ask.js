// "Did you mean this, or that?" Asks aloud what was meant by a press or a spoken command that could
// have been either. Also asks questions that are answered by yes or no.
import { closeDialog, isOnTop, isOpen, openDialog, topDialog } from "../page/dialogs.js";
import { afterPress } from "../page/presses.js";
import { hush, say } from "../reading/say.js";
import { tell } from "../page/screen.js";
/** @import { PressHandler } from "../page/presses.js" */

/**
 * One possible meaning: its name on the screen, the id of the sentence that says it (or ""), and
 * act(), which is called if it was meant.
 * @typedef {{ name: string, speak: string, act: () => void }} Meaning
 */

const dialog = () => /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
const buttons = () => /** @type {HTMLElement[]} */ ([...dialog().querySelectorAll("[data-answer]")]);
const neither = () => /** @type {HTMLElement} */ (dialog().querySelector("[data-action='neither']"));
/** @type {Meaning[]} */
let meant = []; // the two choices asked about

/** @type {(element: Element) => string} */
const textIn = (element) => element.textContent.replace(/\s+/g, " ").trim();

/**
 * The name of an element as the screen shows it, without soft hyphens.
 * @param {Element} element
 */
export function name(element) {
  const label = element.querySelector("[data-label], [data-sentence]") ?? element;
  return (element.getAttribute("aria-label") ?? textIn(label)).replace(/\u00ad/g, "");
}

/**
 * Asks which meaning is right. Without a `question` it asks "What did you mean?" and also offers
 * "neither". Returns whether it asked: false while another dialog is open.
 * @param {Meaning} first
 * @param {Meaning | null} second Null if only one meaning is possible, but not certain.
 * @param {{ question?: { text: string, speak: string } | null, by?: "touch" | "speech" }} options
 */
export function ask(first, second, { question = null, by = "touch" } = {}) {
  if (!dialog() || topDialog()) return false;
  meant = /** @type {Meaning[]} */ ([first, second].filter(Boolean));
  buttons().forEach((button, place) => {
    button.hidden = place >= meant.length;
    if (button.hidden) return;
    /** @type {Element} */ (button.querySelector("[data-label]")).textContent = meant[place].name;
    button.dataset.speak = meant[place].speak;
    button.toggleAttribute("data-said", by === "speech");
  });
  neither().hidden = question !== null;
  const count = second ? "two" : "one";
  neither().textContent = neither().getAttribute(`data-label-${count}`);
  neither().dataset.speak = /** @type {string} */ (neither().getAttribute(`data-speak-${count}`));
  neither().toggleAttribute("data-said", by === "speech");
  const usual = /** @type {Element} */ (dialog().querySelector(`[data-ask-usual-${count}]`));
  /** @type {Element} */ (dialog().querySelector("#ask-question")).textContent =
    question?.text ?? textIn(usual);
  openDialog(dialog());
  say(question ? [question.speak] : spoken()); // not awaited: the screen shows it too
  return true;
}

function spoken() {
  const count = meant.length === 1 ? "one" : "two";
  const question =
    textIn(/** @type {Element} */ (dialog().querySelector(`[data-ask-speech-${count}]`))).split(" ");
  const [one, other] = meant.map(({ speak }) => speak);
  return [question[0], one, ...question.slice(1), other].filter(Boolean);
}

/** @param {KioskEventMap["kiosk:press-unsure"]} event */
function askOfPress({ detail: { first, second } }) {
  // In the order of the screen, not of likelihood.
  const inOrder = !second || first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING;
  const choices = /** @type {HTMLElement[]} */ (
    (inOrder ? [first, second] : [second, first]).filter(Boolean)
  ).map((element) => ({
    name: name(element),
    speak: element.dataset.speak ?? element.dataset.sentence ?? "",
    act: () => element.isConnected && element.click(),
  }));
  ask(choices[0], choices[1] ?? null);
}

/**
 * The button that "yes" or "no" presses while this question is on top; null if it isn't on top.
 * @param {boolean} yes
 */
export function answerMeant(yes) {
  if (!isOnTop(dialog())) return null;
  if (yes) return buttons()[0];
  return neither().hidden ? buttons()[1] : neither();
}

/** @type {PressHandler} */
function answer(_, button) {
  if (!button || !dialog().contains(button)) return;
  const chosen = meant[Number(button.dataset.answer ?? -1)];
  closeQuestion();
  chosen?.act();
}

// Closes the question without an answer, as "neither" does.
export function closeQuestion() {
  if (!isOpen(dialog())) return;
  hush();
  closeDialog(dialog());
  tell("press-answered", {});
}

export function startAsk() {
  if (!dialog()) return;
  document.addEventListener("kiosk:press-unsure", askOfPress);
  afterPress("ask", answer);
  dialog().addEventListener("cancel", (event) => {
    event.preventDefault();
    closeQuestion();
  });
}
