// Slower, faster, quieter, louder: one step along a setting's choices, while reading goes on.
import { prefer } from "./preference.js";
import { afterPress } from "./presses.js";
import { screen } from "./screen.js";

function step(button) {
  const { setting, choices } = button.dataset;
  const values = choices.split(" ");
  const place = values.indexOf(screen().dataset[setting]) + Number(button.dataset.step);
  const value = values[Math.min(Math.max(0, place), values.length - 1)];
  prefer(setting, value);
}

export function startSteps() {
  afterPress("steps", (_, button) => {
    if (button?.dataset.step) step(button);
  });
}
