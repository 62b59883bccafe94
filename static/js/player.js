// Plays clips one after the other on two audio elements: while one sounds, the other is loaded,
// so that the next sentence follows without a gap. Knows nothing of pages or words.
import { clipOf } from "./clips.js";

export class Player extends EventTarget {
  #elements = [new Audio(), new Audio()];
  #loaded = [null, null]; // the clip in each element
  #turn = 0;
  #job = 0; // counts plays, so that an answer that comes late is dropped
  rate = 1;
  volume = 0.6;

  constructor() {
    super();
    for (const element of this.#elements) {
      element.preload = "auto";
      element.preservesPitch = true;
      element.addEventListener("playing", () => this.#pass(element, "playing"));
      element.addEventListener("ended", () => this.#pass(element, "ended"));
    }
  }

  get clip() {
    return this.#loaded[this.#turn];
  }

  // Seconds in the clip that sounds now.
  get position() {
    return this.#current.currentTime;
  }

  get sounding() {
    return !this.#current.paused && !this.#current.ended;
  }

  async play(id) {
    const job = ++this.#job;
    this.#current.pause();
    const clip = await clipOf(id);
    if (job !== this.#job) return;
    this.#turn = this.#elementFor(clip);
    this.#load(this.#turn, clip);
    this.#current.currentTime = 0;
    await this.#sound(job);
  }

  // Makes ready what is likely to be played next.
  async prepare(id) {
    const job = this.#job;
    const clip = await clipOf(id);
    if (job === this.#job && clip !== this.clip) this.#load(1 - this.#turn, clip);
  }

  pause() {
    this.#job += 1;
    this.#current.pause();
  }

  resume() {
    return this.#sound(++this.#job);
  }

  set(rate, volume) {
    this.rate = rate;
    this.volume = volume;
    for (const element of this.#elements) {
      element.playbackRate = rate;
      element.defaultPlaybackRate = rate;
      element.volume = volume;
    }
  }

  get #current() {
    return this.#elements[this.#turn];
  }

  #elementFor(clip) {
    const already = this.#loaded.indexOf(clip);
    return already >= 0 ? already : 1 - this.#turn;
  }

  #load(place, clip) {
    if (this.#loaded[place] === clip) return;
    this.#loaded[place] = clip;
    this.#elements[place].src = clip.clip;
    this.set(this.rate, this.volume);
  }

  async #sound(job) {
    try {
      await this.#current.play();
    } catch (error) {
      // A pause or a newer play ends this one: that is no failure.
      if (job === this.#job && error.name !== "AbortError") throw error;
    }
  }

  #pass(element, name) {
    if (element === this.#current) this.dispatchEvent(new Event(name));
  }
}
