// What can be pressed now, in millimetres of glass: every enabled [data-action], and the sentences
// of the text in sight. Where a dialog is open, only what is in it.
import { screen } from "./screen.js";

let measured = 0;

export function pixelsInMillimetre() {
  measured ||= parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--mm")) || 3.78;
  return measured;
}

export function measureTargets() {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  if (dialog?.hasAttribute("data-touch-anywhere")) return placed(dialog, "anywhere", {});
  const root = dialog ?? screen();
  if (!root) return [];
  const buttons = [...root.querySelectorAll("[data-action]:not(:disabled)")];
  const found = buttons.flatMap((one, place) => placed(one, `button${place}`, { marked: "marked" in one.dataset }));
  return dialog ? found : [...found, ...textTargets(root)];
}

// A sentence is as many targets as it has lines. To read a wrong one does little harm, and it is
// meant less often than a button beside it.
function textTargets(root) {
  const glass = root.querySelector("[data-window]")?.getBoundingClientRect();
  if (!glass) return [];
  const all = [...root.querySelectorAll("[data-sentence]")].filter((one) => !one.closest("[data-action]"));
  return all.flatMap((one, place) => placed(one, `sentence${place}`, { cheap: true, weight: 0.3 }, glass));
}

function placed(element, key, more, glass = null) {
  const boxes = key.startsWith("sentence") ? [...element.getClientRects()] : [element.getBoundingClientRect()];
  const mm = pixelsInMillimetre();
  return boxes.filter((box) => inSight(box, glass)).map((box) => ({
    key, element, x: box.left / mm, y: box.top / mm, width: box.width / mm, height: box.height / mm, ...more,
  }));
}

function inSight(box, glass) {
  if (box.width < 1 || box.height < 1) return false;
  const { left, top, right, bottom } = glass ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return x >= left && x <= right && y >= top && y <= bottom;
}
