// Plays a screen's sentences. When all its clips are here they are one sound (reel.js) that runs on
// by itself; until then, each is played on its own, on two audio elements in turn: while one sounds
// the other is loaded. Knows nothing of pages or words.
import { clipOf } from "./clips.js";
import { makeReel } from "./reel.js";

// A sentence counts as over so shortly before the next begins that its page can be turned to, and
// painted, before its first word; seconds as they are heard.
const AHEAD = 0.08;

export class Player extends EventTarget {
  #elements = [new Audio(), new Audio()];
  #loaded = [null, null]; // the clip in each element
  #turn = 0;
  #reel = null; // {sound, spots}
  #spot = null; // of the reel, what sounds now; null: one of the elements does
  #frame = 0;
  #making = 0;
  #job = 0; // counts plays, so that an answer that comes late is dropped
  rate = 1;
  volume = 0.6;

  constructor() {
    super();
    this.#elements.forEach((element) => this.#equip(element));
  }

  // The sentences of a new screen: [{id, paragraph}], in the order of reading. Resolves when they
  // are one sound, or never will be.
  async open(items) {
    const making = ++this.#making;
    this.#drop();
    const made = await makeReel(items, () => making !== this.#making);
    if (!made) return;
    const sound = new Audio(made.address);
    this.#equip(sound);
    this.#reel = { ...made, sound };
    this.set(this.rate, this.volume);
  }

  get clip() {
    return this.#spot ? this.#spot.clip : this.#loaded[this.#turn];
  }

  // Seconds in the clip that sounds now; shortly before its start they are negative.
  get position() {
    return this.#current.currentTime - (this.#spot?.start ?? 0);
  }

  // The sentence of that id, the place-th of the screen. Where it is the next one of the reel
  // that is running, it just runs on.
  async play(id, place) {
    const job = ++this.#job;
    const spot = this.#reel?.spots[place];
    if (spot?.id === id) return this.#playSpot(spot, job);
    this.#current.pause();
    this.#leaveReel();
    const clip = await clipOf(id);
    if (job !== this.#job) return;
    this.#turn = this.#elementFor(clip);
    this.#load(this.#turn, clip);
    this.#current.currentTime = 0;
    await this.#sound(job);
  }

  // Makes ready what is likely to be played next.
  async prepare(id) {
    if (this.#reel) return;
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
    for (const element of [...this.#elements, this.#reel?.sound].filter(Boolean)) {
      element.playbackRate = rate;
      element.defaultPlaybackRate = rate;
      element.volume = volume;
    }
  }

  get #current() {
    return this.#spot ? this.#reel.sound : this.#elements[this.#turn];
  }

  #equip(element) {
    element.preload = "auto";
    element.preservesPitch = true;
    element.addEventListener("playing", () => this.#pass(element, "playing"));
    element.addEventListener("ended", () => this.#pass(element, "ended"));
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
    if (element === this.#reel?.sound && name === "playing") this.#watch();
  }

  // The reel ----------------------------------------------------------------------------------

  async #playSpot(spot, job) {
    const { sound } = this.#reel;
    const runs = !sound.paused && this.#spot && this.#follows(spot);
    if (!this.#spot) this.#current.pause();
    this.#spot = spot;
    sound.dataset.clip = spot.clip.clip; // what sounds, and from where in it
    sound.dataset.start = spot.start;
    if (runs) {
      this.dispatchEvent(new Event("playing"));
      return this.#watch();
    }
    sound.pause();
    // A seek to where it stands already would only make it begin twice.
    if (sound.currentTime !== spot.start) sound.currentTime = spot.start;
    return this.#sound(job);
  }

  #follows(spot) {
    const { spots, sound } = this.#reel;
    const isNext = spots.indexOf(spot) === spots.indexOf(this.#spot) + 1;
    return isNext && sound.currentTime >= this.#over();
  }

  #over() {
    return this.#spot.end - AHEAD * this.rate;
  }

  // Tells that the sentence is over, by the sound's own clock; of the last one the element does.
  #watch() {
    cancelAnimationFrame(this.#frame);
    const { spots, sound } = this.#reel;
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
    const { sound, address } = this.#reel;
    this.#reel = null;
    sound.pause();
    // Given back when it has been read: to an element that still reads, it would be missing.
    const free = () => URL.revokeObjectURL(address);
    if (sound.readyState === HTMLMediaElement.HAVE_ENOUGH_DATA) free();
    else sound.addEventListener("canplaythrough", free, { once: true });
  }
}
