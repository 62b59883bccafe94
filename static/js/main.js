// Starts every behaviour, each on its own: one whose file is missing, broken or fails can't stop the
// others.

/**
 * In this order; [module, function].
 * @type {[string, string][]}
 */
const BEHAVIOURS = [
  ["page/presses", "startPresses"],
  ["page/preference", "startPreferences"], // first: the others find the settings as they are
  ["reading/say", "startSaying"], // before what may end the press: see there
  ["choosing/press_twice", "startPressTwice"], // a press that only says a button's name goes no further
  ["touch/touch", "startTouch"], // what it decides comes before what the others hear
  ["page/undo", "startUndo"], // takes Back from those after it
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
  ["page/screen", "announceScreens"], // last: it tells the others of the first screen
];

/**
 * As a script of its own, so that the page counts as loaded only when its behaviours are there.
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
