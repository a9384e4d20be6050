/** The engine's reading of a Togolese number, as far as the practice host needs it. */
import type { PhoneReading } from '../../bindings';

const TMONEY = ['70', '71', '72', '90', '91', '92', '93'];
const FLOOZ = ['78', '79', '96', '97', '98', '99'];

export function readTogolese(typed: string): PhoneReading {
  const digits = typed.replace(/\D/g, '');
  const national = digits.length > 8 && digits.startsWith('228') ? digits.slice(3) : digits;
  const prefix = national.slice(0, 2);
  // Like the engine it guesses from a whole number only.
  const network = TMONEY.includes(prefix) ? 'tg-tmoney' : FLOOZ.includes(prefix) ? 'tg-flooz' : null;
  if (national === '') return { national: null, problem: 'phone_missing', missing: 8, network: null };
  if (national.length < 8) return { national: null, problem: 'phone_wrong_length', missing: 8 - national.length, network: null };
  if (national.length > 8) return { national: null, problem: 'phone_wrong_length', missing: null, network: null };
  return { national, problem: null, missing: null, network };
}
