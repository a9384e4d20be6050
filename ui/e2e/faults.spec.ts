/** What a person is told and can do while the machine fails. */
import { inHand, UNWRITTEN } from './scenes/faults';
import { expect, test } from './till';

test('an answer in hand says what the gateway said, the sum and the reference, and is not told as paid', async ({ till }) => {
  await till.open();
  await inHand(till);
  const alarm = till.get('unwritten');
  for (const part of ['N’éteignez pas', 'La passerelle dit', 'Payé', '12 500 F CFA', 'CPTASKW3XQAMAG3CMIPI6DD3G']) {
    await expect.poll(async () => (await alarm.innerText()).replace(/[\u00a0\u202f]/g, ' ')).toContain(part);
  }
  await expect(till.pane).toHaveAttribute('data-state', 'pending');
});

test('who is typing when it comes presses nothing away, and a key after a moment notes it', async ({ till }) => {
  await till.open();
  await till.ask();
  await till.sees('pending');
  // However slow this machine is, no time passes between the alarm and the keys.
  await till.page.clock.pauseAt('2026-11-21T14:40:00Z');
  await till.move('pending', { unwritten: UNWRITTEN });
  await expect(till.get('unwritten')).toBeVisible();
  await till.press('Enter', 'Escape', '5');
  await expect(till.get('unwritten')).toBeVisible();
  await till.pass(650);
  await till.press('Enter');
  await expect(till.get('unwritten')).toBeVisible();
  await till.press('Escape');
  await expect(till.get('unwritten')).toBeHidden();
});

test('it goes by itself once it is written', async ({ till }) => {
  await till.open();
  await inHand(till);
  await till.move('paid', { unwritten: null });
  await expect(till.get('unwritten')).toBeHidden();
  await till.sees('paid');
});

test('a till that does not open says so in the language and the theme of the last time', async ({ till }) => {
  await till.open({ lang: 'en', theme: 'dark' });
  await till.page.goto(`/?scenario=${encodeURIComponent(JSON.stringify({ broken: 'ledger_damaged' }))}`);
  await expect(till.get('broken')).toContainText('The till does not open');
  const root = till.page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(root).toHaveAttribute('lang', 'en');
});

test('what is wrong with the clock is said until somebody has read it, and stops no sale', async ({ till }) => {
  await till.open({ clock: 'clock_wrong' });
  await expect(till.get('start-trouble')).toContainText('01/01/2019');
  await till.press('Escape');
  await expect(till.get('start-trouble')).toBeHidden();
  await till.ask();
  await till.sees('pending');
});
