/** What the keys and buttons of the charge screen do with the draft. */
import type { AccountView, AskedPayment } from '../../bindings';
import type { Draft, Missing } from '../../state/draft.svelte';
import type { Till } from '../../state/till';
import { t } from '../../words';
import { QUICK } from './quick';

export class ChargeDesk {
  #till: Till;
  #draft: Draft;
  #reading: Promise<void> = Promise.resolve();
  /** The note is being written. */
  noting = $state(false);
  /** A pasted text that is no amount or number. */
  refused = $state<string | null>(null);
  choices: HTMLElement | undefined = $state();

  constructor(till: Till) {
    this.#till = till;
    this.#draft = till.draft;
    this.#draft.settle();
  }

  get account(): AccountView | undefined {
    return this.#draft.account(this.#till.session.accounts);
  }

  /** What the button says in place of its act, undefined when all is there. */
  get missingWords(): string | undefined {
    const missing = this.#draft.missing(this.account);
    return missing === null || missing.what === 'account' ? undefined : words(missing);
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

  type(digits: string): void {
    if (this.#busy()) return;
    if (this.#draft.target === 'phone' && digits.length > 1) return;
    this.#draft.type(digits, this.account);
  }

  /** The point between thousands. */
  point(): void {
    if (!this.#busy()) this.#draft.point(this.account);
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

  quick(at: number): void {
    const minor = QUICK[at];
    if (minor === undefined || this.#busy()) return;
    this.#draft.settle();
    this.#draft.digits = String(minor);
    this.#draft.full = false;
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
    const account = this.account;
    draft.settle();
    if (this.noting) {
      this.noting = false;
      return;
    }
    // A number typed fast, with Enter right behind it, is read before it is judged.
    if (!draft.isRead) await this.#reading;
    const missing = draft.missing(account);
    if (missing?.what === 'network') {
      this.choices?.querySelector<HTMLInputElement>('input[type=radio]')?.focus();
      return;
    }
    if (missing?.what === 'account' || !account) {
      session.go({ at: 'settings', section: 'accounts/new' });
      return;
    }
    if (missing) {
      draft.target = missing.what === 'amount' ? 'amount' : 'phone';
      return;
    }
    await starter.start(async (): Promise<AskedPayment> => {
      draft.paymentId ??= await host.newPaymentId();
      return draft.asked(account, draft.paymentId);
    });
  }

  /** Escape: one step back, never out of a sale that is typed. */
  stepBack(): void {
    this.#draft.settle();
    if (this.noting) this.noting = false;
    else if (this.#till.starter.error || this.refused !== null) {
      this.#till.starter.error = null;
      this.refused = null;
    } else if (this.#till.startup.error) this.#till.startup.error = null;
    else if (this.#draft.target === 'phone') this.#draft.target = 'amount';
    else if (this.#draft.retryOf !== null) this.newSale();
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

function words(missing: Exclude<Missing, { what: 'account' }>): string {
  switch (missing.what) {
    case 'amount':
      return t('charge.type_amount');
    case 'phone':
      return t('charge.type_phone');
    case 'network':
      return t('charge.choose_network');
    case 'digits':
      return missing.count === 1 ? t('charge.missing_one') : t('charge.missing_many', { count: missing.count });
    case 'problem':
      return t('charge.check_phone');
  }
}
