// Moves the focus to the title of a new screen, so that a screen reader says it. If the title can't
// take the focus, the announcer says it (never both: it would be heard twice). When a settings
// screen is shown again, the choice that was pressed stays in sight and in focus.
import { bringIntoSight } from "./paging.js";
import { screen } from "./screen.js";

/** @type {{ setting: string, value: string | undefined } | null} */
let pressed = null; // the data of the pressed choice's form

function pressedChoice() {
  if (!pressed) return null;
  const { setting, value } = pressed;
  pressed = null;
  const form = `form[data-setting="${setting}"][data-value="${value}"]`;
  return /** @type {HTMLElement | null} */ (screen().querySelector(`${form} [data-action='choose']`));
}

function focusTitle() {
  const titles = "[data-title], [role='heading']";
  const title = /** @type {HTMLElement | null} */ (screen().querySelector(titles));
  title?.focus({ preventScroll: true });
  const silent = title && document.activeElement !== title;
  const announcer = /** @type {HTMLElement} */ (document.getElementById("announcer"));
  announcer.textContent = silent ? title.textContent.trim() : "";
}

/** @param {KioskEventMap["kiosk:screen-shown"]} event */
function onScreen({ detail: { first } }) {
  if (first) return; // the browser sets the focus itself
  const choice = pressedChoice();
  if (!choice) return focusTitle();
  bringIntoSight(choice);
  choice.focus({ preventScroll: true });
}

export function startFocus() {
  document.addEventListener("submit", ({ target }) => {
    const { dataset } = /** @type {HTMLFormElement} */ (target);
    if (dataset.setting) pressed = { setting: dataset.setting, value: dataset.value };
  }, { capture: true });
  document.addEventListener("kiosk:screen-shown", onScreen);
}
