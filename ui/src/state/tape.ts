/** The tape of a sale: terms that are added up, each an amount or a count times a price (`8500+2×2000`). Pure. */
import { AMOUNT_DIGITS } from './typing';

export type Sign = '+' | '×';

/** A count of one where only an amount was typed. */
export type Term = { quantity: number; price: number };

/** What stands before the number that is typed, up to its last sign, and that number. */
export type Tape = { readonly tape: string; readonly digits: string };

const MOST_TERMS = 50;
const MOST = 10 ** AMOUNT_DIGITS - 1;

/** The terms that are whole; `open` while a count still has no price. */
export function termsOf({ tape, digits }: Tape): { terms: Term[]; open: boolean } {
  const texts = (tape + digits).split('+').filter((text) => text !== '');
  const terms = texts.map((text) => {
    const [first = '', price] = text.split('×');
    return price === undefined ? { quantity: 1, price: Number(first) } : { quantity: Number(first), price: Number(price) };
  });
  const open = tape.endsWith('×') && digits === '';
  return { terms: open ? terms.slice(0, -1) : terms, open };
}

export function totalOf(terms: Term[]): number {
  return terms.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
}

/** Whether the till asks for so much. */
export function fits(tape: Tape): boolean {
  return totalOf(termsOf(tape).terms) <= MOST;
}

/** The tape with a sign behind it; another sign takes the place of the last one. Null where the sign has no place. */
export function signed({ tape, digits }: Tape, sign: Sign): Tape | null {
  const before = digits === '' ? tape.slice(0, -1) : tape + digits;
  const hasCount = (before.split('+').at(-1) ?? '').includes('×');
  if (before === '' || (sign === '×' && hasCount) || before.split('+').length >= MOST_TERMS) return null;
  return { tape: before + sign, digits: '' };
}

/** The tape without its last digit or sign. */
export function shortened({ tape, digits }: Tape): Tape {
  if (digits !== '' || tape === '') return { tape, digits: digits.slice(0, -1) };
  const before = tape.slice(0, -1);
  const at = Math.max(before.lastIndexOf('+'), before.lastIndexOf('×')) + 1;
  return { tape: before.slice(0, at), digits: before.slice(at) };
}
