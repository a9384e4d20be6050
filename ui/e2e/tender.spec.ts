/** Sales settled without a gateway, by keys alone. */
import { expect, test } from './till';

test('a sale is settled in cash by keys alone, once for two presses, and the next one begins', async ({ till }) => {
  await till.open({ payments: 3 });
  await expect(till.get('charge')).toBeVisible();
  await till.type('4500');
  await till.press('Alt+k');
  await expect(till.get('tender')).toContainText('4\u202f500');
  await till.slow('tenderSale', 1000);
  await till.press('Enter', 'Enter');
  await till.pass(1100);
  await expect(till.get('settled')).toContainText('E000001');
  expect(await till.calls('tenderSale')).toBe(1);
  expect(await till.calls('startPayment')).toBe(0);
  await till.press('Enter');
  await expect(till.get('settled')).toHaveCount(0);
  await expect(till.get('amount')).toHaveValue('0\u00a0F\u00a0CFA');
  await till.press('F4');
  await expect(till.get('tenders-open')).toContainText('4\u202f500');
  await expect(till.get('sums')).not.toContainText('4\u202f500');
});

test('a payment that was refused is settled in cash, and asks for nothing more', async ({ till }) => {
  await till.open({ payments: 3 });
  await till.ask();
  await till.sees('pending');
  await till.move('declined');
  await till.sees('declined');
  await till.press('k', 'Enter');
  await expect(till.get('settled')).toContainText('E000001');
  await till.press('Enter');
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4', 'ArrowDown', 'Enter');
  await expect(till.get('drawer')).toBeVisible();
});

test('a customer who can still pay is settled in cash only once that was read, and a late success interrupts', async ({ till }) => {
  await till.open({ payments: 3 });
  await till.ask();
  await till.sees('pending');
  await till.press('k', 'Enter');
  await expect(till.get('tender-agree')).toBeFocused();
  expect(await till.calls('tenderSale')).toBe(0);
  await till.press('Space', 'Enter');
  await expect(till.get('settled')).toContainText('E000001');
  await till.press('Enter');
  await till.move('late_paid', { reason: 'paid_twice' });
  await expect(till.get('late-alarm')).toBeVisible();
});
