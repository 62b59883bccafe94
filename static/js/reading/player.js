// Plays a screen's sentences. When all its clips are here they are one sound (reel.js) that runs on
// by itself; until then, each is played on its own (two_sounds.js). Knows nothing of pages. Tells
// `playing`, `ended` (of a sentence), and `failed`: the sound broke off or makes no headway.
import { isBlocked } from "./blocked.js";
import { clipOf, forget } from "./clips.js";
import { discard, makeReel } from "./reel.js";
import { StallWatch } from "./stall_watch.js";
import { TwoSounds } from "./two_sounds.js";
/** @import { Reel, ReelItem, Spot } from "./reel.js" */

/** @typedef {Reel & {sound: HTMLAudioElement}} LoadedReel */

// A sentence counts as over so shortly before the next begins that its page can be turned to, and
// painted, before its first word; seconds as they are heard.
const AHEAD = 0.08;

export class Player extends EventTarget {
  #single = new TwoSounds();
  /** @type {LoadedReel | null} */
  #reel = null;
  /**
   * Of the reel, what sounds now; null: a single sentence does.
   * @type {Spot | null}
   */
  #spot = null;
  #frame = 0;
  #opened = new AbortController(); // ends what was asked ahead for the screen
  #stall = new StallWatch(() => this.#fail());
  #job = 0; // counts plays, so that an answer that comes late is dropped
  rate = 1;
  volume = 0.6;

  constructor() {
    super();
    this.#single.elements.forEach((element) => this.#equip(element));
  }

  /**
   * The sentences of a new screen, in the order of reading. Resolves when they are one sound;
   * rejects where they never will be. What was asked for the screen before ends.
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

  // Seconds in the clip that sounds now; shortly before its start they are negative.
  get position() {
    return this.#current.currentTime - (this.#spot?.start ?? 0);
  }

  /**
   * The sentence of that id, the place-th of the screen. Where it is the next one of the reel
   * that is running, it just runs on.
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
   * Makes ready what is likely to be played next on the screen that is open.
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
    this.#stall.begin(this.#current); // also before it sounds: play() may never answer
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
    else this.#drop(); // sentence by sentence it may go
  }

  #fail() {
    this.#giveUp();
    this.dispatchEvent(new Event("failed"));
  }

  // What failed is asked for anew the next time.
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
    sound.dataset.clip = spot.clip.clip; // what sounds, and from where in it
    sound.dataset.start = String(spot.start);
    if (runs) {
      this.dispatchEvent(new Event("playing"));
      return this.#watch();
    }
    this.#stop();
    // A seek to where it stands already would only make it begin twice.
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

  // Tells that the sentence is over, by the sound's own clock; of the last one the element does.
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
