import { describe, expect, it } from 'vitest';
import type { Printer, Queue } from '../../bindings';
import type { Host } from '../../host/host';
import { Clock } from '../../state/clock.svelte';
import { PrintersDesk, whereIs } from './printers.svelte';

function desk(queues: Queue[], kept: Printer[] = []): PrintersDesk {
  const host = {
    queues: () => Promise.resolve(queues),
    printers: () => Promise.resolve(kept),
    setPrinter: (printer: Printer) => Promise.resolve(kept.push(printer)),
  };
  return new PrintersDesk(host as unknown as Host, new Clock(() => 0));
}

function queue(name: string, first = false): Queue {
  return { name, default: first, pages: true, trouble: null };
}

describe('a printer of the system', () => {
  it('is the default, or the only one, and otherwise nobody has chosen', async () => {
    for (const [queues, chosen] of [
      [[queue('Bureau'), queue('Caisse', true)], 'Caisse'],
      [[queue('Bureau')], 'Bureau'],
      [[queue('Bureau'), queue('Caisse')], ''],
      [[], ''],
    ] as const) {
      const printers = desk([...queues]);
      await printers.look();
      expect(printers.draft.queue).toBe(chosen);
    }
  });

  it('stays chosen as long as the system has it', async () => {
    const queues = [queue('Bureau'), queue('Caisse', true)];
    const printers = desk(queues);
    printers.draft.queue = 'Bureau';
    await printers.look();
    expect(printers.draft.queue).toBe('Bureau');
    queues.shift();
    await printers.look();
    expect(printers.draft.queue).toBe('Caisse');
  });

  it('is kept under its own name in the system, whatever was typed as an address', async () => {
    const kept: Printer[] = [];
    const printers = desk([queue('EPSON TM')], kept);
    printers.begin();
    printers.draft.name = ' Caisse ';
    printers.draft.place = '192.168.1.50';
    printers.choose('queue');
    expect(printers.missing).toBe('queue');
    await printers.save();
    expect(kept).toEqual([]);
    await printers.look();
    await expect.poll(() => printers.missing).toBe(null);
    await printers.save();
    expect(kept.map(({ name, target }) => [name, target])).toEqual([['Caisse', 'queue:EPSON TM']]);
  });

  it('takes pages where it can, and then neither cuts nor opens a drawer', async () => {
    const queues = [queue('HP: étage', true), { ...queue('Vieille'), pages: false }];
    const kept: Printer[] = [];
    const printers = desk(queues, kept);
    printers.begin();
    Object.assign(printers.draft, { name: 'Bureau', kind: 'queue', form: 'page', page: 'a5', drawer: true });
    expect(printers.isOffice).toBe(false);
    await printers.look();
    expect(printers.isOffice).toBe(true);
    await printers.save();
    Object.assign(printers.draft, { name: 'Caisse', queue: 'Vieille' });
    expect(printers.takesPages).toBe(false);
    await printers.save();
    expect(kept.map(({ target, cuts, drawer }) => [target, cuts, drawer])).toEqual([
      ['office:a5:HP: étage', false, false],
      ['queue:Vieille', true, true],
    ]);
    expect(kept.map(whereIs)).toEqual([
      { kind: 'queue', place: 'HP: étage', page: 'a5' },
      { kind: 'queue', place: 'Vieille', page: null },
    ]);
  });
});
