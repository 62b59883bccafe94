// The stack of dialogs that are open over the screen. Touch, switches, keypad, dwell, speech and
// focus all ask this module what is on top: only that can be used.
import { screen, tell } from "./screen.js";

/** @typedef {Element & { focus?: HTMLElement["focus"] }} Focusable */

/**
 * From the bottom to the top. before: the element that had the focus when the dialog opened.
 * @type {{ dialog: HTMLDialogElement, before: Focusable | null }[]}
 */
const open = [];

// The dialog on top; null if none is open.
export const topDialog = () => open.at(-1)?.dialog ?? null;

// The element whose buttons can be used now: the dialog on top, else the screen.
export const onTop = () => topDialog() ?? screen();

/** @type {(dialog: Element | null) => boolean} */
export const isOnTop = (dialog) => dialog !== null && dialog === topDialog();

/**
 * Whether the dialog is open, on top or under another one.
 * @type {(dialog: Element | null) => boolean}
 */
export const isOpen = (dialog) => open.some((one) => one.dialog === dialog);

/**
 * Opens the dialog on top of all others; does nothing if it is open already.
 * @param {HTMLDialogElement} dialog
 */
export function openDialog(dialog) {
  if (isOpen(dialog)) return;
  open.push({ dialog, before: document.activeElement });
  dialog.showModal();
  tell("dialog-changed", { top: dialog.id });
}

/**
 * Closes the dialog, wherever it is in the stack. The focus returns to where it was before, unless
 * another dialog on top of this one has it.
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

// Leaves the dialog on top as Escape does: sends it `cancel`, and closes it unless its own listener
// prevents that. Returns whether there was a dialog.
export function leaveDialog() {
  const dialog = topDialog();
  if (!dialog) return false;
  if (dialog.dispatchEvent(new Event("cancel", { cancelable: true }))) closeDialog(dialog);
  return true;
}

export function closeDialogs() {
  while (topDialog()) closeDialog(/** @type {HTMLDialogElement} */ (topDialog()));
}

// Removes a dialog from the stack when the browser itself has closed it.
export function startDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("close", () => dialog.open || closeDialog(dialog));
  }
}
