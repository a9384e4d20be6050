/** Amounts, phone numbers, times and ages the local way. Amounts are whole minor units from end to end. */
import type { Lang } from './bindings';

/** Between thousands in French and before the unit; a narrow space that never breaks. */
export const NARROW = '\u202f';
export const FIRM = '\u00a0';

const EXPONENTS: Record<string, number> = { XOF: 0, XAF: 0, GNF: 0, CDF: 2, USD: 2 };
const UNITS: Record<string, { long: string; short: string }> = {
  XOF: { long: `F${FIRM}CFA`, short: 'F' },
  XAF: { long: `F${FIRM}CFA`, short: 'F' },
  GNF: { long: 'GNF', short: 'GNF' },
  CDF: { long: 'FC', short: 'FC' },
  USD: { long: 'USD', short: 'USD' },
};

export type Parts = { groups: string[]; decimals: string | null };

/** The digits of an amount in groups of three, and its decimals if the currency has any. */
export function parts(minor: number, currency: string): Parts {
  const exponent = EXPONENTS[currency] ?? 0;
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = exponent === 0 ? digits : digits.slice(0, -exponent);
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end));
  return { groups, decimals: exponent === 0 ? null : digits.slice(-exponent) };
}

export function unit(currency: string, form: 'long' | 'short' = 'long'): string {
  return UNITS[currency]?.[form] ?? currency;
}

/** Digits only: `12 500`, in English `12,500`. */
export function digits(minor: number, currency: string, lang: Lang): string {
  const { groups, decimals } = parts(minor, currency);
  const whole = groups.join(lang === 'fr' ? NARROW : ',');
  return decimals === null ? whole : whole + (lang === 'fr' ? ',' : '.') + decimals;
}

/** `12 500 F CFA` on totals, `12 500 F` (`short`) in rows. */
export function money(minor: number, currency: string, lang: Lang, form: 'long' | 'short' = 'long'): string {
  return `${digits(minor, currency, lang)}${FIRM}${unit(currency, form)}`;
}

/** Digits in pairs: `90 11 22 33`. */
export function pairs(typed: string): string {
  return typed.replace(/(..)(?=.)/g, `$1${FIRM}`);
}

/** A number as the country writes it: pairs, and `77 123 45 67` where it has nine digits. */
export function phoneGroups(typed: string, length: number): string {
  if (length !== 9 || typed.length <= 2) return pairs(typed);
  const rest = typed.slice(5);
  return [typed.slice(0, 2), typed.slice(2, 5), ...(rest === '' ? [] : [pairs(rest)])].join(FIRM);
}

/** The engine's `****2233` as `•• •• 22 33`. */
export function masked(payer: string): string {
  const tail = payer.replace(/^\*+/, '');
  return `••${FIRM}••${FIRM}${pairs(tail)}`;
}

function clock(at: string, zone: string, options: Intl.DateTimeFormatOptions, lang: Lang): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  const locale = lang === 'fr' ? 'fr-FR' : 'en-GB';
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(time);
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(time);
  }
}

/** 14:32 in the shop's zone. */
export function hour(at: string, zone: string): string {
  return clock(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'fr');
}

/** 14:32:07 in the shop's zone. */
export function second(at: string, zone: string): string {
  return clock(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, 'fr');
}

/** 21/11/2026, in English 21 Nov 2026. */
export function day(at: string, zone: string, lang: Lang): string {
  const options: Intl.DateTimeFormatOptions =
    lang === 'fr'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' };
  return clock(at, zone, options, lang);
}

/** Samedi 21 novembre. */
export function weekday(at: string, zone: string, lang: Lang): string {
  return clock(at, zone, { weekday: 'long', day: 'numeric', month: 'long' }, lang);
}

/** The hour today, the date with the hour on any other day. */
export function moment(at: string, now: number, zone: string, lang: Lang): string {
  const today = day(new Date(now).toISOString(), zone, lang) === day(at, zone, lang);
  return today ? hour(at, zone) : `${day(at, zone, lang)} ${hour(at, zone)}`;
}

/** How long ago, in one unit: `10 s`, `14 min`, `3 h`, `2 j`. */
export function age(from: string, now: number, lang: Lang): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(from)) / 1000));
  if (seconds < 60) return `${seconds}${FIRM}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${FIRM}min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)}${FIRM}h`;
  return `${Math.floor(seconds / 86400)}${FIRM}${lang === 'fr' ? 'j' : 'd'}`;
}

/** 1:22 from 82 seconds. */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
