import { describe, expect, it, vi } from 'vitest';
import type { AskedTender, TenderView } from '../../bindings';
import type { Host } from '../../host/host';
import { viewOf } from '../../host/fake/samples';
import { mayStillBePaid, owedOf, TenderForm, type Owed } from './tender.svelte';

const OWED: Owed = { minor: 12500, currency: 'XOF', training: false, lines: [], note: 'Table 4', of: null };
const noted = { tender_id: 't', number: 'E000001', prints: [] as TenderView['prints'] } as TenderView;

function form(owed: Owed, answer: (asked: AskedTender) => Promise<TenderView> = () => Promise.resolve(noted)): [TenderForm, ReturnType<typeof vi.fn>] {
  const tenderSale = vi.fn(answer);
  return [new TenderForm({ newTenderId: () => Promise.resolve('t'), tenderSale } as unknown as Host, owed), tenderSale];
}

describe('a sale settled without a gateway', () => {
  it('takes cash at once, and repeats one name', async () => {
    const [cash, sent] = form(OWED);
    expect(cash.missing).toBeNull();
    expect(await cash.note()).toBe(true);
    expect(sent).toHaveBeenCalledWith(expect.objectContaining({ tender_id: 't', of: null, amount: '12500', by: 'cash', note: 'Table 4', pin: null }));
    expect(cash.done?.number).toBe('E000001');
  });

  it('demands the number and the owner of what came in elsewhere, but no owner in training', () => {
    const [elsewhere] = form(OWED);
    elsewhere.by = 'operator';
    expect(elsewhere.missing).toBe('reference');
    elsewhere.reference = 'OP 8812';
    expect(elsewhere.missing).toBe('pin');
    elsewhere.pin = '4826';
    expect(elsewhere.missing).toBeNull();
    const [training] = form({ ...OWED, training: true });
    training.by = 'operator';
    training.reference = 'OP 8812';
    expect(training.missing).toBeNull();
  });

  it('says first that the customer can still pay, also where only the program knows it', async () => {
    const pending = viewOf({ created_at: '2026-11-21T14:30:00Z', state: 'pending' });
    const [open] = form(owedOf(pending));
    expect(open.missing).toBe('agree');
    expect(await open.note()).toBe(false);
    open.agreed = true;
    expect(open.missing).toBeNull();
    const [refused] = form(owedOf({ ...pending, state: 'declined' }), () => Promise.reject({ code: 'earlier_payment_alive', data: {} }));
    expect(refused.missing).toBeNull();
    expect(await refused.note()).toBe(false);
    expect(refused.missing).toBe('agree');
  });

  it('knows which states may still bring money', () => {
    const may = (state: Parameters<typeof viewOf>[0]['state']): boolean => mayStillBePaid(viewOf({ created_at: '2026-11-21T14:30:00Z', ...(state ? { state } : {}) }));
    expect((['pending', 'held', 'unresolved', 'cancel_requested'] as const).map(may)).toEqual([true, true, true, true]);
    expect((['declined', 'expired', 'abandoned_unsent', 'resolved_unpaid'] as const).map(may)).toEqual([false, false, false, false]);
  });
});
