// Shows the row of tools that is needed now: the screen's own, those for reading, or those for
// speed and sound. Labels the Read aloud button with what a touch on it will do.
import { afterPress } from "./presses.js";
import { screen } from "./screen.js";

/** @param {"screen" | "reading" | "sound"} name */
function show(name) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (screen().querySelectorAll("[data-tools-for]"));
  for (const row of rows) {
    row.hidden = row.dataset.toolsFor !== name;
  }
}

/**
 * The label alone tells the state: with aria-pressed, a screen reader would say "Pause, pressed".
 * @param {"Read" | "Pause" | "Resume"} name
 */
function label(name) {
  const button = /** @type {HTMLElement | null} */ (screen().querySelector("[data-action='read']"));
  if (!button) return;
  const words = /** @type {HTMLElement} */ (button.querySelector("[data-label]"));
  words.textContent = /** @type {string} */ (button.dataset[`label${name}`]);
  button.dataset.speak = button.dataset[`speak${name}`];
}

/** @type {{ [action: string]: (() => void) | undefined }} */
const onAction = {
  sound: () => show("sound"),
  "sound-done": () => show("reading"),
};

export function startTools() {
  document.addEventListener("kiosk:reading-started", () => {
    label("Pause");
    const sound = /** @type {HTMLElement | null} */ (screen().querySelector("[data-tools-for='sound']"));
    if (sound?.hidden) show("reading");
  });
  document.addEventListener("kiosk:reading-paused", () => label("Resume"));
  document.addEventListener("kiosk:reading-ended", () => {
    label("Read");
    show("screen");
  });
  afterPress("tools", (_, button) => onAction[button?.dataset.action ?? ""]?.());
}
