/** What is still missing of the sale being typed, one thing at a time. Pure. */
import type { AccountView, Method, PhoneReading } from '../bindings';
import { nearest } from './multiple';

export type Missing =
  | { what: 'account' }
  | { what: 'amount' | 'price' | 'multiple' | 'phone' | 'network' }
  | { what: 'digits'; count: number }
  | { what: 'problem'; code: string }
  | { what: 'particular'; field: string };

/** What is read of a sale for that. */
export type Typed = {
  readonly minor: number | null;
  /** A count has no price yet. */
  readonly isOpen: boolean;
  readonly phone: string;
  readonly isRead: boolean;
  readonly reading: PhoneReading | null;
  readonly customer: Record<string, string>;
  method(account: AccountView): Method;
  network(account: AccountView): string | null;
};

export function missingOf(typed: Typed, account: AccountView | undefined): Missing | null {
  if (!account) return { what: 'account' };
  if (typed.isOpen) return { what: 'price' };
  if (typed.minor === null) return { what: 'amount' };
  if (nearest(typed.minor, account.multiple_of).length > 0) return { what: 'multiple' };
  return ofPhone(typed, account) ?? ofCustomer(typed, account);
}

/** Whether the account takes no payment without the customer's number. */
export function needsPhone(typed: Pick<Typed, 'method'>, account: AccountView): boolean {
  return typed.method(account) === 'push' || account.demands_phone;
}

function ofPhone(typed: Typed, account: AccountView): Missing | null {
  if (typed.phone === '') return needsPhone(typed, account) ? { what: 'phone' } : null;
  const still = account.national_length - typed.phone.length;
  if (!typed.isRead) return still > 0 ? { what: 'digits', count: still } : null;
  const { reading } = typed;
  if (reading?.missing) return { what: 'digits', count: reading.missing };
  if (reading?.problem) return { what: 'problem', code: reading.problem };
  const asksNetwork = typed.method(account) === 'push' && reading?.national;
  return asksNetwork && typed.network(account) === null ? { what: 'network' } : null;
}

function ofCustomer({ customer }: Typed, { demands }: AccountView): Missing | null {
  const field = demands.find((name) => !isGiven(name, customer[name]));
  return field === undefined ? null : { what: 'particular', field };
}

/** As far as the screen can tell: the engine has the last word. */
export function isGiven(name: string, value = ''): boolean {
  return name === 'email' ? /\S@\S/.test(value) : value.trim() !== '';
}
