/** Réglages: each subject, and what can go wrong in it. */
import { expect, type Till } from '../till';
import { MORNING, type Scene } from './scene';

async function subject(till: Till, name: string): Promise<void> {
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await till.get(`subject-${name}`).click();
}

async function account(till: Till): Promise<void> {
  await subject(till, 'accounts');
  await till.get('account').first().click();
  await expect(till.get('account-key')).toBeVisible();
}

async function add(till: Till): Promise<void> {
  await subject(till, 'accounts');
  await till.get('add-account').click();
}

/** A new account at PayGateGlobal whose page is open. */
async function pageOpen(till: Till): Promise<void> {
  await add(till);
  await till.get('add-field:page').locator('label').last().click();
  await till.get('page-read').check();
  await till.get('page-yes').click();
  await expect(till.get('page-warning')).toHaveCount(0);
}

async function tested(till: Till): Promise<void> {
  await account(till);
  await till.press('t');
}

/** A new printer among those that the system has. */
async function queue(till: Till): Promise<void> {
  await subject(till, 'printers');
  await till.get('add-printer').click();
  await till.get('printer-kind').locator('label').last().click();
}

/** A shop with an owner and two cashiers. */
const STAFFED = { ...MORNING, pin: '7318', cashiers: ['Awa', 'Kofi Agbessi'] };

export const SETTINGS: Scene[] = [
  { name: 'settings of the shop', go: (till) => subject(till, 'shop') },
  {
    name: 'settings of the shop with a logo',
    with: { ...MORNING, logo: true },
    async go(till) {
      await subject(till, 'shop');
      await till.get('logo-remove').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'a file that is no logo',
    async go(till) {
      await subject(till, 'shop');
      await till.get('logo-file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a') });
      await expect(till.get('logo-problem')).toBeVisible();
      await till.get('logo-choose').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings of the shop, not kept',
    async go(till) {
      await subject(till, 'shop');
      await till.fail('setShop', 'shop_invalid', { data: { field: 'name' } });
      await till.page.getByRole('textbox').first().fill('Boutique');
      await till.press('Tab');
      await expect(till.page.getByRole('alert').or(till.page.locator('[aria-invalid="true"]')).first()).toBeVisible();
    },
  },
  { name: 'no cashier', go: (till) => subject(till, 'cashiers') },
  { name: 'cashiers', with: { ...STAFFED, duty: 'owner' }, go: (till) => subject(till, 'cashiers') },
  { name: 'cashiers in training', with: { training: true }, go: (till) => subject(till, 'cashiers') },
  {
    name: 'a cashier changed',
    with: { ...STAFFED, duty: 'Awa' },
    async go(till) {
      await subject(till, 'cashiers');
      await till.get('edit-cashier').first().click();
    },
  },
  {
    name: 'a right that is missing',
    with: { ...STAFFED, duty: 'Awa' },
    async go(till) {
      await subject(till, 'printers');
      await till.get('remove-printer').first().click();
      await expect(till.get('ask-owner')).toBeVisible();
    },
  },
  { name: 'a locked till', with: { ...STAFFED, open: ['pending'] }, go: (till) => expect(till.get('lock')).toBeVisible() },
  {
    name: 'a locked till with many names',
    with: { ...STAFFED, cashiers: [...STAFFED.cashiers, 'Ama', 'Yao', 'Mawuli Agbeko', 'Sika', 'Edem', 'Dzifa', 'Akouvi Mensah-Lawson', 'Essi'] },
    go: (till) => expect(till.get('lock')).toBeVisible(),
  },
  {
    name: 'a PIN at a locked till',
    with: STAFFED,
    async go(till) {
      await expect(till.get('lock')).toBeVisible();
      await till.press('1');
      await till.type('1357');
      await till.press('Enter');
      await expect(till.get('lock').getByRole('textbox').or(till.get('lock-pin'))).toHaveAttribute('aria-invalid', 'true');
    },
  },
  { name: 'printers', with: { ...MORNING, printers: 2 }, go: (till) => subject(till, 'printers') },
  { name: 'no printer', with: { printers: 0 }, go: (till) => subject(till, 'printers') },
  {
    name: 'printers tested',
    with: { ...MORNING, printers: 2, paperOut: true, long: true },
    long: true,
    async go(till) {
      await subject(till, 'printers');
      await till.get('test-printer').first().click();
      await expect(till.get('printer').first().getByRole('status')).not.toBeEmpty();
    },
  },
  {
    name: 'printer added that cannot be',
    async go(till) {
      await subject(till, 'printers');
      await till.get('add-printer').click();
      await till.fail('setPrinter', 'printer_invalid', { data: { field: '--to', value: 'tcp:a b' } });
      await till.page.getByRole('textbox').first().fill('Bureau');
      await till.page.getByRole('textbox').last().fill('a b');
      await till.get('save-printer').click();
      await expect(till.page.locator('[aria-invalid="true"]')).toBeVisible();
    },
  },
  {
    name: 'printer to add, the system without any',
    async go(till) {
      await queue(till);
      await expect(till.get('no-queue')).toBeVisible();
    },
  },
  {
    name: 'printer to add, the only one of the system',
    with: { queues: 1 },
    async go(till) {
      await queue(till);
      await expect(till.get('printer-queue')).toHaveValue('EPSON_TM-T20III');
    },
  },
  {
    name: 'printer to add, an office printer',
    with: { queues: 2 },
    async go(till) {
      await queue(till);
      await till.get('printer-form').locator('label').last().click();
      await expect(till.get('printer-page')).toBeVisible();
      await till.get('printer-page').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'printers, one of them an office printer',
    with: { printers: 1, queues: 1 },
    async go(till) {
      await queue(till);
      await till.get('printer-name').fill('Bureau');
      await till.get('printer-form').locator('label').last().click();
      await till.get('save-printer').click();
      await expect(till.get('printer')).toHaveCount(2);
    },
  },
  {
    name: 'printer to add, a stopped one of the twelve of the system',
    with: { queues: 12, long: true },
    long: true,
    async go(till) {
      await queue(till);
      await till.get('printer-queue').selectOption({ index: 1 });
      await expect(till.page.locator('#queue-more')).toHaveText(/\S/);
    },
  },
  {
    name: 'printer to add, the system being asked',
    async go(till) {
      await subject(till, 'printers');
      await till.slow('queues');
      await till.get('add-printer').click();
      await till.get('printer-kind').locator('label').last().click();
      await expect(till.get('look-for-queues')).toHaveAttribute('aria-disabled', 'true');
    },
  },
  { name: 'accounts', with: { ...MORNING, accounts: 3 }, go: (till) => subject(till, 'accounts') },
  { name: 'no account', with: { accounts: 0 }, go: (till) => subject(till, 'accounts') },
  { name: 'accounts in training', with: { training: true }, go: (till) => subject(till, 'accounts') },
  { name: 'account', go: account },
  { name: 'account with long names', with: { ...MORNING, long: true }, long: true, go: account },
  ...['paydunya', 'cinetpay', 'payplus', 'paiement-pro'].map((gateway): Scene => ({
    name: `account at ${gateway}`,
    with: { ...MORNING, accounts: 0, gateways: [gateway] },
    go: account,
  })),
  {
    name: 'accounts, and which goes first',
    with: { ...MORNING, accounts: 1, gateways: ['cinetpay:TG', 'paiement-pro'], preferred: { 'tg-flooz': 'cinetpay' } },
    async go(till) {
      await subject(till, 'accounts');
      await expect(till.get('first-tg-flooz')).toHaveValue('cinetpay');
    },
  },
  {
    name: 'account tested',
    async go(till) {
      await tested(till);
      await expect(till.get('verdict')).toBeVisible();
    },
  },
  {
    name: 'account test on its way',
    async go(till) {
      await account(till);
      await till.slow('testAccount');
      await till.press('t');
      await expect(till.get('test-account')).toHaveAttribute('aria-disabled', 'true');
    },
  },
  {
    name: 'account test that failed',
    async go(till) {
      await account(till);
      await till.fail('testAccount', 'gateway_silent', { data: { reason: 'name_not_found' } });
      await till.press('t');
      await expect(till.get('test-problem')).toBeVisible();
    },
  },
  {
    name: 'account before it is removed',
    async go(till) {
      await account(till);
      await till.get('remove-account').click();
      await expect(till.get('remove-dialog')).toBeVisible();
    },
  },
  { name: 'account to add', go: add },
  ...['PayDunya', 'CinetPay', 'PayPlus Africa', 'PaiementPro'].map((gateway): Scene => ({
    name: `account to add at ${gateway}`,
    async go(till) {
      await add(till);
      await till.get('add-gateway').getByText(gateway).click();
      await till.get('add-advanced').click();
    },
  })),
  {
    name: 'account to add, with an address that is none',
    async go(till) {
      await add(till);
      await till.get('add-gateway').getByText('PaiementPro').click();
      await till.get('add-name').fill('xpaye');
      await till.get('add-field:merchant_id').fill('PP-F1234');
      await till.get('add-advanced').click();
      await till.get('add-field:notify_url').fill('boutique');
      await till.get('save-account').click();
      await expect(till.get('add-field:notify_url')).toBeFocused();
    },
  },
  {
    name: 'account to add, with its page open and no PIN',
    go: pageOpen,
  },
  { name: 'account to add, with its page open', with: { ...MORNING, pin: '4826' }, go: pageOpen },
  {
    name: 'PIN being set on the way to a page',
    async go(till) {
      await pageOpen(till);
      await till.get('pin-choose').click();
      await expect(till.get('pin-next')).toBeFocused();
    },
  },
  { name: 'owner without a PIN', go: (till) => subject(till, 'owner') },
  {
    name: 'owner changing the PIN, the present one wrong',
    with: { ...MORNING, pin: '4826' },
    async go(till) {
      await subject(till, 'owner');
      for (const [spot, pin] of [['old', '1111'], ['next', '7391'], ['again', '7391']] as const) await till.get(`pin-${spot}`).fill(pin);
      await till.get('pin-save').click();
      await expect(till.get('pin-old')).toHaveAttribute('aria-invalid', 'true');
    },
  },
  { name: 'owner in training', with: { training: true }, go: (till) => subject(till, 'owner') },
  {
    name: 'account to add, with a name that is taken',
    async go(till) {
      await add(till);
      await till.get('add-name').fill('paygate');
      await till.get('add-secret:auth_token').fill('un-secret');
      await till.fail('addAccount', 'account_taken', { data: { account: 'paygate' } });
      await till.press('Enter');
      await expect(till.page.locator('[aria-invalid="true"]')).toHaveCount(1);
    },
  },
  {
    name: 'payment page before it is opened',
    async go(till) {
      await add(till);
      await till.get('add-field:page').locator('label').last().click();
      await expect(till.get('page-warning')).toBeVisible();
    },
  },
  {
    name: 'gateways being read',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.slow('gateways');
      await add(till);
      await expect(till.get('loading')).toBeVisible();
    },
  },
  {
    name: 'gateways that cannot be read',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.fail('gateways', 'unexpected');
      await add(till);
      await expect(till.get('add-problem')).toBeVisible();
    },
  },
  { name: 'language and theme', go: (till) => subject(till, 'look') },
  { name: 'training off', go: (till) => subject(till, 'training') },
  { name: 'training on', with: { training: true }, go: (till) => subject(till, 'training') },
  { name: 'about', go: (till) => subject(till, 'about') },
];
