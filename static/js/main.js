// Starts every behaviour, each on its own: one that fails can't stop the others.
import { startAccess } from "./access.js";
import { startActions } from "./actions.js";
import { startAsk } from "./ask.js";
import { startDialogs } from "./dialogs.js";
import { startDwell } from "./dwell.js";
import { startFew } from "./few.js";
import { startFocus } from "./focus.js";
import { startHand } from "./hand.js";
import { startIdle } from "./idle.js";
import { startKeypad } from "./keypad.js";
import { startLineFocus } from "./line_focus.js";
import { startListening } from "./listen.js";
import { startNumbers } from "./numbers.js";
import { startPaging } from "./paging.js";
import { startPreferences } from "./preference.js";
import { startPressTwice } from "./press_twice.js";
import { startReadAloud } from "./read_aloud.js";
import { startSaying } from "./say.js";
import { startScanning } from "./scanning.js";
import { startSteps } from "./steps.js";
import { startTools } from "./tools.js";
import { startTouch } from "./touch.js";
import { startUndo } from "./undo.js";
import { startWhatToSay } from "./what_to_say.js";
import { announceScreens } from "./screen.js";

const behaviours = [
  startPreferences, // first: the others find the settings as they are
  startSaying, // before what may end the press: see there
  startPressTwice, // a press that only says a button's name goes no further
  startTouch, // what it decides comes before what the others hear
  startUndo, // takes Back from those after it
  startDialogs,
  startAsk,
  startFew,
  startPaging,
  startReadAloud,
  startLineFocus,
  startTools,
  startSteps,
  startActions,
  startFocus,
  startIdle,
  startScanning,
  startDwell,
  startKeypad,
  startAccess,
  startHand,
  startNumbers,
  startWhatToSay,
  startListening,
  announceScreens, // last: it tells the others of the first screen
];

for (const start of behaviours) {
  try {
    start();
  } catch (error) {
    console.error(`${start.name} failed`, error);
  }
}
