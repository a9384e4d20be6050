import { describe, expect, it, vi } from 'vitest';
import type { AskedPayment, PaymentView } from '../bindings';
import { viewOf } from '../host/fake/samples';
import type { Host } from '../host/host';
import { Payments } from './payments.svelte';
import { Starter } from './starter.svelte';

const asked: AskedPayment = {
  payment_id: 'p',
  amount: '12500',
  account: 'paygate',
  method: 'push',
  phone: '90112233',
  network: 'tg-tmoney',
  note: null,
  customer: {},
  remember: false,
  retry_of: null,
  accept_double: false,
  lines: [],
};
const pending = viewOf({ payment_id: 'p', created_at: '2026-11-21T14:32:00Z' });
const ask = (): Promise<AskedPayment> => Promise.resolve(asked);

function desk(startPayment: () => Promise<PaymentView>, payment: () => Promise<PaymentView> = () => Promise.reject(new Error())) {
  const host = { startPayment: vi.fn(startPayment), payment: vi.fn(payment) };
  const payments = new Payments(host as unknown as Host, [], false);
  const show = vi.fn();
  return { host, payments, show, starter: new Starter(host as unknown as Host, payments, show) };
}

describe('a double press', () => {
  it('starts one payment', async () => {
    const { host, show, starter } = desk(() => Promise.resolve(pending));
    const both = await Promise.all([starter.start(ask), starter.start(ask)]);
    expect(both).toEqual([true, false]);
    expect(host.startPayment).toHaveBeenCalledTimes(1);
    expect(show).toHaveBeenCalledTimes(1);
    expect(starter.busy).toBe(false);
    expect(starter.askedOf('p')).toEqual(asked);
  });
});

describe('a start', () => {
  it('shows the payment as soon as it is on disk', async () => {
    let end: (view: PaymentView) => void = () => {};
    const { payments, show, starter } = desk(() => new Promise((done) => (end = done)));
    const started = starter.start(ask);
    await vi.waitFor(() => expect(starter.askedOf('p')).toBeDefined());
    expect(show).not.toHaveBeenCalled();
    payments.take({ ...pending, state: 'recorded' }, true);
    expect(show).toHaveBeenCalledWith('p');
    expect(starter.busy).toBe(false);
    end(pending);
    expect(await started).toBe(true);
    expect(show).toHaveBeenCalledTimes(1);
  });

  it('that is refused says why and can be repeated', async () => {
    const refusal = { code: 'key_missing', data: { account: 'paygate' }, money_at_risk: 'no', reference: null };
    const { show, starter } = desk(() => Promise.reject(refusal));
    expect(await starter.start(ask)).toBe(false);
    expect(starter.error).toEqual(refusal);
    expect(starter.busy).toBe(false);
    expect(show).not.toHaveBeenCalled();
  });

  it('that broke after the payment was recorded shows the payment, not the error', async () => {
    const { show, starter, payments } = desk(
      () => Promise.reject({ code: 'ledger_failed' }),
      () => Promise.resolve({ ...pending, state: 'create_unknown' }),
    );
    expect(await starter.start(ask)).toBe(true);
    expect(show).toHaveBeenCalledWith('p');
    expect(starter.error).toBeNull();
    expect(payments.get('p')?.state).toBe('create_unknown');
  });

  it('that is answered after the ledger changed shows nothing there, and holds nothing up', async () => {
    let end: (view: PaymentView) => void = () => {};
    const { payments, show, starter } = desk(() => new Promise((done) => (end = done)));
    const started = starter.start(ask);
    await vi.waitFor(() => expect(starter.askedOf('p')).toBeDefined());
    payments.forget([], true);
    starter.forget();
    expect(starter.busy).toBe(false);
    end(pending);
    expect(await started).toBe(false);
    expect(show).not.toHaveBeenCalled();
    expect(payments.all).toEqual([]);
    expect(starter.error).toBeNull();
  });

  it('that breaks after the ledger changed is not said there', async () => {
    let end: (thrown: unknown) => void = () => {};
    const { starter, payments } = desk(() => new Promise((_, broke) => (end = broke)));
    const started = starter.start(ask);
    await vi.waitFor(() => expect(starter.askedOf('p')).toBeDefined());
    payments.forget([], true);
    starter.forget();
    end({ code: 'key_missing' });
    expect(await started).toBe(false);
    expect(starter.error).toBeNull();
  });

  it('turns whatever was thrown into an error that has words', async () => {
    const { starter } = desk(() => Promise.reject(new Error('channel closed')));
    await starter.start(ask);
    expect(starter.error?.code).toBe('unexpected');
  });
});
