/** What a test wants the practice host to begin with: `window.comptoirScenario`, or `?scenario={…}` in the address. */
import type { Lang, PaymentState, SealView, Theme } from '../../bindings';
import type { Host } from '../host';

export type Scenario = {
  /** Nobody has chosen anything yet. */
  first?: boolean;
  training?: boolean;
  lang?: Lang;
  theme?: Theme;
  /** Accounts at PayGateGlobal; one where nothing is said. */
  accounts?: 0 | 1 | 2 | 3;
  /** Besides, one account at each of these, called as its gateway: `cinetpay`, or in another country `cinetpay:TG`. */
  gateways?: string[];
  /** Accounts that did not answer the last questions. */
  unanswered?: string[];
  /** Networks whose payments go to an account first. */
  preferred?: Record<string, string>;
  /** The owner's PIN; none is set where nothing is said. */
  pin?: string;
  /** Cashiers by name, each with the PIN 4826 and the usual rights, and who has the till: `owner`, a name, or nobody. */
  cashiers?: string[];
  duty?: string;
  /** Printers; one where nothing is said. */
  printers?: 0 | 1 | 2;
  /** Printers that the system has; none where nothing is said. */
  queues?: number;
  /** They have no paper. */
  paperOut?: boolean;
  /** The shop has a logo. */
  logo?: boolean;
  /** What the tax authority says of every receipt. */
  seal?: SealView['status'];
  /** What is remembered of customers, by their numbers. */
  customers?: Record<string, Record<string, string>>;
  /** Earlier payments of the day. */
  payments?: number;
  /** Days that were closed. */
  closings?: number;
  /** Payments left open, one in each of these states. */
  open?: PaymentState[];
  /** Every answer takes so many milliseconds. */
  slow?: number;
  /** These are never answered. */
  silent?: (keyof Host)[];
  /** What the shop is paid most often, in francs. */
  frequent?: number[];
  /** Names and notes as long as people make them. */
  long?: boolean;
  /** The time it is. */
  now?: string;
  /** The customer acts by the last digits of the amount, as the practice gateways do. */
  auto?: boolean;
  /** What is wrong with the computer's clock. */
  clock?: 'clock_behind' | 'clock_wrong';
  /** The start itself fails with this code. */
  broken?: string;
};

declare global {
  interface Window {
    comptoirScenario?: Scenario;
  }
}

export function readScenario(): Scenario {
  const inAddress = new URLSearchParams(location.search).get('scenario');
  return { ...(inAddress ? (JSON.parse(inAddress) as Scenario) : {}), ...window.comptoirScenario };
}
