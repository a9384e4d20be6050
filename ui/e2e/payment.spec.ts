/** What the payment pane says and offers in each state of the engine. */
import type { PaymentState } from '../src/bindings';
import { STATES, stand } from './scenes/payment';
import { expect, test } from './till';

/** The word, what colour fills the stage, and the buttons in their order. */
const PANES: Record<PaymentState, [word: string, flood: '' | 'paid' | 'refused' | 'unsure', acts: string[]]> = {
  recorded: ['Envoi de la demande', '', ['ask', 'next']],
  sending: ['Envoi de la demande', '', ['ask', 'next']],
  create_unknown: ['Pas encore sûr', 'unsure', ['ask', 'next', 'resend', 'tender', 'charge-again']],
  pending: ['En attente du client', '', ['ask', 'next', 'tender', 'stop']],
  cancel_requested: ['Attente arrêtée', '', ['ask', 'next', 'tender', 'charge-again']],
  held: ['À décider', 'unsure', ['ask', 'next', 'settle', 'tender', 'charge-again']],
  declined: ['Refusé', 'refused', ['ask-again', 'other-number', 'as-page', 'tender', 'give-up']],
  expired: ['Délai passé', '', ['ask', 'ask-again', 'tender', 'give-up']],
  unresolved: ['À décider', 'unsure', ['ask', 'next', 'settle', 'tender', 'charge-again']],
  late_paid: ['Payé en retard', 'paid', ['next', 'accept', 'settle']],
  paid: ['Payé', 'paid', ['next']],
  abandoned_unsent: ['Non envoyé', '', ['ask-again', 'other-number', 'as-page', 'tender', 'give-up']],
  abandoned_orphan: ['Page jamais montrée', '', ['ask-again', 'other-number', 'as-page', 'tender', 'give-up']],
  resolved_paid: ['Réglé à la main', '', ['next']],
  resolved_unpaid: ['Réglé à la main', '', ['ask-again', 'other-number', 'as-page', 'tender', 'give-up']],
  resolved_refunded: ['Réglé à la main', '', ['next']],
};

for (const state of STATES) {
  const [word, flood, acts] = PANES[state];
  test(`« ${state} » says « ${word} » and offers ${acts.join(', ')}`, async ({ till }) => {
    await till.open();
    await stand(till, state);
    await expect(till.get('word')).toHaveText(word);
    await expect(till.get('announced')).toContainText(word);
    await expect(till.get('announced')).toHaveAttribute('role', flood === '' ? 'status' : 'alert');
    const offered = await till
      .get('acts')
      .getByRole('button')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.testid?.replace('act-', '')));
    expect(offered).toEqual(acts);
    // Enter is the first of them, and harmless.
    await expect(till.get('acts').getByRole('button').first()).toContainText('Entrée');
    const filled = till.pane.locator('section.flood');
    if (flood === '') await expect(filled).toHaveCount(0);
    else await expect(filled).toHaveClass(new RegExp(`\\b${flood}\\b`));
  });
}

test('the countdown of two minutes runs down and ends in words', async ({ till }) => {
  await till.open();
  await till.ask();
  await till.sees('pending');
  await till.page.clock.pauseAt('2026-11-21T14:33:00Z');
  await expect(till.get('countdown')).toContainText('1:');
  await till.pass(90_000);
  await expect(till.get('countdown')).toContainText('Le délai est passé, la caisse vérifie');
  await expect(till.pane).toHaveAttribute('data-state', 'pending');
});

test('the page of a payment is drawn only after it was asked for, and its mark is on disk by then', async ({ till }) => {
  await till.open();
  await till.type('4500');
  await till.press('q', 'Enter');
  await expect(till.get('qr')).toBeVisible();
  await till.sees('pending');
  await expect(till.get('word')).toHaveText('En attente du client');
  expect(await till.calls('pageCode')).toBe(1);
});

test('the code of a page that is still being made is drawn once it is there', async ({ till }) => {
  await till.open();
  const { payment_id } = await till.put('sending', { method: 'page', network: null, network_brand: null });
  await till.press('F3');
  await expect(till.get('open-row')).toHaveCount(1);
  await till.press('Enter');
  await till.sees('sending');
  await expect(till.get('qr')).toHaveCount(0);
  await expect(till.get('loading')).toBeVisible();
  await till.move('pending', {}, payment_id);
  await expect(till.get('qr')).toBeVisible();
});

test('a code that does not come is asked for again', async ({ till }) => {
  await till.open();
  await till.type('4500');
  await till.press('q');
  await till.fail('pageCode', 'ledger_failed');
  await till.press('Enter');
  await expect(till.get('payment-error')).toBeVisible();
  await till.pass(650);
  await till.get('code-again').click();
  await expect(till.get('qr')).toBeVisible();
});

test('money that came twice goes back: nothing tells the cashier to hand over goods', async ({ till }) => {
  await till.open();
  await stand(till, 'late_paid', { reason: 'paid_twice' });
  await expect(till.get('money')).toContainText('Rendez cette somme');
  await expect(till.pane).not.toContainText('Remettez la marchandise');
  await expect(till.get('say')).toContainText('Vous avez payé deux fois');
});

test('the same sum from the same number minutes later is warned of, and asked for all the same', async ({ till }) => {
  await till.open();
  await stand(till, 'paid');
  await till.press('Enter');
  await till.type('12500');
  await till.press('Enter');
  await till.type('90112233');
  await expect(till.get('twin')).toContainText('Payé à 14:32, même montant, numéro en 22\u00a033');
  await expect(till.get('ask')).toContainText('Demander quand même');
  await till.press('Enter');
  await till.sees('pending');
  expect(await till.calls('startPayment')).toBe(2);
});

test('a payment sent again keeps its id, and is offered only where that is safe', async ({ till }) => {
  await till.open();
  await stand(till, 'create_unknown');
  await till.press('r');
  await expect(till.pane).toHaveAttribute('data-state', 'sending');
  expect(await till.calls('resendPayment')).toBe(1);
  expect(await till.calls('startPayment')).toBe(1);
});

test('digits typed on a paid screen start the next sale', async ({ till }) => {
  await till.open();
  await stand(till, 'paid');
  await till.type('75');
  await expect(till.get('amount')).toHaveValue('75\u00a0F\u00a0CFA');
});

test('a late success interrupts; Enter and digits do nothing to it, F3 opens it', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  await till.type('99');
  await till.put('late_paid');
  await expect(till.get('late-alarm')).toBeVisible();
  await expect(till.get('late-alarm')).toContainText('Votre saisie de 99\u00a0F\u00a0CFA est gardée.');
  await till.pass(650);
  await till.press('Enter', '5');
  await expect(till.get('late-alarm')).toBeVisible();
  await till.press('F3');
  await till.sees('late_paid');
  await till.press('a');
  await expect(till.get('accept-dialog')).toContainText('cela ne se défait pas');
  await till.press('Escape');
  await expect(till.get('accept-dialog')).toHaveCount(0);
  // What cannot be undone is not what Enter does by itself.
  await till.press('a');
  await expect(till.get('accept-no')).toBeFocused();
  await till.press('Enter');
  await expect(till.get('accept-dialog')).toHaveCount(0);
  expect(await till.calls('acceptPayment')).toBe(0);
  await till.press('a');
  await till.get('accept-yes').click();
  await till.sees('paid');
  await till.press('Enter');
  await expect(till.get('amount')).toHaveValue('99\u00a0F\u00a0CFA');
});

test('another payment that ends while one is on screen leaves a notice that covers no button', async ({ till }) => {
  await till.open();
  await stand(till, 'pending');
  const other = await till.put('pending');
  await till.move('declined', {}, other.payment_id);
  await expect(till.get('elsewhere')).toContainText('Refusé');
  await till.get('act-ask').click();
  await expect.poll(() => till.calls('askPayment')).toBe(1);
  await till.get('elsewhere-see').click();
  await till.sees('declined');
});

test('a question that fails says what happened and leaves the state alone', async ({ till }) => {
  await till.open();
  await stand(till, 'pending');
  await till.fail('askPayment', 'gateway_silent', { data: { reason: 'timed_out' }, money_at_risk: 'unknown' });
  await till.press('Enter');
  await expect(till.get('payment-error')).toBeVisible();
  await expect(till.pane).toHaveAttribute('data-state', 'pending');
  await till.press('Escape');
  await expect(till.get('payment-error')).toHaveCount(0);
  await expect(till.pane).toHaveAttribute('data-state', 'pending');
});

test('ends elsewhere wait for each other, and one that ran out is not red', async ({ till }) => {
  await till.open();
  await stand(till, 'pending');
  const [first, second] = [await till.put('pending'), await till.put('pending')];
  await till.move('declined', {}, first.payment_id);
  await till.move('expired', {}, second.payment_id);
  await expect(till.get('elsewhere')).toContainText('Refusé');
  await expect(till.get('elsewhere-more')).toHaveText('Et 1 de plus.');
  await till.get('elsewhere-close').click();
  await expect(till.get('elsewhere')).toContainText('Délai passé');
  await expect(till.get('elsewhere')).toHaveClass(/unsure/);
  await till.get('elsewhere-close').click();
  await expect(till.get('elsewhere')).toHaveCount(0);
});

test('a question without an answer holds back no next customer', async ({ till }) => {
  await till.open();
  await stand(till, 'pending');
  await till.slow('askPayment');
  await till.get('act-ask').click();
  await expect.poll(() => till.calls('askPayment')).toBe(1);
  await till.get('act-next').click();
  await expect(till.get('charge')).toBeVisible();
});

test('a retry with another number keeps the sale that is being typed, and its account', async ({ till }) => {
  await till.open({ accounts: 2 });
  await stand(till, 'declined', { account: 'push-seul' });
  await till.press('F2');
  await till.type('99');
  await till.get('last-row').first().click();
  await till.sees('declined');
  await till.press('n');
  await expect(till.get('amount')).toHaveValue('12\u202f500\u00a0F\u00a0CFA');
  await expect(till.get('account')).toHaveValue('push-seul');
  await till.type('91112233');
  await till.press('Enter');
  await till.sees('pending');
  await till.press('F2');
  await expect(till.get('amount')).toHaveValue('99\u00a0F\u00a0CFA');
  await expect(till.get('account')).toHaveValue('paygate');
  await expect(till.get('retry-drop')).toHaveCount(0);
});
