// A voice that lets others be heard first: it sounds as soon as the loudspeaker is free, is silent
// while another has it, and then goes on by itself.
import { isFree, takeLoudspeaker, whenFree } from "./speaking.js";

/**
 * @typedef {object} Jobs
 * @property {() => void} quiet ends all sound at once
 * @property {() => Promise<void>} again goes on where that was
 * @property {(error: Error) => void} failed is told that neither begin() nor again() could be done
 */

export class PatientVoice {
  #calls = 0; // so that what waited too long doesn't begin
  /**
   * Gives back the loudspeaker; null while it isn't ours.
   * @type {(() => void) | null}
   */
  #giveBack = null;
  #jobs;

  /** @param {Jobs} jobs */
  constructor({ quiet, again, failed }) {
    this.#jobs = { quiet, again, failed };
  }

  /**
   * begin() now, or when the others have been heard; what was to begin before doesn't any more.
   * @param {() => Promise<void>} begin
   */
  async sound(begin) {
    this.#calls += 1;
    const call = this.#calls;
    try {
      while (!this.#giveBack) {
        await whenFree();
        if (call !== this.#calls) return;
        if (isFree()) this.#giveBack = takeLoudspeaker(() => this.#giveWay());
      }
      await begin();
    } catch (error) {
      if (call === this.#calls) this.#jobs.failed(/** @type {Error} */ (error));
    }
  }

  // Nothing is to sound any more.
  end() {
    this.#calls += 1;
    this.#jobs.quiet();
    this.#giveBack?.();
    this.#giveBack = null;
  }

  #giveWay() {
    this.#giveBack = null;
    this.#jobs.quiet();
    this.sound(this.#jobs.again);
  }
}
