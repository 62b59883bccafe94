// "Did you mean this, or that?": a press that could have been either is asked about, aloud.
import { hush, say } from "./say.js";
import { tell } from "./screen.js";

const dialog = () => document.getElementById("ask");
let meant = []; // the two elements asked about
let before = null;

function ask({ detail: { first, second } }) {
  if (!dialog() || document.querySelector("dialog[open]")) return;
  // In the order in which they stand on the screen, whichever is the likelier.
  const inOrder = first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING;
  meant = inOrder ? [first, second] : [second, first];
  before = document.activeElement;
  const buttons = dialog().querySelectorAll("[data-answer]");
  meant.forEach((one, place) => {
    buttons[place].querySelector("[data-label]").textContent = name(one);
    buttons[place].dataset.speak = one.dataset.speak ?? one.dataset.sentence ?? "";
  });
  dialog().showModal();
  const question = dialog().querySelector("[data-ask-speech]").textContent.trim().split(/\s+/);
  const between = question.splice(1);
  const [one, other] = [...buttons].map((button) => button.dataset.speak);
  say([...question, one, ...between, other].filter(Boolean)); // it is on the screen too
}

function name(element) {
  const label = element.querySelector("[data-label], [data-sentence]") ?? element;
  return (element.getAttribute("aria-label") ?? label.textContent).replace(/\s+/g, " ").trim();
}

function answer(event) {
  const button = event.target.closest?.("[data-action]");
  if (!button) return;
  const chosen = meant[Number(button.dataset.answer ?? -1)];
  shut();
  if (chosen?.isConnected) chosen.click();
}

function shut() {
  hush();
  dialog().close();
  before?.focus?.({ preventScroll: true });
  tell("press-answered", {});
}

export function startAsk() {
  if (!dialog()) return;
  document.addEventListener("kiosk:press-unsure", ask);
  dialog().addEventListener("click", answer);
  dialog().addEventListener("cancel", (event) => {
    event.preventDefault();
    shut();
  });
}
