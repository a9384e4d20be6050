import { describe, expect, it, vi } from 'vitest';
import type { Host } from '../host/host';
import { AskOwner } from './ask-owner.svelte';

const REFUSED = { code: 'right_needed', data: { cashier: 'Awa', right: 'export' } };

function asking(refusals: unknown[]) {
  const stopExport = vi.fn(() => (refusals.length > 0 ? Promise.reject(refusals.shift()) : Promise.resolve()));
  const allowOnce = vi.fn((_right: string, pin: string) => (pin === '4826' ? Promise.resolve() : Promise.reject({ code: 'pin_wrong', data: {} })));
  const onlocked = vi.fn();
  const owner = new AskOwner({ stopExport, allowOnce, onPayment: () => () => undefined } as unknown as Host, onlocked);
  return { owner, stopExport, allowOnce, onlocked };
}

async function wanted(owner: AskOwner): Promise<void> {
  await vi.waitFor(() => expect(owner.wanted).not.toBeNull());
}

describe('the owner lets an act through', () => {
  it('in place, and it is done after all', async () => {
    const { owner, stopExport, allowOnce } = asking([REFUSED]);
    const done = owner.guarded.stopExport();
    await wanted(owner);
    expect([owner.wanted?.cashier, owner.wanted?.right]).toEqual(['Awa', 'export']);
    await expect(owner.allow('1357')).rejects.toMatchObject({ code: 'pin_wrong' });
    expect(owner.wanted).not.toBeNull();
    await owner.allow('4826');
    await done;
    expect([allowOnce.mock.calls.length, stopExport.mock.calls.length, owner.wanted]).toEqual([2, 2, null]);
  });

  it('or not, and whoever wanted it is told why', async () => {
    const { owner, stopExport } = asking([REFUSED]);
    const done = owner.guarded.stopExport();
    await wanted(owner);
    owner.leave();
    await expect(done).rejects.toBe(REFUSED);
    expect(stopExport).toHaveBeenCalledTimes(1);
  });

  it('and is asked for nothing else', async () => {
    const other = { code: 'file_unwritable', data: {} };
    const { owner, onlocked } = asking([other, { code: 'till_locked', data: {} }]);
    await expect(owner.guarded.stopExport()).rejects.toBe(other);
    expect([owner.wanted, onlocked.mock.calls.length]).toEqual([null, 0]);
    await expect(owner.guarded.stopExport()).rejects.toMatchObject({ code: 'till_locked' });
    expect(onlocked).toHaveBeenCalledTimes(1);
    expect(typeof owner.guarded.onPayment(() => undefined)).toBe('function');
  });
});
