import { describe, expect, it } from 'vitest';
import type { Host } from '../../host/host';
import { Sharing } from './sharing.svelte';

const refused = { code: 'browser_missing', data: {}, money_at_risk: 'no', reference: null };

function sharing(more: Partial<Host> = {}): Sharing {
  const host = {
    receiptMessage: () => Promise.resolve('TOTAL 12 500 F CFA'),
    shareCode: () => Promise.resolve(null),
    ...more,
  };
  return new Sharing(host as unknown as Host, 'a');
}

describe('sharing a receipt', () => {
  it('shows what the customer gets, also where it is too long for a code', async () => {
    const one = sharing();
    await one.read();
    expect([one.text, one.code, one.said, one.error]).toEqual(['TOTAL 12 500 F CFA', null, '', null]);
  });

  it('says that a program opens, and never that anything was sent', async () => {
    const asked: unknown[] = [];
    const one = sharing({ shareReceipt: (...all) => Promise.resolve(void asked.push(all)) });
    await one.open('whatsapp');
    expect(asked).toEqual([['a', 'whatsapp']]);
    expect(one.said).toBe('WhatsApp s’ouvre sur ce PC\u00a0: c’est à vous d’envoyer.');
  });

  it('says where a file was kept, and what kept it from being so', async () => {
    const one = sharing({ savePaper: (_id, _refund, document) => Promise.resolve(`/d/1.${document}`) });
    await one.save('png');
    expect(one.said).toBe('Gardé ici\u00a0: /d/1.png');
    const other = sharing({ savePaper: () => Promise.reject(refused) });
    await other.save('pdf');
    expect([other.said, other.error]).toEqual(['', refused]);
  });
});
