// Reads aloud the notice about a screen that is late (page/going.js). Its clips are kept in memory,
// so that it is heard even while the server is away.
import { keepClipsSoon } from "./clips.js";
import { say } from "./say.js";

export function startNotices() {
  document.addEventListener("kiosk:notice-shown", ({ detail: { id } }) => say([id], { yields: true }));
  const notices = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("#wait-notice [data-wait]")
  );
  keepClipsSoon([...notices].map(({ dataset }) => /** @type {string} */ (dataset.speak)));
}
