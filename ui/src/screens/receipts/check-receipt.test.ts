import { describe, expect, it } from 'vitest';
import type { ReceiptCheck } from '../../bindings';
import type { Host } from '../../host/host';
import { CheckDesk, verdictOf } from './check-receipt.svelte';

const stamp = { number: 'ADJ-1-2026-000482', amount_minor: 11000, currency: 'XOF', copy: 0 };
const found: ReceiptCheck['found'] = {
  payment_id: 'a',
  is_refund: false,
  tendered_by: null,
  number: stamp.number,
  amount_minor: 11000,
  currency: 'XOF',
  issued_at: '2026-11-21T14:05:09Z',
  environment: 'live',
  refunded_minor: 0,
  prints: [],
};
const genuine: ReceiptCheck = { authenticity: 'genuine', stamp, found };

describe('what a paper is worth', () => {
  it('is green only where the till has the same receipt, and it is worth something', () => {
    expect(verdictOf(genuine).tone).toBe('paid');
    expect(verdictOf({ ...genuine, authenticity: 'duplicate' }).tone).toBe('unsure');
    expect(verdictOf({ ...genuine, authenticity: 'altered' }).tone).toBe('refused');
    expect(verdictOf({ ...genuine, authenticity: 'unknown', found: null }).tone).toBe('unsure');
    for (const environment of ['test', 'training'] as const) {
      expect(verdictOf({ ...genuine, found: { ...found, environment } })).toMatchObject({ word: 'Sans valeur', tone: 'unsure' });
    }
  });

  it('says loudest that its money went back', () => {
    const back = (refunded_minor: number): ReturnType<typeof verdictOf> => verdictOf({ ...genuine, found: { ...found, refunded_minor } });
    expect(back(11000)).toMatchObject({ word: 'Déjà remboursé', tone: 'unsure' });
    expect(back(500)).toMatchObject({ word: 'Remboursé en partie', tone: 'unsure' });
    const paper = verdictOf({ ...genuine, found: { ...found, is_refund: true, refunded_minor: 500 } });
    expect(paper).toMatchObject({ word: 'Authentique', says: 'C’est un reçu de remboursement de cette caisse.' });
  });

  it('says of an altered paper what stands on it', () => {
    const altered = verdictOf({ ...genuine, authenticity: 'altered', stamp: { ...stamp, amount_minor: 91000 } });
    expect(altered.says).toContain('91\u202f000');
  });
});

describe('the box', () => {
  it('shows the answer to the last scan only, and keeps no verdict while it asks', async () => {
    const answers: ((check: ReceiptCheck) => void)[] = [];
    const checkReceipt = (): Promise<ReceiptCheck> => new Promise((resolve) => answers.push(resolve));
    const desk = new CheckDesk({ checkReceipt } satisfies Pick<Host, 'checkReceipt'>);
    desk.text = 'first';
    const first = desk.read();
    expect(desk.text).toBe('');
    desk.text = 'second';
    const second = desk.read();
    answers[1]?.(genuine);
    await second;
    expect(desk.check).toBe(genuine);
    answers[0]?.({ ...genuine, authenticity: 'altered' });
    await first;
    expect(desk.check).toBe(genuine);
    expect(desk.busy).toBe(false);
    desk.text = 'third';
    void desk.read();
    expect(desk.check).toBeNull();
  });

  it('asks nothing about an empty field: a scanner may press Enter twice', async () => {
    const desk = new CheckDesk({ checkReceipt: () => Promise.reject(new Error('asked')) });
    desk.text = '  ';
    await desk.read();
    expect(desk.error).toBeNull();
  });
});
