import { describe, expect, it } from 'vitest';
import { pastedAmount, pastedPhone, typeAmount, typePhone } from './typing';

describe('an amount on the pad', () => {
  it('begins with its first digit that is not zero', () => {
    expect(typeAmount('', '0')).toEqual({ digits: '', full: false });
    expect(typeAmount('', '000')).toEqual({ digits: '', full: false });
    expect(typeAmount('', '5')).toEqual({ digits: '5', full: false });
    expect(typeAmount('125', '00')).toEqual({ digits: '12500', full: false });
  });

  it('stops at 999 999 999 and says so', () => {
    expect(typeAmount('99999999', '9')).toEqual({ digits: '999999999', full: false });
    expect(typeAmount('999999999', '9')).toEqual({ digits: '999999999', full: true });
    expect(typeAmount('1234567', '000')).toEqual({ digits: '1234567', full: true });
  });
});

describe('a pasted amount', () => {
  it('is read with its groups and its unit', () => {
    for (const text of ['12500', ' 12 500 ', '12\u202f500\u00a0F\u00a0CFA', '12 500 F', '12500 XOF']) {
      expect(pastedAmount(text), text).toBe('12500');
    }
  });

  it('is refused rather than guessed', () => {
    for (const text of ['', '0', '12,5', '12.500', '1 25 00', '-5', 'abc', '9999999999', '90 11 22 33']) {
      expect(pastedAmount(text), text).toBeNull();
    }
  });
});

describe('a phone number', () => {
  it('grows as far as its country goes', () => {
    expect(typePhone('9011223', '3', 11)).toEqual({ digits: '90112233', full: false });
    expect(typePhone('22890112233', '4', 11)).toEqual({ digits: '22890112233', full: true });
  });

  it('is pasted with or without the calling code', () => {
    for (const text of ['90112233', '90 11 22 33', '+228 90 11 22 33', '0022890112233', '22890112233', '(228) 90-11-22-33']) {
      expect(pastedPhone(text, '228', 8), text).toBe('90112233');
    }
  });

  it('is refused when it is something else', () => {
    for (const text of ['', 'Kossi', '+233 24 123 4567', '901122334455']) expect(pastedPhone(text, '228', 8), text).toBeNull();
  });
});
