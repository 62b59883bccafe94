// Every number of the touch layer: its default, its range, and its source. Lengths are in mm on the
// glass, times in ms, rates are shares of presses. "model" is the one of tests/patients/hands.py
// and profiles.json. "tuned" numbers were chosen with tests/patients/evaluate.py on even seeds of
// random mixtures; the results that are reported come from odd seeds.

export const PARAMETERS = {
  // When a press is over ------------------------------------------------------------------------
  settle: { value: 180, range: [80, 600], source: "tuned; longer than a bounce (30-110, model)" },
  settleShort: { value: 370, range: [150, 800], source: "a graze comes up to 400 before (model)" },
  settleMessy: { value: 330, range: [150, 1000], source: "model: 300; tuned" },
  settleUnsure: { value: 460, range: [200, 1500], source: "tuned: a repeat may make it clear" },
  shortTouch: { value: 100, range: [40, 200], source: "a graze lasts 30-90 (model)" },
  repeatIgnore: { value: 600, range: [300, 2000], source: "model; EN 301 549 5.8: to 500 or more" },
  repeatChain: { value: 380, range: [200, 1500], source: "95% of gaps between repeats (model)" },
  deafScreen: { value: 300, range: [200, 1000], source: "model: 600 swallowed steady people" },
  restTooLong: { value: 3500, range: [2500, 20000], source: "longest lean on a press 2500 (model)" },

  // What belongs together -----------------------------------------------------------------------
  joinGap: { value: 112, range: [60, 200], source: "a break lasts 25-90, a bounce 30-110 (model)" },
  joinWithin: { value: 18, range: [8, 30], source: "model: contacts within 18 mm are one" },
  bounceTouch: { value: 85, range: [40, 150], source: "a bounce lasts 25-80 (model)" },

  // Where a press was meant ---------------------------------------------------------------------
  offsetX: { value: 0.8, range: [-10, 10], source: "mean bias of the profiles" },
  offsetY: { value: 1.8, range: [-10, 10], source: "mean bias of the profiles" },
  spread: { value: 5.5, range: [1.2, 16], source: "between the profiles' sd 1.5-7.5; learned" },
  outliers: { value: 0.06, range: [0, 0.3], source: "model: p_out 0-0.08" },
  outlierScale: { value: 3, range: [2, 5], source: "model" },
  flings: { value: 0.05, range: [0, 0.4], source: "tests/patients: wild_left 0.25, others 0; learned" },
  flingsSmall: { value: 3.2, range: [1, 5], source: "tuned: so much more on small buttons; they stand close" },
  core: { value: 0.3, range: [0, 1], source: "people aim at the middle of a big button, loosely" },
  anywhere: { value: 0.06, range: [0.01, 0.5], source: "some aim at no particular part of it" },
  drift: { value: 8, range: [2, 20], source: "model: median slide 2-10" },
  driftSigma: { value: 0.75, range: [0.3, 1.2], source: "model: 0.5-0.6 a person" },
  corrections: { value: 0.08, range: [0, 0.4], source: "model: p_correct 0-0.2" },
  restSpread: { value: 3.5, range: [1.5, 10], source: "where a correction ends, with tremor" },
  restStill: { value: 130, range: [80, 400], source: "a correction rests 150-400 (model)" },
  pulls: { value: 0.05, range: [0, 0.8], source: "tests/patients: puller 0.6; learned" },
  callOff: { value: 45, range: [25, 120], source: "99% of the longest drifts are shorter" },
  callOffBeyond: { value: 12, range: [4, 40], source: "clearly outside the target" },

  // What else touches the glass -----------------------------------------------------------------
  palms: { value: 0.15, range: [0, 0.9], source: "model: p_palm 0-0.6; learned" },
  fingers: { value: 0.08, range: [0, 0.9], source: "model: p_finger 0-0.2; learned" },
  grazes: { value: 0.08, range: [0, 0.9], source: "model: p_graze 0-0.2; learned" },
  repeats: { value: 0.15, range: [0, 0.9], source: "model: p_repeat 0.01-0.6; learned" },
  nowhere: { value: 0.01, range: [0, 0.2], source: "touches that mean nothing" },

  // Seen before meant --------------------------------------------------------------------------
  doubles: { value: 0, range: [0, 1], source: "share of presses that came again; learned" },
  echo: { value: 920, range: [500, 1500], source: "longest gap between light double taps: 900" },
  seen: { value: 1000, range: [400, 2500], source: "about a second; 0.55 of it without doubles" },

  // Acting, asking ------------------------------------------------------------------------------
  actAbove: { value: 0.8, range: [0.5, 0.99], source: "a wrong action costs five questions" },
  weightyAbove: { value: 0.93, range: [0.5, 0.99], source: "tuned: Home, Help and finishing cost a place" },
  cheapAbove: { value: 0.45, range: [0.3, 0.99], source: "a wrong sentence is soon put right" },
  askAbove: { value: 0.5, range: [0.2, 0.9], source: "the two must hold most of the chance" },
};

/**
 * The layer's model of a hand: the value of every parameter.
 * @typedef {{ readonly [Name in keyof typeof PARAMETERS]: number }} Hand
 */

/**
 * The value of every parameter, some replaced by `changes`, each kept in its range.
 * @param {Partial<Hand>} changes
 */
export function parameters(changes = {}) {
  const values = Object.entries(PARAMETERS).map(([name, { value, range }]) => {
    const wanted = changes[/** @type {keyof Hand} */ (name)] ?? value;
    return /** @type {const} */ ([name, Math.min(Math.max(wanted, range[0]), range[1])]);
  });
  return /** @type {Hand} */ (Object.freeze(Object.fromEntries(values)));
}
