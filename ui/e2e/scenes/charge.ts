/** Encaisser, from nothing typed to a request on its way. */
import { expect, type Till } from '../till';
import { AKOUVI, MORNING, type Scene } from './scene';

async function typed(till: Till, amount = '12500', phone = '90112233'): Promise<void> {
  await expect(till.get('charge')).toBeVisible();
  await till.type(amount);
  await till.press('Enter');
  await till.type(phone);
}

/** Typed on the number block. */
async function tape(till: Till, keys: string): Promise<void> {
  const name = (key: string): string => ({ '+': 'NumpadAdd', '*': 'NumpadMultiply' })[key] ?? key;
  await till.press(...[...keys].map(name));
}

export const CHARGE: Scene[] = [
  { name: 'charge', go: (till) => expect(till.get('last-row').first()).toBeVisible() },
  {
    name: 'charge in a shop of large sums',
    with: { ...MORNING, frequent: [12_500, 175_000, 1_250_000, 2_750_000, 9_999_999] },
    go: (till) => expect(till.get('quick-9999999')).toBeVisible(),
  },
  {
    name: 'charge with no payment yet',
    with: { payments: 0 },
    go: (till) => expect(till.get('charge')).toContainText(/Aucun paiement encore|No payment yet/),
  },
  {
    name: 'charge reading the last payments',
    with: { payments: 0 },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F8');
      await till.slow('payments');
      await till.press('F2');
      await expect(till.get('loading')).toBeVisible();
    },
  },
  {
    name: 'charge with a whole number',
    async go(till) {
      await typed(till);
      await expect(till.get('networks').getByRole('radio', { checked: true })).toHaveCount(1);
    },
  },
  { name: 'charge with digits missing', go: (till) => typed(till, '750', '9011') },
  { name: 'charge with too many digits', go: (till) => typed(till, '750', '9011223344') },
  { name: 'charge with an unknown network', go: (till) => typed(till, '2000', '22112233') },
  {
    name: 'charge with a tape',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await tape(till, '8500+2*2000');
      await expect(till.get('tape')).toHaveText(/2 × 2/);
    },
  },
  {
    name: 'charge with a long tape that waits for a price',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await tape(till, '1250000+12*75000+300000+3*950+125+2500+12*');
      await expect(till.get('ask')).toHaveText(/Tapez le prix|Type the price/);
    },
  },
  {
    name: 'charge with an amount that is too long',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.type('9999999999');
      await expect(till.page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'charge by QR',
    async go(till) {
      await typed(till, '4500', '');
      await till.press('q');
      await expect(till.page.getByRole('radio', { name: /QR/ })).toBeChecked();
    },
  },
  {
    name: 'charge with a note being written',
    async go(till) {
      await typed(till);
      await till.press('o');
      await expect(till.get('note')).toBeFocused();
      await till.type('Commande de Mme Akouvi');
    },
  },
  {
    name: 'charge with several accounts',
    with: { ...MORNING, accounts: 3 },
    async go(till) {
      await typed(till);
      await till.get('account').selectOption('push-seul');
    },
  },
  {
    name: 'charge without an account',
    with: { ...MORNING, accounts: 0 },
    go: (till) => expect(till.get('ask')).toContainText(/compte|account/),
  },
  {
    name: 'charge with a pasted text that is no amount',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.page.evaluate(() => {
        const data = new DataTransfer();
        data.setData('text/plain', 'bonjour tout le monde');
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
      });
      await expect(till.get('paste-refused')).toBeVisible();
    },
  },
  {
    name: 'charge with a request on its way',
    async go(till) {
      await typed(till);
      await till.slow('startPayment');
      await till.press('Enter');
      await expect(till.get('ask')).toHaveAttribute('aria-disabled', 'true');
    },
  },
  {
    name: 'charge refused before it was sent',
    async go(till) {
      await typed(till);
      await till.fail('startPayment', 'keychain_unavailable', { reference: 'CPTA7K2QM4XAB3CDEFGHIJKLZ' });
      await till.press('Enter');
      await expect(till.get('charge-error')).toBeVisible();
    },
  },
  {
    name: 'charge after a start that could not ask',
    with: { ...MORNING, open: ['pending'], slow: 5000 },
    async go(till) {
      await till.fail('askPayment', 'keychain_unavailable', { reference: 'CPTA7K2QM4XAB3CDEFGHIJKLZ' });
      await till.startsUp();
      await till.pass(5000);
      await till.pass(5000);
      await expect(till.get('start-trouble')).toBeVisible();
      await till.pass(1000);
      await expect(till.get('charge')).toBeVisible();
    },
  },
  {
    name: 'charge again for the same sale',
    async go(till) {
      await typed(till);
      await till.press('Enter');
      await till.sees('pending');
      await till.move('declined');
      await till.sees('declined');
      await till.press('n');
      await expect(till.get('retry-drop')).toBeVisible();
    },
  },
  {
    name: 'charge that looks like one of minutes ago',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.put('paid', { amount_minor: 12500, payer: '****2233' });
      await till.get('elsewhere-close').click();
      await typed(till);
      await expect(till.get('twin')).toBeVisible();
    },
  },
  {
    name: 'charge with long names',
    with: { ...MORNING, long: true, accounts: 2 },
    long: true,
    go: (till) => typed(till, '999999999', '90112233'),
  },
  { name: 'charge in training', with: { ...MORNING, training: true }, go: (till) => typed(till) },
  {
    name: 'charge with an amount that the gateway does not take',
    with: { ...MORNING, accounts: 0, gateways: ['cinetpay'] },
    async go(till) {
      await typed(till, '12501', '');
      await expect(till.get('nearby')).toBeVisible();
    },
  },
  {
    name: 'charge with particulars of the customer',
    with: { ...MORNING, accounts: 0, gateways: ['paiement-pro'] },
    async go(till) {
      await typed(till, '12500', '0701020304');
      await expect(till.get('customer-remember')).toBeVisible();
      await till.get('customer-email').fill('akouvi@example.com');
    },
  },
  {
    name: 'charge with a customer who is known',
    with: { ...MORNING, accounts: 0, gateways: ['paiement-pro'], customers: { '0701020304': AKOUVI } },
    async go(till) {
      await typed(till, '12500', '0701020304');
      await expect(till.get('customer-known')).toBeVisible();
    },
  },
  {
    name: 'charge with particulars in training',
    with: { ...MORNING, training: true },
    async go(till) {
      await typed(till, '12500', '');
      await till.get('account').selectOption('practice-paiement-pro');
      await expect(till.get('customer-email')).toBeVisible();
    },
  },
  {
    name: 'charge with an account that does not answer',
    with: { ...MORNING, accounts: 1, gateways: ['cinetpay:TG', 'paydunya:TG'], unanswered: ['paygate'] },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.type('12500');
      await expect(till.get('account')).toHaveValue('cinetpay');
      await till.get('account').selectOption('paygate');
      await expect(till.get('account')).toHaveClass(/silent/);
    },
  },
];
