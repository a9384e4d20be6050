import { describe, expect, it, vi } from 'vitest';
import type { PaymentView } from '../bindings';
import { viewOf } from '../host/fake/samples';
import type { Host } from '../host/host';
import { isNewer, Payments, type Change } from './payments.svelte';

const at = (second: number): string => `2026-11-21T14:32:${String(second).padStart(2, '0')}Z`;
const view = (more: Partial<PaymentView>): PaymentView => viewOf({ payment_id: 'p', created_at: at(0), ...more });

describe('the newest view wins', () => {
  it('by when the payment changed', () => {
    expect(isNewer(view({ updated_at: at(2) }), view({ updated_at: at(1) }))).toBe(true);
    expect(isNewer(view({ updated_at: at(1) }), view({ updated_at: at(2) }))).toBe(false);
  });

  it('whatever the number of decimals of its times', () => {
    const exact = '2026-11-21T14:32:01.5Z';
    expect(isNewer(view({ updated_at: exact }), view({ updated_at: at(1) }))).toBe(true);
    expect(isNewer(view({ updated_at: at(1) }), view({ updated_at: exact }))).toBe(false);
  });

  it('and, unchanged, by when it was asked', () => {
    const asked = view({ updated_at: at(1), asked_at: at(5) });
    expect(isNewer(asked, view({ updated_at: at(1) }))).toBe(true);
    expect(isNewer(view({ updated_at: at(1) }), asked)).toBe(false);
    expect(isNewer(view({ updated_at: at(1), asked_at: at(4) }), asked)).toBe(false);
  });

  it('in the map too, and nobody hears of an old one', () => {
    const payments = new Payments({} as Host, [], false);
    const heard: Change[] = [];
    payments.onChange((change) => heard.push(change));
    const paid = view({ state: 'paid', updated_at: at(9) });
    expect(payments.take(paid, true)).toBe(true);
    expect(payments.take(view({ state: 'pending', updated_at: at(3) }), true)).toBe(false);
    expect(payments.get('p')).toEqual(paid);
    expect(heard.map(({ before, now, told }) => [before?.state ?? null, now.state, told])).toEqual([[null, 'paid', true]]);
  });
});

describe('what is open', () => {
  it('counts what is asked and what a person decides, newest first', () => {
    const payments = new Payments({} as Host, [
      viewOf({ payment_id: 'a', created_at: at(1), state: 'pending' }),
      viewOf({ payment_id: 'b', created_at: at(2), state: 'paid' }),
      viewOf({ payment_id: 'c', created_at: at(3), state: 'late_paid' }),
      viewOf({ payment_id: 'd', created_at: at(4), state: 'declined' }),
      viewOf({ payment_id: 'e', created_at: at(5), state: 'cancel_requested' }),
    ], false);
    expect(payments.open.map((one) => one.payment_id)).toEqual(['e', 'c', 'a']);
  });

  it('is asked for again as a whole', async () => {
    const unsettled = vi.fn(() => Promise.resolve([view({ state: 'held', updated_at: at(8) })]));
    const payments = new Payments({ unsettled } as unknown as Host, [view({ state: 'pending' })], false);
    await payments.refresh();
    expect(payments.get('p')?.state).toBe('held');
  });

  it('and missing in the answer is asked for by itself: its last message was lost', async () => {
    const host = {
      unsettled: () => Promise.resolve([]),
      payment: vi.fn((id: string) =>
        id === 'p' ? Promise.resolve(view({ state: 'paid', updated_at: at(9) })) : Promise.reject(new Error('silent')),
      ),
    };
    const other = viewOf({ payment_id: 'q', created_at: at(1), state: 'held' });
    const payments = new Payments(host as unknown as Host, [view({ state: 'pending' }), other], false);
    const heard: Change[] = [];
    payments.onChange((change) => heard.push(change));
    await payments.refresh();
    expect(host.payment.mock.calls.map(([id]) => id).sort()).toEqual(['p', 'q']);
    expect(payments.open.map((one) => one.payment_id)).toEqual(['q']);
    expect(heard.map(({ before, now }) => [before?.state, now.state])).toEqual([['pending', 'paid']]);
  });

  it('of the other ledger is not taken, whoever says it', () => {
    const live = view({ state: 'late_paid' });
    const practice = view({ payment_id: 't', environment: 'training' });
    const payments = new Payments({} as Host, [], true);
    const heard = vi.fn();
    payments.onChange(heard);
    expect(payments.take(live, true)).toBe(false);
    expect(payments.take(practice)).toBe(true);
    payments.forget([], false);
    expect(payments.take({ ...practice, updated_at: at(9) })).toBe(false);
    expect(payments.take({ ...live, environment: 'test' })).toBe(true);
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('of another ledger is forgotten', () => {
    const payments = new Payments({} as Host, [view({ state: 'pending' })], false);
    payments.forget([], false);
    expect(payments.all).toEqual([]);
  });
});
