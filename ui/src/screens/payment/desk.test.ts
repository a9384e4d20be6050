import { describe, expect, it, vi } from 'vitest';
import { viewOf } from '../../host/fake/samples';
import type { Till } from '../../state/till';
import type { Act } from './actions';
import { PaymentDesk } from './desk.svelte';

function waiting() {
  const view = viewOf({ payment_id: 'p', created_at: '2026-11-21T14:32:00Z', state: 'late_paid' });
  const host = { askPayment: vi.fn(() => new Promise(() => {})), acceptPayment: vi.fn(() => Promise.resolve(view)) };
  const [go, retry] = [vi.fn(), vi.fn()];
  const payments = { get: () => view, take: vi.fn() };
  const desk = new PaymentDesk({ host, payments, session: { go }, draft: { retry }, starter: { askedOf: () => undefined } } as unknown as Till, 'p');
  return { desk, host, go, retry };
}

describe('a question that gets no answer', () => {
  it('holds back nobody who goes elsewhere', async () => {
    for (const act of ['next', 'give-up', 'other-number'] satisfies Act[]) {
      const { desk, host, go } = waiting();
      void desk.act('ask');
      expect(desk.busy).toBe('ask');
      await desk.act(act);
      expect(go, act).toHaveBeenCalledWith({ at: 'charge' });
      void desk.act('ask');
      expect(host.askPayment).toHaveBeenCalledTimes(1);
    }
  });
});

describe('accepting', () => {
  it('asks first', async () => {
    const { desk, host } = waiting();
    await desk.act('accept');
    expect(desk.accepting).toBe(true);
    expect(host.acceptPayment).not.toHaveBeenCalled();
    await desk.accept();
    expect(desk.accepting).toBe(false);
    expect(host.acceptPayment).toHaveBeenCalledTimes(1);
  });
});

describe('what only the owner or a notification can settle', () => {
  it('opens its question first', async () => {
    const { desk } = waiting();
    await desk.act('settle');
    await desk.act('paste');
    expect([desk.settling, desk.pasting, desk.busy]).toEqual([true, true, null]);
  });
});
