// Two audio elements that take turns: while one sounds the other is loaded.

/** @import { Clip } from "./clips.js" */

export class TwoSounds {
  #elements = [new Audio(), new Audio()];
  /**
   * The clip in each.
   * @type {(Clip | null)[]}
   */
  #loaded = [null, null];
  #turn = 0;

  get elements() {
    return this.#elements;
  }

  // The one whose turn it is, and the clip in it.
  get current() {
    return this.#elements[this.#turn];
  }

  get clip() {
    return this.#loaded[this.#turn];
  }

  /**
   * It is this clip's turn, in the element that has it already or in the other one.
   * @param {Clip} clip
   */
  take(clip) {
    const already = this.#loaded.indexOf(clip);
    this.#turn = already >= 0 ? already : 1 - this.#turn;
    this.#load(this.#turn, clip);
  }

  /**
   * The clip will be taken soon.
   * @param {Clip} clip
   */
  prepare(clip) {
    if (clip !== this.clip) this.#load(1 - this.#turn, clip);
  }

  /**
   * What is in that element is broken: it is loaded anew when it is wanted again.
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
    this.#elements[place].src = clip.clip; // at its default speed, which the player has set
  }
}
