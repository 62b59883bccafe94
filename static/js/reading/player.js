// Plays a screen's sentences. Until all clips are loaded, each is played on its own
// (two_sounds.js); then they are one sound that runs on by itself (reel.js). Knows nothing of the
// page. Sends the events `playing` and `ended` (of a sentence), and `failed`: the sound broke off
// or stands still.
import { isBlocked } from "./blocked.js";
import { clipOf, forget } from "./clips.js";
import { discard, makeReel } from "./reel.js";
import { StallWatch } from "./stall_watch.js";
import { TwoSounds } from "./two_sounds.js";
/** @import { Reel, ReelItem, Spot } from "./reel.js" */

/** @typedef {Reel & {sound: HTMLAudioElement}} LoadedReel */

// Seconds as they are heard. A sentence counts as over so long before the next one begins: so the
// next one's page can be turned and painted before its first word.
const AHEAD = 0.08;

export class Player extends EventTarget {
  #single = new TwoSounds();
  /** @type {LoadedReel | null} */
  #reel = null;
  /**
   * The sentence of the reel that sounds now; null while a single clip is played.
   * @type {Spot | null}
   */
  #spot = null;
  #frame = 0;
  #opened = new AbortController(); // ends the requests ahead for the open screen
  #stall = new StallWatch(() => this.#fail());
  #job = 0; // counts plays, so that an answer that comes late is dropped
  rate = 1;
  volume = 0.6;

  constructor() {
    super();
    this.#single.elements.forEach((element) => this.#equip(element));
  }

  /**
   * Takes the sentences of a new screen, in the order of reading, and ends the requests for the
   * screen before. Resolves when they are one sound; rejects if that fails or another screen is
   * opened.
   * @param {ReelItem[]} items
   */
  async open(items) {
    this.#opened.abort();
    this.#opened = new AbortController();
    const { signal } = this.#opened;
    this.#drop();
    const made = await makeReel(items, signal);
    const sound = new Audio(made.address);
    this.#equip(sound);
    this.#reel = { ...made, sound };
    this.set(this.rate, this.volume);
  }

  get clip() {
    return this.#spot ? this.#spot.clip : this.#single.clip;
  }

  // The place in the clip that sounds now, in seconds; negative shortly before the clip starts.
  get position() {
    return this.#current.currentTime - (this.#spot?.start ?? 0);
  }

  /**
   * Plays the sentence of that id, which is number `place` of the screen (from 0). If it is the
   * next one of the running reel, the reel just runs on. Rejects if it can't be played.
   * @param {string} id
   * @param {number} place
   */
  async play(id, place) {
    const job = ++this.#job;
    const spot = this.#reel?.spots[place];
    if (spot?.id === id) return this.#playSpot(spot, job);
    this.#stop();
    this.#leaveReel();
    const clip = await clipOf(id);
    if (job !== this.#job) return;
    this.#single.take(clip);
    this.#current.currentTime = 0;
    await this.#sound(job);
  }

  /**
   * Loads a clip of the open screen that is likely to be played next. Rejects if it can't be had.
   * @param {string} id
   */
  async prepare(id) {
    if (this.#reel) return;
    const job = this.#job;
    const clip = await clipOf(id, { ahead: true, signal: this.#opened.signal });
    if (job === this.#job) this.#single.prepare(clip);
  }

  pause() {
    this.#job += 1;
    this.#stop();
  }

  resume() {
    return this.#sound(++this.#job);
  }

  /**
   * @param {number} rate 1 is the voice's own speed
   * @param {number} volume 0 to 1
   */
  set(rate, volume) {
    this.rate = rate;
    this.volume = volume;
    const elements = [...this.#single.elements, this.#reel?.sound].filter(Boolean);
    for (const element of /** @type {HTMLAudioElement[]} */ (elements)) {
      element.playbackRate = rate;
      element.defaultPlaybackRate = rate;
      element.volume = volume;
    }
  }

  get #current() {
    return this.#spot ? /** @type {LoadedReel} */ (this.#reel).sound : this.#single.current;
  }

  /** @param {HTMLAudioElement} element */
  #equip(element) {
    element.preload = "auto";
    element.preservesPitch = true;
    element.addEventListener("playing", () => this.#pass(element, "playing"));
    element.addEventListener("ended", () => this.#pass(element, "ended"));
    element.addEventListener("error", () => this.#broke(element));
  }

  #stop() {
    this.#stall.end();
    this.#current.pause();
  }

  /** @param {number} job */
  async #sound(job) {
    this.#stall.begin(this.#current); // already before it sounds: play() may never settle
    try {
      await this.#current.play();
    } catch (thrown) {
      const error = /** @type {Error} */ (thrown);
      // A pause or a newer play ends this one: that is no failure.
      if (job !== this.#job || error.name === "AbortError") return;
      if (isBlocked(error)) this.pause();
      else this.#giveUp();
      throw error;
    }
  }

  /**
   * @param {HTMLAudioElement} element
   * @param {"playing" | "ended"} name
   */
  #pass(element, name) {
    if (element === this.#current) this.dispatchEvent(new Event(name));
    if (element === this.#reel?.sound && name === "playing") this.#watch();
  }

  // Failures ----------------------------------------------------------------------------------

  /** @param {HTMLAudioElement} element */
  #broke(element) {
    if (element === this.#current && this.#stall.on) this.#fail();
    else if (element !== this.#reel?.sound) this.#single.forget(element);
    else this.#drop(); // sentence by sentence it may still work
  }

  #fail() {
    this.#giveUp();
    this.dispatchEvent(new Event("failed"));
  }

  // Forgets what failed, so that it is requested again the next time.
  #giveUp() {
    this.pause();
    if (this.clip) forget(this.clip);
    if (this.#spot) this.#drop();
    else this.#single.forget(this.#current);
  }

  // The reel ----------------------------------------------------------------------------------

  /**
   * @param {Spot} spot
   * @param {number} job
   */
  async #playSpot(spot, job) {
    const { sound } = /** @type {LoadedReel} */ (this.#reel);
    const runs = !sound.paused && this.#spot && this.#follows(spot);
    if (!this.#spot) this.#stop();
    this.#spot = spot;
    sound.dataset.clip = spot.clip.clip; // see docs/page-contract.md
    sound.dataset.start = String(spot.start);
    if (runs) {
      this.dispatchEvent(new Event("playing"));
      return this.#watch();
    }
    this.#stop();
    // A seek to the place where it is already would make it begin twice.
    if (sound.currentTime !== spot.start) sound.currentTime = spot.start;
    return this.#sound(job);
  }

  /** @param {Spot} spot */
  #follows(spot) {
    const { spots, sound } = /** @type {LoadedReel} */ (this.#reel);
    const isNext = spots.indexOf(spot) === spots.indexOf(/** @type {Spot} */ (this.#spot)) + 1;
    return isNext && sound.currentTime >= this.#over();
  }

  #over = () => /** @type {Spot} */ (this.#spot).end - AHEAD * this.rate;

  // Sends `ended` by the sound's own clock; for the last sentence the element sends it.
  #watch() {
    cancelAnimationFrame(this.#frame);
    const { spots, sound } = /** @type {LoadedReel} */ (this.#reel);
    if (!this.#spot || sound.paused) return;
    const last = this.#spot === spots[spots.length - 1];
    if (!last && sound.currentTime >= this.#over()) this.dispatchEvent(new Event("ended"));
    else this.#frame = requestAnimationFrame(() => this.#watch());
  }

  #leaveReel() {
    this.#spot = null;
    cancelAnimationFrame(this.#frame);
  }

  #drop() {
    this.#leaveReel();
    if (!this.#reel) return;
    discard(this.#reel);
    this.#reel = null;
  }
}
