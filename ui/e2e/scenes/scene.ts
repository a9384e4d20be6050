/** A screen in one state: how the till is started, and the way to it. */
import { expect, type Scenario, type Till } from '../till';

export type Scene = {
  name: string;
  /** Without one, a shop with an account and the payments of a morning. */
  with?: Scenario;
  go?: (till: Till) => Promise<void>;
  /** Names as long as people make them: what does not fit may end in an ellipsis. */
  long?: true;
};

export const MORNING: Scenario = { payments: 14 };
/** A customer whose particulars a gateway demands. */
export const AKOUVI = { email: 'akouvi@example.com', first_name: 'Akouvi', last_name: 'Mensah' };

/** To the list of Reçus. */
export async function receipts(till: Till): Promise<void> {
  await expect(till.get('charge')).toBeVisible();
  await till.press('F4');
  await expect(till.get('receipts')).toBeVisible();
}

/** To its newest payment, or to the one that these keys lead to, opened. */
export async function drawer(till: Till, ...keys: string[]): Promise<void> {
  await receipts(till);
  await expect(till.get('row').first()).toBeVisible();
  await till.press('ArrowDown', ...keys, 'Enter');
  await expect(till.get('drawer')).toBeVisible();
}
