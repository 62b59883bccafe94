// The one listener of clicks, whatever they come by. What is pressed is dealt with in the order of
// these two lists, by the modules named in them. Who takes a press returns true: then neither those
// after it get it, nor the page's links and htmx.

// Before the page itself has the press.
const BEFORE = /** @type {const} */ ([
  "access", // a hand that has just begun a way of its own: its click is none
  "touch", // the browser's own click of a finger that the touch layer has decided about
  "scanning", // the same where the whole glass is a switch
  "dwell", // the same where resting has pressed already
  "resting", // "fewer, bigger": it isn't this button's turn
  "press_twice", // a press that only says the button's name
  "say", // a press ends what is being said; a touched button's words
  "undo", // Back that takes back what was done
  "paging", // Back and Next that turn a book page
]);

// After it: what else a press means.
const AFTER = /** @type {const} */ ([
  "ask", "idle", "what_to_say", "not_finished", // answers to what lies over the screen
  "actions", // tells of it
  "few", "dwell", "listen_all", "read_aloud", "tools", "steps", "hand", "listen",
]);

/**
 * A module's part in dealing with a press. It is given the [data-action] that was pressed, null
 * where it was something else.
 * @typedef {(event: PointerEvent, button: HTMLElement | null) => boolean | void} PressHandler
 */

/** @type {Map<string, PressHandler>} */
const before = new Map();
/** @type {Map<string, PressHandler>} */
const after = new Map();

/** @type {(name: (typeof BEFORE)[number], handle: PressHandler) => void} */
export const beforePress = (name, handle) => place(BEFORE, before, name, handle);
/** @type {(name: (typeof AFTER)[number], handle: PressHandler) => void} */
export const afterPress = (name, handle) => place(AFTER, after, name, handle);

/**
 * @param {readonly string[]} order
 * @param {Map<string, PressHandler>} handlers
 * @param {string} name
 * @param {PressHandler} handle
 */
function place(order, handlers, name, handle) {
  if (!order.includes(name)) throw new Error(`${name} has no place in presses.js`);
  handlers.set(name, handle);
}

/**
 * @param {readonly string[]} order
 * @param {Map<string, PressHandler>} handlers
 * @param {PointerEvent} event
 */
function run(order, handlers, event) {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest?.("[data-action]") ?? null);
  const taken = order.some((name) => {
    try {
      return handlers.get(name)?.(event, button) === true;
    } catch (error) {
      console.error(`${name}.js failed at a press`, error); // the others still get it
      return false;
    }
  });
  if (!taken) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

// True while a press comes from one of our own ways, which has said what it will do already.
let ours = false;
export const isOurs = () => ours;

/**
 * Presses a button as a person's own press would.
 * @param {HTMLElement} element
 */
export function activate(element) {
  ours = true;
  try {
    element.click();
  } finally {
    ours = false;
  }
}

export function startPresses() {
  // On window: before every element's own listeners.
  window.addEventListener("click", (event) => run(BEFORE, before, event), { capture: true });
  document.addEventListener("click", (event) => run(AFTER, after, event));
}
