/** What the keys and buttons of the charge screen do with the draft. */
import type { AccountView, AskedPayment, Route } from '../../bindings';
import type { Draft } from '../../state/draft.svelte';
import { nearest } from '../../state/multiple';
import type { Sign } from '../../state/tape';
import type { Till } from '../../state/till';
import { CustomerDesk } from './customer.svelte';
import { t } from '../../words';
import { missingWords } from './missing-words';
import type { Owed } from '../tender/tender.svelte';

export class ChargeDesk {
  #till: Till;
  #draft: Draft;
  #reading: Promise<void> = Promise.resolve();
  #routing: Promise<void> = Promise.resolve();
  #routedFor: string | null = null;
  readonly customer: CustomerDesk;
  /** The accounts that can take this sale, the best first. */
  routes = $state.raw<Route[]>([]);
  /** The sale that is being settled without a gateway. */
  tendering = $state.raw<Owed | null>(null);
  /** The note is being written. */
  noting = $state(false);
  /** A pasted text that is no amount or number. */
  refused = $state<string | null>(null);
  /** Where the choices and the customer's fields are, and where the amounts to choose from are. */
  choices: HTMLElement | undefined = $state();
  amounts: HTMLElement | undefined = $state();

  constructor(till: Till) {
    this.#till = till;
    this.#draft = till.draft;
    this.#draft.settle();
    this.customer = new CustomerDesk(till.host, till.draft);
  }

  get account(): AccountView | undefined {
    return this.#draft.account(this.#till.session.accounts);
  }

  /** What this shop is paid most often. */
  get frequent(): readonly number[] {
    return this.#till.session.start.frequent_amounts;
  }

  /** What the button says in place of its act, undefined when all is there. */
  get missingWords(): string | undefined {
    const missing = this.#draft.missing(this.account);
    return missing === null || missing.what === 'account' ? undefined : missingWords(missing);
  }

  /** The amounts nearest to the one typed that the account takes; none when it takes that one. */
  get nearby(): number[] {
    return nearest(this.#draft.minor, this.account?.multiple_of ?? 1);
  }

  /** The payment gets its id when the screen opens; a double press then repeats it. */
  async nameIt(): Promise<void> {
    if (this.#draft.paymentId !== null) return;
    // Without an answer it is asked for again at Enter, where the error is shown.
    const id = await this.#till.host.newPaymentId().catch(() => null);
    this.#draft.paymentId ??= id;
  }

  /** Reads the number with every digit, and again for another account. */
  readNumber(): void {
    const { phone } = this.#draft;
    const account = this.account?.name;
    if (account === undefined || phone === '') return;
    this.#reading = this.#till.host.readPhone(account, phone).then(
      (reading) => this.#draft.read(phone, reading),
      // Unread it goes to Rust as it is, which says what is wrong with it.
      () => {},
    );
  }

  /** Which account the sale goes to: asked again with every other network, and when the accounts change. */
  route(): Promise<void> {
    const { host, session } = this.#till;
    const account = this.account;
    const network = account ? this.#draft.network(account) : null;
    const wanted = [network, ...session.accounts.map((one) => one.name)].join('\n');
    if (wanted === this.#routedFor || account === undefined) return this.#routing;
    this.#routedFor = wanted;
    this.#routing = host.routes(network).then(
      (routes) => {
        if (wanted !== this.#routedFor) return;
        this.routes = routes;
        this.#draft.routed = routes[0]?.account ?? null;
      },
      // Without an answer it is the account of before.
      () => {},
    );
    return this.#routing;
  }

  type(digits: string): void {
    if (this.#busy()) return;
    if (this.#draft.target === 'phone' && digits.length > 1) return;
    this.#draft.type(digits, this.account);
  }

  /** The point between thousands. */
  point(): void {
    if (!this.#busy()) this.#draft.point();
  }

  writeNote(): void {
    this.#draft.settle();
    this.noting = true;
  }

  erase(): void {
    if (!this.#busy()) this.#draft.erase();
  }

  clear(): void {
    if (!this.#busy()) this.#draft.clear();
  }

  /** The chips: the frequent amounts, or those nearest to the one typed. */
  quick(at: number): void {
    if (this.#busy()) return;
    const [near, frequent] = [this.nearby[at], this.frequent[at]];
    if (this.nearby.length > 0) {
      if (near !== undefined) this.#draft.replace(near);
    } else if (frequent !== undefined) this.#draft.take(frequent);
  }

  /** The next amount is added, or what was typed is its count. */
  sign(sign: Sign): void {
    if (!this.#busy()) this.#draft.sign(sign);
  }

  nextNetwork(): void {
    this.#draft.settle();
    const networks = this.account?.networks ?? [];
    if (networks.length === 0 || !this.account) return;
    const now = this.#draft.network(this.account);
    const next = networks[(networks.findIndex((one) => one.code === now) + 1) % networks.length];
    this.#draft.chosenNetwork = next?.code ?? null;
  }

  otherWay(): void {
    this.#draft.settle();
    const account = this.account;
    if (!account?.push || !account.page) return;
    this.#draft.chosenMethod = this.#draft.method(account) === 'push' ? 'page' : 'push';
  }

  paste(event: ClipboardEvent): void {
    if (event.target instanceof HTMLInputElement && !event.target.readOnly) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text === '' || this.#busy()) return;
    event.preventDefault();
    this.refused = this.#draft.paste(text, this.account) ? null : text.slice(0, 40);
  }

  /** Enter and the button: to the next thing that is missing, then ask. */
  async forward(): Promise<void> {
    const { session, starter, host } = this.#till;
    const draft = this.#draft;
    draft.settle();
    if (this.noting) {
      this.noting = false;
      return;
    }
    // A number typed fast, with Enter right behind it, is read before it is judged.
    if (!draft.isRead) await this.#reading;
    await this.route();
    const account = this.account;
    const missing = draft.missing(account);
    if (missing?.what === 'network') {
      this.choices?.querySelector<HTMLInputElement>('input[type=radio]')?.focus();
      return;
    }
    if (missing?.what === 'particular') {
      this.choices?.querySelector<HTMLInputElement>(`[data-testid="customer-${CSS.escape(missing.field)}"]`)?.focus();
      return;
    }
    if (missing?.what === 'multiple') {
      this.amounts?.querySelector<HTMLElement>('button')?.focus();
      return;
    }
    if (missing?.what === 'account' || !account) {
      session.go({ at: 'settings', section: 'accounts/new' });
      return;
    }
    if (missing) {
      draft.target = missing.what === 'amount' || missing.what === 'price' ? 'amount' : 'phone';
      return;
    }
    await starter.start(async (): Promise<AskedPayment> => {
      draft.paymentId ??= await host.newPaymentId();
      return draft.asked(account, draft.paymentId, (number) => t('charge.article', { number }));
    });
  }

  /** Escape: one step back, never out of a sale that is typed. */
  stepBack(): void {
    this.#draft.settle();
    if (this.noting) this.noting = false;
    else if (this.#till.starter.error || this.refused !== null) {
      this.#till.starter.error = null;
      this.refused = null;
    } else if (this.#till.startup.error) this.#till.startup.read();
    else if (this.#draft.target === 'phone') this.#draft.target = 'amount';
    else if (this.#draft.retryOf !== null) this.newSale();
  }

  /** What can be settled without a gateway: a whole amount, whoever pays it. */
  get owed(): Owed | null {
    const draft = this.#draft;
    const { minor } = draft;
    if (minor === null || minor <= 0) return null;
    const { payments, session } = this.#till;
    const of = draft.retryOf === null ? null : (payments.get(draft.retryOf) ?? null);
    const note = draft.note.trim() === '' ? null : draft.note.trim();
    const lines = draft.lines((number) => t('charge.article', { number }));
    return { minor, currency: 'XOF', training: session.start.training, lines, note, of };
  }

  tender(): void {
    if (this.#busy()) return;
    this.#draft.settle();
    this.tendering = this.owed;
  }

  /** The sale is done; the next one begins. */
  settled(): void {
    this.tendering = null;
    this.newSale();
  }

  newSale(): void {
    this.#draft.reset();
    void this.nameIt();
  }

  /** While a request is being written nothing under it changes; a digit answers what was said before. */
  #busy(): boolean {
    this.refused = null;
    if (!this.#till.starter.busy) this.#till.starter.error = null;
    return this.#till.starter.busy;
  }
}
