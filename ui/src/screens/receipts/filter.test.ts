import { describe, expect, it } from 'vitest';
import { ALL, filterOf, narrowings, TODAY } from './filter';

const NOW = Date.parse('2026-11-21T14:32:07Z');
const of = (more: Partial<typeof ALL>) => filterOf({ ...ALL, ...more }, 'Africa/Lome', NOW);

describe('a filter', () => {
  it('of days is told in the days of the shop', () => {
    const days = (['today', 'yesterday', 'week', 'month', 'all'] as const).map((range) => [of({ range }).from, of({ range }).to]);
    expect(days).toEqual([
      ['2026-11-21', null],
      ['2026-11-20', '2026-11-20'],
      ['2026-11-15', null],
      ['2026-11-01', null],
      [null, null],
    ]);
    expect(of({ range: 'dates', from: '2026-10-01' })).toMatchObject({ from: '2026-10-01', to: null });
    expect(filterOf(TODAY, 'Pacific/Auckland', NOW).from).toBe('2026-11-22');
  });

  it('names what was chosen and nothing else', () => {
    expect(of({ states: ['held'], network: 'tg-flooz', environment: 'live', printed: 'no', query: '  12 500 ' })).toMatchObject({
      states: ['held'],
      networks: ['tg-flooz'],
      gateways: [],
      accounts: [],
      environments: ['live'],
      printed: false,
      query: '12 500',
    });
  });

  it('counts its choices behind the button', () => {
    expect(narrowings({ ...TODAY, query: 'x', open: true })).toBe(0);
    expect(narrowings({ ...ALL, range: 'dates', account: 'a', printed: 'yes' })).toBe(3);
  });
});
