/** Bienvenue and Réglages: what is chosen there holds. */
import { expect, test } from './till';

test('two clicks lead from the first start to a practice payment', async ({ till }) => {
  await till.open({ first: true });
  await till.get('try').click();
  await expect(till.get('charge')).toBeVisible();
  await expect(till.get('training-band')).toBeVisible();
  expect(await till.calls('useTraining')).toBe(1);
});

test('the language chosen at the first start is that of every sentence', async ({ till }) => {
  await till.open({ first: true });
  await till.get('language').getByText('English').click();
  await expect(till.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(till.get('try')).toContainText('Try');
});

test('the theme changes at once, and « as the computer » follows it', async ({ till }) => {
  await till.open({ theme: 'light' });
  const html = till.page.locator('html');
  await expect(html).toHaveAttribute('data-theme', 'light');
  await till.press('F8');
  await till.get('subject-look').click();
  await till.page.getByText('Sombre').click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await till.page.getByText('Comme l’ordinateur').click();
  await expect(html).toHaveAttribute('data-theme', 'light');
  await till.page.emulateMedia({ colorScheme: 'dark' });
  await expect(html).toHaveAttribute('data-theme', 'dark');
});

test('an account is added with its key, which is never on screen again', async ({ till }) => {
  await till.open({ accounts: 0 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('Enter');
  await expect(till.get('add-name')).toBeFocused();
  await till.type('boutique');
  await till.press('Tab');
  await till.type('un-secret-de-passerelle');
  await expect(till.get('add-secret:auth_token')).toHaveAttribute('type', 'password');
  await till.press('Enter');
  await expect(till.get('account-key')).toHaveValue('empreinte 7F3A91');
  expect(await till.page.content()).not.toContain('un-secret-de-passerelle');
});

test('the page is opened only after its warning was read and agreed to', async ({ till }) => {
  await till.open({ accounts: 0 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('Enter');
  const closed = till.get('add-field:page').getByRole('radio').first();
  const open = till.get('add-field:page').getByRole('radio').last();
  await till.get('add-field:page').locator('label').last().click();
  await expect(till.get('page-warning')).toBeVisible();
  await till.press('Escape');
  await expect(closed).toBeChecked();
  await till.get('add-field:page').locator('label').last().click();
  await till.get('page-yes').click();
  await expect(till.get('page-warning')).toBeVisible();
  await till.get('page-read').check();
  await till.get('page-yes').click();
  await expect(till.get('page-warning')).toHaveCount(0);
  await expect(open).toBeChecked();
});

test('an account is tested by T and removed only behind a question', async ({ till }) => {
  await till.open({ accounts: 2 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await till.get('subject-accounts').click();
  await till.get('account').first().click();
  await till.press('t');
  await expect(till.get('verdict')).toBeVisible();
  await till.get('remove-account').click();
  await till.press('Escape');
  expect(await till.calls('removeAccount')).toBe(0);
  await till.get('remove-account').click();
  await till.get('remove-yes').click();
  await expect.poll(() => till.calls('removeAccount')).toBe(1);
});

test('a field of the shop is kept as soon as it is left', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await till.page.getByRole('textbox').first().fill('Chez Adjovi');
  await till.press('Tab');
  await expect.poll(() => till.calls('setShop')).toBe(1);
  await till.press('F2');
  await expect(till.get('charge')).toContainText('Chez Adjovi');
});

test('a logo is chosen from a file, shown as it prints, and taken away', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await expect(till.get('dots')).toHaveCount(0);
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  await till.get('logo-file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png });
  await expect(till.get('dots')).toBeVisible();
  const dark = await till.get('dots').evaluate((canvas: HTMLCanvasElement) => {
    const dots = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return [...dots].filter((sample, at) => at % 4 === 3 && sample === 255).length;
  });
  expect(dark).toBeGreaterThan(1000);
  await till.get('logo-remove').click();
  await expect(till.get('dots')).toHaveCount(0);
  expect(await till.calls('setLogo')).toBe(2);
});

test('a field of the shop is kept when a key leads elsewhere before it is left', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await till.get('shop-name').fill('Chez Adjovi');
  await till.press('F2');
  await expect(till.get('charge')).toContainText('Chez Adjovi');
  expect(await till.calls('setShop')).toBe(1);
  await till.press('F8', 'F2');
  await expect(till.get('charge')).toBeVisible();
  expect(await till.calls('setShop')).toBe(1);
});

test('a till that is told to be silent keeps it so, and its sounds can be heard before', async ({ till }) => {
  await till.open();
  await till.press('F8');
  await till.get('subject-look').click();
  await till.get('hear-paid').click();
  await till.get('volume').getByText('Aucun').click();
  await expect(till.get('hear-paid')).toHaveCount(0);
  await till.press('F2');
  await till.press('F8');
  await till.get('subject-look').click();
  await expect(till.get('volume').getByRole('radio', { name: 'Aucun' })).toBeChecked();
});

test('a till that does not open says so in the language of the last time', async ({ till }) => {
  await till.open({ lang: 'en' });
  await expect(till.get('charge')).toBeVisible();
  await till.page.goto(`/?scenario=${encodeURIComponent('{"broken":"folder_in_use"}')}`);
  await expect(till.page.getByRole('heading')).toHaveText('The till does not open');
});

test('a till that does not open says why, and tries again', async ({ till }) => {
  await till.open({ broken: 'folder_in_use' });
  await expect(till.get('broken')).toBeVisible();
  await expect(till.page.getByRole('button')).toHaveText('Recommencer');
});
