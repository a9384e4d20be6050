/** Journée: the figures follow each payment, and the till is closed by keys alone. */
import { expect, tabTo, test } from './till';

test('the day follows a payment that is paid while it is looked at', async ({ till }) => {
  await till.open({ payments: 2 });
  await till.press('F6');
  await expect(till.get('day-taken')).toBeVisible();
  const before = Number(await till.get('day-count').textContent());
  const waiting = await till.put('pending');
  await till.move('paid', {}, waiting.payment_id);
  await till.pass(700);
  await expect(till.get('day-count')).toHaveText(String(before + 1));
});

test('each chart has its figures in a table', async ({ till }) => {
  await till.open({ payments: 6, closings: 3 });
  await till.press('F6');
  for (const chart of ['chart-hours', 'chart-days', 'chart-success']) {
    await expect(till.get(chart).getByRole('table')).toBeVisible();
    await expect(till.get(chart).locator('svg')).toHaveAttribute('aria-hidden', 'true');
  }
  await expect(till.get('chart-days').locator('tbody tr')).toHaveCount(4);
});

test('a day is closed by keys alone, each payment without an end with its word', async ({ till }) => {
  await till.open({ payments: 6, pin: '4826', open: ['pending'] });
  await till.press('F6');
  await expect(till.get('day-taken')).toBeVisible();
  await till.press('c');
  await expect(till.get('close-yes')).toContainText('Un mot pour chaque paiement');
  await tabTo(till, 'explain');
  await till.type('le client revient');
  await tabTo(till, 'float');
  await till.type('20000');
  await tabTo(till, 'counted');
  await till.type('19500');
  await tabTo(till, 'close-pin');
  await till.type('1357');
  await till.press('Enter');
  await expect(till.get('close-day')).toContainText('code');
  await tabTo(till, 'close-pin');
  await till.type('4826');
  await till.press('Enter');
  await expect(till.get('closed')).toContainText('Z000001');
  await tabTo(till, 'print-closing');
  await till.press('Enter');
  await expect(till.get('closed').getByRole('status')).toContainText('Imprimé');
  await expect(till.get('print-closing')).toContainText('duplicata');
  await till.press('Escape');
  await expect(till.get('day-pane')).toContainText('Z000001');
  await till.press('h');
  await expect(till.get('closing')).toHaveCount(1);
  const [closing] = (await till.argumentsOf('closeDay')) as [{ explained: string[][]; drawer: string[] }];
  expect(closing.explained.map(([, word]) => word)).toEqual(['le client revient']);
  expect(closing.drawer).toEqual(['20000', '19500']);
});
