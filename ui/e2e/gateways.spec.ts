/** Five gateways at one till: their accounts, which one is charged through, what they demand, and who settles what nobody can be asked. */
import { AKOUVI } from './scenes/scene';
import { expect, tabTo, test, type Till } from './till';

const PHONE = '0701020304';
const XPAYE = { accounts: 0, gateways: ['paiement-pro'], pin: '4826', customers: { [PHONE]: AKOUVI } } as const;

/** What the screen sent with the last call of a method. */
function sent(till: Till, method: string): Promise<unknown[] | undefined> {
  return till.page.evaluate((name) => window.comptoirFake?.calls.filter((call) => call.method === name).at(-1)?.args, method);
}

test('an account at PayDunya is added and tested by keys alone', async ({ till }) => {
  await till.open({ accounts: 0 });
  await expect(till.get('ask')).toContainText('Ajouter un compte');
  await till.press('Enter');
  await expect(till.get('add-name')).toBeFocused();
  await till.press('Shift+Tab', 'ArrowRight');
  await expect(till.get('add-gateway').getByRole('radio', { name: 'PayDunya' })).toBeChecked();
  await expect(till.get('where')).toContainText('trois clés');
  await till.press('Tab');
  await till.type('dunya');
  for (const key of ['Clé principale', 'Clé privée', 'Token']) {
    await till.press('Enter');
    await expect(till.page.getByLabel(key)).toBeFocused();
    await till.type('test_private_abcd');
  }
  await till.press('Enter');
  await expect(till.page.getByRole('heading', { name: 'dunya' })).toBeVisible();
  expect((await sent(till, 'addAccount'))?.[0]).toMatchObject({ gateway: 'paydunya', fields: {}, pin: null });
  await expect(till.get('settings')).toContainText('de test');
  expect(await till.page.content()).not.toContain('test_private_abcd');
  await till.press('t');
  await expect(till.get('verdict')).toContainText('répond bien');
});

test('each gateway names its own keys and fields, the required ones open, the common ones folded', async ({ till }) => {
  await till.open({ accounts: 0 });
  await till.press('Enter');
  const shown: Record<string, string[]> = {
    PayGateGlobal: ['Clé API (auth_token)'],
    PayDunya: ['Clé principale (Master Key)', 'Clé privée (Private Key)', 'Token'],
    CinetPay: ['Apikey', 'Clé secrète (secret_key), facultative', 'site_id'],
    'PayPlus Africa': ['Apikey', 'Token'],
    PaiementPro: ['ID marchand (merchantId)', 'Moyen de paiement (channel)'],
  };
  for (const [gateway, labels] of Object.entries(shown)) {
    await till.get('add-gateway').getByText(gateway).click();
    const boxes = await till.get('settings').locator('form .field label').evaluateAll((all) =>
      all.filter((one) => one.checkVisibility()).map((one) => one.textContent),
    );
    expect(boxes).toEqual(['Nom sur cette caisse', ...labels]);
  }
  await till.get('add-advanced').click();
  await expect(till.get('add-field:store_name')).toBeVisible();
  await expect(till.get('settings')).toContainText('Vide : le nom de la boutique.');
});

test('an account at PaiementPro says that nothing can be tested, and what to do first', async ({ till }) => {
  await till.open({ ...XPAYE, gateways: [...XPAYE.gateways] });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await till.get('subject-accounts').click();
  await till.get('account').first().click();
  await expect(till.get('untested')).toContainText('petit paiement réel');
  await expect(till.get('test-account')).toHaveCount(0);
  await till.press('t');
  expect(await till.calls('testAccount')).toBe(0);
});

test('the test of an account says plainly what the gateway refuses', async ({ till }) => {
  await till.open({ accounts: 0, gateways: ['cinetpay'] });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await till.get('subject-accounts').click();
  await till.get('account').first().click();
  await till.page.evaluate(() => {
    if (window.comptoirFake) window.comptoirFake.testAccount = () => Promise.resolve({ good: false, verdict: 'settings_refused' });
  });
  await till.press('t');
  await expect(till.get('verdict')).toContainText('Les réglages du compte chez la passerelle ne vont pas.');
  await expect(till.get('verdict')).not.toContainText('ne répond pas.');
});

test('a page that shows the key is opened by the owner, whose PIN is set on the way', async ({ till }) => {
  await till.open({ accounts: 0 });
  await till.press('Enter');
  await till.get('add-name').fill('gate');
  await till.get('add-secret:auth_token').fill('cle');
  await till.get('add-field:page').locator('label').last().click();
  await till.get('page-read').check();
  await till.get('page-yes').click();
  await till.get('save-account').click();
  await expect(till.get('pin-choose')).toBeFocused();
  await till.press('Enter');
  await expect(till.get('pin-next')).toBeFocused();
  await till.type('4826');
  await till.press('Enter');
  await till.type('4826');
  await till.press('Enter');
  await expect(till.get('pin-dialog')).toHaveCount(0);
  await expect(till.get('add-pin')).toBeFocused();
  expect(await till.calls('addAccount')).toBe(0);
  await till.type('1111');
  await till.press('Enter');
  await expect(till.get('add-pin')).toHaveAttribute('aria-invalid', 'true');
  await till.type('4826');
  await till.press('Enter');
  await expect(till.get('account-key')).toBeVisible();
  // What was typed before the PIN is still what was sent.
  expect((await sent(till, 'addAccount'))?.[0]).toMatchObject({ name: 'gate', secrets: { auth_token: 'cle' }, pin: '4826' });
});

test('the owner’s PIN is set and changed by keys alone, and never shown', async ({ till }) => {
  await till.open();
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await tabTo(till, 'subject-shop');
  await till.press('ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect(till.get('subject-owner')).toBeFocused();
  await tabTo(till, 'pin-next');
  await till.type('1234');
  await till.press('Enter');
  await till.type('1234');
  await till.press('Enter');
  await expect(till.get('pin-next')).toHaveAttribute('aria-invalid', 'true');
  await till.get('pin-next').fill('4826');
  await till.get('pin-again').fill('4827');
  await till.press('Enter');
  await expect(till.get('pin-again')).toBeFocused();
  await till.type('4826');
  await till.press('Enter');
  await expect(till.get('pin-done')).toContainText('gardé');
  await till.get('pin-old').focus();
  await till.type('4826');
  await till.press('Tab');
  await till.type('73915');
  await till.press('Tab');
  await till.type('73915');
  await till.press('Enter');
  await expect.poll(() => till.calls('setOwnerPin')).toBe(3);
  expect(await sent(till, 'setOwnerPin')).toEqual(['4826', '73915']);
  for (const pin of ['pin-old', 'pin-next', 'pin-again']) await expect(till.get(pin)).toHaveAttribute('type', 'password');
});

test('a network is sent to the account that goes first, by keys alone; the cashier overrides', async ({ till }) => {
  await till.open({ accounts: 1, gateways: ['paydunya:TG', 'paiement-pro'] });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F8');
  await tabTo(till, 'subject-shop');
  await till.press('ArrowDown');
  await tabTo(till, 'first-tg-flooz');
  await till.type('paydunya');
  await expect.poll(() => sent(till, 'preferAccount')).toEqual(['tg-flooz', 'paydunya']);
  await expect(till.get('kept')).toContainText('Gardé');
  await till.press('F2');
  await till.type('5000');
  await till.press('Enter');
  await till.type('97112233');
  await expect(till.get('account')).toHaveValue('paydunya');
  await till.press('Backspace');
  await expect(till.get('account')).toHaveValue('paygate');
  await till.type('3');
  await expect(till.get('account')).toHaveValue('paydunya');
  await till.get('account').selectOption('paygate');
  await till.press('Enter');
  await till.sees('pending');
  expect((await sent(till, 'startPayment'))?.[0]).toMatchObject({ account: 'paygate', network: 'tg-flooz', method: 'push' });
  // The choice was for that sale.
  await till.press('F2');
  await till.type('700');
  await till.press('Enter');
  await till.type('97112233');
  await expect(till.get('account')).toHaveValue('paydunya');
});

test('an account that does not answer is marked, and comes after one that does', async ({ till }) => {
  await till.open({ accounts: 1, gateways: ['paydunya:TG'], unanswered: ['paygate'] });
  await expect(till.get('charge')).toBeVisible();
  await till.type('5000');
  await expect(till.get('account')).toHaveValue('paydunya');
  await expect(till.get('account').locator('option').last()).toHaveText('paygate, ne répond pas');
});

test('CinetPay takes multiples of 5: the cashier chooses 12 505, nothing is rounded', async ({ till }) => {
  await till.open({ accounts: 0, gateways: ['cinetpay'] });
  await expect(till.get('charge')).toBeVisible();
  await till.type('12501');
  await expect(till.get('nearby')).toContainText('CinetPay prend des multiples de 5.');
  await expect(till.get('ask')).toHaveText('Choisissez le montant');
  await till.press('Enter');
  await expect(till.get('nearby-12500')).toBeFocused();
  await expect(till.get('amount')).toHaveValue('12\u202f501\u00a0F\u00a0CFA');
  await till.press('Tab', 'Enter');
  await expect(till.get('amount')).toHaveValue('12\u202f505\u00a0F\u00a0CFA');
  await expect(till.get('nearby')).toHaveCount(0);
  await till.press('Escape', 'Enter');
  await till.sees('pending');
  expect((await sent(till, 'startPayment'))?.[0]).toMatchObject({ amount: '12505', method: 'page' });
});

test('a page without a key is opened on this computer, one with the key is not', async ({ till }) => {
  await till.open({ accounts: 1, gateways: ['cinetpay'] });
  await expect(till.get('charge')).toBeVisible();
  await till.type('5000');
  await till.get('account').selectOption('cinetpay');
  await till.press('Enter');
  await expect(till.get('open-page')).toBeVisible();
  await till.sees('pending');
  await till.press('o');
  await expect.poll(() => till.calls('openPage')).toBe(1);
  await till.fail('openPage', 'browser_missing');
  await till.get('open-page').click();
  await expect(till.get('payment-error')).toContainText('Montrez le code QR');
  await till.press('F2');
  await till.type('5000');
  await till.get('account').selectOption('paygate');
  await till.press('q', 'Enter');
  await expect(till.get('qr')).toBeVisible();
  await till.pass(650);
  await till.press('o');
  await expect(till.get('open-page')).toHaveCount(0);
  expect(await till.calls('openPage')).toBe(2);
});

test('what PaiementPro demands is asked for once, and remembered only where the customer wishes', async ({ till }) => {
  await till.open({ accounts: 0, gateways: ['paiement-pro'] });
  await expect(till.get('charge')).toBeVisible();
  await expect(till.get('customer')).toHaveCount(0);
  await till.ask('12500', PHONE);
  await expect(till.get('customer-email')).toBeFocused();
  await till.type('akouvi@example.com');
  await till.press('Enter');
  await till.type('Akouvi');
  await till.press('Enter');
  await expect(till.get('customer-last_name')).toBeFocused();
  await till.type('Mensah');
  await expect(till.get('customer-remember')).not.toBeChecked();
  await till.press('Tab', 'Space');
  await expect(till.get('customer-remember')).toBeChecked();
  await till.press('Enter');
  await till.sees('pending');
  expect((await sent(till, 'startPayment'))?.[0]).toMatchObject({ customer: AKOUVI, remember: true, phone: PHONE });

  await till.press('F2');
  await till.type('900');
  await till.press('Enter');
  await till.type(PHONE);
  await expect(till.get('customer-known')).toBeVisible();
  await expect(till.get('customer-email')).toHaveValue('akouvi@example.com');
  await till.get('customer-forget').click();
  await expect(till.get('customer')).toContainText('Oublié.');
  expect(await sent(till, 'forgetCustomer')).toEqual([PHONE]);
  await till.get('phone').click();
  await till.press('Backspace');
  await till.type('4');
  await expect(till.get('customer-known')).toHaveCount(0);
});

test('PaiementPro waits, nobody checks, and the owner settles it by keys alone', async ({ till }) => {
  await till.open({ ...XPAYE, gateways: [...XPAYE.gateways] });
  await till.ask('12500', PHONE);
  await till.sees('pending');
  await expect(till.get('not-askable')).toContainText('PaiementPro ne répond à aucune question');
  await expect(till.get('act-ask')).toHaveCount(0);
  await till.press('v');
  expect(await till.calls('askPayment')).toBe(0);

  await till.press('g');
  await expect(till.get('settle')).toContainText('ne se défait pas');
  // Enter by itself changes nothing.
  await expect(till.get('settle-no')).toBeFocused();
  await till.press('Enter');
  await expect(till.get('settle')).toHaveCount(0);
  await till.press('g');
  await expect(till.get('settle-no')).toBeFocused();
  await till.press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Space');
  await expect(till.get('settle-decision').getByRole('radio').first()).toBeChecked();
  await till.press('Tab');
  await till.type('Vu dans l’espace marchand');
  await till.press('Tab', 'Tab');
  await till.type('1111');
  await till.press('Enter');
  // Paid needs the operator's number.
  await expect(till.get('settle-reference')).toBeFocused();
  await till.type('MP261121.1432');
  await till.press('Enter');
  await expect(till.get('settle-pin')).toHaveAttribute('aria-invalid', 'true');
  await expect(till.pane).toHaveAttribute('data-state', 'pending');
  await till.type('4826');
  await till.press('Enter');
  await till.sees('resolved_paid');
  await expect(till.get('word')).toHaveText('Réglé à la main');
  expect((await sent(till, 'settlePayment'))?.[1]).toEqual({
    decision: 'paid',
    why: 'Vu dans l’espace marchand',
    operator_reference: 'MP261121.1432',
    pin: '4826',
  });
  await till.press('Enter');
  await expect(till.get('charge')).toBeVisible();
});

test('a notification is pasted, and what it proves is said in words', async ({ till }) => {
  await till.open({ ...XPAYE, gateways: [...XPAYE.gateways] });
  await till.ask('12500', PHONE);
  await till.sees('pending');
  const reference = await till.page.evaluate(() => window.comptoirFake?.last()?.reference ?? '');
  await till.press('l');
  await expect(till.get('paste')).toContainText('compte paiement-pro');
  await till.page.keyboard.insertText('rien');
  await till.press('Tab', 'Enter');
  await expect(till.get('paste-problem')).toContainText('ne se lit pas');
  await till.get('paste-text').fill(`https://boutique.tg/n?cle=abc\nresponsecode=0&amount=12500&referenceNumber=${reference}`);
  await till.get('paste-read').click();
  await expect(till.get('paste-result')).toContainText('compte comme réponse');
  await expect(till.get('paste-result')).toContainText('Payé');
  await till.press('Escape');
  await till.sees('paid');
  expect((await sent(till, 'takeNotification'))?.[0]).toBe('paiement-pro');
});

test('without a PIN nothing is settled; it is set on the way', async ({ till }) => {
  await till.open({ open: ['held'] });
  await expect(till.get('charge')).toBeVisible();
  await till.press('F3', 'g');
  await expect(till.get('pin-none')).toBeVisible();
  await till.get('settle-decision').locator('label').nth(1).click();
  await till.get('settle-why').fill('Le client n’a rien envoyé');
  await till.get('settle-yes').click();
  await expect(till.get('pin-choose')).toBeFocused();
  await till.press('Enter');
  await till.get('pin-next').fill('4826');
  await till.get('pin-again').fill('4826');
  await till.press('Enter');
  await expect(till.get('pin-dialog')).toHaveCount(0);
  await expect(till.get('settle-pin')).toBeFocused();
  await till.type('4826');
  await till.press('Enter');
  await expect(till.get('open-none')).toBeVisible();
});

test('an open payment that nobody can be asked about is not said to be checked', async ({ till }) => {
  await till.open({ accounts: 1, gateways: ['paiement-pro'] });
  await expect(till.get('charge')).toBeVisible();
  await till.put('pending', { gateway: 'paiement-pro', gateway_name: 'PaiementPro', account: 'paiement-pro', method: 'page' });
  await till.press('F3');
  await expect(till.get('open').getByRole('heading', { level: 2 })).toHaveText([/Personne à interroger/]);
  await expect(till.get('open-ask')).toHaveCount(0);
  await till.press('v');
  expect(await till.calls('askPayment')).toBe(0);
  await till.press('g');
  await expect(till.get('settle')).toBeVisible();
});

test('a receipt’s payment is settled from its drawer', async ({ till }) => {
  await till.open({ pin: '4826' });
  await expect(till.get('charge')).toBeVisible();
  await till.put('unresolved');
  await till.press('F4');
  await till.get('row').first().click();
  await till.press('g');
  await till.get('settle-decision').locator('label').last().click();
  await till.get('settle-why').fill('Rendu en espèces');
  await till.get('settle-pin').fill('4826');
  await till.get('settle-yes').click();
  await expect(till.get('drawer-state')).toHaveText('Réglé à la main');
  await expect(till.get('settle-open')).toHaveCount(0);
});

test('training has an account at each gateway, and needs no PIN', async ({ till }) => {
  await till.open({ training: true });
  await expect(till.get('charge')).toBeVisible();
  await till.type('12500');
  await expect(till.get('account').locator('option')).toHaveText([
    'PayGateGlobal d’entraînement',
    'PayDunya d’entraînement',
    'CinetPay d’entraînement',
    'PayPlus Africa d’entraînement',
    'PaiementPro d’entraînement',
  ]);
  await till.get('account').selectOption('practice-paydunya');
  await till.press('Enter');
  await expect(till.get('qr')).toBeVisible();
  await till.sees('pending');
  await till.press('1');
  await till.sees('paid');
});
