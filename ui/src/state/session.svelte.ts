/** What the till was started with, how it is shown, and which screen is open. */
import type { AccountView, CashierView, Preferences, Right, StartUp } from '../bindings';
import type { Host } from '../host/host';
import { speak } from './language.svelte';
import { dress } from './theme';

/** `charge` with a payment shows that payment in place of the keypad. */
export type Route =
  | { at: 'welcome' }
  | { at: 'charge'; payment?: string }
  | { at: 'open' }
  | { at: 'receipts'; payment?: string }
  | { at: 'day' }
  | { at: 'settings'; section?: string };

export class Session {
  #host: Host;
  #onledger: (start: StartUp) => void;
  start: StartUp = $state.raw() as StartUp;
  route: Route = $state.raw({ at: 'charge' });
  /** The sheet of keys behind F1 lies over the screen. */
  sheet = $state(false);

  /** `onledger` hears when the shop changes between training and its own payments. */
  constructor(host: Host, start: StartUp, onledger: (start: StartUp) => void) {
    this.#host = host;
    this.#onledger = onledger;
    this.take(start);
    if (start.first_start) this.route = { at: 'welcome' };
  }

  get accounts(): AccountView[] {
    return this.start.accounts;
  }

  /** Those who may take the till. Where there is nobody, nobody has to. */
  get cashiers(): CashierView[] {
    return this.start.cashiers.filter((one) => one.active);
  }

  /** The shop has cashiers, and nobody has taken the till. */
  get locked(): boolean {
    return this.cashiers.length > 0 && this.start.on_duty === null;
  }

  /** The owner has the till. */
  get isOwners(): boolean {
    return this.start.on_duty !== null && this.start.on_duty.cashier_id === null;
  }

  /** Whether whoever has the till needs no PIN of the owner's for this. */
  spares(right: Right): boolean {
    const { on_duty } = this.start;
    if (on_duty === null) return false;
    return this.isOwners || this.cashiers.some((one) => one.cashier_id === on_duty.cashier_id && one.rights.includes(right));
  }

  async takeTill(cashier: string | null, pin: string): Promise<void> {
    this.take(await this.#host.takeTill(cashier, pin));
  }

  /** Leaves the till to nobody, where somebody has to take it. */
  async leaveTill(): Promise<void> {
    if (this.cashiers.length > 0 && !this.locked) this.take(await this.#host.leaveTill());
  }

  get zone(): string {
    return this.start.shop.zone;
  }

  go(route: Route): void {
    this.route = route;
  }

  /** A newer whole view of the start-up. */
  take(start: StartUp): void {
    this.start = start;
    speak(start.preferences.lang);
  }

  /** Asks again; after a reload, and when the window comes back to the front. */
  async refresh(): Promise<void> {
    this.take(await this.#host.startUp());
  }

  async prefer(change: Partial<Preferences>): Promise<void> {
    this.take(await this.#host.setPreferences({ ...this.start.preferences, ...change }));
  }

  async useTraining(training: boolean): Promise<void> {
    const start = await this.#host.useTraining(training);
    this.take(start);
    this.#onledger(start);
    if (this.route.at === 'charge') this.route = { at: 'charge' };
  }

  /** Draws language and theme on the document; call it in an effect. */
  dress(root: HTMLElement, systemDark: boolean): void {
    const { lang, theme } = this.start.preferences;
    root.lang = lang;
    dress(root, theme, systemDark);
    // Whoever is welcomed has not chosen yet.
    root.toggleAttribute('data-training', this.start.training && this.route.at !== 'welcome');
  }
}
