// Shows the tools that fit: the screen's own, those for reading, or those for speed and sound;
// and says on the Read aloud button what a touch on it will do.
import { afterPress } from "./presses.js";
import { screen } from "./screen.js";

function show(name) {
  for (const row of screen().querySelectorAll("[data-tools-for]")) {
    row.hidden = row.dataset.toolsFor !== name;
  }
}

// Its name says it all: told that it is pressed as well, a screen reader would say "Pause, pressed".
function label(name) {
  const button = screen().querySelector("[data-action='read']");
  if (!button) return;
  button.querySelector("[data-label]").textContent = button.dataset[`label${name}`];
  button.dataset.speak = button.dataset[`speak${name}`];
}

const onAction = {
  sound: () => show("sound"),
  "sound-done": () => show("reading"),
};

export function startTools() {
  document.addEventListener("kiosk:reading-started", () => {
    label("Pause");
    if (screen().querySelector("[data-tools-for='sound']")?.hidden) show("reading");
  });
  document.addEventListener("kiosk:reading-paused", () => label("Resume"));
  document.addEventListener("kiosk:reading-ended", () => {
    label("Read");
    show("screen");
  });
  afterPress("tools", (_, button) => onAction[button?.dataset.action]?.());
}
