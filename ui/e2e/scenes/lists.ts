/** En cours and Reçus: filled, empty, on their way, failed, and with one payment opened. */
import { expect, type Till } from '../till';
import { MORNING, type Scene } from './scene';

async function receipts(till: Till): Promise<void> {
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await expect(till.get('receipts')).toBeVisible();
}

async function exporting(till: Till): Promise<void> {
  await receipts(till);
  await till.get('to-export').click();
  await expect(till.get('export')).toBeVisible();
}

async function drawer(till: Till, ...keys: string[]): Promise<void> {
  await receipts(till);
  await expect(till.get('row').first()).toBeVisible();
  await till.press('ArrowDown', ...keys, 'Enter');
  await expect(till.get('drawer')).toBeVisible();
}

const AT_XPAYE = { gateway: 'paiement-pro', gateway_name: 'PaiementPro', account: 'paiement-pro', method: 'page' } as const;

export const OPEN: Scene[] = [
  {
    name: 'open payments',
    with: { open: ['held', 'unresolved', 'late_paid', 'create_unknown', 'pending', 'cancel_requested', 'sending'] },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F3');
      await expect(till.get('open-row')).toHaveCount(7);
      await till.press('ArrowDown', 'ArrowDown');
    },
  },
  {
    name: 'open payments that nobody can be asked about',
    with: { open: ['held', 'pending'], accounts: 1, gateways: ['paiement-pro'] },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.put('pending', { ...AT_XPAYE });
      await till.press('F3', 'ArrowDown');
      await expect(till.get('open-settle')).toBeVisible();
    },
  },
  {
    name: 'open payment before it is settled by hand',
    with: { open: ['unresolved'], pin: '4826' },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F3', 'g');
      await expect(till.get('settle')).toBeVisible();
    },
  },
  {
    name: 'open payments at the start',
    with: { open: ['held', 'pending', 'create_unknown'], silent: ['askPayment'] },
    go: (till) => expect(till.get('start-asking')).toBeVisible(),
  },
  {
    name: 'no open payment',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F3');
      await expect(till.get('open-none')).toBeVisible();
    },
  },
  {
    name: 'open payments with a question that failed',
    with: { open: ['pending'] },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F3');
      await till.fail('askPayment', 'gateway_silent', { data: { reason: 'no_connection' }, money_at_risk: 'unknown' });
      await till.press('v');
      await expect(till.get('open-error')).toBeVisible();
    },
  },
];

const CODE = '7F3AKQC2';

/** Opens the box of a paper's code, and types one as a scanner does. */
async function check(till: Till, code: string): Promise<void> {
  await receipts(till);
  await till.press('c');
  await expect(till.get('check-code')).toBeFocused();
  await till.type(code);
  await till.press('Enter');
}

const CHECKS: Scene[] = [
  {
    name: 'receipt to be checked',
    async go(till) {
      await receipts(till);
      await till.press('c');
      await expect(till.get('check-answer')).toContainText('scan');
    },
  },
  {
    name: 'receipt checked, genuine',
    async go(till) {
      await check(till, `CPTR1 ADJ-1-2026-000482 11000 XOF ${CODE} 0`);
      await expect(till.get('check-see')).toBeVisible();
    },
  },
  {
    name: 'receipt checked, a duplicate',
    async go(till) {
      await check(till, `CPTR1 ADJ-1-2026-000482 11000 XOF ${CODE} 1`);
      await expect(till.get('check-verdict')).toContainText('1');
    },
  },
  {
    name: 'receipt checked, altered',
    async go(till) {
      await check(till, `CPTR1 ADJ-1-2026-000482 91000 XOF ${CODE} 0`);
      await expect(till.get('check-verdict')).toContainText('000482');
    },
  },
  {
    name: 'receipt checked, unknown',
    async go(till) {
      await check(till, `CPTR1 AUTRE-1-2026-000482 11000 XOF ${CODE} 0`);
      await expect(till.get('check-verdict')).toBeVisible();
    },
  },
  {
    name: 'receipt checked whose code is none',
    async go(till) {
      await check(till, '3017620422003');
      await expect(till.get('check-verdict')).toContainText('CPTR1');
    },
  },
  {
    name: 'receipt of a test checked',
    with: { payments: 0 },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.put('paid', { environment: 'test' });
      await check(till, CODE);
      await expect(till.get('check-see')).toBeVisible();
    },
  },
  {
    name: 'receipt that cannot be checked',
    async go(till) {
      await till.fail('checkReceipt', 'ledger_failed');
      await check(till, CODE);
      await expect(till.get('check-problem')).toBeVisible();
    },
  },
];

const OWNED = { ...MORNING, pin: '4826' };

/** Notes that so much of the newest receipt was given back. */
async function refund(till: Till, amount: string): Promise<void> {
  await till.press('r');
  await till.get('refund-amount').fill(amount);
  await till.get('refund-why').fill('Pagne décousu');
  await till.get('refund-by').locator('label').first().click();
  if ((await till.get('refund-pin').count()) > 0) await till.get('refund-pin').fill('4826');
  await till.press('Enter');
  await expect(till.get('refund')).toHaveCount(0);
  await expect(till.get('refunds')).toContainText('R00000');
}

const REFUNDS: Scene[] = [
  {
    name: 'refund before it is noted',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await till.press('r');
      await expect(till.get('refund-amount')).toHaveValue('11000');
    },
  },
  {
    name: 'refund by transfer of more than is left',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await till.press('r');
      await till.get('refund-by').locator('label').last().click();
      await till.get('refund-amount').fill('11001');
      await expect(till.get('refund-reference')).toBeVisible();
    },
  },
  {
    name: 'refund without the owner’s PIN',
    async go(till) {
      await drawer(till);
      await till.press('r');
      await expect(till.get('pin-choose')).toBeVisible();
    },
  },
  {
    name: 'refund with a wrong PIN',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await till.press('r');
      await till.get('refund-why').fill('Pagne décousu');
      await till.get('refund-by').locator('label').first().click();
      await till.get('refund-pin').fill('1111');
      await till.press('Enter');
      await expect(till.get('refund-pin')).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'refund that the disk does not take',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await till.fail('refundPayment', 'disk_full');
      await till.press('r');
      await till.get('refund-why').fill('Pagne décousu');
      await till.get('refund-by').locator('label').first().click();
      await till.get('refund-pin').fill('4826');
      await till.press('Enter');
      await expect(till.get('refund-problem')).toBeVisible();
    },
  },
  {
    name: 'receipt refunded in two parts',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await refund(till, '4000');
      await refund(till, '7000');
      await expect(till.get('refund-open')).toHaveCount(0);
    },
  },
  {
    name: 'story of a receipt refunded in two ways, found by a refund’s number',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await refund(till, '4000');
      await till.press('r');
      await till.get('refund-why').fill('Retour de la moitié de la commande de Mme Akouvi');
      await till.get('refund-by').locator('label').last().click();
      await till.get('refund-reference').fill('CI251127.0912.B00231');
      await till.get('refund-pin').fill('4826');
      await till.press('Enter');
      await expect(till.get('refunds')).toContainText('R000002');
      await till.get('tab-story').click();
      await till.press('/');
      await till.type('R000002');
      await expect(till.get('row')).toHaveCount(1);
      await expect(till.get('story')).toContainText('R000002');
    },
  },
  {
    name: 'receipt checked, refunded in part',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await refund(till, '4000');
      await till.press('c');
      await till.type(CODE);
      await till.press('Enter');
      await expect(till.get('check-see')).toBeVisible();
    },
  },
];

export const RECEIPTS: Scene[] = [
  { name: 'receipts', with: { payments: 61 }, go: receipts },
  { name: 'payments to be exported', with: { payments: 12 }, go: exporting },
  {
    name: 'an export on its way',
    with: { payments: 12 },
    async go(till) {
      await exporting(till);
      await till.slow('exportPayments');
      await till.get('export-go').click();
      await expect(till.get('export-progress')).toBeVisible();
    },
  },
  {
    name: 'an export that is there',
    with: { payments: 12 },
    async go(till) {
      await exporting(till);
      await till.get('export-go').click();
      await till.pass(4000);
      await expect(till.get('export-path')).toBeVisible();
    },
  },
  {
    name: 'an export that cannot be written',
    with: { payments: 12 },
    async go(till) {
      await exporting(till);
      await till.fail('exportPayments', 'file_unwritable', { data: { path: '/documents/Comptoir/comptoir-paiements-2026-11-26.xlsx' } });
      await till.get('export-go').click();
      await expect(till.get('export-problem')).toBeVisible();
    },
  },
  {
    name: 'receipts with no payment today',
    with: { payments: 0 },
    async go(till) {
      await receipts(till);
      await expect(till.get('empty')).toBeVisible();
    },
  },
  {
    name: 'receipts with nothing found',
    async go(till) {
      await receipts(till);
      await till.get('search').fill('rien de tel');
      await expect(till.get('search-all')).toBeVisible();
    },
  },
  {
    name: 'receipts being read for long',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.slow('payments');
      await till.press('F4');
      await till.pass(4000);
      await expect(till.get('loading')).toContainText('4');
    },
  },
  {
    name: 'receipts that cannot be read',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.fail('payments', 'ledger_failed');
      await till.press('F4');
      await expect(till.get('receipts-problem')).toBeVisible();
    },
  },
  {
    name: 'receipts, thousands of them, in their midst',
    with: { payments: 3000 },
    async go(till) {
      await receipts(till);
      await till.get('range-all').click();
      await expect(till.get('count')).toContainText('3');
      await till.get('rows').evaluate((rows) => (rows.scrollTop = 70_000));
      await expect(till.get('row').first()).toBeVisible();
      await expect(till.get('row-unread')).toHaveCount(0);
    },
  },
  {
    name: 'receipts, the last of thousands, with long names',
    with: { payments: 3000, long: true, training: true },
    long: true,
    async go(till) {
      await receipts(till);
      await till.get('range-all').click();
      await till.press('End');
      await expect(till.page.locator('[data-testid="row"][aria-rowindex="3001"]')).toBeVisible();
    },
  },
  {
    name: 'receipts being read while they are scrolled',
    with: { payments: 3000 },
    async go(till) {
      await receipts(till);
      await till.get('range-all').click();
      await expect(till.get('count')).toContainText('3');
      await till.slow('payments');
      await till.get('rows').evaluate((rows) => (rows.scrollTop = 70_000));
      await expect(till.get('row-unread').first()).toBeVisible();
    },
  },
  {
    name: 'one receipt',
    with: { payments: 1 },
    async go(till) {
      await receipts(till);
      await expect(till.get('row')).toHaveCount(1);
    },
  },
  {
    name: 'filters of receipts',
    with: { payments: 14, accounts: 3, gateways: ['paiement-pro'] },
    async go(till) {
      await receipts(till);
      await till.get('more-filters').click();
      await till.get('filter-printed').selectOption('no');
      await expect(till.get('filters-dialog')).toBeVisible();
    },
  },
  {
    name: 'receipts filtered down to nothing',
    with: { payments: 14 },
    async go(till) {
      await receipts(till);
      await till.get('more-filters').click();
      await till.get('filter-environment').selectOption('test');
      await till.get('filters-show').click();
      await expect(till.get('clear-filters')).toBeVisible();
    },
  },
  { name: 'receipt opened', go: (till) => drawer(till) },
  {
    name: 'receipt printed, and a duplicate of it',
    async go(till) {
      await drawer(till);
      await till.press('p');
      await expect(till.get('prints')).toContainText('Caisse');
      await till.get('print').click();
      await expect(till.get('prints')).toContainText('1');
    },
  },
  {
    name: 'receipt that was not printed, and two printers',
    with: { ...MORNING, printers: 2, paperOut: true, long: true },
    long: true,
    async go(till) {
      await drawer(till);
      await till.press('p');
      await expect(till.get('prints').getByRole('status')).not.toBeEmpty();
    },
  },
  {
    name: 'receipt shared',
    with: MORNING,
    async go(till) {
      await drawer(till);
      await expect(till.get('prints')).toBeVisible();
      await till.press('w');
      await expect(till.get('share-text')).toContainText('TOTAL');
      await till.get('share-pdf').click();
      await expect(till.get('sharing').getByRole('status')).toContainText('.pdf');
    },
  },
  {
    name: 'receipt that cannot be shared',
    with: { ...MORNING, long: true },
    long: true,
    async go(till) {
      await drawer(till);
      await till.fail('shareReceipt', 'browser_missing');
      await till.press('w');
      await till.get('share-whatsapp').click();
      await expect(till.get('share-problem')).toBeVisible();
    },
  },
  {
    name: 'receipt without a printer',
    with: { ...MORNING, printers: 0 },
    async go(till) {
      await drawer(till);
      await expect(till.get('to-printers')).toBeVisible();
    },
  },
  {
    name: 'story of a receipt',
    async go(till) {
      await drawer(till);
      await till.press('p');
      await expect(till.get('prints').getByRole('status')).not.toBeEmpty();
      await till.press('h');
      await expect(till.get('story')).toContainText('Caisse');
    },
  },
  {
    name: 'payment opened that has no receipt',
    async go(till) {
      await drawer(till, 'ArrowDown', 'ArrowDown');
      await till.get('tab-paper').click();
      await till.press('v');
      await expect(till.get('drawer')).toContainText('14:32');
    },
  },
  {
    name: 'payment opened that may be settled by hand',
    with: { payments: 3 },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.put('unresolved');
      await till.press('F4');
      await till.get('row').first().click();
      await expect(till.get('settle-open')).toBeVisible();
    },
  },
  {
    name: 'late payment before it is accepted',
    with: { payments: 3 },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.put('late_paid');
      await expect(till.get('late-alarm')).toBeVisible();
      await till.pass(650);
      await till.press('Escape', 'F4');
      await till.get('row').first().click();
      await till.get('accept').click();
      await expect(till.get('accept-dialog')).toBeVisible();
    },
  },
  { name: 'receipt opened with long names', with: { ...MORNING, long: true }, long: true, go: (till) => drawer(till) },
  ...CHECKS,
  ...REFUNDS,
  { name: 'receipts in training', with: { payments: 14, training: true }, go: receipts },
];
