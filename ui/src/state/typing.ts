/** How digits typed on the pad become an amount or a phone number. Pure: the rules a cashier's fingers learn. */

/** The till asks from 1 to 999 999 999 francs. */
export const AMOUNT_DIGITS = 9;

export type Typed = { digits: string; full: boolean };

/** `digits` with `more` behind it: no leading zero, never beyond nine digits (`full` says that one did not fit). */
export function typeAmount(digits: string, more: string): Typed {
  const next = (digits + more).replace(/^0+/, '');
  return next.length > AMOUNT_DIGITS ? { digits, full: true } : { digits: next, full: false };
}

/** `digits` with `more` behind it, as far as the country's numbers go (a calling code may stand before them). */
export function typePhone(digits: string, more: string, longest: number): Typed {
  const next = digits + more;
  return next.length > longest ? { digits, full: true } : { digits: next, full: false };
}

/** The digits of a pasted amount such as `12 500 F CFA`; null when it is none. */
export function pastedAmount(text: string): string | null {
  const bare = text.trim().replace(/\s*(F\s?CFA|XOF|F)\s*$/i, '');
  if (!/^\d{1,3}([\s\u00a0\u202f]\d{3})+$|^\d+$/.test(bare)) return null;
  const typed = typeAmount('', bare.replace(/\D/g, ''));
  return typed.full || typed.digits === '' ? null : typed.digits;
}

/** The digits of a pasted number such as `+228 90 11 22 33`, without the calling code; null when it is none. */
export function pastedPhone(text: string, callingCode: string, length: number): string | null {
  const bare = text.trim();
  if (!/^(\+|00)?[\d\s\u00a0\u202f.()/-]+$/.test(bare)) return null;
  const international = /^(\+|00)/.test(bare);
  const digits = bare.replace(/\D/g, '').replace(/^00/, international && !bare.startsWith('+') ? '' : '00');
  const whole = digits.startsWith(callingCode) && (international || digits.length === callingCode.length + length);
  const national = whole ? digits.slice(callingCode.length) : digits;
  return national === '' || national.length > length ? null : national;
}
