import { describe, expect, it, vi } from 'vitest';
import type { CommandError } from '../bindings';
import { viewOf } from '../host/fake/samples';
import type { Host } from '../host/host';
import { Payments } from './payments.svelte';
import { Startup } from './startup.svelte';

const left = ['a', 'b'].map((id) => viewOf({ payment_id: id, created_at: '2026-11-21T14:32:00Z' }));

function startup(askPayment: (id: string) => Promise<unknown>, clock: CommandError | null = null): Startup {
  const host = { askPayment } as unknown as Host;
  return new Startup(host, new Payments(host, left, false), left, clock);
}

describe('questions at the start that are not carried out', () => {
  const locked = (id: string) => Promise.reject({ code: id === 'a' ? 'keychain_unavailable' : 'gateway_silent' });

  it('are said once: the first of them', async () => {
    const start = startup(locked);
    const opens = vi.fn();
    start.ask(opens);
    await vi.waitFor(() => expect(opens).toHaveBeenCalledTimes(1));
    expect(start.done).toBe(2);
    expect(start.error?.code).toBe('keychain_unavailable');
  });

  it('wait until somebody has read that the clock is wrong', async () => {
    const start = startup(locked, { code: 'clock_wrong', data: {}, money_at_risk: 'no', reference: null });
    start.ask(() => {});
    await vi.waitFor(() => expect(start.done).toBe(2));
    expect(start.error?.code).toBe('clock_wrong');
    start.read();
    expect(start.error?.code).toBe('keychain_unavailable');
    start.read();
    expect(start.error).toBeNull();
  });

  it('are not said again once they were read, nor over another ledger', async () => {
    const answers: (() => void)[] = [];
    const start = startup((id) => new Promise((_, broke) => answers.push(() => broke({ code: id }))));
    start.ask(() => {});
    answers[0]?.();
    await vi.waitFor(() => expect(start.error?.code).toBe('a'));
    start.read();
    answers[1]?.();
    await vi.waitFor(() => expect(start.done).toBe(2));
    expect(start.error).toBeNull();

    const other = startup(locked);
    other.ask(() => {});
    other.forget();
    await vi.waitFor(() => expect(other.done).toBe(2));
    expect(other.error).toBeNull();
  });
});
