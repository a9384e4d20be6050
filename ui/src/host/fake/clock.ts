/** Time that a test can set and push on. What falls due runs when it is reached, in real time or by `advance`. */
type Due = { at: number; run: () => void };

export class FakeClock {
  #shift = 0;
  #due: Due[] = [];

  now = (): number => Date.now() + this.#shift;

  iso(ago = 0): string {
    return new Date(this.now() - ago).toISOString();
  }

  set(iso: string): void {
    this.#shift = Date.parse(iso) - Date.now();
  }

  advance(ms: number): void {
    this.#shift += ms;
    this.#runDue();
  }

  later(ms: number, run: () => void): void {
    this.#due.push({ at: this.now() + ms, run });
    setTimeout(() => this.#runDue(), ms + 1);
  }

  #runDue(): void {
    const now = this.now();
    const ripe = this.#due.filter((one) => one.at <= now).sort((a, b) => a.at - b.at);
    this.#due = this.#due.filter((one) => one.at > now);
    for (const one of ripe) one.run();
  }
}
