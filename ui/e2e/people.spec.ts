/** Who has the till: by keys alone, in a few presses; and nothing without it. */
import { expect, test } from './till';

const STAFFED = { pin: '7318', cashiers: ['Awa', 'Kofi'], printers: 1 as const };

test('a shop without cashiers is never locked', async ({ till }) => {
  await till.open();
  await till.press('F9');
  await expect(till.get('charge')).toBeVisible();
  await expect(till.get('go-duty')).toHaveCount(0);
});

test('a cashier takes the till by a digit and a PIN, and hands it to the next one', async ({ till }) => {
  await till.open(STAFFED);
  await expect(till.get('lock')).toBeVisible();
  await till.press('F2');
  await expect(till.get('lock'), 'no screen without a PIN').toBeVisible();
  await till.type('1');
  await expect(till.get('lock-pin')).toBeFocused();
  await till.type('1357');
  await till.press('Enter');
  await expect(till.get('lock-pin')).toHaveAttribute('aria-invalid', 'true');
  await till.type('4826');
  await till.press('Enter');
  await expect(till.get('charge')).toBeVisible();
  await expect(till.get('go-duty')).toContainText('Awa');
  await till.press('F9');
  await till.type('2');
  await till.press('Escape');
  await till.type('2');
  await till.type('4826');
  await till.press('Enter');
  await expect(till.get('go-duty')).toContainText('Kofi');
  await till.ask('12500');
  await till.sees('pending');
});

test('a till that nobody touches is nobody’s, and a payment is still heard', async ({ till }) => {
  await till.open({ ...STAFFED, duty: 'Awa' });
  await till.ask('12500');
  await till.sees('pending');
  await till.pass(10 * 60_000 + 10_000);
  await expect(till.get('lock')).toBeVisible();
  await expect(till.get('badge')).toHaveText('1');
  const last = await till.page.evaluate(() => window.comptoirFake?.last()?.payment_id ?? '');
  await till.page.evaluate((id) => window.comptoirFake?.move(id, 'paid'), last);
  await expect(till.get('elsewhere')).toBeVisible();
  await expect(till.get('lock')).toBeVisible();
  await till.type('1');
  await till.type('4826');
  await till.press('Enter');
  await expect(till.pane).toHaveAttribute('data-state', 'paid');
});

test('who has no right sees why, and the owner lets it through in place', async ({ till }) => {
  await till.open({ ...STAFFED, duty: 'Awa' });
  await till.press('F8');
  await till.get('subject-printers').click();
  await till.get('remove-printer').click();
  await expect(till.get('ask-owner')).toContainText('Awa');
  await till.press('Escape');
  await expect(till.get('printer')).toHaveCount(1);
  await till.get('remove-printer').click();
  await till.get('ask-owner-pin').fill('7318');
  await till.press('Enter');
  await expect(till.get('no-printer')).toBeVisible();
  expect(await till.calls('allowOnce')).toBe(1);
});

test('the owner adds the first cashier and has the till from then on', async ({ till }) => {
  await till.open({ pin: '7318' });
  await till.press('F8');
  await till.get('subject-cashiers').click();
  await till.get('add-cashier').click();
  await till.get('cashier-name').fill('Awa');
  await till.get('cashier-pin').fill('4826');
  await till.get('cashier-owner').fill('7318');
  await till.press('Enter');
  await expect(till.get('cashier')).toContainText('Awa');
  await expect(till.get('go-duty')).toContainText('Responsable');
});
