// "What can I say?": the commands of this screen, large, and read aloud.
import { closeDialog, isOpen, openDialog } from "../page/dialogs.js";
import { items } from "../choosing/items.js";
import { howMany } from "./numbers.js";
import { afterPress } from "../page/presses.js";
import { hush, say } from "../reading/say.js";
import { screen } from "../page/screen.js";

const dialog = () => document.getElementById("what-to-say");

const has = (action) => Boolean(screen().querySelector(`[data-action="${action}"]:not(:disabled)`));

// What an entry needs to be of use here; the others always are.
const needs = {
  next: () => has("next"),
  back: () => has("back"),
  number: () => howMany() > 0,
  "show-numbers": () => screen().dataset.numbers === "no" || items().length > howMany(),
  read: () => has("read"),
  louder: () => has("louder"),
  bigger: () => screen().dataset.textSize !== "4",
  finish: () => screen().dataset.screen === "home",
};

export function openWhatToSay() {
  if (isOpen(dialog())) return true;
  const entries = [...dialog().querySelectorAll("[data-can]")];
  for (const one of entries) one.hidden = needs[one.dataset.can]?.() === false;
  openDialog(dialog());
  const shown = entries.filter((one) => !one.hidden).map((one) => one.dataset.speak);
  say([dialog().dataset.speak, ...shown], { yields: true, counts: "list" });
  return true;
}

export function closeWhatToSay() {
  if (!isOpen(dialog())) return;
  hush();
  closeDialog(dialog());
}

export function startWhatToSay() {
  afterPress("what_to_say", (_, button) => button?.dataset.action === "said-enough" && closeWhatToSay());
  dialog()?.addEventListener("close", hush);
}
