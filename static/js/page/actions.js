// Sends kiosk:action for every button that is pressed. Also completes links: one that opens a
// screen over this one gets the current sentence, one in a section's list gets the list's book
// page, so that Back returns there.
import { afterPress } from "./presses.js";
import { inSight, placeInSight, screen, sentences, tell } from "./screen.js";
/** @import { PressHandler } from "./presses.js" */

/** @type {PressHandler} */
function onPress(_, button) {
  if (button) tell("action", { action: /** @type {string} */ (button.dataset.action) }, button);
}

function place() {
  const all = sentences();
  // The sentence that was read last counts only while it is in sight.
  const reading = all.findIndex((one) => one.classList.contains("reading") && inSight(one));
  return placeInSight(reading < 0 ? undefined : reading);
}

/** @param {HtmxEventMap["htmx:configRequest"]} event */
function keepPlace(event) {
  if (!event.detail.elt.hasAttribute("data-keeps-place") || !sentences().length) return;
  const address = new URL(event.detail.path, location.origin);
  const from = new URL(/** @type {string} */ (address.searchParams.get("from")), location.origin);
  // This screen was itself opened over another one, and `from` already has that one's place.
  if (from.pathname !== location.pathname) return;
  from.searchParams.set("at", place());
  address.searchParams.set("from", from.pathname + from.search);
  event.detail.path = address.pathname + address.search;
}

/**
 * For a page chosen from its section's list: Back leads to the list, at the book page in sight now.
 * @param {HtmxEventMap["htmx:configRequest"]} event
 */
function keepList(event) {
  if (!event.detail.elt.hasAttribute("data-keeps-list")) return;
  const from = new URL(location.href);
  from.searchParams.delete("at");
  if (screen().dataset.page !== "1") from.searchParams.set("at", placeInSight());
  const address = new URL(event.detail.path, location.origin);
  address.searchParams.set("from", from.pathname + from.search);
  event.detail.path = address.pathname + address.search;
}

export function startActions() {
  afterPress("actions", onPress);
  document.addEventListener("htmx:configRequest", keepPlace);
  document.addEventListener("htmx:configRequest", keepList);
}
