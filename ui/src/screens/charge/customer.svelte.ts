/** What the shop remembers of the customer whose number is typed, and the way to forget it. */
import type { AccountView, CommandError } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import type { Draft } from '../../state/draft.svelte';

type Particulars = Record<string, string>;

export class CustomerDesk {
  #host: Host;
  #draft: Draft;
  /** Whose particulars were asked for last. */
  #of = '';
  /** What is remembered and stands in the fields; null when nothing is. */
  recalled = $state.raw<Particulars | null>(null);
  forgotten = $state(false);
  error = $state.raw<CommandError | null>(null);

  constructor(host: Host, draft: Draft) {
    this.#host = host;
    this.#draft = draft;
  }

  /** Once a number is whole: fills what is still empty. Call it in an effect. */
  async recall(account: AccountView | undefined): Promise<void> {
    const { phone, isRead, reading } = this.#draft;
    const whole = account !== undefined && account.demands.length > 0 && isRead && reading?.national;
    const of = whole ? `${account.name} ${phone}` : '';
    if (of === this.#of) return;
    this.#of = of;
    this.#takeBack();
    if (!whole) return;
    // Unremembered is what a ledger that does not answer comes to: the fields are typed.
    const known = await this.#host.recallCustomer(account.name, phone).catch(() => ({}));
    if (of !== this.#of || Object.keys(known).length === 0) return;
    this.recalled = known;
    for (const [name, value] of Object.entries(known)) this.#draft.customer[name] ||= value;
  }

  /** The remembered particulars stand unchanged in the fields. */
  get isUnchanged(): boolean {
    const { recalled } = this;
    return recalled !== null && Object.entries(recalled).every(([name, value]) => this.#draft.customer[name] === value);
  }

  /** The shop forgets; what stands in the fields is still told to the gateway of this payment. */
  async forget(): Promise<void> {
    this.error = null;
    try {
      await this.#host.forgetCustomer(this.#draft.phone);
      this.recalled = null;
      this.forgotten = true;
      this.#draft.remember = false;
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }

  /** Another number: what was remembered of the first one is not this customer's. */
  #takeBack(): void {
    const { customer } = this.#draft;
    for (const [name, value] of Object.entries(this.recalled ?? {})) if (customer[name] === value) delete customer[name];
    this.recalled = null;
    this.forgotten = false;
    this.error = null;
  }
}
