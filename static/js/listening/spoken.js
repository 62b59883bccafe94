// Carries out spoken commands, if possible by pressing the same buttons as a touch.
import { answerMeant, closeQuestion } from "../questions/ask.js";
import { isOpen, topDialog } from "../page/dialogs.js";
import { go } from "../page/going.js";
import { items } from "../choosing/items.js";
import { activate } from "../page/presses.js";
import { nextNumbers, numberedAs } from "./numbers.js";
import { prefer } from "../page/preference.js";
import { hush, say } from "../reading/say.js";
import { screen } from "../page/screen.js";
import { flash } from "./sign.js";
import { canUndo, here, undo, undoable } from "../page/undo.js";
import { closeWhatToSay, openWhatToSay } from "./what_to_say.js";

/**
 * A command by its name in content/common/en/commands.yaml, without `number` and `section`.
 * @typedef {"next" | "back" | "home" | "help" | "settings" | "read" | "pause" | "stop" | "repeat"
 *   | "louder" | "quieter" | "faster" | "slower" | "bigger" | "smaller" | "yes" | "no"
 *   | "show-numbers" | "hide-numbers" | "what-can-i-say" | "stop-listening" | "finish" | "wake"} PlainCommand
 */
/**
 * A command as it was understood; `section`: the slug of the section that was said, "" for every
 * other command; `say`: the text that shows the command.
 * @typedef {{ command: "number", number: number, section: string, say: string }
 *   | { command: "section" | PlainCommand, number: null, section: string, say: string }} Said
 */
/**
 * A value for each of some commands.
 * @template Value
 * @typedef {{ [Command in Said["command"]]?: Value }} ByCommand
 */

const SIZES = ["1", "2", "3", "4"];
const reading = () => screen().dataset.reading ?? "idle";
/** @type {(action: string | undefined) => HTMLElement | undefined} */
const inSight = (action) => items().find((one) => one.dataset.action === action);

/**
 * A button by its action, also if its row of tools isn't shown now: "louder" works at any time.
 * @type {(action: string) => HTMLElement | null}
 */
const button = (action) =>
  inSight(action) ?? screen().querySelector(`[data-action="${action}"]:not(:disabled)`);

/** @param {HTMLElement | null} element */
function press(element) {
  if (!element) return false;
  activate(element);
  return true;
}

/** @type {(action: string) => boolean} */
const pressed = (action) => press(button(action));

/** @param {string} slug */
function opened(slug) {
  const address = `/guide/${slug}`;
  const link = items().find((one) => one.dataset.action === "open" && one.pathname === address);
  if (link) activate(link);
  else go(address);
  return true;
}

/** @type {{ [command: string]: number }} */
const STEPS = { bigger: 1, smaller: -1 };
/** @type {ByCommand<string>} */
const ENDS = { bigger: "largest", smaller: "smallest" };
/** @type {(command: string) => string | undefined} */
const sizeAfter = (command) =>
  SIZES[SIZES.indexOf(/** @type {string} */ (screen().dataset.textSize)) + STEPS[command]];

/** @param {string} command */
function print(command) {
  const place = here();
  prefer("text_size", /** @type {string} */ (sizeAfter(command)));
  go(place); // long words are hyphenated for the new size
  return true;
}

/**
 * Says and shows why a command can't be done.
 * @param {string} key
 * @returns {"told"}
 */
function tellWhyNot(key) {
  const reason = /** @type {HTMLElement} */ (document.querySelector(`[data-sign-text="${key}"]`));
  flash("refused", reason.textContent);
  say([/** @type {string} */ (reason.dataset.speak)], { yields: true });
  return "told";
}

/** @param {"yes" | "no"} value */
function numbers(value) {
  const again = value === "yes" && screen().dataset.numbers === "yes";
  if (again) nextNumbers();
  else prefer("numbers", value);
  return true;
}

/** @param {"stop" | "pause"} action */
function stopReading(action) {
  hush();
  if (reading() === "idle") return true;
  if (action === "pause") return reading() === "paused" || pressed("read");
  return pressed("read-done") || pressed("read");
}

/**
 * Where these commands lead on a screen that has no such button.
 * @type {ByCommand<string>}
 */
const leave = { home: "/home", settings: "/settings", help: "/help" };

// Closes every dialog that lies over the screen.
function clear() {
  closeQuestion();
  closeWhatToSay();
  giveMoreTime();
}

// Answers "Do you need more time?": a person who speaks is still there.
function giveMoreTime() {
  const idle = /** @type {HTMLDialogElement} */ (document.getElementById("idle"));
  if (isOpen(idle)) activate(/** @type {HTMLElement} */ (idle.querySelector("[data-action='more-time']")));
}

/**
 * Each returns whether there was anything to do.
 * @type {ByCommand<(said: Said) => boolean>}
 */
const jobs = {
  number: ({ number }) => press(numberedAs(/** @type {number} */ (number))),
  section: ({ section }) => opened(section),
  next: () => pressed("next") || pressed("start"),
  read: () => reading() === "reading" || pressed("read"),
  repeat: () => (reading() === "idle" ? pressed("read") : pressed("repeat")),
  bigger: ({ command }) => print(command),
  smaller: ({ command }) => print(command),
};

const undoes = new Set(["number", "section", "next", "home", "help", "settings", "louder", "quieter",
  "faster", "slower", "bigger", "smaller"]);

/**
 * Commands that need no undo.
 * @type {ByCommand<() => boolean>}
 */
const asides = {
  "show-numbers": () => numbers("yes"),
  "hide-numbers": () => numbers("no"),
  "what-can-i-say": () => openWhatToSay(),
};

function back() {
  if (!canUndo()) return pressed("back");
  hush(); // as with every press
  undo();
  return true;
}

/** @param {"yes" | "no"} command */
function answered(command) {
  const yes = command === "yes";
  const button = answerMeant(yes);
  if (button) return press(button);
  const open = topDialog();
  if (open?.id === "idle") giveMoreTime();
  else if (open && !yes) closeWhatToSay();
  return Boolean(open);
}

/**
 * Carries out a command. Returns true if it was done, false if this screen doesn't offer it, "told"
 * if it wasn't done and the person was told why.
 * @param {Said} said
 * @returns {boolean | "told"}
 */
export function perform(said) {
  const { command } = said;
  if (command === "yes" || command === "no") return answered(command);
  const over = topDialog();
  if (command === "stop" || command === "pause") return stopReading(command);
  if (command === "number" && over) return press(numberedAs(said.number));
  clear();
  if (over && command === "back") return true; // the dialog is closed: that was Back
  if (command === "back") return back();
  if (asides[command]) return asides[command]();
  if (ENDS[command] && !sizeAfter(command)) return tellWhyNot(ENDS[command]);
  const act = () => (jobs[command] ?? (() => pressed(command)))(said) || left(command);
  return undoes.has(command) ? undoable(act) : act();
}

/** @param {Said["command"]} command */
function left(command) {
  if (!leave[command]) return false;
  go(leave[command]);
  return true;
}

/**
 * Presses an element so that undo() can take it back.
 * @param {HTMLElement} element
 */
export function pressTarget(element) {
  if (element.isConnected) undoable(() => activate(element));
}

/**
 * The element on the screen that a command would press; null if there is none.
 * @param {Said} said
 */
export function targetOf({ command, number, section }) {
  if (command === "number") return numberedAs(number);
  if (command === "section") return items().find((one) => one.pathname === `/guide/${section}`) ?? null;
  return button(command) ?? null;
}
