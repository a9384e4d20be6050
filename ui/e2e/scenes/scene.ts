/** A screen in one state: how the till is started, and the way to it. */
import type { Scenario, Till } from '../till';

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
