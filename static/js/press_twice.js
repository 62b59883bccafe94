// For people who can't see the screen: the first press on a button says its name, the second
// presses it. Scanning, dwell and the keypad say names in their own way and are let through.
import { isOurs } from "./items.js";
import { hush, say } from "./say.js";
import { screen } from "./screen.js";

let armed = null;

function arm(button) {
  armed?.removeAttribute("data-armed");
  armed = button;
  armed?.setAttribute("data-armed", "");
}

function onClick(event) {
  if (isOurs() || screen()?.dataset.pressTwice !== "yes") return;
  const button = event.target.closest?.("[data-action]");
  if (!button || button.closest("dialog")) return;
  if (button === armed) {
    arm(null);
    hush();
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  arm(button);
  say([button.dataset.speak], { yields: true });
}

export function startPressTwice() {
  window.addEventListener("click", onClick, { capture: true });
  document.addEventListener("kiosk:screen-shown", () => arm(null));
}
