// What can be pressed now, in millimetres of glass: every enabled [data-action], and the sentences
// of the text in sight. Where a dialog is on top, only what is in it.
import { onTop, topDialog } from "../page/dialogs.js";
import { screen } from "../page/screen.js";

let measured = 0;

export function pixelsInMillimetre() {
  const given = () => getComputedStyle(document.documentElement).getPropertyValue("--mm");
  measured ||= parseFloat(given()) || 96 / 25.4;
  return measured;
}

// What leads away from where one is: a landing that isn't sure of it is asked about (press.js).
const WEIGHTY = new Set(["home", "help", "finish"]);
// Whatever they lead to, they mean the same.
const SAME = new Set(["next", "back", "more"]);

// What a press on the element does; two that do the same have the same meaning.
function meaningOf(element) {
  const { action, speak, sentence } = element.dataset;
  if (!action) return `sentence ${sentence}`;
  if (SAME.has(action) || "step" in element.dataset || /^(sentence|paragraph)-/.test(action)) return action;
  const address = element.getAttribute("href") ?? element.form?.getAttribute("action") ?? "";
  return `${action} ${address} ${speak ?? ""}`;
}

export function measureTargets() {
  const dialog = topDialog();
  if (dialog?.hasAttribute("data-touch-anywhere")) return placed(dialog, "anywhere");
  const root = onTop();
  if (!root) return [];
  const buttons = [...root.querySelectorAll("[data-action]:not(:disabled):not([data-resting])")];
  const found = buttons.flatMap((one, place) =>
    placed(one, `button${place}`, {
      marked: "marked" in one.dataset,
      weighty: WEIGHTY.has(one.dataset.action) && !isHere(one.dataset.action),
    }));
  return dialog ? found : [...found, ...textTargets(root)];
}

// Home on the home screen leads nowhere.
const isHere = (action) => action !== "finish" && screen()?.dataset.screen === action;

// A sentence is as many targets as it has lines. To read a wrong one does little harm, and it is
// meant less often than a button beside it.
function textTargets(root) {
  if (root.dataset.targets === "fewer") return [];
  const all = [...root.querySelectorAll("[data-window] [data-sentence]")];
  return all
    .filter((one) => !one.closest("[data-action]"))
    .flatMap((one, place) => placed(one, `sentence${place}`, { cheap: true, weight: 0.3 }));
}

function placed(element, key, more = {}) {
  // A button is one target even where its text makes it several boxes.
  const boxes = more.cheap ? [...element.getClientRects()] : [element.getBoundingClientRect()];
  const glass = inSightOf(element);
  const mm = pixelsInMillimetre();
  return boxes.filter((box) => inside(box, glass)).map(({ left, top, width, height }) => ({
    key, element, meaning: meaningOf(element), x: left / mm, y: top / mm, width: width / mm, height: height / mm, ...more,
  }));
}

// Book pages that aren't turned to stand beside the window, clipped: under the band, it may be.
function inSightOf(element) {
  const glass = element.closest("[data-window]")?.getBoundingClientRect();
  return glass ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
}

function inside(box, { left, top, right, bottom }) {
  if (box.width < 1 || box.height < 1) return false;
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return x >= left && x <= right && y >= top && y <= bottom;
}
