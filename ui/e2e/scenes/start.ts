/** The first start, the start itself, its failure, and what lies over every screen. */
import { expect } from '../till';
import type { Scene } from './scene';

export const START: Scene[] = [
  { name: 'starting', with: { silent: ['startUp'] }, go: (till) => expect(till.page.getByRole('status')).toBeVisible() },
  { name: 'start broken', with: { broken: 'ledger_damaged' }, go: (till) => expect(till.get('broken')).toBeVisible() },
  { name: 'welcome', with: { first: true }, go: (till) => expect(till.get('welcome')).toBeVisible() },
  {
    name: 'welcome with an error',
    with: { first: true },
    async go(till) {
      await till.get('shop-name').fill('Boutique Adjovi');
      await till.fail('useTraining', 'folder_unusable', { data: { path: 'C:\\Comptoir' } });
      await till.press('Enter');
      await expect(till.get('welcome-problem')).toBeVisible();
    },
  },
  {
    name: 'welcome with long names',
    with: { first: true, long: true },
    long: true,
    go: (till) => till.get('town').fill('Sokodé-Kpalimé-Atakpamé-les-Bains-sur-Mono'),
  },
  {
    name: 'sheet of keys',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F1');
      await expect(till.get('keys-sheet')).toBeVisible();
    },
  },
  {
    name: 'closing with one open payment',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.closing(1);
      await expect(till.get('closing')).toBeVisible();
    },
  },
  {
    name: 'closing with many, refused',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.closing(12);
      await till.fail('close', 'ledger_failed');
      await till.get('closing-close').click();
      await expect(till.get('closing').getByRole('alert')).toBeVisible();
    },
  },
];
