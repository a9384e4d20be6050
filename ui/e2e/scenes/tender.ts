/** A sale that is settled without a gateway: from the keypad, from a payment that was not paid, and in the list. */
import { expect, type Scenario, type Till } from '../till';
import { stand } from './payment';
import { MORNING, type Scene } from './scene';

const OWNED: Scenario = { ...MORNING, pin: '4826' };

async function ask(till: Till): Promise<void> {
  await expect(till.get('charge')).toBeVisible();
  await till.type('12500');
  await till.press('Alt+k');
  await expect(till.get('tender')).toBeVisible();
}

async function cash(till: Till): Promise<void> {
  await ask(till);
  await till.press('Enter');
  await expect(till.get('settled')).toBeVisible();
}

export const TENDER: Scene[] = [
  { name: 'tender in cash before it is noted', go: ask },
  {
    name: 'tender received elsewhere, with a wrong PIN',
    with: OWNED,
    async go(till) {
      await ask(till);
      await till.get('tender-by').locator('label').last().click();
      await till.get('tender-reference').fill('CI251127.0912.B00231');
      await till.get('tender-pin').fill('1111');
      await till.press('Enter');
      await expect(till.get('tender-pin')).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'tender without the owner’s PIN',
    async go(till) {
      await ask(till);
      await till.get('tender-by').locator('label').last().click();
      await expect(till.get('pin-choose')).toBeVisible();
    },
  },
  {
    name: 'tender that the disk does not take',
    async go(till) {
      await till.fail('tenderSale', 'disk_full');
      await ask(till);
      await till.press('Enter');
      await expect(till.get('tender-problem')).toBeVisible();
    },
  },
  { name: 'tender noted in cash', go: cash },
  {
    name: 'tender printed',
    async go(till) {
      await cash(till);
      await till.get('settled-print').click();
      await expect(till.get('settled-said')).toBeVisible();
    },
  },
  {
    name: 'tender of a sale that may still be paid',
    async go(till) {
      await till.ask();
      await till.sees('pending');
      await till.press('k');
      await expect(till.get('tender-agree')).toBeVisible();
    },
  },
  {
    name: 'payment whose sale was settled in cash after a refusal',
    go: async (till) =>
      void (await stand(till, 'declined', { tender_number: 'ADJ-1-2026-E000012', tendered_by: 'cash' })),
  },
  {
    name: 'payment whose sale was settled in cash and that may still be paid',
    go: async (till) =>
      void (await stand(till, 'cancel_requested', { tender_number: 'ADJ-1-2026-E000012', tendered_by: 'cash' })),
  },
  {
    name: 'receipts with sales settled otherwise',
    async go(till) {
      await cash(till);
      await till.press('Enter');
      await till.press('F4');
      await expect(till.get('tenders-open')).toBeVisible();
    },
  },
  {
    name: 'sales settled otherwise',
    async go(till) {
      await cash(till);
      await till.press('Enter');
      await till.press('F4');
      await till.get('tenders-open').click();
      await expect(till.get('tenders')).toContainText('E000001');
    },
  },
];
