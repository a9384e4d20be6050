/** En cours and Reçus: found, opened, asked again, by keys. */
import { expect, test } from './till';

test('open payments stand in two groups, those for a person first', async ({ till }) => {
  await till.open({ open: ['pending', 'held', 'create_unknown'] });
  await till.press('F3');
  await expect(till.get('open').getByRole('heading', { level: 2 })).toHaveText([/À décider/, /La caisse vérifie/]);
  await expect(till.get('open-row').first()).toHaveAttribute('data-state', 'held');
  await expect(till.get('badge')).toHaveText('3');
});

test('the badge says « 9+ » above nine, and its number to a screen reader', async ({ till }) => {
  await till.open({ open: Array.from({ length: 11 }, () => 'pending' as const) });
  await expect(till.get('badge')).toHaveText('9+');
  await expect(till.get('go-open')).toContainText('11 paiements en cours');
});

test('arrows choose an open payment, V asks about it, Enter opens it', async ({ till }) => {
  await till.open({ open: ['pending', 'create_unknown'] });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F3', 'ArrowDown');
  await expect(till.get('open-row').nth(1)).toHaveAttribute('aria-current', 'true');
  const before = await till.calls('askPayment');
  await till.press('v');
  await expect.poll(() => till.calls('askPayment')).toBe(before + 1);
  const state = await till.get('open-row').nth(1).getAttribute('data-state');
  await till.press('Enter');
  await expect(till.pane).toHaveAttribute('data-state', String(state));
});

test('A accepts the chosen payment only, behind a question', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  const older = await till.put('late_paid', { amount_minor: 4000, created_at: '2026-11-21T14:00:00Z' });
  await till.pass(650);
  await till.press('Escape', 'F3', 'a');
  await expect(till.get('accept-dialog')).toContainText('4\u202f000');
  // Another one comes first in the list while the question is open.
  await till.put('held', { amount_minor: 7000 });
  await expect(till.get('open-row')).toHaveCount(2);
  await expect(till.get('accept-dialog')).toContainText('4\u202f000');
  await till.press('Escape');
  expect(await till.calls('acceptPayment')).toBe(0);
  await till.get('open-row').last().focus();
  await till.press('a');
  await till.get('accept-yes').click();
  await expect.poll(() => till.calls('acceptPayment')).toBe(1);
  const accepted = await till.page.evaluate(() => window.comptoirFake?.calls.find((call) => call.method === 'acceptPayment')?.args[0]);
  expect(accepted).toBe(older.payment_id);
  await expect(till.get('open-row')).toHaveCount(1);
  await till.press('a');
  await expect(till.get('accept-dialog')).toHaveCount(0);
});

test('a search narrows the list, and Escape undoes it', async ({ till }) => {
  await till.open({ payments: 14 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await expect(till.get('row')).toHaveCount(14);
  await till.press('/');
  await till.type('000482');
  await expect(till.get('row')).toHaveCount(1);
  await till.press('Escape');
  await expect(till.get('row')).toHaveCount(14);
});

test('an answer to an earlier search never overwrites that to a later one', async ({ till }) => {
  await till.open({ payments: 14 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await expect(till.get('row')).toHaveCount(14);
  await till.slow('payments', 5000);
  await till.get('search').fill('12500');
  await till.pass(300);
  await till.slow('payments', 10);
  await till.get('search').fill('000481');
  await till.pass(300);
  await expect(till.get('row')).toHaveCount(1);
  await till.pass(6000);
  await expect(till.get('row')).toHaveCount(1);
  await expect(till.get('row')).toContainText('000481');
});

test('a list that cannot be read says so, and is read again', async ({ till }) => {
  await till.open({ payments: 3 });
  await expect(till.get('charge')).toBeVisible();
  await till.fail('payments', 'ledger_failed');
  await till.press('F4');
  await expect(till.get('receipts-problem')).toBeVisible();
  await till.get('read-again').click();
  await expect(till.get('row')).toHaveCount(3);
});

test('a payment that changes while the list is open changes in it', async ({ till }) => {
  await till.open({ payments: 3 });
  await till.ask();
  await till.sees('pending');
  await till.press('F4');
  await expect(till.get('row').first()).toContainText('En attente');
  await till.move('declined');
  await expect(till.get('row').first()).toContainText('Refusé');
});

test('a queue of papers is checked by a scanner alone: the next scan replaces the verdict', async ({ till }) => {
  await till.open({ payments: 14 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4', 'c');
  await expect(till.get('check-code')).toBeFocused();
  await till.type('CPTR1 ADJ-1-2026-000482 11000 XOF 7F3AKQC2 0\n');
  await expect(till.get('check-verdict')).toContainText('Authentique');
  await expect(till.get('check-answer')).toContainText('ADJ-1-2026-000482');
  await expect(till.get('check-code')).toHaveValue('');
  await till.type('cptr1 adj-1-2026-000482 91000 xof 7f3akqc2 0\n');
  await expect(till.get('check-verdict')).toContainText('Modifié');
  await till.type('7f3a-kqc2\n');
  await expect(till.get('check-verdict')).toContainText('Authentique');
  await till.type('3017620422003\n');
  await expect(till.get('check-verdict')).toContainText('huit signes');
  // An answer that comes late is not shown over that to a later scan.
  await till.slow('checkReceipt', 5000);
  await till.type('CPTR1 ADJ-1-2026-000482 11000 XOF 7F3AKQC2 0\n');
  await till.slow('checkReceipt', 0);
  await till.type('CPTR1 AUTRE-1-2026-000001 11000 XOF 7F3AKQC2 0\n');
  await expect(till.get('check-verdict')).toContainText('Inconnu');
  await till.pass(6000);
  await expect(till.get('check-verdict')).toContainText('Inconnu');
  await till.press('Escape');
  await expect(till.get('check-dialog')).toHaveCount(0);
});

test('a refund is noted by keys alone, once for two presses, and never more than is left', async ({ till }) => {
  await till.open({ payments: 14, training: true });
  await expect(till.get('charge')).toBeVisible();
  await till.put('paid', { environment: 'training', amount_minor: 9000 });
  await till.press('F4', 'ArrowDown', 'Enter');
  await expect(till.get('refund-open')).toBeVisible();
  await till.press('r');
  await expect(till.get('refund-amount')).toBeFocused();
  await till.type('9500');
  await expect(till.get('refund-yes')).toContainText('Il reste');
  await till.press('Control+a');
  await till.type('2500');
  await till.press('Tab');
  await till.type('Pagne décousu');
  await till.press('Tab', 'Space');
  await expect(till.get('refund-yes')).toContainText('2\u202f500');
  await till.slow('refundPayment', 1000);
  await till.press('Enter', 'Enter');
  await till.pass(1100);
  await expect(till.get('refund')).toHaveCount(0);
  expect(await till.calls('refundPayment')).toBe(1);
  await expect(till.get('refunds')).toContainText('R000001');
  await expect(till.get('refunds')).toContainText('Pagne décousu');
  await till.get('refund-pdf').click();
  await expect(till.get('drawer')).toContainText('R000001.pdf');
  await till.press('r');
  await expect(till.get('refund-amount')).toHaveValue('6500');
  await till.press('Escape');
  await expect(till.get('refund')).toHaveCount(0);
});
