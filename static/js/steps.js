// Slower, faster, quieter, louder: one step along a setting's choices, while reading goes on.
import { screen, tell } from "./screen.js";

function step(button) {
  const { setting, choices } = button.dataset;
  const values = choices.split(" ");
  const place = values.indexOf(screen().dataset[setting]) + Number(button.dataset.step);
  const value = values[Math.min(Math.max(0, place), values.length - 1)];
  screen().dataset[setting] = value;
  tell("setting-changed", { name: setting, value }, screen());
  // Stored for the rest of the visit; where that fails the change still holds on this screen.
  fetch(`/settings/${setting}/${value}`, {
    method: "POST",
    headers: { "X-Kiosk-Quiet": "1" },
  }).catch((error) => console.warn(`${setting} was not stored: ${error.message}`));
}

export function startSteps() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-step]");
    if (button) step(button);
  });
}
