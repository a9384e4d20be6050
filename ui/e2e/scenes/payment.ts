/** The payment pane in each of the engine's sixteen states, and what may stand beside a state. */
import type { PaymentState, PaymentView } from '../../src/bindings';
import { expect, type Scenario, type Till } from '../till';
import { MORNING, type Scene } from './scene';

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
