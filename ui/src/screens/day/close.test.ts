import { beforeEach, describe, expect, it } from 'vitest';
import { FakeHost } from '../../host/fake';
import { ClosingForm } from './close.svelte';

let host: FakeHost;

beforeEach(() => {
  host = new FakeHost({ payments: 3, pin: '4826', open: ['pending', 'held'] });
});

async function asked(): Promise<ClosingForm> {
  const form = new ClosingForm(host, false);
  await form.ask();
  return form;
}

describe('a closing', () => {
  it('wants a word for each payment without an end, and the PIN', async () => {
    const form = await asked();
    expect(form.left).toHaveLength(2);
    expect(form.missing).toBe('word');
    for (const { reference } of form.left ?? []) form.words[reference] = 'revient demain';
    expect(form.missing).toBe('pin');
    form.float = '20000';
    expect(form.missing).toBe('counted');
    form.counted = '19500';
    form.pin = '4826';
    expect(form.missing).toBeNull();
    expect(await form.close()).toBe(true);
    expect(form.closed?.left).toBe(2);
    expect(form.pin).toBe('');
  });

  it('is made once, however often the key is pressed', async () => {
    host = new FakeHost({ payments: 3, pin: '4826' });
    const form = await asked();
    form.pin = '4826';
    await Promise.all([form.close(), form.close()]);
    expect(await host.closings()).toHaveLength(1);
  });

  it('says that a PIN is wrong at its field, and closes nothing', async () => {
    host = new FakeHost({ payments: 3, pin: '4826' });
    const form = await asked();
    form.pin = '1357';
    expect(await form.close()).toBe(false);
    expect(form.pinWords).not.toBe('');
    expect(await host.closings()).toHaveLength(0);
  });
});
