/** The payment pane in each of the engine's sixteen states, and what may stand beside a state. */
import type { PaymentState, PaymentView } from '../../src/bindings';
import { expect, type Scenario, type Till } from '../till';
import { AKOUVI, MORNING, type Scene } from './scene';

export const STATES: readonly PaymentState[] = [
  'recorded',
  'sending',
  'create_unknown',
  'pending',
  'cancel_requested',
  'held',
  'declined',
  'expired',
  'unresolved',
  'late_paid',
  'paid',
  'abandoned_unsent',
  'abandoned_orphan',
  'resolved_paid',
  'resolved_unpaid',
  'resolved_refunded',
];

/** A payment is asked for at the till, and then stands in `state`. */
export async function stand(till: Till, state: PaymentState, more: Partial<PaymentView> = {}): Promise<PaymentView> {
  await till.ask();
  await till.sees('pending');
  const view = await till.move(state, more);
  await till.sees(state);
  return view;
}

function scene(name: string, state: PaymentState, more: Partial<PaymentView> = {}, scenario: Scenario = MORNING): Scene {
  return { name: `payment ${name}`, with: scenario, go: async (till) => void (await stand(till, state, more)) };
}

const XPAYE_BARE: Scenario = { ...MORNING, accounts: 0, gateways: ['paiement-pro'], customers: { '0701020304': AKOUVI } };
const XPAYE: Scenario = { ...XPAYE_BARE, pin: '4826' };

/** A payment at PaiementPro, whose customer is known. */
async function wait(till: Till): Promise<void> {
  await till.ask('12500', '0701020304');
  await till.sees('pending');
  await expect(till.get('not-askable')).toBeVisible();
}

async function byPage(till: Till, account: string): Promise<void> {
  await till.type('12500');
  await till.get('account').selectOption(account);
  await till.press('Enter');
  await expect(till.get('qr')).toBeVisible();
}

export const PAYMENT: Scene[] = [
  ...STATES.map((state) => scene(state, state)),
  scene('that is asked without an answer', 'pending', {
    asked_at: '2026-11-21T14:32:00Z',
    trouble: 'timed_out',
    next_ask_at: '2026-11-21T14:32:40Z',
    may_be_resent: true,
  }),
  scene('late for a sale that is settled otherwise', 'late_paid', { reason: 'paid_twice' }),
  scene('of the largest amount with a long note', 'held', {
    amount_minor: 999_999_999,
    note: 'Commande de Mme Akouvi pour le mariage de sa fille aînée à Kpalimé, à livrer samedi',
    account: 'paygate-de-la-grande-quincaillerie-de-la-paix',
  }),
  scene('in training', 'pending', {}, { ...MORNING, training: true }),
  scene('refused in training', 'declined', {}, { ...MORNING, training: true }),
  {
    name: 'payment by QR',
    async go(till) {
      await till.type('4500');
      await till.press('q', 'Enter');
      await expect(till.get('qr')).toBeVisible();
    },
  },
  {
    name: 'payment by QR whose code does not come',
    async go(till) {
      await till.type('4500');
      await till.press('q');
      await till.fail('pageCode', 'ledger_failed');
      await till.press('Enter');
      await expect(till.get('code-again')).toBeVisible();
    },
  },
  {
    name: 'payment by QR that cannot be shown any more',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.put('pending', { method: 'page', network: null, network_brand: null });
      await till.page.evaluate(() => {
        if (window.comptoirFake) window.comptoirFake.pageCode = () => Promise.resolve(null);
      });
      await till.press('F3');
      await expect(till.get('open-row')).toHaveCount(1);
      await till.press('Enter');
      await till.sees('pending');
      await expect(till.pane).toContainText(/ne peut plus être montré|can no longer be shown/);
    },
  },
  {
    name: 'payment on a page that opens here',
    with: { ...MORNING, accounts: 0, gateways: ['cinetpay'] },
    async go(till) {
      await till.type('12500');
      await till.press('Enter');
      await expect(till.get('open-page')).toBeVisible();
    },
  },
  { name: 'payment on a page of training', with: { ...MORNING, training: true }, go: (till) => byPage(till, 'practice-paydunya') },
  { name: 'payment that nobody can be asked about', with: XPAYE, go: wait },
  {
    name: 'payment that nobody can be asked about, stopped',
    with: XPAYE,
    async go(till) {
      await wait(till);
      await till.move('cancel_requested');
      await till.sees('cancel_requested');
    },
  },
  {
    name: 'payment that nobody can be asked about, held',
    with: XPAYE,
    async go(till) {
      await wait(till);
      await till.move('held', { reason: 'secret_differs' });
      await till.sees('held');
    },
  },
  {
    name: 'notification before it is pasted',
    with: XPAYE,
    async go(till) {
      await wait(till);
      await till.press('l');
      await expect(till.get('paste-text')).toBeFocused();
    },
  },
  {
    name: 'notification that names no payment',
    with: XPAYE,
    async go(till) {
      await wait(till);
      await till.press('l');
      await till.get('paste-text').fill('responsecode=0&amount=12500&referenceNumber=INCONNUE');
      await till.get('paste-read').click();
      await expect(till.get('paste-problem')).toBeVisible();
    },
  },
  {
    name: 'notification that proves nothing',
    with: XPAYE,
    async go(till) {
      await wait(till);
      const view = await till.page.evaluate(() => window.comptoirFake?.last());
      await till.press('l');
      await till.get('paste-text').fill(`responsecode=0&amount=12500&referenceNumber=${view?.reference ?? ''}`);
      await till.get('paste-read').click();
      await expect(till.get('paste-result')).toBeVisible();
    },
  },
  {
    name: 'settlement by hand before it is typed',
    with: XPAYE,
    async go(till) {
      await wait(till);
      await till.press('g');
      await expect(till.get('settle-no')).toBeFocused();
    },
  },
  {
    name: 'settlement by hand with the wrong PIN',
    with: XPAYE,
    async go(till) {
      await wait(till);
      await till.press('g');
      await till.get('settle-decision').locator('label').first().click();
      await till.get('settle-why').fill('Vu dans l’espace marchand');
      await till.get('settle-reference').fill('MP261121.1432.A12345');
      await till.get('settle-pin').fill('9713');
      await till.get('settle-yes').click();
      await expect(till.page.locator('[aria-invalid="true"]')).toHaveCount(1);
    },
  },
  {
    name: 'settlement by hand where no PIN is set',
    with: { ...XPAYE_BARE },
    async go(till) {
      await wait(till);
      await till.press('g');
      await expect(till.get('pin-none')).toBeVisible();
    },
  },
  {
    name: 'settlement by hand in training',
    with: { ...MORNING, training: true },
    async go(till) {
      await stand(till, 'held');
      await till.press('g');
      await expect(till.get('settle-why')).toBeVisible();
    },
  },
  {
    name: 'payment that waits for long',
    async go(till) {
      await stand(till, 'pending');
      await till.pass(200_000);
      await expect(till.get('word')).toHaveText(/Toujours en attente|Still waiting/);
    },
  },
  {
    name: 'payment with a question that failed',
    async go(till) {
      await stand(till, 'pending');
      await till.fail('askPayment', 'gateway_silent', { data: { reason: 'timed_out' }, money_at_risk: 'unknown' });
      await till.press('Enter');
      await expect(till.get('payment-error')).toBeVisible();
    },
  },
  {
    name: 'payment before it is charged again',
    async go(till) {
      await stand(till, 'create_unknown');
      await till.press('x');
      await expect(till.get('double')).toBeVisible();
    },
  },
  {
    name: 'late payment before it is accepted on its pane',
    async go(till) {
      await stand(till, 'late_paid');
      await till.press('a');
      await expect(till.get('accept-dialog')).toBeVisible();
    },
  },
  {
    name: 'payment paid and printed',
    async go(till) {
      await stand(till, 'paid');
      await till.press('p');
      await expect(till.get('prints')).toContainText('Caisse');
    },
  },
  {
    name: 'payment with its paper missing',
    async go(till) {
      await till.ask();
      await till.sees('pending');
      await till.fail('paper', 'ledger_failed');
      await till.move('paid');
      await till.sees('paid');
    },
  },
  {
    name: 'payment being read',
    with: { silent: ['payment'] },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await recall(till);
      await expect(till.get('loading')).toBeVisible();
    },
  },
  {
    name: 'payment that nobody knows',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await recall(till);
      await expect(till.get('payment-error')).toBeVisible();
    },
  },
  {
    name: 'payment with another one paid elsewhere',
    async go(till) {
      await stand(till, 'pending');
      await till.put('paid');
      await expect(till.get('elsewhere')).toBeVisible();
    },
  },
  {
    name: 'payment with a late one over it',
    async go(till) {
      await stand(till, 'pending');
      await till.put('late_paid');
      await expect(till.get('late-alarm')).toBeVisible();
    },
  },
];

/** The window is loaded again with a payment in mind that the ledger does not have. */
async function recall(till: Till): Promise<void> {
  await till.page.evaluate(() => sessionStorage.setItem('comptoir.payment', 'none'));
  await till.page.reload();
}
