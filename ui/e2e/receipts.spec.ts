/** Reçus: thousands of payments, walked through by keys, filtered, and keeping their place. */
import { expect, test, type Till } from './till';

async function thousands(till: Till): Promise<void> {
  await till.open({ payments: 3000 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await till.get('range-all').click();
  await expect(till.get('count')).toContainText('3\u202f000');
}

/** The row that has the focus, the first one being 1. */
function focused(till: Till): Promise<number> {
  return till.page.evaluate(() => Number(document.activeElement?.closest('tr')?.ariaRowIndex ?? 0) - 1);
}

test('only the rows in sight are in the page, and it says how many there are', async ({ till }) => {
  await thousands(till);
  const table = till.get('rows').getByRole('table');
  await expect(table).toHaveAttribute('aria-rowcount', '3001');
  expect(await till.get('row').count()).toBeLessThan(40);
  const [one, two] = [till.get('row').nth(0), till.get('row').nth(1)];
  const [high, low] = [await one.boundingBox(), await two.boundingBox()];
  const pitch = await till.get('rows').evaluate((rows) => Number.parseFloat(getComputedStyle(rows).getPropertyValue('--row')));
  expect((low?.y ?? 0) - (high?.y ?? 0)).toBe(pitch);
});

test('keys walk through all of it, and Enter opens the row', async ({ till }) => {
  await thousands(till);
  await till.press('ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect.poll(() => focused(till)).toBe(3);
  await till.press('End');
  await expect.poll(() => focused(till)).toBe(3000);
  await till.press('ArrowUp');
  await expect.poll(() => focused(till)).toBe(2999);
  await till.press('PageUp');
  const above = await focused(till);
  expect(above).toBeLessThan(2996);
  await till.press('PageDown');
  await expect.poll(() => focused(till)).toBe(2999);
  await till.press('Home');
  await expect.poll(() => focused(till)).toBe(1);
  await till.press('PageDown', 'Enter');
  await expect(till.get('drawer')).toBeVisible();
});

test('one stop of Tab leads into the list and one out of it', async ({ till }) => {
  await thousands(till);
  await till.press('End');
  await expect.poll(() => focused(till)).toBe(3000);
  await till.press('Tab');
  expect(await focused(till)).toBe(-1);
  await till.press('Shift+Tab');
  await expect.poll(() => focused(till)).toBe(3000);
});

test('what is in sight stays where it is when a payment is recorded', async ({ till }) => {
  await thousands(till);
  const rows = till.get('rows');
  await rows.evaluate((box) => (box.scrollTop = 50_010));
  const seen = (): Promise<{ id: string; top: number }> =>
    rows.evaluate((box) => {
      const top = box.getBoundingClientRect().top + 60;
      const button = [...box.querySelectorAll<HTMLElement>('[data-payment]')].find((one) => one.getBoundingClientRect().top > top);
      return { id: button?.dataset.payment ?? '', top: Math.round(button?.getBoundingClientRect().top ?? 0) };
    });
  // The rows of the new place are drawn after the box has moved.
  await expect.poll(async () => (await seen()).id).not.toBe('');
  await expect(till.get('row-unread')).toHaveCount(0);
  const before = await seen();
  await till.put('pending', { created_at: '2026-11-21T14:32:00Z' });
  await till.pass(300);
  await expect(till.get('count')).toContainText('3\u202f001');
  expect(await seen()).toEqual(before);
});

test('filters are combined, summed up and taken away again', async ({ till }) => {
  await till.open({ payments: 14, accounts: 2 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await expect(till.get('row')).toHaveCount(14);
  await expect(till.get('sums')).toContainText('F CFA');
  await till.get('more-filters').click();
  await till.get('filter-state').selectOption('Refusé');
  await till.get('filters-show').click();
  await expect(till.get('more-filters')).toContainText('1');
  await expect(till.get('count')).toContainText('2 paiements');
  await expect(till.get('sums')).toBeEmpty();
  await till.get('search').fill('introuvable');
  await till.pass(300);
  await till.get('clear-filters').click();
  await expect(till.get('row')).toHaveCount(14);
  await expect(till.get('search')).toHaveValue('');
});

test('two chosen days narrow the list, and are told', async ({ till }) => {
  await till.open({ payments: 14 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await till.get('more-filters').click();
  await till.get('filter-from').fill('2026-11-01');
  await till.get('filter-to').fill('2026-11-20');
  await till.get('filters-show').click();
  await expect(till.get('empty')).toBeVisible();
  await till.get('clear-filters').click();
  await expect(till.get('row')).toHaveCount(14);
});
