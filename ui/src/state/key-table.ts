/**
 * Every key of the till in one table. The handler in `keys.svelte.ts` obeys it and the sheet behind F1 prints it, so that the
 * two cannot differ. `says` is a sentence of the catalogue; `letter` keys act on a screen without a text field, and with Alt
 * everywhere.
 */
import type { WindowKey } from '../words';

export const PLACES = [
  'everywhere',
  'till',
  'payer',
  'payment',
  'open',
  'receipts',
  'day',
  'settings',
  'welcome',
  'alarm',
  'lock',
] as const;
export type Place = (typeof PLACES)[number];

export type Binding = {
  place: Place;
  /** What a screen gives a handler for. */
  act: string;
  /** Names as `nameOf` in `keys.svelte.ts` writes them. */
  keys: readonly string[];
  says: WindowKey;
  letter?: true;
};

export const TABLE = [
  { place: 'everywhere', act: 'sheet', keys: ['F1'], says: 'keys.sheet' },
  { place: 'everywhere', act: 'charge', keys: ['F2'], says: 'keys.charge' },
  { place: 'everywhere', act: 'open', keys: ['F3'], says: 'keys.open' },
  { place: 'everywhere', act: 'receipts', keys: ['F4'], says: 'keys.receipts' },
  { place: 'everywhere', act: 'day', keys: ['F6'], says: 'keys.day' },
  { place: 'everywhere', act: 'settings', keys: ['F8'], says: 'keys.settings' },
  { place: 'everywhere', act: 'lock', keys: ['F9'], says: 'keys.lock' },
  { place: 'everywhere', act: 'leave-training', keys: ['Alt+e'], says: 'keys.leave_training' },

  { place: 'till', act: 'digit', keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], says: 'keys.digit' },
  { place: 'till', act: 'thousand', keys: ['.', ','], says: 'keys.thousand' },
  { place: 'till', act: 'plus', keys: ['+'], says: 'keys.plus' },
  { place: 'till', act: 'times', keys: ['*'], says: 'keys.times' },
  { place: 'till', act: 'back', keys: ['Backspace'], says: 'keys.back' },
  { place: 'till', act: 'clear', keys: ['Delete'], says: 'keys.clear' },
  { place: 'till', act: 'forward', keys: ['Enter'], says: 'keys.forward' },
  { place: 'till', act: 'step-back', keys: ['Escape'], says: 'keys.step_back' },
  { place: 'till', act: 'quick', keys: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5'], says: 'keys.quick' },
  { place: 'payer', act: 'network', keys: ['n'], says: 'keys.network', letter: true },
  { place: 'payer', act: 'way', keys: ['q'], says: 'keys.way', letter: true },
  { place: 'payer', act: 'note', keys: ['o'], says: 'keys.note', letter: true },
  { place: 'payer', act: 'tender', keys: ['k'], says: 'keys.tender', letter: true },

  { place: 'payment', act: 'forward', keys: ['Enter'], says: 'keys.payment_forward' },
  { place: 'payment', act: 'ask', keys: ['v'], says: 'keys.ask', letter: true },
  { place: 'payment', act: 'resend', keys: ['r'], says: 'keys.resend', letter: true },
  { place: 'payment', act: 'charge-again', keys: ['x'], says: 'keys.charge_again', letter: true },
  { place: 'payment', act: 'accept', keys: ['a'], says: 'keys.accept', letter: true },
  { place: 'payment', act: 'other-number', keys: ['n'], says: 'keys.other_number', letter: true },
  { place: 'payment', act: 'as-page', keys: ['q'], says: 'keys.as_page', letter: true },
  { place: 'payment', act: 'ask-again', keys: ['d'], says: 'keys.ask_again', letter: true },
  { place: 'payment', act: 'open-page', keys: ['o'], says: 'keys.open_page', letter: true },
  { place: 'payment', act: 'paste', keys: ['l'], says: 'keys.paste', letter: true },
  { place: 'payment', act: 'settle', keys: ['g'], says: 'keys.settle', letter: true },
  { place: 'payment', act: 'tender', keys: ['k'], says: 'keys.tender', letter: true },
  { place: 'payment', act: 'print', keys: ['p'], says: 'keys.print', letter: true },
  { place: 'payment', act: 'share', keys: ['w'], says: 'keys.share', letter: true },
  { place: 'payment', act: 'digit', keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], says: 'keys.next_digit' },
  { place: 'payment', act: 'leave', keys: ['Escape'], says: 'keys.leave' },

  { place: 'open', act: 'up', keys: ['ArrowUp'], says: 'keys.up' },
  { place: 'open', act: 'down', keys: ['ArrowDown'], says: 'keys.down' },
  { place: 'open', act: 'view', keys: ['Enter'], says: 'keys.view' },
  { place: 'open', act: 'ask', keys: ['v'], says: 'keys.ask', letter: true },
  { place: 'open', act: 'accept', keys: ['a'], says: 'keys.accept', letter: true },
  { place: 'open', act: 'settle', keys: ['g'], says: 'keys.settle', letter: true },

  { place: 'receipts', act: 'search', keys: ['/'], says: 'keys.search', letter: true },
  { place: 'receipts', act: 'up', keys: ['ArrowUp'], says: 'keys.up' },
  { place: 'receipts', act: 'down', keys: ['ArrowDown'], says: 'keys.down' },
  { place: 'receipts', act: 'page-up', keys: ['PageUp'], says: 'keys.page_up' },
  { place: 'receipts', act: 'page-down', keys: ['PageDown'], says: 'keys.page_down' },
  { place: 'receipts', act: 'first', keys: ['Home'], says: 'keys.first' },
  { place: 'receipts', act: 'last', keys: ['End'], says: 'keys.last' },
  { place: 'receipts', act: 'view', keys: ['Enter'], says: 'keys.view' },
  { place: 'receipts', act: 'story', keys: ['h'], says: 'keys.story', letter: true },
  { place: 'receipts', act: 'ask', keys: ['v'], says: 'keys.ask', letter: true },
  { place: 'receipts', act: 'settle', keys: ['g'], says: 'keys.settle', letter: true },
  { place: 'receipts', act: 'print', keys: ['p'], says: 'keys.print', letter: true },
  { place: 'receipts', act: 'refund', keys: ['r'], says: 'keys.refund', letter: true },
  { place: 'receipts', act: 'check', keys: ['c'], says: 'keys.check', letter: true },
  { place: 'receipts', act: 'share', keys: ['w'], says: 'keys.share', letter: true },
  { place: 'receipts', act: 'step-back', keys: ['Escape'], says: 'keys.step_back' },

  { place: 'day', act: 'close', keys: ['c'], says: 'keys.close_day', letter: true },
  { place: 'day', act: 'closings', keys: ['h'], says: 'keys.closings', letter: true },

  { place: 'settings', act: 'up', keys: ['ArrowUp'], says: 'keys.up' },
  { place: 'settings', act: 'down', keys: ['ArrowDown'], says: 'keys.down' },
  { place: 'settings', act: 'test', keys: ['t'], says: 'keys.test', letter: true },
  { place: 'settings', act: 'step-back', keys: ['Escape'], says: 'keys.step_back' },

  { place: 'welcome', act: 'try', keys: ['Enter'], says: 'keys.try' },
  { place: 'welcome', act: 'connect', keys: ['F8'], says: 'keys.connect' },

  { place: 'lock', act: 'choose', keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], says: 'keys.choose_person' },
  { place: 'lock', act: 'step-back', keys: ['Escape'], says: 'keys.step_back' },

  { place: 'alarm', act: 'see', keys: ['F3'], says: 'keys.alarm_see' },
  { place: 'alarm', act: 'later', keys: ['Escape'], says: 'keys.alarm_later' },
] as const satisfies readonly Binding[];

type Row = (typeof TABLE)[number];
/** The acts of a place. */
export type ActOf<P extends Place> = Extract<Row, { place: P }>['act'];
