import { describe, expect, it } from 'vitest';
import { readTogolese } from '../host/fake/phone';
import { accountsOf } from '../host/fake/samples';
import { Draft } from './draft.svelte';

const [paygate, pushOnly, pageOnly] = accountsOf({ accounts: 3 }, false);

function type(draft: Draft, digits: string): void {
  for (const digit of digits) draft.type(digit, paygate);
  if (draft.target === 'phone') draft.read(draft.phone, readTogolese(draft.phone));
}

describe('a sale being typed', () => {
  it('says what is missing, one thing at a time', () => {
    const draft = new Draft();
    expect(draft.missing(undefined)).toEqual({ what: 'account' });
    expect(draft.missing(paygate)).toEqual({ what: 'amount' });
    type(draft, '12500');
    expect(draft.missing(paygate)).toEqual({ what: 'phone' });
    draft.target = 'phone';
    type(draft, '901122');
    expect(draft.missing(paygate)).toEqual({ what: 'digits', count: 2 });
    type(draft, '334');
    expect(draft.missing(paygate)).toEqual({ what: 'problem', code: 'phone_wrong_length' });
    draft.erase();
    draft.read(draft.phone, readTogolese(draft.phone));
    expect(draft.missing(paygate)).toBeNull();
  });

  it('counts for itself until the number is read, and drops an answer that comes late', () => {
    const draft = new Draft();
    type(draft, '500');
    draft.target = 'phone';
    draft.type('9', paygate);
    draft.type('0', paygate);
    expect(draft.missing(paygate)).toEqual({ what: 'digits', count: 6 });
    draft.read('9', readTogolese('9'));
    expect(draft.isRead).toBe(false);
    draft.read('90', readTogolese('90'));
    expect(draft.isRead).toBe(true);
  });

  it('takes the guess until the cashier chooses', () => {
    const draft = new Draft();
    draft.target = 'phone';
    type(draft, '97112233');
    if (!paygate) throw new Error('no account');
    expect(draft.network(paygate)).toBe('tg-flooz');
    draft.chosenNetwork = 'tg-tmoney';
    expect(draft.network(paygate)).toBe('tg-tmoney');
    draft.clear();
    expect(draft.chosenNetwork).toBeNull();
  });

  it('needs a network that nobody could guess, for a push only', () => {
    const draft = new Draft();
    type(draft, '500');
    draft.target = 'phone';
    type(draft, '22112233');
    expect(draft.missing(paygate)).toEqual({ what: 'network' });
    draft.chosenMethod = 'page';
    expect(draft.missing(paygate)).toBeNull();
  });

  it('asks the way that the account can', () => {
    const draft = new Draft();
    if (!paygate || !pushOnly || !pageOnly) throw new Error('no accounts');
    expect([paygate, pushOnly, pageOnly].map((account) => draft.method(account))).toEqual(['push', 'push', 'page']);
    draft.chosenMethod = 'page';
    expect([paygate, pushOnly, pageOnly].map((account) => draft.method(account))).toEqual(['page', 'push', 'page']);
    type(draft, '500');
    expect(draft.missing(pageOnly)).toBeNull();
    const asked = { amount: '500', method: 'page', phone: null, network: null, note: null };
    expect(draft.asked(pageOnly, 'p')).toMatchObject(asked);
  });

  it('pastes into the field that the pad writes to', () => {
    const draft = new Draft();
    expect(draft.paste('12 500 F CFA', paygate)).toBe(true);
    draft.target = 'phone';
    expect(draft.paste('+228 90 11 22 33', paygate)).toBe(true);
    expect([draft.digits, draft.phone]).toEqual(['12500', '90112233']);
    expect(draft.paste('Kossi', paygate)).toBe(false);
    expect(draft.phone).toBe('90112233');
  });

  it('keeps its id until it is started', () => {
    const draft = new Draft();
    draft.paymentId = 'p';
    type(draft, '500');
    draft.clear();
    expect(draft.paymentId).toBe('p');
    draft.reset();
    expect(draft.paymentId).toBeNull();
  });
});
