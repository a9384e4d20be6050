import { describe, expect, it, vi } from 'vitest';
import type { AccountView } from '../bindings';
import { accountAt } from '../host/fake/gateways';
import { readNumber } from '../host/fake/phone';
import type { Host } from '../host/host';
import { CustomerDesk } from '../screens/charge/customer.svelte';
import { Draft } from './draft.svelte';
import { nearest } from './multiple';

const cinetpay = accountAt('cinetpay', 'cinetpay');
const xpaye = accountAt('paiement-pro', 'xpaye');
const KNOWN = { email: 'akouvi@example.com', first_name: 'Akouvi', last_name: 'Mensah' };

function typed(account: AccountView, amount: string, phone = ''): Draft {
  const draft = new Draft();
  for (const digit of amount) draft.type(digit, account);
  draft.target = 'phone';
  for (const digit of phone) draft.type(digit, account);
  if (phone !== '') draft.read(phone, readNumber(phone, account));
  return draft;
}

describe('an amount that must be a multiple', () => {
  it('has the two nearest beside it, and is never rounded', () => {
    expect(nearest(12501, 5)).toEqual([12500, 12505]);
    expect(nearest(12500, 5)).toEqual([]);
    expect(nearest(3, 5)).toEqual([5]);
    expect(nearest(999_999_998, 5)).toEqual([999_999_995]);
    expect(nearest(12501, 1)).toEqual([]);
    expect(nearest(null, 5)).toEqual([]);
  });

  it('is missing until the cashier chose it', () => {
    const draft = typed(cinetpay, '12501');
    expect(draft.missing(cinetpay)).toEqual({ what: 'multiple' });
    expect(draft.digits).toBe('12501');
    draft.digits = '12505';
    expect(draft.missing(cinetpay)).toBeNull();
  });
});

describe('what a gateway demands of the customer', () => {
  it('is missing one thing at a time, the number first', () => {
    const draft = typed(xpaye, '12500');
    expect(draft.missing(xpaye)).toEqual({ what: 'phone' });
    const whole = typed(xpaye, '12500', '0701020304');
    expect(whole.missing(xpaye)).toEqual({ what: 'particular', field: 'email' });
    whole.customer.email = 'akouvi';
    expect(whole.missing(xpaye)).toEqual({ what: 'particular', field: 'email' });
    whole.customer = { ...KNOWN, last_name: ' ' };
    expect(whole.missing(xpaye)).toEqual({ what: 'particular', field: 'last_name' });
    whole.customer = { ...KNOWN };
    expect(whole.missing(xpaye)).toBeNull();
  });

  it('is told to that gateway only, and remembered only where the customer wishes', () => {
    const draft = typed(xpaye, '12500', '0701020304');
    draft.customer = { ...KNOWN, first_name: ' Akouvi ' };
    expect(draft.asked(xpaye, 'p', String)).toMatchObject({ customer: KNOWN, remember: false });
    draft.remember = true;
    expect(draft.asked(xpaye, 'p', String).remember).toBe(true);
    expect(draft.asked(cinetpay, 'p', String)).toMatchObject({ customer: {}, remember: false });
    draft.reset();
    expect(draft).toMatchObject({ customer: {}, remember: false });
  });
});

describe('a customer who is remembered', () => {
  const host = (known: Record<string, string>) => ({
    recallCustomer: vi.fn(() => Promise.resolve(known)),
    forgetCustomer: vi.fn(() => Promise.resolve(true)),
  });

  it('fills what is empty, and takes it back with another number', async () => {
    const draft = typed(xpaye, '12500', '0701020304');
    draft.customer.email = 'other@example.com';
    const behind = host(KNOWN);
    const desk = new CustomerDesk(behind as unknown as Host, draft);
    await desk.recall(xpaye);
    await desk.recall(xpaye);
    expect(behind.recallCustomer).toHaveBeenCalledTimes(1);
    expect(draft.customer).toEqual({ ...KNOWN, email: 'other@example.com' });
    expect(desk.isUnchanged).toBe(false);
    draft.erase();
    await desk.recall(xpaye);
    expect(draft.customer).toEqual({ email: 'other@example.com' });
    expect(desk.recalled).toBeNull();
  });

  it('is forgotten, while this payment is still told', async () => {
    const draft = typed(xpaye, '12500', '0701020304');
    const behind = host(KNOWN);
    const desk = new CustomerDesk(behind as unknown as Host, draft);
    await desk.recall(xpaye);
    expect(desk.isUnchanged).toBe(true);
    await desk.forget();
    expect(behind.forgetCustomer).toHaveBeenCalledWith('0701020304');
    expect([desk.recalled, desk.forgotten]).toEqual([null, true]);
    expect(draft.customer).toEqual(KNOWN);
  });
});

describe('the account of a sale', () => {
  it('is the cashier’s choice, else where the sale is sent, else the first', () => {
    const draft = new Draft();
    const all = [xpaye, cinetpay];
    expect(draft.account(all)).toBe(xpaye);
    draft.routed = 'cinetpay';
    expect(draft.account(all)).toBe(cinetpay);
    draft.accountName = 'xpaye';
    expect(draft.account(all)).toBe(xpaye);
    // The next sale is sent anew.
    draft.reset();
    expect(draft.account(all)).toBe(cinetpay);
  });
});
