import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PaymentState, PaymentView } from '../bindings';
import { viewOf } from '../host/fake/samples';
import { Alarms } from './alarms.svelte';

const view = (state: PaymentState): PaymentView => viewOf({ payment_id: 'p', created_at: '2026-11-21T14:32:00Z', state });

describe('an end that comes', () => {
  const play = vi.fn();
  let shown = false;
  let alarms: Alarms;
  beforeEach(() => {
    vi.useFakeTimers();
    play.mockClear();
    shown = false;
    alarms = new Alarms(play, () => shown);
  });
  afterEach(() => {
    alarms.hush();
    vi.useRealTimers();
  });

  it('late, elsewhere, interrupts with its own sound until it is answered', () => {
    alarms.hear({ before: view('cancel_requested'), now: view('late_paid'), told: true });
    expect(play.mock.calls).toEqual([['late']]);
    expect(alarms.late.map((one) => one.payment_id)).toEqual(['p']);
    alarms.answer('p');
    expect(alarms.late).toEqual([]);
  });

  it('on screen only sounds', () => {
    shown = true;
    alarms.hear({ before: view('pending'), now: view('paid'), told: true });
    expect(play.mock.calls).toEqual([['paid']]);
    expect(alarms.notices).toEqual([]);
  });

  it('elsewhere leaves a notice, once', () => {
    alarms.hear({ before: view('pending'), now: view('paid'), told: true });
    expect(alarms.notices.map((one) => one.state)).toEqual(['paid']);
    play.mockClear();
    alarms.hear({ before: view('paid'), now: view('paid'), told: true });
    expect(play).not.toHaveBeenCalled();
  });

  it('leaves its notice beside those of others, the oldest first, until it is answered', () => {
    const other = { ...view('expired'), payment_id: 'q' };
    alarms.hear({ before: view('pending'), now: view('declined'), told: true });
    alarms.hear({ before: { ...other, state: 'pending' }, now: other, told: true });
    expect(alarms.notices.map((one) => [one.payment_id, one.state])).toEqual([
      ['p', 'declined'],
      ['q', 'expired'],
    ]);
    alarms.answer('p');
    expect(alarms.notices.map((one) => one.payment_id)).toEqual(['q']);
    alarms.forget();
    expect(alarms.notices).toEqual([]);
  });

  it('is no news when a list is read', () => {
    alarms.hear({ before: null, now: view('late_paid'), told: false });
    expect(alarms.late).toEqual([]);
    expect(play).not.toHaveBeenCalled();
  });

  it('unsure is said again every ten seconds until a key', () => {
    shown = true;
    alarms.hear({ before: view('sending'), now: view('create_unknown'), told: true });
    vi.advanceTimersByTime(20_000);
    expect(play).toHaveBeenCalledTimes(3);
    alarms.hush();
    vi.advanceTimersByTime(20_000);
    expect(play).toHaveBeenCalledTimes(3);
  });

  it('settled meanwhile takes its alarm away', () => {
    alarms.hear({ before: view('expired'), now: view('late_paid'), told: true });
    shown = true;
    alarms.hear({ before: view('late_paid'), now: view('paid'), told: false });
    expect(alarms.late).toEqual([]);
  });

  it('that the disk does not take is told again when the gateway says another thing', () => {
    const inHand = (said: string): PaymentView => ({
      ...view('pending'),
      unwritten: { code: 'reply_unwritten', data: { said }, money_at_risk: 'unknown', reference: null },
    });
    const [pending, paid] = [inHand('pending'), inHand('paid')];
    alarms.hear({ before: view('sending'), now: pending, told: true });
    alarms.note(pending);
    expect(alarms.isNoted(pending)).toBe(true);
    alarms.hear({ before: pending, now: paid, told: true });
    expect(alarms.isNoted(paid)).toBe(false);
    expect(play.mock.calls).toEqual([['unsure'], ['unsure']]);
    alarms.note(paid);
    alarms.hear({ before: paid, now: view('paid'), told: true });
    expect(alarms.isNoted(paid)).toBe(false);
  });

  it('of another ledger is forgotten', () => {
    alarms.hear({ before: view('expired'), now: view('late_paid'), told: true });
    alarms.forget();
    expect(alarms.late).toEqual([]);
  });
});
