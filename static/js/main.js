// Starts every behavior of the page. Each is loaded and started on its own, so that a missing,
// broken or failing file doesn't stop the others.

/**
 * [module, its start function], in the order in which they start.
 * @type {[string, string][]}
 */
const BEHAVIOURS = [
  ["page/presses", "startPresses"],
  ["page/preference", "startPreferences"], // early: the others read the settings
  ["reading/say", "startSaying"], // before modules that stop events: see blocked.js
  ["choosing/press_twice", "startPressTwice"], // stops a press that only says a button's name
  ["touch/touch", "startTouch"], // its pointer listeners run before the others'
  ["page/undo", "startUndo"], // gets Back before paging
  ["page/dialogs", "startDialogs"],
  ["page/going", "startGoing"],
  ["reading/notices", "startNotices"],
  ["questions/visit_end", "startVisitEnd"],
  ["questions/not_finished", "startNotFinished"],
  ["questions/ask", "startAsk"],
  ["page/few", "startFew"],
  ["page/paging", "startPaging"],
  ["reading/read_aloud", "startReadAloud"],
  ["reading/listen_all", "startListenAll"],
  ["reading/volume", "startVolume"],
  ["reading/line_focus", "startLineFocus"],
  ["page/tools", "startTools"],
  ["page/steps", "startSteps"],
  ["page/actions", "startActions"],
  ["page/focus", "startFocus"],
  ["questions/idle", "startIdle"],
  ["questions/prompts", "startPrompts"],
  ["choosing/scanning", "startScanning"],
  ["choosing/dwell", "startDwell"],
  ["choosing/keypad", "startKeypad"],
  ["choosing/access", "startAccess"],
  ["touch/hand", "startHand"],
  ["listening/numbers", "startNumbers"],
  ["listening/what_to_say", "startWhatToSay"],
  ["listening/listen", "startListening"],
  ["page/screen", "announceScreens"], // last: it sends the first kiosk:screen-shown
];

/**
 * Loads a module as a script element, so that the page's load event waits for it. Rejects if the
 * file can't be loaded.
 * @param {string} name
 */
function fetched(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = new URL(`./${name}.js`, import.meta.url).href;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${script.src} can't be loaded`)));
    document.head.append(script);
  });
}

/**
 * @param {[string, string]} behaviour
 * @returns {Promise<{ [start: string]: () => void }>}
 */
async function load([name]) {
  await fetched(name);
  return import(`./${name}.js`);
}

const loaded = await Promise.allSettled(BEHAVIOURS.map(load));

loaded.forEach((module, place) => {
  const [name, start] = BEHAVIOURS[place];
  try {
    if (module.status === "rejected") throw module.reason;
    module.value[start]();
  } catch (error) {
    console.error(`${name}.js failed`, error);
  }
});
document.documentElement.dataset.started = "";
