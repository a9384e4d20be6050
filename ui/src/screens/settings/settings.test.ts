import { describe, expect, it, vi } from 'vitest';
import { accountAt, GATEWAYS } from '../../host/fake/gateways';
import type { Host } from '../../host/host';
import type { Till } from '../../state/till';
import { choicesOf, FirstsDesk } from './firsts.svelte';
import { AccountForm } from './form.svelte';
import { isFolded } from './gateway-words';
import { PinForm } from './pin.svelte';

function at(gateway: string): AccountForm {
  const facts = GATEWAYS.find((one) => one.gateway === gateway);
  if (!facts) throw new Error(gateway);
  const form = new AccountForm();
  form.choose(facts);
  return form;
}

describe('a new account', () => {
  it('needs a name, its keys, then its required fields', () => {
    const form = at('cinetpay');
    expect(form.missing).toBe('name');
    form.name = 'cinetpay';
    expect(form.missing).toBe('secret:apikey');
    form.secrets.apikey = 'k';
    expect(form.missing).toBe('field:site_id');
    form.fields.site_id = '445160';
    // The secret key is of use, not needed.
    expect(form.missing).toBeNull();
    expect(form.asked()).toMatchObject({ fields: { site_id: '445160' }, secrets: { apikey: 'k' }, pin: null, base_url: null });
    expect(form.asked().secrets).not.toHaveProperty('secret_key');
  });

  it('sends no mode that nobody chose: the private key tells it', () => {
    const form = at('paydunya');
    expect(form.asked().fields).toEqual({});
    form.fields.mode = 'test';
    form.fields.country = 'CI';
    expect(form.asked().fields).toEqual({ mode: 'test', country: 'CI' });
    expect(at('payplus').asked().fields).toEqual({ mode: 'live' });
  });

  it('needs the owner’s PIN for a page that shows the key', () => {
    const form = at('paygate-global');
    Object.assign(form, { name: 'a' });
    form.secrets.auth_token = 'k';
    expect(form.missing).toBeNull();
    form.fields.page = 'on';
    expect(form.missing).toBe('pin');
    form.pin = '4826';
    expect(form.asked().pin).toBe('4826');
  });

  it('leads to the field that was refused', () => {
    const form = at('paiement-pro');
    const wrong = (code: string, data: Record<string, string> = {}): string | null => {
      form.error = { code, data, money_at_risk: 'no', reference: null };
      return form.wrong;
    };
    expect(wrong('field_missing', { field: 'merchant_id' })).toBe('field:merchant_id');
    expect(wrong('field_invalid', { field: 'notify_url' })).toBe('field:notify_url');
    expect(wrong('pin_wrong')).toBe('pin');
    expect(wrong('mode_mismatch')).toBeNull();
    expect(wrong('keychain_unavailable')).toBeNull();
  });

  it('shows first what is required', () => {
    for (const { fields } of GATEWAYS) expect(fields.filter((field) => field.required && isFolded(field))).toEqual([]);
    const folded = GATEWAYS[0]?.fields.filter(isFolded).map(({ name }) => name);
    expect(folded).toEqual(['country', 'store_name', 'return_url', 'cancel_url', 'notify_url']);
  });
});

describe('the owner’s PIN', () => {
  function pin(isSet: boolean, answer: () => Promise<unknown>) {
    const host = { setOwnerPin: vi.fn(answer) };
    const session = { start: { owner_pin: isSet }, take: vi.fn() };
    return { host, form: new PinForm({ host, session } as unknown as Till) };
  }

  it('is typed twice alike, and the present one first where there is one', async () => {
    const { host, form } = pin(true, () => Promise.resolve({}));
    expect(form.missing).toBe('old');
    form.old = '4826';
    expect(form.missing).toBe('next');
    [form.next, form.again] = ['7391', '7392'];
    await form.save();
    expect([form.wrong, form.again]).toEqual(['again', '']);
    expect(host.setOwnerPin).not.toHaveBeenCalled();
    form.again = '7391';
    await form.save();
    expect(host.setOwnerPin).toHaveBeenCalledWith('4826', '7391');
    expect([form.done, form.old, form.next]).toEqual([true, '', '']);
  });

  it('that is refused says why at its field', async () => {
    const { form } = pin(false, () => Promise.reject({ code: 'pin_invalid', data: {} }));
    [form.next, form.again] = ['1234', '1234'];
    await form.save();
    expect([form.wrong, form.done]).toEqual(['next', false]);
  });
});

describe('which account goes first', () => {
  const paygate = accountAt('paygate-global', 'paygate');
  const cinetpay = accountAt('cinetpay', 'cinetpay', { fields: { country: 'TG' } });

  it('is a choice for networks that two accounts reach', () => {
    expect(choicesOf([paygate])).toEqual([]);
    expect(choicesOf([paygate, accountAt('cinetpay', 'ci')])).toEqual([]);
    expect(choicesOf([paygate, cinetpay]).map(({ network, accounts }) => [network.code, accounts.length])).toEqual([
      ['tg-tmoney', 2],
      ['tg-flooz', 2],
    ]);
  });

  it('shows again what holds when a choice was refused', async () => {
    const routes = vi.fn(() => Promise.resolve([{ account: 'paygate', answers: true, preferred: true }]));
    const preferAccount = vi.fn(() => Promise.reject(new Error()));
    const desk = new FirstsDesk({ routes, preferAccount } as unknown as Host);
    await desk.prefer('tg-flooz', 'cinetpay').catch(() => {});
    expect(desk.preferred['tg-flooz']).toBe('paygate');
  });
});
