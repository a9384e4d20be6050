/** The time, once a second, for ages and countdowns. */
export class Clock {
  now = $state(0);
  #read: () => number;

  constructor(read: () => number) {
    this.#read = read;
    this.now = read();
  }

  /** The time this instant, not the last tick. */
  read(): number {
    return this.#read();
  }

  tick(): void {
    this.now = this.#read();
  }

  run(): () => void {
    const timer = setInterval(() => this.tick(), 1000);
    return () => clearInterval(timer);
  }
}
