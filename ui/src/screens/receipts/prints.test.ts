import { describe, expect, it } from 'vitest';
import type { PrintLine } from '../../bindings';
import type { Host } from '../../host/host';
import { isDuplicate, PrintDesk, said } from './prints.svelte';

function line(outcome: PrintLine['outcome'], more: Partial<PrintLine> = {}): PrintLine {
  return { printer: 'Caisse', copy: 0, begun_at: '2026-11-27T14:05:09Z', outcome, trouble: null, ...more };
}

describe('what is said of a paper', () => {
  it('tells an original from its duplicates', () => {
    expect(said(line('printed'), 'Africa/Lome').text).toBe('Imprimé sur Caisse à 14:05:09.');
    expect(said(line('printed', { copy: 2 }), 'Africa/Lome').text).toBe('Duplicata n° 2 imprimé sur Caisse à 14:05:09.');
  });

  it('says why a paper failed, and never that an unsure one did', () => {
    const failed = said(line('failed', { trouble: 'paper_out' }), 'Africa/Lome');
    expect(failed).toEqual({ text: 'Pas imprimé sur Caisse. L’imprimante n’a plus de papier.', tone: 'failed' });
    for (const outcome of ['unsure', 'under_way'] as const) expect(said(line(outcome), 'Africa/Lome').tone).toBe('unsure');
  });

  it('a paper that failed is in nobody’s hands', () => {
    expect(isDuplicate([])).toBe(false);
    expect(isDuplicate([line('failed')])).toBe(false);
    for (const outcome of ['printed', 'unsure', 'under_way'] as const) expect(isDuplicate([line(outcome)])).toBe(true);
  });
});

describe('printing', () => {
  const printers = [{ name: 'Caisse', target: 'tcp:a:9100', columns: 42, cuts: true, drawer: false, automatic: false }];

  it('prints once while it prints, and on the first printer', async () => {
    const asked: unknown[] = [];
    let done = (): void => {};
    const printReceipt = (...all: unknown[]): Promise<PrintLine> => {
      asked.push(all);
      return new Promise((resolve) => (done = () => resolve(line('printed'))));
    };
    const desk = new PrintDesk({ printers: () => Promise.resolve(printers), printReceipt } as unknown as Host);
    await desk.read();
    const first = desk.print('a');
    void desk.print('a');
    expect(desk.busy).toBe('Caisse');
    done();
    await first;
    expect(asked).toEqual([['a', 'Caisse']]);
    expect(desk.busy).toBeNull();
  });

  it('tells that the printers could not be read', async () => {
    const refused = { code: 'ledger_failed', data: {}, money_at_risk: 'unknown', reference: null };
    const desk = new PrintDesk({ printers: () => Promise.reject(refused) } as unknown as Host);
    await desk.read();
    expect(desk.error).toEqual(refused);
  });

  it('without a printer prints nothing', async () => {
    const desk = new PrintDesk({ printers: () => Promise.resolve([]) } as unknown as Host);
    await desk.read();
    await desk.print('a');
    expect(desk.error).toBeNull();
  });
});
