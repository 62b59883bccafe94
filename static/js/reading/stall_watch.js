// Watches a sound that should be playing. If its clock stands still, it has broken off, has never
// come, or there is no loudspeaker. The watch counts its looks at the clock, not the time: on a
// machine so busy that this page hardly runs, the sound gets more time, too.

const LOOK = 500; // ms
// Looks without progress: 5 s. A clip begins within 0.1 s; a busy machine has taken 2 s.
const MOST = 10;

export class StallWatch {
  #stalled;
  #timer = 0;
  on = false;

  /**
   * stalled() is called once, when the watch has ended.
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
