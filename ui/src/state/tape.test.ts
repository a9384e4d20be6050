import { expect, it } from 'vitest';
import { fits, shortened, signed, termsOf, totalOf, type Sign, type Tape } from './tape';

/** What stands on the tape after these keys; null once a sign had no place. */
function typed(keys: string): Tape | null {
  let tape: Tape | null = { tape: '', digits: '' };
  for (const key of keys) {
    if (tape === null) return null;
    tape = key === '+' || key === '×' ? signed(tape, key as Sign) : { ...tape, digits: tape.digits + key };
  }
  return tape;
}

function total(keys: string): { sum: number; open: boolean } {
  const { terms, open } = termsOf(typed(keys) ?? { tape: '', digits: '' });
  return { sum: totalOf(terms), open };
}

it('adds what is typed, and counts before it adds', () => {
  expect(total('')).toEqual({ sum: 0, open: false });
  expect(total('750')).toEqual({ sum: 750, open: false });
  expect(total('1500+2×750')).toEqual({ sum: 3000, open: false });
  expect(total('2×750+1500')).toEqual({ sum: 3000, open: false });
  expect(total('3×100+3×100')).toEqual({ sum: 600, open: false });
});

it('counts nothing that is not whole', () => {
  expect(total('1500+')).toEqual({ sum: 1500, open: false });
  expect(total('1500+2×')).toEqual({ sum: 1500, open: true });
  expect(total('2×')).toEqual({ sum: 0, open: true });
});

it('takes a sign only where it has a place, and the last one of two', () => {
  expect(typed('+')).toBeNull();
  expect(typed('×')).toBeNull();
  expect(typed('2×3×')).toBeNull();
  expect(typed('2×+')).toEqual({ tape: '2+', digits: '' });
  expect(typed('2+×')).toEqual({ tape: '2×', digits: '' });
  expect(typed('5+2×3+×')).toBeNull();
  expect(typed('1+'.repeat(49) + '1')).not.toBeNull();
  expect(typed('1+'.repeat(50))).toBeNull();
});

it('goes back one key at a time', () => {
  const keys = '1500+2×750';
  let tape = typed(keys) ?? { tape: '', digits: '' };
  for (let left = keys.length; left > 0; left -= 1) {
    expect(tape.tape + tape.digits).toBe(keys.slice(0, left));
    expect(tape).toEqual(typed(keys.slice(0, left)));
    tape = shortened(tape);
  }
  expect(shortened(tape)).toEqual({ tape: '', digits: '' });
});

it('knows what the till does not ask for', () => {
  expect(fits({ tape: '', digits: '999999999' })).toBe(true);
  expect(fits({ tape: '999999999+', digits: '1' })).toBe(false);
  expect(fits({ tape: '999999999×', digits: '2' })).toBe(false);
  expect(fits({ tape: '999999999×', digits: '' })).toBe(true);
});
