import { describe, expect, it } from 'vitest';
import { ceiling, currencyOf, days, hours, rate, seconds } from './figures';

const part = (name: string, amount_minor: number, currency = 'XOF') => ({ name, currency, count: 1, amount_minor });

describe('a rate', () => {
  it('is a whole number of a hundred, and none where nothing has an end', () => {
    expect(rate({ paid: 2, ended: 3 })).toBe(67);
    expect(rate({ paid: 0, ended: 4 })).toBe(0);
    expect(rate({ paid: 0, ended: 0 })).toBeNull();
    expect(seconds(37_500)).toBe(38);
  });
});

describe('the bars of a chart', () => {
  it('are the hours of a counter, and further where somebody paid', () => {
    const bars = hours([part('07', 500), part('14', 2000), part('14', 99, 'USD')], 'XOF', 14);
    expect(bars[0]).toEqual({ name: '7', count: 1, minor: 500, now: false });
    expect(bars.at(-1)?.name).toBe('18');
    expect(bars.find((bar) => bar.now)).toEqual({ name: '14', count: 1, minor: 2000, now: true });
    expect(hours([], 'XOF', 22).at(-1)?.name).toBe('22');
  });

  it('are all days up to today, over the end of a month', () => {
    const bars = days([part('2026-11-30', 900)], 'XOF', '2026-12-02', 4);
    expect(bars.map((bar) => bar.name)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02']);
    expect(bars.map((bar) => bar.minor)).toEqual([0, 900, 0, 0]);
    expect(bars.at(-1)?.now).toBe(true);
  });

  it('have a round number above them', () => {
    expect(ceiling([117_500])).toBe(200_000);
    expect(ceiling([100_000])).toBe(100_000);
    expect(ceiling([412])).toBe(500);
    expect(ceiling([])).toBe(1);
  });

  it('are drawn in the currency of most receipts', () => {
    const takings = (currency: string, count: number) => ({ currency, count }) as never;
    expect(currencyOf({ takings: [takings('USD', 1), takings('XOF', 9)], by_day: [] })).toBe('XOF');
    expect(currencyOf({ takings: [], by_day: [part('2026-11-20', 1, 'XAF')] })).toBe('XAF');
    expect(currencyOf({ takings: [], by_day: [] })).toBe('XOF');
  });
});
