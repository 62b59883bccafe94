// Events of docs/page-contract.md, in the order in which it was sent; and every sound of the
// page, so that what is boxed can be held against the sound's own clock.
(() => {
  const names = ["screen-shown", "page-turned", "action", "reading-started", "reading-paused",
    "reading-ended", "sentence-began", "sound-started", "word-boxed", "setting-changed",
    "voice-failed", "idle", "more-time", "visit-ended", "press-decided", "press-repeated",
    "press-unsure", "press-answered", "hand-fitted", "turn-changed", "command", "speech", "speech-undone",
    "access-changed", "dialog-changed", "going", "going-ended", "return-offered",
    "return-withdrawn", "visit-taken-up"];
  window.kioskEvents = [];
  window.kioskSounds = [];
  window.Audio = new Proxy(Audio, {
    construct(made, given) {
      const sound = Reflect.construct(made, given);
      window.kioskSounds.push(sound);
      return sound;
    },
  });
  for (const name of names) {
    document.addEventListener(`kiosk:${name}`, ({ detail }) => {
      window.kioskEvents.push({ name, detail, time: detail.time });
    }, { capture: true });
  }
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
  });
})();
