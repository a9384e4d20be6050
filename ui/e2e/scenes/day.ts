/** Journée: filled, empty, on its way, failed; and the closing of the till. */
import { expect, type Till } from '../till';
import type { Scene } from './scene';

const DAY = { payments: 14, closings: 6, pin: '4826' } as const;

async function day(till: Till): Promise<void> {
  await expect(till.get('charge')).toBeVisible();
  await till.press('F6');
  await expect(till.get('day')).toBeVisible();
}

async function closing(till: Till): Promise<void> {
  await day(till);
  await expect(till.get('day-taken')).toBeVisible();
  await till.press('c');
  await expect(till.get('counted')).toBeVisible();
}

async function closed(till: Till): Promise<void> {
  await closing(till);
  await till.get('close-pin').fill('4826');
  await till.press('Enter');
  await expect(till.get('closed')).toBeVisible();
}

export const DAYS: Scene[] = [
  {
    name: 'day with payments left open',
    with: { ...DAY, open: ['held', 'pending', 'unresolved'] },
    async go(till) {
      await day(till);
      await expect(till.get('left')).toBeVisible();
    },
  },
  {
    name: 'day without a sale',
    async go(till) {
      await day(till);
      await expect(till.get('left-none')).toBeVisible();
    },
  },
  { name: 'day on its way', with: { silent: ['day'] }, go: day },
  {
    name: 'day that cannot be read',
    with: DAY,
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.fail('day', 'ledger_failed', {}, 3);
      await till.press('F6');
      await expect(till.get('day-problem')).toBeVisible();
    },
  },
  { name: 'day before it is closed', with: DAY, go: closing },
  {
    name: 'day before it is closed, with payments to explain',
    with: { ...DAY, open: ['held', 'pending'] },
    async go(till) {
      await closing(till);
      await expect(till.get('explain')).toHaveCount(2);
    },
  },
  {
    name: 'day before it is closed, gateways asked',
    with: { ...DAY, silent: ['askBeforeClosing'] },
    async go(till) {
      await day(till);
      await expect(till.get('day-taken')).toBeVisible();
      await till.press('c');
      await expect(till.get('close-day')).toBeVisible();
    },
  },
  { name: 'day closed', with: DAY, go: closed },
  {
    name: 'closings',
    with: DAY,
    async go(till) {
      await day(till);
      await expect(till.get('day-taken')).toBeVisible();
      await till.press('h');
      await expect(till.get('closing')).toHaveCount(6);
    },
  },
];
