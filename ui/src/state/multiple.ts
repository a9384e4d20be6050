/** Gateways that take multiples of a number of francs only. Nothing is rounded: the cashier chooses. Pure. */
import { AMOUNT_DIGITS } from './typing';

/** The nearest amounts below and above `minor` that can be asked for; none when `minor` is one itself. */
export function nearest(minor: number | null, multiple: number): number[] {
  if (minor === null || multiple <= 1 || minor % multiple === 0) return [];
  const below = minor - (minor % multiple);
  return [below, below + multiple].filter((one) => one > 0 && String(one).length <= AMOUNT_DIGITS);
}
