import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListedPayment, PaymentFilter, PaymentView } from '../../bindings';
import { listed, outlineOf, stretchOf } from '../../host/fake/list';
import { viewOf } from '../../host/fake/samples';
import type { Host } from '../../host/host';
import type { Clock } from '../../state/clock.svelte';
import { Payments } from '../../state/payments.svelte';
import { Results } from './results.svelte';

const NOW = Date.parse('2026-11-21T14:32:07Z');

function shop(count: number) {
  const book: PaymentView[] = [];
  const record = (more: Partial<PaymentView> = {}): PaymentView => {
    const view = viewOf({ created_at: new Date(NOW - 3_600_000 + book.length * 100).toISOString(), ...more });
    book.unshift(view);
    return view;
  };
  for (let at = 0; at < count; at += 1) record();
  const filtered = (filter: PaymentFilter): ListedPayment[] => listed(book, filter, { prints: () => [], refunds: () => [] });
  const host = {
    payments: vi.fn((filter: PaymentFilter, before: number | null, limit: number) =>
      Promise.resolve(stretchOf(filtered(filter), before, limit)),
    ),
    outline: vi.fn((filter: PaymentFilter, stretch: number) => Promise.resolve(outlineOf(filtered(filter), stretch))),
  };
  const payments = new Payments(host as unknown as Host, [], false);
  const moved = vi.fn();
  const clock = { read: () => NOW } as unknown as Clock;
  const results = new Results(host as unknown as Host, payments, clock, () => 'Africa/Lome', moved);
  return { book, record, host, payments, moved, results };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('a long list', () => {
  it('shows its first rows before it is counted', async () => {
    const { results, host, book } = shop(250);
    host.outline.mockImplementation(() => new Promise(() => {}));
    void results.read();
    await vi.advanceTimersByTimeAsync(0);
    expect([results.phase, results.count, results.outline]).toEqual(['read', 100, null]);
    expect(results.row(0)).toBe(book[0]);
  });

  it('reads what comes in sight, once, and nothing else', async () => {
    const { results, host, book } = shop(1050);
    await results.read();
    expect(results.count).toBe(1050);
    results.see(640, 660);
    results.see(641, 661);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.payments).toHaveBeenCalledTimes(2);
    expect(results.row(650)).toBe(book[650]);
    expect(results.row(750)).toBeUndefined();
    results.see(1040, 1049);
    await vi.advanceTimersByTimeAsync(0);
    expect(results.row(1049)).toBe(book[1049]);
    expect(results.row(1050)).toBeUndefined();
  });

  it('forgets what is far away, and reads it again', async () => {
    const { results, host, book } = shop(6000);
    await results.read();
    for (let row = 50; row < 6000; row += 100) {
      results.see(row, row + 10);
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(results.row(0)).toBeUndefined();
    const before = host.payments.mock.calls.length;
    results.see(0, 10);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.payments).toHaveBeenCalledTimes(before + 1);
    expect(results.row(0)).toBe(book[0]);
  });
});

describe('a payment that changes', () => {
  it('changes in its row at once', async () => {
    const { results, payments, book } = shop(3);
    const stop = results.follow();
    await vi.advanceTimersByTimeAsync(0);
    const paid = { ...(book[1] as PaymentView), state: 'paid', updated_at: new Date(NOW).toISOString() } as PaymentView;
    payments.take(paid);
    expect(results.row(1)).toEqual(paid);
    stop();
  });

  it('moves nothing of what is in sight when a new one comes', async () => {
    const { results, payments, record, moved, book } = shop(900);
    const stop = results.follow();
    await vi.advanceTimersByTimeAsync(0);
    results.see(498, 510);
    await vi.advanceTimersByTimeAsync(0);
    const seen = book[498];
    payments.take(record());
    payments.take(record());
    await vi.advanceTimersByTimeAsync(200);
    expect(moved).toHaveBeenLastCalledWith(2);
    expect(results.row(500)).toBe(seen);
    expect(results.count).toBe(902);
    stop();
  });

  it('is seen at the top of a list that shows its beginning', async () => {
    const { results, payments, record, moved, book } = shop(300);
    const stop = results.follow();
    await vi.advanceTimersByTimeAsync(0);
    payments.take(record());
    await vi.advanceTimersByTimeAsync(200);
    expect(results.row(0)).toBe(book[0]);
    expect(moved).toHaveBeenLastCalledWith(0);
    stop();
  });

  it('leaves a filter that it no longer fits', async () => {
    const { results, payments, book } = shop(5);
    const stop = results.follow();
    results.choose({ states: ['pending'] });
    await vi.advanceTimersByTimeAsync(0);
    const paid = { ...(book[2] as PaymentView), state: 'paid', updated_at: new Date(NOW).toISOString() } as PaymentView;
    book[2] = paid;
    payments.take(paid);
    await vi.advanceTimersByTimeAsync(200);
    expect([results.count, results.find(paid.payment_id)]).toEqual([4, -1]);
    stop();
  });
});

describe('a question', () => {
  it('that failed keeps no rows of another one', async () => {
    const { results, host } = shop(5);
    await results.read();
    host.payments.mockRejectedValueOnce({ code: 'ledger_failed', data: {}, money_at_risk: 'no', reference: null });
    results.choose({ range: 'all' });
    await vi.advanceTimersByTimeAsync(0);
    expect([results.phase, results.error?.code]).toEqual(['failed', 'ledger_failed']);
  });

  it('is cleared of everything at once', async () => {
    const { results } = shop(5);
    results.choose({ range: 'yesterday', network: 'tg-flooz', printed: 'no', open: true, query: 'x' });
    await vi.advanceTimersByTimeAsync(0);
    expect(results.count).toBe(0);
    results.clear();
    await vi.advanceTimersByTimeAsync(0);
    expect(results.count).toBe(5);
  });
});
