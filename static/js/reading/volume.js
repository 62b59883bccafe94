// Says how loud it is once the person has changed it: "Louder. 4 of 5".
import { screen } from "../page/screen.js";
import { say } from "./say.js";

/** @type {string | undefined} */
let before; // the volume as it was
let ending = false; // the visit's end puts the volume back, which is nobody's wish

/** @param {string} value */
function idsOf(value) {
  const words = /** @type {HTMLElement} */ (document.querySelector("[data-volume-words]")).dataset;
  const button = /** @type {HTMLElement | null} */ (screen().querySelector("[data-setting='volume'][data-choices]"));
  const choices = button?.dataset.choices?.split(" ") ?? [];
  const level = choices.indexOf(value) + 1;
  if (level === 0) return "";
  if (value === before) return level === choices.length ? words.most : level === 1 ? words.least : "";
  return words[`${Number(value) > Number(before) ? "louder" : "quieter"}-${level}`];
}

/** @param {KioskEventMap["kiosk:setting-changed"]} event */
function onChanged({ detail: { name, value } }) {
  if (name !== "volume" || ending) return;
  const ids = idsOf(value)?.trim().split(" ").filter(Boolean) ?? [];
  before = value;
  if (ids.length) say(ids);
}

export function startVolume() {
  document.addEventListener("kiosk:visit-ended", () => (ending = true));
  document.addEventListener("kiosk:screen-shown", () => {
    ending = false;
    before = screen().dataset.volume;
  });
  document.addEventListener("kiosk:setting-changed", onChanged);
}
