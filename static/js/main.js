// Starts every behaviour, each on its own: one that fails can't stop the others.
import { startActions } from "./actions.js";
import { startAsk } from "./ask.js";
import { startFocus } from "./focus.js";
import { startIdle } from "./idle.js";
import { startPaging } from "./paging.js";
import { startReadAloud } from "./read_aloud.js";
import { startSaying } from "./say.js";
import { startSteps } from "./steps.js";
import { startTools } from "./tools.js";
import { startTouch } from "./touch.js";
import { announceScreens } from "./screen.js";

const behaviours = [
  startSaying, // first: see there
  startTouch, // first: what it decides comes before what the others hear
  startAsk,
  startPaging,
  startReadAloud,
  startTools,
  startSteps,
  startActions,
  startFocus,
  startIdle,
  announceScreens, // last: it tells the others of the first screen
];

for (const start of behaviours) {
  try {
    start();
  } catch (error) {
    console.error(`${start.name} failed`, error);
  }
}
