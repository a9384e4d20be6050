/** The five amounts of the chips, in francs; later learned from the shop's own sales. */
export const QUICK: readonly number[] = [500, 1000, 2000, 5000, 10000];
