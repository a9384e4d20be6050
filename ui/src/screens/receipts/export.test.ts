import { describe, expect, it } from 'vitest';
import type { ExportedFile, ExportProgress, PaymentFilter } from '../../bindings';
import type { Host } from '../../host/host';
import { ExportDesk } from './export.svelte';
import { ALL, filterOf } from './filter';

const FILTER: PaymentFilter = filterOf({ ...ALL, query: '500' }, 'Africa/Lome', Date.UTC(2026, 10, 26));
const FILE: ExportedFile = { path: '/tmp/a.csv', count: 3 };

/** A host whose export ends when it is told to. */
function host(): { host: Host; end: (file: ExportedFile | null) => void; tell: (progress: ExportProgress) => void; asked: unknown[] } {
  const asked: unknown[] = [];
  let end = (_file: ExportedFile | null): void => {};
  let tell = (_progress: ExportProgress): void => {};
  const made = {
    exportPayments: (...all: unknown[]) => {
      asked.push(all);
      return new Promise<ExportedFile | null>((resolve) => (end = resolve));
    },
    stopExport: () => {
      asked.push('stop');
      return Promise.resolve();
    },
    onExport: (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
  } as unknown as Host;
  return { host: made, end: (file) => end(file), tell: (progress) => tell(progress), asked };
}

describe('an export', () => {
  it('asks for what is filtered in the chosen format, and says where the file is', async () => {
    const { host: behind, end, tell, asked } = host();
    const desk = new ExportDesk(behind);
    desk.follow();
    desk.format = 'csv';
    const writing = desk.write(FILTER);
    expect([desk.phase, asked]).toEqual(['writing', [[FILTER, 'csv']]]);
    tell({ done: 1, total: 3 });
    expect(desk.progress).toEqual({ done: 1, total: 3 });
    end(FILE);
    await writing;
    expect([desk.phase, desk.file]).toEqual(['written', FILE]);
  });

  it('that is stopped has no file, and hears of no progress any more', async () => {
    const { host: behind, end, tell, asked } = host();
    const desk = new ExportDesk(behind);
    desk.follow();
    const writing = desk.write(FILTER);
    await desk.stop();
    await desk.stop();
    expect(asked.filter((one) => one === 'stop')).toHaveLength(1);
    end(null);
    await writing;
    tell({ done: 3, total: 3 });
    expect([desk.phase, desk.file, desk.progress]).toEqual(['stopped', null, null]);
  });

  it('that is refused can be tried again', async () => {
    const refused = { code: 'file_unwritable', data: { path: '/tmp' }, money_at_risk: 'no', reference: null };
    const desk = new ExportDesk({ exportPayments: () => Promise.reject(refused) } as unknown as Host);
    await desk.write(FILTER);
    expect([desk.phase, desk.error?.code]).toEqual(['choosing', 'file_unwritable']);
  });
});
