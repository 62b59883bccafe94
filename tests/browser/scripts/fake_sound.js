// Stands in for the part of Chromium that plays sound: silent, and by the page's own clock, so that
// on the busiest machine nothing falters and nothing comes late. It follows HTMLMediaElement's
// contract (html.spec.whatwg.org, "Media elements"): what it fetches, tells and refuses is held
// against the real one by test_fake_sound.py. fake_sound_element.js gives one to each element.
const START = 20; // ms of the page's clock from play() to the first sound; Chromium: 16 to 30
const SEEK = 5; // ms of it until a sound stands elsewhere
const TICK = 250; // ms of it between two "timeupdate"
const STALLED = 3000; // ms of it without data until "stalled"
const NOTHING = 0, METADATA = 1, CURRENT = 2, ENOUGH = 4; // readyState
const EMPTY = 0, IDLE = 1, LOADING = 2, NO_SOURCE = 3; // networkState

class FakeSound {
  source = null; // absent; "": empty
  duration = NaN;
  paused = true;
  seeking = false;
  ready = NOTHING;
  network = EMPTY;
  error = null;
  held = false; // by a test: the data ends here
  mute = false; // by a test: it plays, and nothing moves
  #load = 0;
  #place = 0;
  #since = null; // by the page's clock, while it sounds
  #promises = [];
  #timers = {};

  constructor(element) {
    this.element = element;
  }

  get place() {
    if (this.#since === null) return this.#place;
    const heard = ((performance.now() - this.#since) / 1000) * this.element.playbackRate;
    return Math.min(this.#place + heard, this.duration);
  }

  get ended() {
    return this.ready > NOTHING && this.place >= this.duration;
  }

  get sounds() {
    return this.#since !== null;
  }

  tell(...names) {
    const load = this.#load;
    for (const name of names) {
      // A new source forgets what was still to be told of the one before.
      later(() => load === this.#load && this.element.dispatchEvent(new Event(name)));
    }
  }

  #settle(error = null) {
    for (const { resolve, reject } of this.#promises.splice(0)) {
      if (error) later(() => reject(error));
      else later(resolve);
    }
  }

  play() {
    if (this.error?.code === 4) {
      return Promise.reject(refusal("NotSupportedError", "Failed to load: no supported source"));
    }
    const promise = new Promise((resolve, reject) => this.#promises.push({ resolve, reject }));
    if (this.network === EMPTY && this.source !== null) this.open();
    if (this.ended) this.seek(0);
    const begins = this.paused;
    this.paused = false;
    if (begins) this.tell("play", ...(this.ready < ENOUGH ? ["waiting"] : []));
    if (this.ready < ENOUGH) return promise;
    if (begins) this.begin();
    else this.#settle();
    return promise;
  }

  begin() {
    this.tell("playing");
    this.#settle();
    this.#timers.start = setTimeout(() => this.move(), START);
  }

  pause() {
    if (this.network === EMPTY && this.source !== null) this.open();
    if (this.paused) return;
    this.halt();
    this.paused = true;
    this.tell("timeupdate", "pause");
    this.#settle(interrupted("a call to pause()."));
  }

  // Stands still where it is.
  halt() {
    this.#place = this.place;
    this.#since = null;
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
  }

  // Goes on, if nothing is in its way.
  move() {
    this.halt();
    const stopped = this.paused || this.held || this.mute || this.seeking || this.error;
    if (stopped || this.ready < ENOUGH) return;
    if (this.ended) return this.#finish();
    this.#since = performance.now();
    const left = ((this.duration - this.#place) / this.element.playbackRate) * 1000;
    this.#timers.end = setTimeout(() => this.#finish(), left);
    const tick = () => {
      this.tell("timeupdate");
      this.#timers.tick = setTimeout(tick, TICK);
    };
    this.#timers.tick = setTimeout(tick, TICK);
  }

  #finish() {
    this.halt();
    this.#place = this.duration;
    if (this.element.loop) return this.seek(0);
    this.tell("timeupdate");
    if (!this.paused) {
      this.paused = true;
      this.tell("pause");
      this.#settle(interrupted("a call to pause()."));
    }
    this.tell("ended");
  }

  seek(to) {
    if (this.ready === NOTHING) {
      this.#place = to;
      return;
    }
    this.halt();
    this.#place = Math.min(Math.max(0, to), this.duration);
    this.seeking = true;
    this.ready = METADATA;
    this.tell("seeking", ...(this.paused ? [] : ["waiting"]));
    this.#timers.seek = setTimeout(() => {
      this.seeking = false;
      this.#enough("timeupdate", "seeked", "canplay");
    }, SEEK);
  }

  // There is enough to go on with, after these events.
  #enough(...names) {
    this.ready = ENOUGH;
    this.tell(...names);
    if (!this.paused) this.begin();
    this.tell("canplaythrough");
  }

  // The source anew.
  open() {
    const before = this.network;
    const mine = ++this.#load;
    this.halt();
    if (before === LOADING || before === IDLE) this.tell("abort");
    if (before !== EMPTY) {
      this.tell("emptied");
      this.paused = true;
    }
    this.#settle(interrupted("a new load request."));
    Object.assign(this, { duration: NaN, seeking: false, ready: NOTHING, error: null, held: false });
    this.#place = 0;
    this.network = NO_SOURCE;
    this.element.playbackRate = this.element.defaultPlaybackRate;
    later(() => mine === this.#load && this.#fetch(mine));
  }

  async #fetch(mine) {
    if (this.source === "") return this.fail(4);
    this.network = this.source === null ? EMPTY : LOADING;
    if (this.source === null) return;
    this.tell("loadstart");
    this.#timers.load = setTimeout(() => this.tell("stalled"), STALLED);
    const duration = await secondsOf(this.source);
    if (mine !== this.#load) return;
    clearTimeout(this.#timers.load);
    if (Number.isNaN(duration)) return this.fail(4);
    Object.assign(this, { duration, network: IDLE });
    this.tell("durationchange", "loadedmetadata", "loadeddata");
    if (this.#place) {
      this.ready = METADATA;
      this.seek(this.#place);
    } else this.#enough("canplay");
  }

  // code 4: there is nothing to play; 3: it broke off.
  fail(code) {
    this.halt();
    const message = { value: "" };
    this.error = Object.create(MediaError.prototype, { code: { value: code }, message });
    this.network = code === 4 ? NO_SOURCE : IDLE;
    this.tell("error");
    if (code === 4) this.#settle(refusal("NotSupportedError", "Failed to load: no supported source"));
  }
}
