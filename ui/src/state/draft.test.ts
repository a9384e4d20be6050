import { describe, expect, it } from 'vitest';
import type { AccountView } from '../bindings';
import { readTogolese } from '../host/fake/phone';
import { accountsOf, viewOf } from '../host/fake/samples';
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
    expect(draft.asked(pageOnly, 'p', String)).toMatchObject(asked);
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

describe('the point between thousands', () => {
  const after = (keys: string): string => {
    const draft = new Draft();
    for (const key of keys) {
      if (key === '.') draft.point();
      else if (key === '<') draft.erase();
      else if (key === 'k') draft.type('000', paygate);
      else if (key === '|') draft.target = 'amount';
      else draft.type(key, paygate);
    }
    return draft.digits;
  };

  it('types three zeros, which the digits right behind it write over', () => {
    expect(after('12.')).toBe('12000');
    expect(after('12.500')).toBe('12500');
    expect(after('1.5')).toBe('1500');
    expect(after('1.05')).toBe('1050');
    expect(after('1.250.75')).toBe('1250750');
    expect(after('12.5007')).toBe('125007');
    expect(after('.5')).toBe('5');
  });

  it('until any other key comes', () => {
    expect(after('12.<5')).toBe('12005');
    expect(after('1.|5')).toBe('10005');
    expect(after('1.k')).toBe('1000000');
    expect(after('1k5')).toBe('10005');
    expect(after('1234567.')).toBe('1234567');
  });
});

describe('a retry', () => {
  const refused = (id: string) =>
    viewOf({ payment_id: id, created_at: '2026-11-21T14:32:00Z', state: 'declined', account: 'push-seul', note: 'Riz' });

  function typed(): Draft {
    const draft = new Draft();
    type(draft, '99');
    draft.paymentId = 'mine';
    draft.retry(refused('a'), 'push', false);
    return draft;
  }

  it('sets aside the sale being typed, and gives it back with its account when it is dropped', () => {
    const draft = typed();
    expect(draft).toMatchObject({ digits: '12500', note: 'Riz', accountName: 'push-seul', retryOf: 'a', paymentId: null });
    draft.reset();
    expect(draft).toMatchObject({ digits: '99', note: '', accountName: null, retryOf: null, paymentId: 'mine' });
    draft.reset();
    expect(draft.isEmpty).toBe(true);
  });

  it('gives it back when it is asked for too', () => {
    const draft = typed();
    draft.paymentId = 'second';
    draft.started('second');
    expect(draft).toMatchObject({ digits: '99', accountName: null, paymentId: 'mine' });
  });

  it('brings back no sale that was asked for meanwhile, and no retry twice', () => {
    const draft = typed();
    draft.started('mine');
    draft.retry(refused('b'), 'push', false);
    draft.retry(refused('a'), 'push', true);
    expect(draft).toMatchObject({ retryOf: 'a', acceptDouble: true });
    draft.reset();
    expect(draft.retryOf).toBe('b');
    draft.reset();
    expect(draft.isEmpty).toBe(true);
    expect(draft.accountName).toBeNull();
  });

  it('leaves nothing to another ledger', () => {
    const draft = typed();
    draft.forget();
    draft.reset();
    expect(draft).toMatchObject({ digits: '', accountName: null, retryOf: null });
  });
});

describe('a tape', () => {
  const account = accountsOf({ accounts: 1 }, false)[0] as AccountView;
  const keys = (draft: Draft, typed: string): void => {
    for (const key of typed) {
      if (key === '+' || key === '×') draft.sign(key);
      else draft.type(key, account);
    }
  };

  it('is asked for as its sum, with a line for each term', () => {
    const draft = new Draft();
    keys(draft, '1500+2×750');
    expect(draft.minor).toBe(3000);
    expect(draft.asked(account, 'p', (number) => `Article ${number}`)).toMatchObject({
      amount: '3000',
      lines: [
        { name: 'Article 1', quantity: '1', unit_price: '1500' },
        { name: 'Article 2', quantity: '2', unit_price: '750' },
      ],
    });
  });

  it('has no lines where one amount was typed, nor in a retry', () => {
    const draft = new Draft();
    keys(draft, '3000');
    expect(draft.asked(account, 'p', String).lines).toEqual([]);
    draft.retryOf = 'p';
    keys(draft, '+500');
    expect(draft.asked(account, 'q', String)).toMatchObject({ amount: '3500', lines: [] });
  });

  it('is not asked for while a price is to come', () => {
    const draft = new Draft();
    keys(draft, '2×');
    expect(draft.missing(account)).toEqual({ what: 'price' });
    keys(draft, '750');
    expect(draft.missing(account)).not.toEqual({ what: 'price' });
  });

  it('stops where the till asks for no more', () => {
    const draft = new Draft();
    keys(draft, '999999999+');
    keys(draft, '1');
    expect([draft.full, draft.minor]).toEqual([true, 999_999_999]);
    draft.erase();
    expect([draft.full, draft.tape, draft.digits]).toEqual([false, '', '999999999']);
  });

  it('takes an amount as its last term, and one in place of all', () => {
    const draft = new Draft();
    keys(draft, '1500+2');
    draft.take(500);
    expect(draft.minor).toBe(2000);
    draft.replace(1000);
    expect([draft.tape, draft.minor]).toEqual(['', 1000]);
  });

  it('types no sign into a number', () => {
    const draft = new Draft();
    draft.target = 'phone';
    keys(draft, '90+');
    expect([draft.tape, draft.phone]).toEqual(['', '90']);
  });
});
