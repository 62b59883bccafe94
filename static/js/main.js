// Starts every behaviour, each on its own: one whose file is missing, broken or fails can't stop the
// others.

// In this order; [module, function].
const BEHAVIOURS = [
  ["presses", "startPresses"],
  ["preference", "startPreferences"], // first: the others find the settings as they are
  ["say", "startSaying"], // before what may end the press: see there
  ["press_twice", "startPressTwice"], // a press that only says a button's name goes no further
  ["touch", "startTouch"], // what it decides comes before what the others hear
  ["undo", "startUndo"], // takes Back from those after it
  ["dialogs", "startDialogs"],
  ["going", "startGoing"],
  ["visit_end", "startVisitEnd"],
  ["not_finished", "startNotFinished"],
  ["ask", "startAsk"],
  ["few", "startFew"],
  ["paging", "startPaging"],
  ["read_aloud", "startReadAloud"],
  ["line_focus", "startLineFocus"],
  ["tools", "startTools"],
  ["steps", "startSteps"],
  ["actions", "startActions"],
  ["focus", "startFocus"],
  ["idle", "startIdle"],
  ["scanning", "startScanning"],
  ["dwell", "startDwell"],
  ["keypad", "startKeypad"],
  ["access", "startAccess"],
  ["hand", "startHand"],
  ["numbers", "startNumbers"],
  ["what_to_say", "startWhatToSay"],
  ["listen", "startListening"],
  ["screen", "announceScreens"], // last: it tells the others of the first screen
];

// As a script of its own, so that the page counts as loaded only when its behaviours are there.
function fetched(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = new URL(`./${name}.js`, import.meta.url);
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${script.src} can't be loaded`)));
    document.head.append(script);
  });
}

async function load([name]) {
  await fetched(name);
  return import(`./${name}.js`);
}

const loaded = await Promise.allSettled(BEHAVIOURS.map(load));

loaded.forEach(({ value, reason }, place) => {
  const [name, start] = BEHAVIOURS[place];
  try {
    if (reason) throw reason;
    value[start]();
  } catch (error) {
    console.error(`${name}.js failed`, error);
  }
});
document.documentElement.dataset.started = "";
