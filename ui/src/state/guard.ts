/** After each change of state the pane ignores Enter and taps for a moment: a double tap cannot press the next screen. */
export const GUARD_MS = 600;

export class Guard {
  #until = 0;
  #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  hold(): void {
    this.#until = this.#now() + GUARD_MS;
  }

  get open(): boolean {
    return this.#now() >= this.#until;
  }
}
