import { describe, expect, it, vi } from 'vitest';
import type { CashierView } from '../../bindings';
import { LockDesk } from './lock.svelte';

function cashier(name: string): CashierView {
  return { cashier_id: `id-${name}`, name, rights: ['sell'], active: true };
}

function desk(names: string[], answer: () => Promise<void> = () => Promise.resolve()) {
  const takeTill = vi.fn(answer);
  return { takeTill, desk: new LockDesk({ cashiers: names.map(cashier), takeTill }) };
}

describe('who takes the till', () => {
  it('is chosen by one digit, the owner by 0, and a tenth cashier by touch', () => {
    const names = ['Awa', 'Kofi', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const { desk: one } = desk(names);
    expect(one.people.map(({ digit }) => digit)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0']);
    one.chooseDigit('2');
    expect(one.chosen?.name).toBe('Kofi');
    // From now on digits are the PIN's.
    one.chooseDigit('1');
    expect(one.chosen?.name).toBe('Kofi');
    one.back();
    one.chooseDigit('0');
    expect([one.chosen?.id, one.chosen?.name]).toEqual([null, 'Responsable']);
    one.back();
    one.chooseDigit('7');
    expect(desk(['Awa']).desk.people.length).toBe(2);
  });

  it('hands the PIN over once and forgets it, also where it was wrong', async () => {
    const { desk: one, takeTill } = desk(['Awa'], () => Promise.reject({ code: 'pin_wrong', data: {} }));
    one.chooseDigit('1');
    for (const digit of '482') one.type(digit);
    expect(one.missing).toBe(true);
    await one.take();
    expect(takeTill).not.toHaveBeenCalled();
    one.type('7');
    one.erase();
    one.type('6');
    await Promise.all([one.take(), one.take()]);
    expect(takeTill.mock.calls).toEqual([['id-Awa', '4826']]);
    expect([one.pin, one.error?.code, one.chosen?.name]).toEqual(['', 'pin_wrong', 'Awa']);
  });

  it('types no more digits than a PIN has', () => {
    const { desk: one } = desk(['Awa']);
    one.chooseDigit('1');
    for (let at = 0; at < 20; at += 1) one.type('4');
    expect(one.pin).toBe('4'.repeat(12));
  });
});
