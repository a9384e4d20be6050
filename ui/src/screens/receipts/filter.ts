/** What the list of payments is asked for. */
import type { Environment, PaymentFilter, PaymentState } from '../../bindings';
import { EVERYTHING } from '../../state/everything';

export const RANGES = ['today', 'yesterday', 'week', 'month', 'all'] as const;
/** `dates` is two days that somebody chose. */
export type Range = (typeof RANGES)[number] | 'dates';

export type Asked = {
  query: string;
  range: Range;
  /** The days of `dates`, as `2026-11-26`; either may be empty. */
  from: string;
  to: string;
  open: boolean;
  /** States of one word. */
  states: readonly PaymentState[];
  network: string;
  gateway: string;
  account: string;
  /** `owner`, or the id of a cashier. */
  cashier: string;
  environment: Environment | '';
  printed: '' | 'yes' | 'no';
};

/** What the list shows when it is opened. */
export const TODAY: Asked = {
  query: '',
  range: 'today',
  from: '',
  to: '',
  open: false,
  states: [],
  network: '',
  gateway: '',
  account: '',
  cashier: '',
  environment: '',
  printed: '',
};

/** Nothing that narrows the list. */
export const ALL: Asked = { ...TODAY, range: 'all' };

/** How many payments are read at once. */
export const STRETCH = 100;
const DAY_MS = 86_400_000;

/** `2026-11-26`, the day that a clock in `zone` shows. */
export function dayIn(zone: string, at: number): string {
  const shown = calendar(zone).formatToParts(at);
  const part = (type: string): string => shown.find((one) => one.type === type)?.value ?? '';
  // Put together here: how a locale orders a date differs from one WebView to the next.
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function calendar(zone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' });
  }
}

type Days = Pick<PaymentFilter, 'from' | 'to'>;

function daysOf({ range, from, to }: Asked, zone: string, now: number): Days {
  const ago = (days: number): string => dayIn(zone, now - days * DAY_MS);
  switch (range) {
    case 'today':
      return { from: ago(0), to: null };
    case 'yesterday':
      return { from: ago(1), to: ago(1) };
    case 'week':
      return { from: ago(6), to: null };
    case 'month':
      return { from: `${ago(0).slice(0, 8)}01`, to: null };
    case 'dates':
      return { from: from || null, to: to || null };
    case 'all':
      return { from: null, to: null };
  }
}

export function filterOf(asked: Asked, zone: string, now: number): PaymentFilter {
  const one = (value: string): string[] => (value === '' ? [] : [value]);
  return {
    ...EVERYTHING,
    ...daysOf(asked, zone, now),
    open: asked.open,
    states: [...asked.states],
    networks: one(asked.network),
    gateways: one(asked.gateway),
    accounts: one(asked.account),
    cashiers: one(asked.cashier),
    environments: asked.environment === '' ? [] : [asked.environment],
    printed: asked.printed === '' ? null : asked.printed === 'yes',
    query: asked.query.trim() || null,
  };
}

/** How many of the choices behind the button narrow the list. */
export function narrowings(asked: Asked): number {
  const { states, network, gateway, account, cashier, environment, printed, range } = asked;
  const chosen = [states.length > 0, network, gateway, account, cashier, environment, printed, range === 'dates'];
  return chosen.filter(Boolean).length;
}

/** The last part of a receipt number, which is what a customer reads out: `000482` of `ADJ-1-2026-000482`. */
export function shortNumber(receipt: string): string {
  return receipt.slice(receipt.lastIndexOf('-') + 1);
}

/** It asks for days and nothing else: then what was settled without a gateway belongs to what it shows. */
export function isOfDaysOnly(filter: PaymentFilter): boolean {
  const { from, to } = filter;
  return JSON.stringify({ ...EVERYTHING, from, to }) === JSON.stringify({ ...EVERYTHING, ...filter });
}
