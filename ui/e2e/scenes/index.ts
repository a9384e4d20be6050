/** Every state of every screen: what is looked at for access, for room, and for the pictures. */
import { CHARGE } from './charge';
import { DAYS } from './day';
import { FAULTS } from './faults';
import { OPEN } from './open';
import { PAYMENT } from './payment';
import { RECEIPTS } from './receipts';
import type { Scene } from './scene';
import { SETTINGS } from './settings';
import { START } from './start';
import { TENDER } from './tender';

export { MORNING } from './scene';
export type { Scene } from './scene';
export const SCENES: readonly Scene[] = [...START, ...CHARGE, ...PAYMENT, ...TENDER, ...OPEN, ...RECEIPTS, ...DAYS, ...SETTINGS, ...FAULTS];
