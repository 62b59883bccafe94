// Boxes the word that is being said, by the clock of the sound itself. Sends kiosk:word-coming a
// moment before a word is said, so that its page is turned in time.
import { tell } from "../page/screen.js";
/** @import { Clip, ClipWord } from "./clips.js" */
/** @import { Player } from "./player.js" */

const AHEAD = 0.1; // seconds as they are heard; turning and painting a page takes two frames

export class SaidWord {
  #player;
  /** @type {Element | null} */
  #sentence = null;
  /** @type {Element | null} */
  #word = null;
  #coming = -1;
  #frame = 0;

  /** @param {Player} player */
  constructor(player) {
    this.#player = player;
  }

  /**
   * Follows the words of the sentence that now sounds, until rest() or clear().
   * @param {Element} sentence
   */
  follow(sentence) {
    cancelAnimationFrame(this.#frame);
    if (sentence !== this.#sentence) this.#coming = -1;
    this.#sentence = sentence;
    const { clip, position, rate } = this.#player;
    const words = clip?.words ?? [];
    const said = Math.max(0, lastBefore(words, position));
    this.#announce(said); // a late frame may have missed it
    this.#box(said, position);
    // Only the next word: the page of a short word must not be turned before that word is said.
    this.#announce(Math.min(lastBefore(words, position + AHEAD * rate), said + 1));
    this.#frame = requestAnimationFrame(() => this.follow(sentence));
  }

  // Reading has paused: stops following; the box stays where it is.
  rest() {
    cancelAnimationFrame(this.#frame);
  }

  clear() {
    this.rest();
    this.#word?.classList.remove("said");
    this.#word = null;
    this.#sentence = null;
  }

  /** @param {number} place */
  #elementOf(place) {
    return /** @type {Element} */ (this.#sentence).querySelector(`[data-word="${place}"]`);
  }

  /** @param {number} coming */
  #announce(coming) {
    if (coming <= this.#coming) return;
    this.#coming = coming;
    const element = this.#elementOf(coming);
    if (element) tell("word-coming", { word: coming }, element);
  }

  /**
   * @param {number} place
   * @param {number} position seconds in the clip
   */
  #box(place, position) {
    const next = this.#elementOf(place);
    if (!next || next === this.#word) return;
    this.#word?.classList.remove("said");
    this.#word = next;
    next.classList.add("said");
    const { clip, rate } = this.#player;
    tell("word-boxed", { id: /** @type {Clip} */ (clip).id, word: place, position, rate }, next);
  }
}

/** @type {(words: ClipWord[], position: number) => number} */
const lastBefore = (words, position) => words.findLastIndex(({ start }) => start <= position);
