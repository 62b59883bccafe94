// The page's time in a test's hands: it stands still until the test lets it run, and then it runs
// frame by frame, as fast as the machine can, but never on while the page waits for its kiosk: on a
// slow machine too an answer takes none of the page's time. Playwright's page.clock is the clock.
(() => {
  const FRAME = 16; // ms of the page's time
  const PATIENCE = 30_000; // ms of real time, on the busiest machine
  const PAINTED = 32; // frames of the page's time to one that is really painted
  const open = new Set(); // when each thing began that the page waits for
  const held = []; // of which addresses the answers are held back by the test
  const real = () => globalThis.__pwClock.builtins;
  let answered = false; // since the last painted frame

  const isHeld = (address) => held.some((one) => new RegExp(one).test(String(address)));

  function counted(make) {
    return function (...given) {
      if (isHeld(this?.ownTimeAddress ?? given[0]?.url ?? given[0])) return make.apply(this, given);
      const begun = [real().performance.now()];
      open.add(begun);
      const over = () => {
        open.delete(begun);
        answered = true;
      };
      try {
        return make.apply(this, given).finally(over); // a failure that nobody hears stays one
      } catch (error) {
        over();
        throw error;
      }
    };
  }

  function countMethods(owner, ...names) {
    for (const name of names) owner[name] = counted(owner[name]);
  }

  // Limits are the page's time too: a starved machine breaks none.
  AbortSignal.timeout = (time) => {
    const limit = new AbortController();
    setTimeout(() => limit.abort(new DOMException("signal timed out", "TimeoutError")), time);
    return limit.signal;
  };

  countMethods(window, "fetch");
  countMethods(Response.prototype, "json", "text", "arrayBuffer", "blob");
  countMethods(Blob.prototype, "arrayBuffer");
  if (window.BaseAudioContext) countMethods(BaseAudioContext.prototype, "decodeAudioData");
  const { open: openRequest, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    this.ownTimeAddress = address;
    openRequest.call(this, method, address, ...more);
  };
  const whole = counted(function (...given) {
    const ended = new Promise((resolve) => this.addEventListener("loadend", resolve, { once: true }));
    send.apply(this, given);
    return ended;
  });
  XMLHttpRequest.prototype.send = function (...given) {
    whole.apply(this, given);
  };

  const later = (time) => new Promise((resolve) => real().setTimeout(resolve, time));
  const frame = () => new Promise((resolve) => real().requestAnimationFrame(resolve));
  const waits = () => {
    const now = real().performance.now();
    const telling = window.fakeSound?.toTell() > 0;
    return telling || [...open].some(([begun]) => now - begun < PATIENCE);
  };

  // Until the kiosk has answered, and what it answered has been painted: some of the page's own
  // measuring comes with a frame.
  async function atRest() {
    do {
      while (waits()) await later(1);
      const paint = answered;
      answered = false;
      if (paint) await frame();
    } while (waits());
  }

  async function step(time) {
    await atRest();
    await globalThis.__pwClock.controller.runFor(time);
  }

  window.ownTime = {
    hold: (address) => held.push(address),
    async run(time) {
      const end = performance.now() + time;
      for (let left = time; left > 0; left = end - performance.now()) {
        await step(Math.min(FRAME, Math.ceil(left)));
      }
      await atRest();
    },
    // What `holds` answers when it is true; null when so many ms of the page's time have passed.
    async until(holds, given, most) {
      const end = performance.now() + most;
      for (let frames = 1; ; frames += 1) {
        await atRest();
        const found = await holds(given);
        if (found) return { found };
        if (performance.now() >= end) return null;
        if (frames % PAINTED === 0) await frame();
        await step(FRAME);
      }
    },
  };
})();
