/** The engine's reading of a number, as far as the practice host needs it. */
import type { AccountView, PhoneReading } from '../../bindings';

const PREFIXES: Record<string, Record<string, string[]>> = {
  TG: { 'tg-tmoney': ['70', '71', '72', '90', '91', '92', '93'], 'tg-flooz': ['78', '79', '96', '97', '98', '99'] },
  CI: { 'ci-orange': ['07'], 'ci-mtn': ['05'], 'ci-moov': ['01'] },
  SN: { 'sn-orange': ['77', '78'], 'sn-free': ['76'], 'sn-expresso': ['70'] },
};
type Numbers = Pick<AccountView, 'country' | 'calling_code' | 'national_length'>;

export function readNumber(typed: string, { country, calling_code, national_length: length }: Numbers): PhoneReading {
  const digits = typed.replace(/\D/g, '');
  const national = digits.length > length && digits.startsWith(calling_code) ? digits.slice(calling_code.length) : digits;
  const none = { national: null, missing: null, network: null };
  if (national === '') return { ...none, problem: 'phone_missing', missing: length };
  if (national.length < length) return { ...none, problem: 'phone_wrong_length', missing: length - national.length };
  if (national.length > length) return { ...none, problem: 'phone_wrong_length' };
  // Like the engine it guesses from a whole number only.
  const guess = Object.entries(PREFIXES[country] ?? {}).find(([, all]) => all.includes(national.slice(0, 2)));
  return { national, problem: null, missing: null, network: guess?.[0] ?? null };
}

export function readTogolese(typed: string): PhoneReading {
  return readNumber(typed, { country: 'TG', calling_code: '228', national_length: 8 });
}
