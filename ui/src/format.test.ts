import { describe, expect, it } from 'vitest';
import { age, day, digits, hour, masked, minutes, moment, money, parts, phoneGroups, second } from './format';

describe('money', () => {
  it('is written the local way', () => {
    expect(money(12500, 'XOF', 'fr')).toBe('12\u202f500\u00a0F\u00a0CFA');
    expect(money(12500, 'XOF', 'en')).toBe('12,500\u00a0F\u00a0CFA');
    expect(money(12500, 'XOF', 'fr', 'short')).toBe('12\u202f500\u00a0F');
    expect(digits(999999999, 'XOF', 'fr')).toBe('999\u202f999\u202f999');
    expect(digits(500, 'XOF', 'fr')).toBe('500');
    expect(digits(1000, 'XOF', 'fr')).toBe('1\u202f000');
  });

  it('has decimals only where the currency has', () => {
    expect(money(5, 'USD', 'en')).toBe('0.05\u00a0USD');
    expect(money(123456, 'USD', 'fr')).toBe('1\u202f234,56\u00a0USD');
    expect(parts(0, 'XOF')).toEqual({ groups: ['0'], decimals: null });
  });
});

describe('phone numbers', () => {
  it('are grouped while they are typed', () => {
    expect(phoneGroups('90112233', 8)).toBe('90\u00a011\u00a022\u00a033');
    expect(phoneGroups('901', 8)).toBe('90\u00a01');
    expect(phoneGroups('771234567', 9)).toBe('77\u00a0123\u00a045\u00a067');
    expect(phoneGroups('771', 9)).toBe('77\u00a01');
    expect(phoneGroups('', 8)).toBe('');
  });

  it('stay masked', () => {
    expect(masked('****2233')).toBe('••\u00a0••\u00a022\u00a033');
  });
});

describe('times', () => {
  const at = '2026-11-21T23:32:07Z';

  it("are the shop's", () => {
    expect(hour(at, 'Africa/Lome')).toBe('23:32');
    expect(second(at, 'Africa/Porto-Novo')).toBe('00:32:07');
    expect(day(at, 'Africa/Porto-Novo', 'fr')).toBe('22/11/2026');
    expect(day(at, 'Africa/Lome', 'en')).toBe('21 Nov 2026');
    expect(hour(at, 'no/where')).toBe('23:32');
    expect(hour('never', 'UTC')).toBe('never');
  });

  it('carry their date on another day', () => {
    const now = Date.parse('2026-11-21T23:40:00Z');
    expect(moment(at, now, 'UTC', 'fr')).toBe('23:32');
    expect(moment('2026-11-20T08:00:00Z', now, 'UTC', 'fr')).toBe('20/11/2026 08:00');
  });

  it('are ages and countdowns in one unit', () => {
    const now = Date.parse(at);
    const ago = (seconds: number): string => age(new Date(now - seconds * 1000).toISOString(), now, 'fr');
    const said = ['10 s', '59 s', '1 min', '14 min', '2 h', '2 j'].map((text) => text.replace(' ', '\u00a0'));
    expect([10, 59, 60, 840, 7200, 172800].map(ago)).toEqual(said);
    expect(ago(-5)).toBe('0\u00a0s');
    expect([82, 120, 9.2, 0, -3].map(minutes)).toEqual(['1:22', '2:00', '0:10', '0:00', '0:00']);
  });
});
