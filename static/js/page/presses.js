// The only listener for clicks, by whatever device. The modules named in these two lists handle
// each press, in this order. A handler takes a press by returning true: then the handlers after it,
// the page's links and htmx don't get it.

// Before the page's own links and buttons get the press.
const BEFORE = /** @type {const} */ ([
  "access", // drops the click of a hand that has just started a way of access
  "touch", // drops the browser's own click after a touch: the touch layer has decided already
  "scanning", // the same, while the whole glass is a switch
  "dwell", // the same, after dwell has pressed
  "resting", // "fewer, bigger": it isn't this button's turn
  "press_twice", // a press that only says the button's name
  "say", // ends what is being said; says a touched button's name
  "undo", // Back, if it undoes the last action
  "paging", // Back and Next, if they turn a book page
]);

// After the page's own links and buttons.
const AFTER = /** @type {const} */ ([
  "ask", "idle", "what_to_say", "not_finished", // answers to a question or a list
  "actions", // sends kiosk:action
  "few", "dwell", "listen_all", "read_aloud", "tools", "steps", "hand", "listen",
]);

/**
 * One module's handler of presses. It gets the [data-action] element that was pressed, null if
 * something else was pressed. Returns true to take the press.
 * @typedef {(event: PointerEvent, button: HTMLElement | null) => boolean | void} PressHandler
 */

/** @type {Map<string, PressHandler>} */
const before = new Map();
/** @type {Map<string, PressHandler>} */
const after = new Map();

/**
 * Registers the handler of a module in BEFORE.
 * @type {(name: (typeof BEFORE)[number], handle: PressHandler) => void}
 */
export const beforePress = (name, handle) => place(BEFORE, before, name, handle);
/**
 * Registers the handler of a module in AFTER.
 * @type {(name: (typeof AFTER)[number], handle: PressHandler) => void}
 */
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

// True while activate() presses: its caller has already said what the press will do.
let ours = false;
export const isOurs = () => ours;

/**
 * Presses a button as a person's click would; isOurs() is true meanwhile.
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
