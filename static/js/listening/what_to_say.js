// "What can I say?": shows the commands of this screen in large print, and reads them aloud.
import { closeDialog, isOpen, openDialog } from "../page/dialogs.js";
import { items } from "../choosing/items.js";
import { howMany } from "./numbers.js";
import { afterPress } from "../page/presses.js";
import { hush, say } from "../reading/say.js";
import { screen } from "../page/screen.js";

// Null if the kiosk offers no listening.
const dialog = () => /** @type {HTMLDialogElement | null} */ (document.getElementById("what-to-say"));

/** @type {(action: string) => boolean} */
const has = (action) => Boolean(screen().querySelector(`[data-action="${action}"]:not(:disabled)`));

/**
 * Whether an entry is of use on this screen; entries that aren't named here always are.
 * @type {{ [entry: string]: () => boolean }}
 */
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

// Opens the list and reads it aloud. Returns true, as the commands of spoken.js do.
export function openWhatToSay() {
  const list = /** @type {HTMLDialogElement} */ (dialog()); // it exists if the kiosk listens
  if (isOpen(list)) return true;
  const entries = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-can]")]);
  for (const one of entries) one.hidden = needs[/** @type {string} */ (one.dataset.can)]?.() === false;
  openDialog(list);
  const shown = entries.filter((one) => !one.hidden).map((one) => one.dataset.speak);
  say(/** @type {string[]} */ ([list.dataset.speak, ...shown]), { yields: true, counts: "list" });
  return true;
}

export function closeWhatToSay() {
  const list = dialog();
  if (!list || !isOpen(list)) return;
  hush();
  closeDialog(list);
}

export function startWhatToSay() {
  afterPress("what_to_say", (_, button) => button?.dataset.action === "said-enough" && closeWhatToSay());
  dialog()?.addEventListener("close", hush);
}
