/** The screen draws what it is told: whole views, the newest wins, and one press starts one payment. */
import { expect, test } from './till';

test('a double Enter starts one payment', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  await till.type('12500');
  await till.press('Enter');
  await till.type('90112233');
  await till.slow('startPayment', 400);
  await till.press('Enter', 'Enter');
  await till.page.keyboard.down('Enter');
  await till.page.keyboard.down('Enter');
  await till.page.keyboard.up('Enter');
  await till.pass(400);
  await till.sees('pending');
  expect(await till.calls('startPayment')).toBe(1);
  expect(await till.calls('askPayment')).toBe(0);
});

test('a double tap on the button starts one payment, and its second half presses nothing on the next screen', async ({ till }) => {
  await till.open();
  await till.type('12500');
  await till.press('Enter');
  await till.type('90112233');
  await expect(till.get('ask')).toContainText('Demander');
  await till.get('ask').dblclick();
  await till.sees('pending');
  expect(await till.calls('startPayment')).toBe(1);
  expect(await till.calls('askPayment')).toBe(0);
});

test('Enter right behind a change of state is ignored for 600 ms', async ({ till }) => {
  await till.open();
  await till.ask();
  await till.sees('pending');
  await till.page.clock.pauseAt('2026-11-21T14:40:00Z');
  await till.move('declined');
  await expect(till.pane).toHaveAttribute('data-state', 'declined');
  await till.press('Enter');
  await till.pass(500);
  await till.press('Enter');
  expect(await till.calls('startPayment')).toBe(1);
  await till.pass(150);
  await till.press('Enter');
  await expect.poll(() => till.calls('startPayment')).toBe(2);
});

test('the same payment is asked for with the same id again after an error that came back', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  await till.type('12500');
  await till.press('Enter');
  await till.type('90112233');
  await till.fail('startPayment', 'service_unavailable');
  await till.press('Enter');
  await expect(till.get('charge-error')).toBeVisible();
  await till.press('Enter');
  await till.sees('pending');
  const ids = await till.page.evaluate(() =>
    window.comptoirFake?.calls
      .filter((call) => call.method === 'startPayment')
      .map((call) => (call.args[0] as { payment_id: string }).payment_id),
  );
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('an older view never overwrites a newer one', async ({ till }) => {
  await till.open();
  await till.ask();
  await till.sees('pending');
  const old = await till.page.evaluate(() => window.comptoirFake?.last());
  if (!old) throw new Error('There is no payment.');
  await till.move('paid');
  await till.sees('paid');
  await till.repeat(old);
  await till.pass(1000);
  await expect(till.pane).toHaveAttribute('data-state', 'paid');
  await expect(till.get('word')).toHaveText('Payé');
});

test('an event that was lost is made good when the window comes back to the front', async ({ till }) => {
  await till.open();
  await till.ask();
  await till.sees('pending');
  await till.lose('paid');
  await till.pass(5000);
  await expect(till.pane).toHaveAttribute('data-state', 'pending');
  await till.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await till.sees('paid');
});

test('the last event of a payment that is not on screen heals by itself: badge, list and notice', async ({ till }) => {
  await till.open();
  await till.ask();
  await till.sees('pending');
  await till.press('F3');
  await expect(till.get('open-row')).toHaveCount(1);
  await till.lose('paid');
  await till.pass(30_000);
  await expect(till.get('open-row')).toHaveCount(0);
  await expect(till.get('badge')).toHaveCount(0);
  await expect(till.get('elsewhere')).toContainText('Payé');
});

test('the shop’s own payments do not stand under the band of training', async ({ till }) => {
  await till.open({ training: true });
  await till.put('late_paid', { environment: 'live' });
  await till.put('pending', { environment: 'training' });
  await expect(till.get('badge')).toHaveText('1');
  await expect(till.get('late-alarm')).toHaveCount(0);
});

test('a question at the start that was not carried out is said once, on Open and on the keypad', async ({ till }) => {
  await till.open({ open: ['pending'], slow: 5000 });
  await till.fail('askPayment', 'keychain_unavailable');
  await till.startsUp();
  await till.pass(5000);
  await till.pass(5000);
  await expect(till.get('charge')).toBeVisible();
  await expect(till.get('start-trouble')).toBeVisible();
  await till.press('F3');
  await expect(till.get('start-trouble')).toBeVisible();
  await till.get('start-trouble-close').click();
  await expect(till.get('start-trouble')).toHaveCount(0);
  await till.press('F2');
  await expect(till.get('start-trouble')).toHaveCount(0);
});

test('a reload comes back to the payment that was on screen, in the state that it has by then', async ({ till }) => {
  await till.open({ payments: 3 });
  await till.get('last-row').first().click();
  await till.sees('paid');
  await till.page.reload();
  await till.sees('paid');
  await expect(till.get('paper')).toContainText('000482');
});

test('a new start of the program shows first what was left open, asks about all of it, then opens the keypad', async ({ till }) => {
  await till.open({ open: ['pending', 'create_unknown'], slow: 6000 });
  await till.startsUp();
  await till.pass(6000);
  await expect(till.get('start-asking')).toHaveText('0 vérifiés sur 2');
  await till.pass(6000);
  await expect(till.get('charge')).toBeVisible();
  expect(await till.calls('askPayment')).toBe(2);
});

test('the start waits ten seconds at most for answers', async ({ till }) => {
  await till.open({ open: ['pending'], silent: ['askPayment'] });
  await expect(till.get('start-asking')).toBeVisible();
  await till.pass(10_000);
  await expect(till.get('charge')).toBeVisible();
  await expect(till.get('badge')).toHaveText('1');
});

test('the cashier need not wait for the start to end', async ({ till }) => {
  await till.open({ open: ['pending'], silent: ['askPayment'] });
  await expect(till.get('start-asking')).toBeVisible();
  await till.press('F2');
  await expect(till.get('charge')).toBeVisible();
});

test('closing the window with open payments asks first, and Escape stays', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  await till.closing(2);
  await expect(till.get('closing')).toContainText('2 paiements en attente, ils seront repris');
  await till.press('Escape');
  await expect(till.get('closing')).toHaveCount(0);
  expect(await till.calls('close')).toBe(0);
  await till.closing(1);
  await expect(till.get('closing')).toContainText('1 paiement en attente, il sera repris');
  await till.get('closing-close').click();
  await expect.poll(() => till.calls('close')).toBe(1);
});

test('leaving training takes nothing of it along', async ({ till }) => {
  await till.open({ training: true });
  await till.ask();
  await till.sees('pending');
  await expect(till.get('badge')).toHaveText('1');
  await till.press('Alt+e');
  await expect(till.get('charge')).toBeVisible();
  await expect(till.get('training-band')).toHaveCount(0);
  await expect(till.get('badge')).toHaveCount(0);
  await expect(till.get('amount')).toHaveValue('0\u00a0F\u00a0CFA');
});
