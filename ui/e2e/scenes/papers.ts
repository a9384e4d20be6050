/** What is done with a paper in a customer's hand: it is checked, money of its sale is given back, and an authority seals it. */
import { expect, type Till } from '../till';
import { drawer, MORNING, receipts, type Scene } from './scene';

const CODE = '7F3AKQC2';

/** Opens the box of a paper's code, and types one as a scanner does. */
async function check(till: Till, code: string): Promise<void> {
  await receipts(till);
  await till.press('c');
  await expect(till.get('check-code')).toBeFocused();
  await till.type(code);
  await till.press('Enter');
}

export const CHECKS: Scene[] = [
  {
    name: 'receipt to be checked',
    async go(till) {
      await receipts(till);
      await till.press('c');
      await expect(till.get('check-answer')).toContainText('scan');
    },
  },
  {
    name: 'receipt checked, genuine',
    async go(till) {
      await check(till, `CPTR1 ADJ-1-2026-000482 11000 XOF ${CODE} 0`);
      await expect(till.get('check-see')).toBeVisible();
    },
  },
  {
    name: 'receipt checked, a duplicate',
    async go(till) {
      await check(till, `CPTR1 ADJ-1-2026-000482 11000 XOF ${CODE} 1`);
      await expect(till.get('check-verdict')).toContainText('1');
    },
  },
  {
    name: 'receipt checked, altered',
    async go(till) {
      await check(till, `CPTR1 ADJ-1-2026-000482 91000 XOF ${CODE} 0`);
      await expect(till.get('check-verdict')).toContainText('000482');
    },
  },
  {
    name: 'receipt checked, unknown',
    async go(till) {
      await check(till, `CPTR1 AUTRE-1-2026-000482 11000 XOF ${CODE} 0`);
      await expect(till.get('check-verdict')).toBeVisible();
    },
  },
  {
    name: 'receipt checked whose code is none',
    async go(till) {
      await check(till, '3017620422003');
      await expect(till.get('check-verdict')).toContainText('CPTR1');
    },
  },
  {
    name: 'receipt of a test checked',
    with: { payments: 0 },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.put('paid', { environment: 'test' });
      await check(till, CODE);
      await expect(till.get('check-see')).toBeVisible();
    },
  },
  {
    name: 'receipt that cannot be checked',
    async go(till) {
      await till.fail('checkReceipt', 'ledger_failed');
      await check(till, CODE);
      await expect(till.get('check-problem')).toBeVisible();
    },
  },
];

const OWNED = { ...MORNING, pin: '4826' };

/** What is typed of a refund; a reference is that of a transfer. */
type GivenBack = { amount?: string; why?: string; reference?: string; pin?: string };

/** Fills in the form of a refund of the opened receipt, and sends it off. */
async function giveBack(till: Till, { amount, why = 'Pagne décousu', reference, pin = '4826' }: GivenBack = {}): Promise<void> {
  await till.press('r');
  if (amount !== undefined) await till.get('refund-amount').fill(amount);
  await till.get('refund-why').fill(why);
  const ways = till.get('refund-by').locator('label');
  await (reference === undefined ? ways.first() : ways.last()).click();
  if (reference !== undefined) await till.get('refund-reference').fill(reference);
  await till.get('refund-pin').fill(pin);
  await till.press('Enter');
}

/** The same, until it is noted. */
async function refund(till: Till, amount: string): Promise<void> {
  await giveBack(till, { amount });
  await expect(till.get('refund')).toHaveCount(0);
  await expect(till.get('refunds')).toContainText('R00000');
}

export const REFUNDS: Scene[] = [
  {
    name: 'refund before it is noted',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await till.press('r');
      await expect(till.get('refund-amount')).toHaveValue('11000');
    },
  },
  {
    name: 'refund by transfer of more than is left',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await till.press('r');
      await till.get('refund-by').locator('label').last().click();
      await till.get('refund-amount').fill('11001');
      await expect(till.get('refund-reference')).toBeVisible();
    },
  },
  {
    name: 'refund without the owner’s PIN',
    async go(till) {
      await drawer(till);
      await till.press('r');
      await expect(till.get('pin-choose')).toBeVisible();
    },
  },
  {
    name: 'refund with a wrong PIN',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await giveBack(till, { pin: '1111' });
      await expect(till.get('refund-pin')).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'refund that the disk does not take',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await till.fail('refundPayment', 'disk_full');
      await giveBack(till);
      await expect(till.get('refund-problem')).toBeVisible();
    },
  },
  {
    name: 'receipt refunded in two parts',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await refund(till, '4000');
      await refund(till, '7000');
      await expect(till.get('refund-open')).toHaveCount(0);
    },
  },
  {
    name: 'story of a receipt refunded in two ways, found by a refund’s number',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await refund(till, '4000');
      await giveBack(till, { why: 'Retour de la moitié de la commande de Mme Akouvi', reference: 'CI251127.0912.B00231' });
      await expect(till.get('refunds')).toContainText('R000002');
      await till.get('tab-story').click();
      await till.press('/');
      await till.type('R000002');
      await expect(till.get('row')).toHaveCount(1);
      await expect(till.get('story')).toContainText('R000002');
    },
  },
  {
    name: 'receipt checked, refunded in part',
    with: OWNED,
    async go(till) {
      await drawer(till);
      await refund(till, '4000');
      await till.press('c');
      await till.type(CODE);
      await till.press('Enter');
      await expect(till.get('check-see')).toBeVisible();
    },
  },
];

export const SEALS: Scene[] = [
  {
    name: 'receipt with a logo and the seal of the tax authority',
    with: { ...MORNING, logo: true, seal: 'sealed' },
    async go(till) {
      await drawer(till);
      await expect(till.get('paper')).toContainText('EM01234567-42');
      await expect(till.get('dots')).toBeVisible();
    },
  },
  {
    name: 'story of a receipt that the tax authority has not sealed yet',
    with: { ...MORNING, seal: 'pending' },
    async go(till) {
      await drawer(till);
      await till.get('tab-story').click();
      await expect(till.get('story')).toContainText('Bénin');
    },
  },
];
