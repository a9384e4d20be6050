/** A cashier without a mouse: every way through the till by keys alone. */
import { expect, tabTo, test } from './till';

test('from the first start to a receipt in the list, by keys alone', async ({ till }) => {
  await till.open({ first: true, auto: true });
  await expect(till.get('shop-name')).toBeFocused();
  await till.type('Boutique Adjovi');
  await till.press('Enter');
  await expect(till.get('training-band')).toContainText('ENTRAÎNEMENT');

  await till.type('12500');
  await expect(till.get('amount')).toHaveValue('12\u202f500\u00a0F\u00a0CFA');
  await till.press('Enter');
  await till.type('90112233');
  await expect(till.get('networks')).toContainText('deviné');
  await till.press('Enter');
  await till.sees('pending');
  await expect(till.get('word')).toHaveText('En attente du client');
  await expect(till.get('say')).toContainText('Mixx by Yas (T-Money)');

  await till.pass(3000);
  await till.sees('paid');
  await expect(till.get('word')).toHaveText('Payé');
  await expect(till.get('paper')).toContainText('BOUTIQUE ADJOVI');
  await expect(till.get('paper')).toContainText('ENTRAÎNEMENT - AUCUNE VALEUR');

  await till.press('Enter');
  await expect(till.get('charge')).toBeVisible();
  await expect(till.get('amount')).toHaveValue('0\u00a0F\u00a0CFA');
  await till.press('F4');
  await expect(till.get('row')).toHaveCount(1);
  await till.press('ArrowDown', 'Enter');
  await expect(till.get('paper')).toContainText('12 500 F CFA');
  await till.press('h');
  await expect(till.get('story')).toContainText('Payé');
  await till.press('Escape');
  await expect(till.get('drawer')).toHaveCount(0);
});

test('an amount typed with its point is the amount meant', async ({ till }) => {
  await till.open();
  await till.type('12.500');
  await expect(till.get('amount')).toHaveValue('12\u202f500\u00a0F\u00a0CFA');
  await till.press('Delete', '1', ',', '5');
  await expect(till.get('amount')).toHaveValue('1\u202f500\u00a0F\u00a0CFA');
  await till.press('Delete', '3', '.', 'Enter');
  await till.get('amount').click();
  await till.press('5');
  await expect(till.get('amount')).toHaveValue('30\u202f005\u00a0F\u00a0CFA');
});

test('a tape is asked for as its sum, with a line for each of its terms', async ({ till }) => {
  await till.open();
  await till.type('10500');
  await till.press('NumpadAdd', '2', 'NumpadMultiply');
  await expect(till.get('ask')).toHaveText('Tapez le prix');
  await till.type('1000');
  await expect(till.get('tape')).toHaveText('10\u202f500 + 2 × 1\u202f000');
  await expect(till.get('amount')).toHaveValue('12\u202f500\u00a0F\u00a0CFA');
  await till.press('Enter');
  await till.type('90112233');
  await till.press('Enter');
  await till.sees('pending');
  const [asked] = await till.argumentsOf('startPayment');
  expect(asked).toMatchObject({
    amount: '12500',
    lines: [
      { name: 'Article 1', quantity: '1', unit_price: '10500' },
      { name: 'Article 2', quantity: '2', unit_price: '1000' },
    ],
  });
});

test('Escape stops waiting, and the till goes on watching the customer', async ({ till }) => {
  await till.open();
  await till.ask();
  await till.sees('pending');
  await till.press('Escape');
  await till.sees('cancel_requested');
  await expect(till.get('word')).toHaveText('Attente arrêtée');
  await expect(till.get('badge')).toHaveText('1');
  await till.press('Escape');
  await expect(till.get('charge')).toBeVisible();
  expect(await till.calls('cancelPayment')).toBe(1);
});

test('after a refusal Enter asks the same customer again, as a new payment of the same sale', async ({ till }) => {
  await till.open({ auto: true });
  await till.ask('1005');
  await till.sees('pending');
  await till.pass(3000);
  await till.sees('declined');
  await expect(till.get('word')).toHaveText('Refusé');
  await till.press('Enter');
  await till.sees('pending');
  const asked = await till.page.evaluate(() =>
    window.comptoirFake?.calls.filter((call) => call.method === 'startPayment').map((call) => call.args[0] as Record<string, unknown>),
  );
  expect(asked).toHaveLength(2);
  expect(asked?.[1]).toMatchObject({ retry_of: asked?.[0]?.payment_id, phone: '90112233', accept_double: false });
  expect(asked?.[1]?.payment_id).not.toBe(asked?.[0]?.payment_id);
});

test('a payment that is not sure is checked by Enter, and charged again only behind a tick', async ({ till }) => {
  await till.open();
  await till.ask();
  await till.sees('pending');
  await till.move('create_unknown');
  await till.sees('create_unknown');
  await till.press('Enter');
  await expect.poll(() => till.calls('askPayment')).toBe(1);
  await till.press('x');
  await expect(till.get('double')).toBeVisible();
  await till.press('Escape');
  await expect(till.get('double')).toHaveCount(0);
  await till.press('x', 'Tab', 'Tab', 'Tab');
  await till.get('double-agree').focus();
  await till.press('Space');
  await till.get('double-yes').focus();
  await till.press('Enter');
  await till.sees('pending');
  expect(await till.calls('startPayment')).toBe(2);
});

test('the function keys lead to every screen, and F2 back to the amount', async ({ till }) => {
  await till.open({ payments: 3 });
  await till.press('F3');
  await expect(till.get('open')).toBeVisible();
  await till.press('F4');
  await expect(till.get('receipts')).toBeVisible();
  await till.press('F8');
  await expect(till.get('settings')).toBeVisible();
  await till.press('F2');
  await expect(till.get('charge')).toBeVisible();
});

test('F1 lists every key over any screen, and Escape or F1 puts it away', async ({ till }) => {
  await till.open();
  for (const [key, screen] of [
    ['F2', 'charge'],
    ['F3', 'open'],
    ['F4', 'receipts'],
    ['F8', 'settings'],
  ] as const) {
    await till.press(key, 'F1');
    await expect(till.get('keys-sheet')).toBeVisible();
    await expect(till.get('keys-sheet')).toContainText('Encaisser, client suivant');
    await till.press('Escape');
    await expect(till.get('keys-sheet')).toHaveCount(0);
    await expect(till.get(screen)).toBeVisible();
  }
  await till.press('F1');
  await expect(till.get('keys-sheet')).toBeVisible();
  await till.press('F1');
  await expect(till.get('keys-sheet')).toHaveCount(0);
});

test('keys do nothing to the screen under the sheet of keys', async ({ till }) => {
  await till.open();
  await till.press('F1');
  await expect(till.get('keys-sheet')).toBeVisible();
  await till.type('777');
  await till.press('Escape');
  await expect(till.get('amount')).toHaveValue('0\u00a0F\u00a0CFA');
});

test('letters can be switched off; Alt with the letter still acts', async ({ till }) => {
  await till.open();
  await till.press('F1');
  await till.page.getByRole('checkbox').uncheck();
  await till.press('Escape');
  await till.type('5000');
  await expect(till.get('ways')).toBeVisible();
  await till.press('q');
  await expect(till.page.getByRole('radio', { name: /Sur son téléphone/ })).toBeChecked();
  await till.press('Alt+q');
  await expect(till.page.getByRole('radio', { name: /QR à scanner/ })).toBeChecked();
});

test('the focus stays visible on its way round a screen with Tab', async ({ till }) => {
  await till.open({ payments: 3 });
  await expect(till.get('amount')).toBeFocused();
  const seen = new Set<string>();
  for (let step = 0; step < 34; step += 1) {
    await till.press('Tab');
    const focus = await till.page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const drawn = one.closest('.writing') ?? one;
      const style = getComputedStyle(drawn);
      return { what: one.outerHTML.slice(0, 90), ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
    });
    if (focus === null) continue;
    expect(focus.ring, focus.what).toBe(true);
    seen.add(focus.what);
  }
  expect(seen.size).toBeGreaterThan(20);
});

test('a printer of the system is set up by keys alone', async ({ till }) => {
  await till.open({ printers: 0, queues: 3 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await tabTo(till, 'subject-printers');
  await till.press('Enter');
  await tabTo(till, 'add-printer');
  await till.press('Enter');
  await expect(till.get('printer-name')).toBeFocused();
  await till.type('Caisse');
  await till.press('Tab', 'ArrowLeft');
  await expect(till.get('printer-queue')).toHaveValue('EPSON_TM-T20III');
  await tabTo(till, 'printer-queue');
  await till.press('ArrowDown');
  await tabTo(till, 'save-printer');
  await till.press('Enter');
  await expect(till.get('printer')).toContainText('Système · HP_LaserJet_Pro_M404');
});

test('an office printer is set up for A5 pages by keys alone', async ({ till }) => {
  await till.open({ printers: 0, queues: 1 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await tabTo(till, 'subject-printers');
  await till.press('Enter');
  await tabTo(till, 'add-printer');
  await till.press('Enter');
  await expect(till.get('printer-name')).toBeFocused();
  await till.type('Bureau');
  await till.press('Tab', 'ArrowLeft');
  await expect(till.get('printer-queue')).toHaveValue('EPSON_TM-T20III');
  await tabTo(till, 'look-for-queues');
  await till.press('Tab', 'ArrowRight', 'Tab', 'ArrowRight');
  await tabTo(till, 'save-printer');
  await till.press('Enter');
  await expect(till.get('printer')).toContainText('Système · EPSON_TM-T20III');
  await expect(till.get('printer')).toContainText('Pages A5 (PDF)');
  await expect(till.get('printer')).not.toContainText('coupe');
});

test('a printer is set up, and a receipt and its duplicate are printed, by keys alone', async ({ till }) => {
  await till.open({ payments: 14, printers: 0 });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await expect(till.get('row').first()).toBeVisible();
  await till.press('ArrowDown', 'Enter');
  await tabTo(till, 'to-printers');
  await till.press('Enter');
  await tabTo(till, 'add-printer');
  await till.press('Enter');
  await expect(till.get('printer-name')).toBeFocused();
  await till.type('Caisse');
  await till.press('Tab', 'Tab');
  await till.type('192.168.1.50');
  await tabTo(till, 'save-printer');
  await till.press('Enter');
  await expect(till.get('printer')).toContainText('192.168.1.50');
  await till.press('F4', 'ArrowDown', 'Enter');
  await expect(till.get('print')).toBeVisible();
  await till.press('p');
  await expect(till.get('prints')).toContainText('Imprimé sur Caisse');
  await till.press('p');
  await expect(till.get('prints')).toContainText('Duplicata n° 1');
  expect(await till.calls('printReceipt')).toBe(2);
});
