/** The sale being typed. It outlives every look at another screen: nothing typed is lost. */
import type { AccountView, AskedLine, AskedPayment, Method, PaymentView, PhoneReading } from '../bindings';
import { missingOf, type Missing } from './missing';
import { termsOf, type Sign } from './tape';
import { TypedAmount } from './typed-amount.svelte';
import { pastedPhone, typePhone } from './typing';

export type PadTarget = 'amount' | 'phone';
/** What is set aside of a sale while another one is asked for again. */
const KEPT = [
  'tape',
  'digits',
  'phone',
  'target',
  'note',
  'customer',
  'remember',
  'accountName',
  'chosenNetwork',
  'chosenMethod',
  'reading',
  'readOf',
  'retryOf',
  'acceptDouble',
  'paymentId',
] as const;
type Sale = Pick<Draft, (typeof KEPT)[number]>;

export class Draft extends TypedAmount {
  #target = $state<PadTarget>('amount');
  /** Sales that wait until a retry is done or dropped, the last one first to come back. */
  #aside: Sale[] = [];
  phone = $state('');
  note = $state('');
  /** Particulars of the customer, by the names of an account's demands. */
  customer = $state<Record<string, string>>({});
  /** They are remembered for the next time. */
  remember = $state(false);
  /** The cashier's choice for this sale. */
  accountName = $state<string | null>(null);
  /** The account that a sale like this one goes to, while the cashier chooses none. */
  routed = $state<string | null>(null);
  /** The cashier's choice; while there is none, the guess counts. */
  chosenNetwork = $state<string | null>(null);
  chosenMethod = $state<Method | null>(null);
  reading = $state.raw<PhoneReading | null>(null);
  /** The digits that `reading` is of; what was typed since is on its way to be read. */
  readOf = $state('');
  /** The payment of the same sale that this one follows. */
  retryOf = $state<string | null>(null);
  acceptDouble = $state(false);
  /** Asked for when the screen opens and kept until the payment is started: a double press repeats it. */
  paymentId = $state<string | null>(null);

  get target(): PadTarget {
    return this.#target;
  }

  set target(target: PadTarget) {
    this.settle();
    this.#target = target;
  }

  get isEmpty(): boolean {
    return !this.hasAmount && this.phone === '' && this.note === '';
  }

  account(accounts: AccountView[]): AccountView | undefined {
    const named = (name: string | null): AccountView | undefined => accounts.find((one) => one.name === name);
    return named(this.accountName) ?? named(this.routed) ?? accounts[0];
  }

  /** Push where the account has it, else its page. */
  method(account: AccountView): Method {
    if (this.chosenMethod === 'page' && account.page) return 'page';
    return account.push ? 'push' : 'page';
  }

  /** The network in force, chosen or guessed. */
  network(account: AccountView): string | null {
    const code = this.chosenNetwork ?? this.reading?.network ?? null;
    return account.networks.some((network) => network.code === code) ? code : null;
  }

  missing(account: AccountView | undefined): Missing | null {
    return missingOf(this, account);
  }

  /** Types one key of the pad, `000` too, into the field that the pad writes to. */
  type(more: string, account: AccountView | undefined): void {
    if (this.target === 'amount') return this.typeAmount(more);
    this.settle();
    const typed = typePhone(this.phone, more, phoneRoom(account));
    this.full = typed.full;
    this.setPhone(typed.digits);
  }

  /** Adds to the tape, or makes what was typed the count of what is typed next. */
  sign(sign: Sign): void {
    this.settle();
    if (this.target === 'amount') this.typeSign(sign);
  }

  /** The point between thousands: three zeros, which the digits right behind it write over (`12.500`). */
  point(): void {
    if (this.target === 'amount') this.typePoint();
  }

  erase(): void {
    this.settle();
    this.full = false;
    if (this.target === 'amount') this.eraseAmount();
    else this.setPhone(this.phone.slice(0, -1));
  }

  clear(): void {
    this.settle();
    this.full = false;
    if (this.target === 'amount') this.clearAmount();
    else this.setPhone('');
  }

  /** Takes a pasted text into the field that the pad writes to; false when it is none. */
  paste(text: string, account: AccountView | undefined): boolean {
    this.settle();
    this.full = false;
    if (this.target === 'amount') return this.pasteAmount(text);
    const phone = account ? pastedPhone(text, account.calling_code, account.national_length) : null;
    if (phone !== null) this.setPhone(phone);
    return phone !== null;
  }

  setPhone(digits: string): void {
    this.phone = digits;
    if (digits !== '') return;
    this.reading = null;
    this.readOf = '';
    this.chosenNetwork = null;
  }

  get isRead(): boolean {
    return this.readOf === this.phone;
  }

  /** What Rust says of `phone`; an answer to other digits than those on screen is dropped. */
  read(phone: string, reading: PhoneReading): void {
    if (phone !== this.phone) return;
    this.readOf = phone;
    this.reading = reading;
  }

  /** What was typed as a tape; `article` names its lines. The sale of a retry has its lines already. */
  lines(article: (number: number) => string): AskedLine[] {
    const terms = this.tape === '' || this.retryOf !== null ? [] : termsOf(this).terms;
    return terms.map(({ quantity, price }, at) => ({
      name: article(at + 1),
      quantity: String(quantity),
      unit_price: String(price),
    }));
  }

  asked(account: AccountView, paymentId: string, article: (number: number) => string): AskedPayment {
    return {
      payment_id: paymentId,
      amount: String(this.minor ?? ''),
      lines: this.lines(article),
      account: account.name,
      method: this.method(account),
      phone: this.phone === '' ? null : this.phone,
      network: this.phone === '' ? null : this.network(account),
      note: this.note.trim() === '' ? null : this.note.trim(),
      // What another account would have demanded is told to nobody.
      customer: Object.fromEntries(account.demands.map((name) => [name, (this.customer[name] ?? '').trim()])),
      remember: this.remember && this.phone !== '' && account.demands.length > 0,
      retry_of: this.retryOf,
      accept_double: this.acceptDouble,
    };
  }

  /** The sale of `view` once more, the cursor on the number. What was being typed comes back after it. */
  retry(view: PaymentView, method: Method, acceptDouble: boolean, customer: Record<string, string> = {}): void {
    const { payment_id: id } = view;
    this.#aside = this.#aside.filter((sale) => sale.retryOf !== id);
    if (this.retryOf !== id) this.#aside.push(Object.fromEntries(KEPT.map((name) => [name, this[name]])) as Sale);
    this.#empty();
    this.digits = String(view.amount_minor);
    this.accountName = view.account;
    this.customer = { ...customer };
    this.note = view.note ?? '';
    this.retryOf = id;
    this.acceptDouble = acceptDouble;
    this.chosenMethod = method;
    this.target = 'phone';
  }

  /** The sale of this payment is asked for: nothing of it is typed any more, on screen or set aside. */
  started(paymentId: string): void {
    this.#aside = this.#aside.filter((sale) => sale.paymentId !== paymentId);
    if (this.paymentId === paymentId) this.reset();
  }

  /** This sale is done or dropped: the one set aside, with its account, or a new one. */
  reset(): void {
    this.#empty();
    Object.assign(this, this.#aside.pop());
  }

  /** Another ledger: nothing is kept. */
  forget(): void {
    this.#aside = [];
    this.routed = null;
    this.reset();
  }

  #empty(): void {
    this.tape = '';
    this.digits = '';
    this.phone = '';
    this.note = '';
    this.customer = {};
    this.remember = false;
    this.accountName = null;
    this.target = 'amount';
    this.full = false;
    this.chosenNetwork = null;
    this.chosenMethod = null;
    this.reading = null;
    this.readOf = '';
    this.retryOf = null;
    this.acceptDouble = false;
    this.paymentId = null;
  }
}

/** Room for a national number; one typed with its calling code is read by Rust. */
function phoneRoom(account: AccountView | undefined): number {
  return account ? account.national_length + account.calling_code.length : 15;
}
