// A new screen: the keyboard and the screen reader are taken to its title, which says it. Only where
// the title can't be focused is it told by the announcer: else it would be heard twice. A settings
// screen that is shown anew keeps the choice that was pressed, in sight and in focus.
import { bringIntoSight } from "./paging.js";
import { screen } from "./screen.js";

let pressed = null; // the choice, as its form has it: {setting, value}

function pressedChoice() {
  if (!pressed) return null;
  const { setting, value } = pressed;
  pressed = null;
  return screen().querySelector(`form[data-setting="${setting}"][data-value="${value}"] [data-action='choose']`);
}

function focusTitle() {
  const title = screen().querySelector("[data-title], [role='heading']");
  title?.focus({ preventScroll: true });
  const silent = title && document.activeElement !== title;
  document.getElementById("announcer").textContent = silent ? title.textContent.trim() : "";
}

function onScreen({ detail: { first } }) {
  if (first) return; // where the browser puts one by itself
  const choice = pressedChoice();
  if (!choice) return focusTitle();
  bringIntoSight(choice);
  choice.focus({ preventScroll: true });
}

export function startFocus() {
  document.addEventListener("submit", ({ target: { dataset } }) => {
    if (dataset.setting) pressed = { setting: dataset.setting, value: dataset.value };
  }, { capture: true });
  document.addEventListener("kiosk:screen-shown", onScreen);
}
