// A voice that gives way to all others: it begins when the loudspeaker is free, is silent while
// another module has the loudspeaker, and then goes on by itself.
import { isFree, takeLoudspeaker, whenFree } from "./speaking.js";

/**
 * @typedef {object} Jobs
 * @property {() => void} quiet ends all sound at once
 * @property {() => Promise<void>} again goes on where quiet() has stopped
 * @property {(error: Error) => void} failed is called when begin() or again() rejects
 */

export class PatientVoice {
  #calls = 0; // counts calls, so that one that was replaced doesn't begin
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
   * Calls begin() when the loudspeaker is free. A later call or end() cancels it while it waits.
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

  // Ends all sound and gives back the loudspeaker.
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
