// Two audio elements that take turns: while one sounds, the other loads the next clip.

/** @import { Clip } from "./clips.js" */

export class TwoSounds {
  #elements = [new Audio(), new Audio()];
  /**
   * The clip in each element.
   * @type {(Clip | null)[]}
   */
  #loaded = [null, null];
  #turn = 0;

  get elements() {
    return this.#elements;
  }

  // The element whose turn it is; `clip` is the clip in it.
  get current() {
    return this.#elements[this.#turn];
  }

  get clip() {
    return this.#loaded[this.#turn];
  }

  /**
   * Gives the turn to the element that has this clip; if none has, loads it into the other one.
   * @param {Clip} clip
   */
  take(clip) {
    const already = this.#loaded.indexOf(clip);
    this.#turn = already >= 0 ? already : 1 - this.#turn;
    this.#load(this.#turn, clip);
  }

  /**
   * Loads a clip that will be taken soon.
   * @param {Clip} clip
   */
  prepare(clip) {
    if (clip !== this.clip) this.#load(1 - this.#turn, clip);
  }

  /**
   * Forgets the clip in a broken element, so that it is loaded anew when it is wanted again.
   * @param {HTMLAudioElement} element
   */
  forget(element) {
    const place = this.#elements.indexOf(element);
    if (place >= 0) this.#loaded[place] = null;
  }

  /**
   * @param {number} place
   * @param {Clip} clip
   */
  #load(place, clip) {
    if (this.#loaded[place] === clip) return;
    this.#loaded[place] = clip;
    this.#elements[place].src = clip.clip; // plays at its default speed, which player.js has set
  }
}
