/** Payments in a file, from the list that filters them. */
import { tabTo, expect, test, type Till } from './till';

async function toExport(till: Till): Promise<void> {
  await till.open({ payments: 12 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await till.get('to-export').click();
  await expect(till.get('export')).toBeVisible();
}

test('what is filtered is written, told and shown', async ({ till }) => {
  await toExport(till);
  await till.get('export-format').getByText('Texte').click();
  await till.get('export-go').click();
  await expect(till.get('export-progress')).toBeVisible();
  await till.pass(4000);
  await expect(till.get('export-path')).toContainText('comptoir-paiements-2026-11-26.csv');
  const asked = await till.page.evaluate(() => window.comptoirFake?.calls.find((call) => call.method === 'exportPayments')?.args);
  expect(asked).toMatchObject([{ open: false, from: '2026-11-21', query: null }, 'csv']);
  await till.get('export-show').click();
  await expect.poll(() => till.calls('showExport')).toBe(1);
});

test('Escape stops what is written, then closes', async ({ till }) => {
  await toExport(till);
  await till.get('export-go').click();
  await till.press('Escape');
  await expect.poll(() => till.calls('stopExport')).toBe(1);
  await till.pass(2000);
  await expect(till.get('export-said')).toContainText('aucun fichier');
  await till.press('Escape');
  await expect(till.get('export')).toBeHidden();
});

test('by keys alone', async ({ till }) => {
  await till.open({ payments: 3 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await expect(till.get('row').first()).toBeVisible();
  await tabTo(till, 'to-export');
  await till.press('Enter');
  await tabTo(till, 'export-go');
  await till.press('Enter');
  await till.pass(4000);
  await expect(till.get('export-path')).toContainText('.xlsx');
});
