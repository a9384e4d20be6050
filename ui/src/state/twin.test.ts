import { describe, expect, it } from 'vitest';
import { viewOf } from '../host/fake/samples';
import { twinOf } from './twin';

const AT = '2026-11-21T14:32:00Z';
const NOW = Date.parse(AT) + 5 * 60_000;
const view = viewOf({ created_at: AT, state: 'paid', amount_minor: 12500, payer: '****2233' });

describe('a payment that looks like the sale being typed', () => {
  it('has its sum and the end of its number, and is minutes old', () => {
    expect(twinOf([view], 12500, '90112233', NOW)).toBe(view);
    expect(twinOf([view], 12501, '90112233', NOW)).toBeNull();
    expect(twinOf([view], 12500, '90112234', NOW)).toBeNull();
    expect(twinOf([view], 12500, '', NOW)).toBeNull();
    expect(twinOf([view], 12500, '90112233', NOW + 10 * 60_000)).toBeNull();
  });

  it('is none when it ended without money', () => {
    expect(twinOf([{ ...view, state: 'declined' }], 12500, '90112233', NOW)).toBeNull();
    expect(twinOf([{ ...view, state: 'create_unknown' }], 12500, '90112233', NOW)).not.toBeNull();
  });
});
