import { describe, expect, it, vi } from 'vitest';
import type { CashierView } from '../../bindings';
import type { Till } from '../../state/till';
import { CashiersDesk } from './cashiers.svelte';

const AWA: CashierView = { cashier_id: 'a', name: 'Awa', rights: ['sell', 'reprint'], active: true };

function desk(isOwners: boolean, answer: () => Promise<unknown> = () => Promise.resolve({})) {
  const host = { addCashier: vi.fn(answer), changeCashier: vi.fn(answer) };
  const session = { isOwners, start: {}, take: vi.fn() };
  return { host, session, desk: new CashiersDesk({ host, session } as unknown as Till) };
}

describe('a cashier', () => {
  it('is added with a name, a PIN and the owner’s PIN, and has the usual rights', async () => {
    const { desk: one, host } = desk(false);
    one.open('new');
    expect([one.missing, one.rights]).toEqual(['name', ['sell', 'reprint']]);
    one.name = ' Awa ';
    expect(one.missing).toBe('pin');
    one.pin = '4826';
    expect(one.missing).toBe('owner');
    one.owner = '7318';
    one.turn('refund');
    one.turn('sell');
    await one.save();
    expect(host.addCashier).toHaveBeenCalledWith('Awa', ['reprint', 'refund'], '4826', '7318');
    expect([one.opened, one.owner, one.pin]).toEqual([null, '', '']);
  });

  it('is changed in what changed, without a PIN where the owner has the till', async () => {
    const { desk: one, host } = desk(true);
    one.open(AWA);
    expect(one.missing).toBeNull();
    one.name = 'Awa K.';
    one.turn('export');
    await one.save();
    expect(host.changeCashier.mock.calls).toEqual([
      ['a', { name: 'Awa K.' }, null],
      ['a', { rights: ['sell', 'reprint', 'export'] }, null],
    ]);
    one.open(AWA);
    await one.turnCashier(false);
    expect(host.changeCashier).toHaveBeenLastCalledWith('a', { active: false }, null);
  });

  it('that is refused says at which field, and the owner’s PIN is typed anew', async () => {
    const { desk: one, session } = desk(false, () => Promise.reject({ code: 'cashier_taken', data: { cashier: 'Awa' } }));
    one.open('new');
    [one.name, one.pin, one.owner] = ['awa', '4826', '7318'];
    await one.save();
    expect([one.wrong, one.opened, one.owner, one.name]).toEqual(['name', 'new', '', 'awa']);
    expect(session.take).not.toHaveBeenCalled();
  });
});
