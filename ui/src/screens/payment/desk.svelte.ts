/** Everything that the payment pane does, and what it has read beside the view: story, paper, code. */
import type { AskedPayment, CommandError, Paper, PaymentState, PaymentView, Qr, StoryLine } from '../../bindings';
import { asError } from '../../host';
import { Guard } from '../../state/guard';
import type { Till } from '../../state/till';
import type { Act } from './actions';

/** What differs from the earlier request of the same sale. */
type Again = { double?: boolean; asPage?: boolean };

export class PaymentDesk {
  #till: Till;
  #id: string;
  #readingCode = false;
  readonly guard = new Guard();
  busy = $state<Act | null>(null);
  error = $state.raw<CommandError | null>(null);
  story = $state.raw<StoryLine[]>([]);
  paper = $state.raw<Paper | null>(null);
  code = $state.raw<Qr | null>(null);
  /** `paper` and `code` have been answered, with something or with none. */
  paperRead = $state(false);
  codeRead = $state(false);
  /** `code` was asked for and nothing came: it can be asked for again. */
  codeFailed = $state(false);
  /** The question before the customer is charged again. */
  doubling = $state(false);
  /** The question before a late payment is accepted. */
  accepting = $state(false);
  /** The owner settles it by hand; somebody pastes a notification. */
  settling = $state(false);
  pasting = $state(false);
  /** The sale is settled without a gateway. */
  tendering = $state(false);

  constructor(till: Till, id: string) {
    this.#till = till;
    this.#id = id;
  }

  get view(): PaymentView | undefined {
    return this.#till.payments.get(this.#id);
  }

  /** Asks for the whole view, as after a reload. */
  async read(): Promise<void> {
    await this.#try(async () => this.#till.payments.refresh(this.#id));
  }

  /** After each change of state: its story, and the paper once there is a receipt. */
  async follow(): Promise<void> {
    this.guard.hold();
    // What was said of the state before is over.
    this.error = null;
    this.accepting = false;
    this.settling = false;
    const { host } = this.#till;
    const receipt = this.view?.receipt_number ?? null;
    this.story = await host.story(this.#id).catch(() => this.story);
    if (receipt !== null && this.paper === null) await this.readPaper();
  }

  /** The paper, and what was printed of it; read again when a paper was printed. */
  async readPaper(): Promise<void> {
    this.paper = await this.#till.host.paper(this.#id).catch(() => this.paper);
    this.paperRead = true;
  }

  /** The code of the page. A payment that is still being sent may have none yet: it is asked for again once that is over. */
  async readCode(): Promise<void> {
    if (this.#readingCode || this.code !== null) return;
    this.#readingCode = true;
    this.codeFailed = false;
    try {
      let asked: PaymentState | undefined;
      do {
        asked = this.view?.state;
        this.code = await this.#till.host.pageCode(this.#id);
      } while (this.code === null && this.view?.state !== asked);
      this.codeRead = true;
    } catch (thrown) {
      this.codeFailed = true;
      this.error = asError(thrown);
    } finally {
      this.#readingCode = false;
    }
  }

  async act(act: Act): Promise<void> {
    const { host, session, payments } = this.#till;
    // What only leads elsewhere waits for no answer.
    switch (act) {
      case 'next':
      case 'give-up':
        session.go({ at: 'charge' });
        return;
      case 'charge-again':
        this.doubling = true;
        return;
      case 'other-number':
        this.#toCharge({});
        return;
      case 'settle':
        this.settling = true;
        return;
      case 'tender':
        this.tendering = true;
        return;
      case 'paste':
        this.pasting = true;
        return;
    }
    if (this.busy) return;
    switch (act) {
      case 'ask-again':
        return this.again({});
      case 'as-page':
        return this.again({ asPage: true });
      case 'ask':
        return this.#do(act, async () => payments.take(await host.askPayment(this.#id)));
      case 'stop':
        return this.#do(act, async () => payments.take(await host.cancelPayment(this.#id)));
      case 'resend':
        return this.#do(act, async () => payments.take(await host.resendPayment(this.#id)));
      case 'open-page':
        return this.#do(act, () => host.openPage(this.#id));
      case 'accept':
        this.accepting = true;
    }
  }

  /** The question was answered: this is final and gives a receipt. */
  async accept(): Promise<void> {
    this.accepting = false;
    if (this.busy) return;
    const { host, payments } = this.#till;
    return this.#do('accept', async () => payments.take(await host.acceptPayment(this.#id)));
  }

  async customer(does: 'pays' | 'refuses' | 'expires'): Promise<void> {
    await this.#try(() => this.#till.host.practiceCustomer(this.#id, does));
  }

  /** A new request for the same sale. What was asked before is known while the window lives; else the number is typed again. */
  async again(change: Again): Promise<void> {
    const { starter, host } = this.#till;
    const before = starter.askedOf(this.#id);
    this.doubling = false;
    if (!before || (before.method !== 'page' && before.phone === null)) return this.#toCharge(change);
    this.busy = 'ask-again';
    this.error = null;
    await starter.start(async (): Promise<AskedPayment> => ({
      ...before,
      payment_id: await host.newPaymentId(),
      method: change.asPage ? 'page' : before.method,
      retry_of: this.#id,
      accept_double: change.double ?? false,
      lines: [],
    }));
    this.busy = null;
    if (starter.error) {
      this.error = starter.error;
      starter.error = null;
      if (this.error.code === 'earlier_payment_alive') void this.read();
    }
  }

  /** The charge screen with this sale in it, the cursor on the number. */
  #toCharge(change: Again): void {
    const { draft, session, starter } = this.#till;
    const view = this.view;
    if (!view) return;
    const customer = starter.askedOf(this.#id)?.customer;
    draft.retry(view, change.asPage ? 'page' : view.method, change.double ?? false, customer);
    session.go({ at: 'charge' });
  }

  async #do(act: Act, work: () => Promise<unknown>): Promise<void> {
    this.busy = act;
    await this.#try(work);
    if (this.busy === act) this.busy = null;
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    this.error = null;
    try {
      await work();
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }
}
