// The buttons Slower, Faster, Quieter and Louder: each moves a setting one step along its choices,
// while reading goes on.
import { prefer } from "./preference.js";
import { afterPress } from "./presses.js";
import { screen } from "./screen.js";

/** @param {HTMLElement} button */
function step(button) {
  const { setting, choices } = /** @type {{ [name: string]: string }} */ (button.dataset);
  const values = choices.split(" ");
  const now = /** @type {string} */ (screen().dataset[setting]);
  const place = values.indexOf(now) + Number(button.dataset.step);
  const value = values[Math.min(Math.max(0, place), values.length - 1)];
  prefer(setting, value);
}

export function startSteps() {
  afterPress("steps", (_, button) => {
    if (button?.dataset.step) step(button);
  });
}
