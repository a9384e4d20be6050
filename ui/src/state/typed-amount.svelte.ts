/** The amount being typed, as one number or as a tape of several. */
import { fits, shortened, signed, termsOf, totalOf, type Sign } from './tape';
import { pastedAmount, typeAmount } from './typing';

export class TypedAmount {
  /** How many of the zeros that the point typed are written over by the digits behind it. */
  #zeros = 0;
  /** What stands before the number being typed, up to its last sign. */
  tape = $state('');
  digits = $state('');
  /** The last digit typed did not fit any more. */
  full = $state(false);

  /** What the tape comes to so far. */
  get minor(): number | null {
    return this.hasAmount ? totalOf(termsOf(this).terms) : null;
  }

  /** A count is typed that has no price yet. */
  get isOpen(): boolean {
    return termsOf(this).open;
  }

  get hasAmount(): boolean {
    return this.digits !== '' || this.tape !== '';
  }

  /** Another key came: the zeros of the point stay as they are. */
  settle(): void {
    this.#zeros = 0;
  }

  /** An amount in place of the number being typed. */
  take(minor: number): void {
    this.settle();
    this.#write(String(minor));
  }

  /** An amount in place of all that is typed. */
  replace(minor: number): void {
    this.tape = '';
    this.take(minor);
  }

  protected typeAmount(more: string): void {
    if (this.#zeros > 0 && more.length === 1) {
      const at = this.digits.length - this.#zeros;
      if (this.#write(this.digits.slice(0, at) + more + this.digits.slice(at + 1))) this.#zeros -= 1;
      return;
    }
    this.settle();
    const typed = typeAmount(this.digits, more);
    this.#write(typed.full ? null : typed.digits);
  }

  /** Three zeros, which the digits right behind them write over (`12.500`). */
  protected typePoint(): void {
    this.typeAmount('000');
    if (!this.full && this.digits !== '') this.#zeros = 3;
  }

  protected typeSign(sign: Sign): void {
    const next = signed(this, sign);
    if (next === null) return;
    this.full = false;
    Object.assign(this, next);
  }

  protected eraseAmount(): void {
    Object.assign(this, shortened(this));
  }

  protected clearAmount(): void {
    this.tape = this.digits = '';
  }

  protected pasteAmount(text: string): boolean {
    const digits = pastedAmount(text);
    return digits !== null && this.#write(digits);
  }

  /** The number being typed, unless the till does not ask for what it comes to; whether it does. */
  #write(digits: string | null): boolean {
    this.full = digits === null || !fits({ tape: this.tape, digits });
    if (!this.full) this.digits = digits ?? '';
    return !this.full;
  }
}
