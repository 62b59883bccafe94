// The stack of questions that lie over the screen, and the one answer to "what is on top?". Touch,
// switches, keypad, dwell, speech and focus all ask here: what is on top is what acts.
import { screen, tell } from "./screen.js";

/** @typedef {Element & { focus?: HTMLElement["focus"] }} Focusable */

/**
 * From the bottom to the top. before: what had the focus.
 * @type {{ dialog: HTMLDialogElement, before: Focusable | null }[]}
 */
const open = [];

// The dialog that is on top; null where the screen itself is.
export const topDialog = () => open.at(-1)?.dialog ?? null;

// What can be acted on now: the dialog on top, else the screen.
export const onTop = () => topDialog() ?? screen();

/** @type {(dialog: Element | null) => boolean} */
export const isOnTop = (dialog) => dialog !== null && dialog === topDialog();

/**
 * Whether the dialog is open at all, perhaps under another.
 * @type {(dialog: Element | null) => boolean}
 */
export const isOpen = (dialog) => open.some((one) => one.dialog === dialog);

/** @param {HTMLDialogElement} dialog */
export function openDialog(dialog) {
  if (isOpen(dialog)) return;
  open.push({ dialog, before: document.activeElement });
  dialog.showModal();
  tell("dialog-changed", { top: dialog.id });
}

/**
 * Closes it wherever in the stack it is. The focus goes back to where it was, unless another
 * dialog lies over this one and has it.
 * @param {HTMLDialogElement} dialog
 */
export function closeDialog(dialog) {
  const place = open.findIndex((one) => one.dialog === dialog);
  if (place < 0) return;
  const [{ before }] = open.splice(place, 1);
  dialog.close();
  if (place === open.length) before?.focus?.({ preventScroll: true });
  tell("dialog-changed", { top: topDialog()?.id ?? "" });
}

// Back from the dialog on top, as Escape does: each knows by itself what that means. Returns whether
// there was one.
export function leaveDialog() {
  const dialog = topDialog();
  if (!dialog) return false;
  if (dialog.dispatchEvent(new Event("cancel", { cancelable: true }))) closeDialog(dialog);
  return true;
}

export function closeDialogs() {
  while (topDialog()) closeDialog(/** @type {HTMLDialogElement} */ (topDialog()));
}

// A dialog that the browser closed by itself must not stay in the stack.
export function startDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("close", () => dialog.open || closeDialog(dialog));
  }
}
