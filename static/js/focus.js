// A new screen: the keyboard and the screen reader are taken to its title, and told of it.
import { screen } from "./screen.js";

export function startFocus() {
  document.addEventListener("kiosk:screen-shown", (event) => {
    const title = screen().querySelector("[data-title], [role='heading']");
    // The first screen of all is where the browser puts one by itself.
    if (!title || event.detail.first) return;
    const kept = screen().querySelector("[aria-pressed='true'][data-action='choose']");
    (kept ?? title).focus({ preventScroll: true });
    document.getElementById("announcer").textContent = title.textContent.trim();
  });
}
