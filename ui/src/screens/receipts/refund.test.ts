import { describe, expect, it, vi } from 'vitest';
import { viewOf } from '../../host/fake/samples';
import type { Till } from '../../state/till';
import { leftOf, minorOf, RefundForm, typed } from './refund.svelte';

const view = {
  ...viewOf({ payment_id: 'p', created_at: '2026-11-21T14:32:00Z' }),
  state: 'paid' as const,
  receipt_number: 'ADJ-1-2026-000482',
  amount_minor: 12500,
  refunded_minor: 4500,
  environment: 'live' as const,
};

function form(answer: () => Promise<unknown>) {
  const host = { newRefundId: vi.fn(() => Promise.resolve('r')), refundPayment: vi.fn(answer) };
  const payments = { take: vi.fn() };
  return { host, payments, form: new RefundForm({ host, payments, session: { spares: () => false } } as unknown as Till, view) };
}

describe('an amount that is given back', () => {
  it('is read in whole minor units of its currency', () => {
    expect(['12500', '12 500', '12\u202f500'].map((text) => minorOf(text, 'XOF'))).toEqual([12500, 12500, 12500]);
    expect(['0', '', '-5', '12,5', '1e3', '1234567890'].map((text) => minorOf(text, 'XOF'))).toEqual(Array(6).fill(null));
    expect(['12', '12.5', '12,50', '0.29', '1.15'].map((text) => minorOf(text, 'USD'))).toEqual([1200, 1250, 1250, 29, 115]);
    expect(minorOf('12.505', 'USD')).toBeNull();
  });

  it('is typed as it is read', () => {
    for (const [minor, currency] of [[12500, 'XOF'], [1250, 'USD'], [29, 'USD']] as const) {
      expect(minorOf(typed(minor, currency), currency)).toBe(minor);
    }
  });
});

describe('a refund', () => {
  it('begins with what is left, and takes no more', () => {
    const { form: one } = form(() => Promise.resolve(view));
    expect([leftOf(view), one.amount]).toEqual([8000, '8000']);
    one.amount = '8001';
    expect([one.isTooMuch, one.missing]).toEqual([true, 'amount']);
    expect(leftOf({ ...view, receipt_number: null })).toBe(0);
  });

  it('needs a way, the number of a transfer, a reason and the PIN', () => {
    const { form: one } = form(() => Promise.resolve(view));
    expect(one.missing).toBe('by');
    one.by = 'operator';
    expect(one.missing).toBe('reference');
    one.by = 'cash';
    expect(one.missing).toBe('why');
    one.why = 'Pagne décousu';
    expect(one.missing).toBe('pin');
    one.pin = '4826';
    expect(one.missing).toBeNull();
  });

  it('is asked for under one name, however often it is pressed', async () => {
    const { form: one, host, payments } = form(() => Promise.reject({ code: 'refund_too_large', data: {} }));
    Object.assign(one, { by: 'cash', why: 'Pagne décousu', reference: 'typed before', pin: '4826' });
    expect(await one.refund()).toBe(false);
    expect([one.wrong, one.pin]).toEqual(['amount', '']);
    one.pin = '4826';
    await one.refund();
    const asked = { refund_id: 'r', amount: '8000', by: 'cash', operator_reference: null, why: 'Pagne décousu', pin: '4826' };
    expect(host.refundPayment.mock.calls).toEqual([['p', asked], ['p', asked]]);
    expect(host.newRefundId).toHaveBeenCalledTimes(1);
    expect(payments.take).not.toHaveBeenCalled();
  });
});
