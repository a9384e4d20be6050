/** Reçus: filled, empty, on their way, failed, exported, and with one payment opened. */
import { expect, type Till } from '../till';
import { CHECKS, REFUNDS, SEALS } from './papers';
import { drawer, MORNING, receipts, type Scene } from './scene';

async function exporting(till: Till): Promise<void> {
  await receipts(till);
  await till.get('to-export').click();
  await expect(till.get('export')).toBeVisible();
}

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
  ...SEALS,
  { name: 'receipts in training', with: { payments: 14, training: true }, go: receipts },
];
