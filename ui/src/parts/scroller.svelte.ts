/**
 * Where a list of any length stands: which of its rows are in sight, and how tall the element is that scrolls in their place. A
 * browser draws no element taller than some thirty million pixels; a longer list has an element of `TALLEST`, in which a small
 * step scrolls as far as anywhere, and a pull of the bar goes to the same part of the list.
 */
export const TALLEST = 8_000_000;

export class Scroller {
  count = $state(0);
  /** Heights of a row, and of what is seen of the rows. */
  row = $state(56);
  view = $state(0);
  /** How far the list is scrolled, and how far the element is. */
  #at = $state(0);
  #y = $state(0);

  readonly whole = $derived(this.count * this.row);
  readonly height = $derived(Math.min(this.whole, TALLEST));
  readonly #end = $derived(Math.max(0, this.whole - this.view));
  readonly #ground = $derived(Math.max(0, this.height - this.view));
  /** A list that has become shorter has its end in sight. */
  readonly #seen = $derived(Math.min(this.#at, this.#end));
  readonly first = $derived(Math.floor(this.#seen / this.row));
  readonly last = $derived(Math.min(this.count - 1, Math.floor((this.#seen + Math.max(0, this.view - 1)) / this.row)));
  /** Rows that are wholly in sight. */
  readonly room = $derived(Math.max(1, Math.floor(this.view / this.row)));

  /** Where the element must be scrolled to. */
  get y(): number {
    return this.#y;
  }

  /** Where a row lies in the element. */
  top(index: number): number {
    return index * this.row - this.#seen + this.#y;
  }

  /** Somebody scrolled the element. */
  scrolled(y: number): void {
    const by = y - this.#y;
    if (by === 0) return;
    this.#y = y;
    if (this.whole <= TALLEST) this.#at = y;
    else if (Math.abs(by) <= this.view) this.#at = this.#within(this.#seen + by);
    else this.#at = (y / this.#ground) * this.#end;
    const stuck = (y <= 0 && this.#at > 0) || (y >= this.#ground && this.#at < this.#end);
    const beyond = this.#at <= 0 || this.#at >= this.#end;
    if (stuck || beyond) this.rest();
  }

  /** Puts the bar where the list stands; small steps leave it behind. */
  rest(): void {
    this.#at = this.#seen;
    this.#y = this.#end === 0 ? 0 : Math.round((this.#at / this.#end) * this.#ground);
  }

  /** Brings a row into sight, by as little as that takes. */
  show(index: number): void {
    const top = index * this.row;
    if (top < this.#seen) this.#go(top);
    else if (top + this.row > this.#seen + this.view) this.#go(top + this.row - this.view);
  }

  /** So many rows came before those in sight, which stay where they are. */
  grow(rows: number): void {
    this.#go(this.#seen + rows * this.row);
  }

  #go(at: number): void {
    this.#at = this.#within(at);
    this.rest();
  }

  #within(at: number): number {
    return Math.max(0, Math.min(at, this.#end));
  }
}
