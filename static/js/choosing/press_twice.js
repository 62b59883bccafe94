// For people who can't see the screen: the first press on a button says its name, the second
// presses it. Scanning, dwell and the keypad say names in their own way and are let through.
import { beforePress, isOurs } from "../page/presses.js";
import { hush, say } from "../reading/say.js";
import { screen } from "../page/screen.js";

/** @import { PressHandler } from "../page/presses.js" */

/** @type {HTMLElement | null} */
let armed = null;

/** @param {HTMLElement | null} button */
function arm(button) {
  armed?.removeAttribute("data-armed");
  armed = button;
  armed?.setAttribute("data-armed", "");
}

/** @type {PressHandler} */
function onPress(_, button) {
  if (isOurs() || screen()?.dataset.pressTwice !== "yes") return false;
  if (!button || button.closest("dialog")) return false;
  if (button === armed) {
    arm(null);
    hush();
    return false;
  }
  arm(button);
  say([/** @type {string} */ (button.dataset.speak)], { yields: true });
  return true;
}

export function startPressTwice() {
  beforePress("press_twice", onPress);
  document.addEventListener("kiosk:screen-shown", () => arm(null));
}
