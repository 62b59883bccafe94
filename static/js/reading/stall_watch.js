// Watches a sound that is meant to sound: one whose clock stands still has broken off, never came,
// or has no loudspeaker to go to. Counts its looks, not the time: on a machine so busy that this
// page hardly runs, the sound has as much more time.

const LOOK = 500; // ms
// Looks without headway: 5 s. A clip begins within 0.1 s; a busy machine has been seen to take 2.
const MOST = 10;

export class StallWatch {
  #stalled;
  #timer = 0;
  on = false;

  /**
   * stalled() is told once; the watch has ended then.
   * @param {() => void} stalled
   */
  constructor(stalled) {
    this.#stalled = stalled;
  }

  /** @param {HTMLMediaElement} sound */
  begin(sound) {
    this.end();
    this.on = true;
    let [place, still] = [sound.currentTime, 0];
    const look = () => {
      still = sound.currentTime === place ? still + 1 : 0;
      place = sound.currentTime;
      if (still < MOST) this.#timer = setTimeout(look, LOOK);
      else {
        this.end();
        this.#stalled();
      }
    };
    this.#timer = setTimeout(look, LOOK);
  }

  end() {
    clearTimeout(this.#timer);
    this.on = false;
  }
}
