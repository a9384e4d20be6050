import { describe, expect, it, vi } from 'vitest';
import fr from '$words/fr.json';
import type { Noticed } from '../../bindings';
import { viewOf } from '../../host/fake/samples';
import type { Till } from '../../state/till';
import { resultWords } from './paste.svelte';
import { decisionsFor, SettleForm } from './settle.svelte';

const view = viewOf({ payment_id: 'p', created_at: '2026-11-21T14:32:00Z', gateway: 'paiement-pro', method: 'page' });

function form(answer: () => Promise<unknown>, environment: 'live' | 'training' = 'live', spares = false) {
  const host = { settlePayment: vi.fn(answer) };
  const payments = { take: vi.fn() };
  return { host, payments, form: new SettleForm({ host, payments, session: { spares: () => spares } } as unknown as Till, { ...view, environment }) };
}

describe('a settlement by hand', () => {
  it('needs no PIN of the owner’s from a cashier who may settle alone', async () => {
    const { form: one, host } = form(() => Promise.resolve(view), 'live', true);
    one.decision = 'unpaid';
    one.why = 'Vu dans l’espace marchand';
    expect([one.needsPin, one.missing]).toEqual([false, null]);
    await one.settle();
    expect(host.settlePayment).toHaveBeenCalledWith('p', expect.objectContaining({ pin: null }));
  });

  it('needs a decision, a reason, the operator’s number of what is paid, and the PIN', () => {
    const { form: one } = form(() => Promise.resolve(view));
    expect(one.missing).toBe('decision');
    one.decision = 'paid';
    expect(one.missing).toBe('why');
    one.why = 'Vu dans l’espace marchand';
    expect(one.missing).toBe('reference');
    one.decision = 'unpaid';
    expect(one.missing).toBe('pin');
    one.pin = '4826';
    expect(one.missing).toBeNull();
  });

  it('needs no PIN in training', async () => {
    const { form: one, host } = form(() => Promise.resolve(view), 'training');
    one.decision = 'refunded';
    one.why = 'Rendu';
    expect(await one.settle()).toBe(true);
    expect(host.settlePayment).toHaveBeenCalledWith('p', { decision: 'refunded', why: 'Rendu', operator_reference: null, pin: null });
  });

  it('that is refused says at which field, keeps what was typed but the PIN, and changes nothing', async () => {
    const { form: one, payments } = form(() => Promise.reject({ code: 'pin_wrong', data: {} }));
    Object.assign(one, { decision: 'paid', why: 'Vu', reference: 'MP1', pin: '1111' });
    expect(await one.settle()).toBe(false);
    expect([one.wrong, one.pin, one.why]).toEqual(['pin', '', 'Vu']);
    expect(payments.take).not.toHaveBeenCalled();
  });

  it('cannot pay a sale twice', () => {
    expect(decisionsFor({ state: 'late_paid', reason: 'paid_twice' })).toEqual(['refunded']);
    expect(decisionsFor({ state: 'held', reason: 'amount_differs' })).toContain('paid');
  });
});

describe('what a notification came to', () => {
  const words = (more: Partial<Noticed>): string[] =>
    resultWords({ payment: view, asked: false, judged: false, difference: null, ...more });

  it('is said in words for each outcome', () => {
    const firsts = [
      words({ judged: true }),
      words({ judged: true, difference: 'secret_differs' }),
      words({ asked: true }),
      words({}),
    ].map(([first]) => first);
    expect(new Set(firsts).size).toBe(4);
    expect(words({ judged: true, difference: 'secret_differs' })).toContain(fr.reasons.secret_differs);
    expect(words({ judged: true }).at(-1)).toContain(fr.states.pending.word);
  });
});
