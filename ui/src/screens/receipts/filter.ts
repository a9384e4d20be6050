/** What the list of payments is asked for. */
import type { PaymentFilter } from '../../bindings';

export const RANGES = ['today', 'week', 'all'] as const;
export type Range = (typeof RANGES)[number];
export type Asked = { query: string; range: Range; open: boolean };

/** More rows than anybody reads; the list says when there are others. */
export const LIMIT = 200;
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

export function filterOf(asked: Asked, zone: string, now: number): PaymentFilter {
  const first = { today: dayIn(zone, now), week: dayIn(zone, now - 6 * DAY_MS), all: null };
  const query = asked.query.trim();
  return { open: asked.open, from: first[asked.range], to: null, query: query === '' ? null : query, limit: LIMIT };
}

/** The last part of a receipt number, which is what a customer reads out: `000482` of `ADJ-1-2026-000482`. */
export function shortNumber(receipt: string): string {
  return receipt.slice(receipt.lastIndexOf('-') + 1);
}
