/** A practice host in the browser: in memory, with a clock and hooks for tests (`window.comptoirFake`). Never shipped. */
import type { PaymentState, PaymentView, Preferences, Shop, StartUp, StoryLine } from '../bindings';
import { Accounts } from './fake/accounts';
import { Book } from './fake/book';
import { Calls } from './fake/calls';
import { checkOf } from './fake/check';
import { Customers } from './fake/customers';
import { Exports } from './fake/exports';
import { GATEWAYS } from './fake/gateways';
import { List } from './fake/list';
import { Owner } from './fake/owner';
import { codeOf, fileOf, messageOf, paperOf } from './fake/paper';
import { readNumber } from './fake/phone';
import { Printers } from './fake/printers';
import { Refunds } from './fake/refunds';
import { clockTrouble, refusal } from './fake/refusal';
import { newId, pastPayments, shopOf } from './fake/samples';
import { readScenario, type Scenario } from './fake/scenario';
import type { Host } from './host';
import type { Behind } from './index';

export class FakeHost extends Calls implements Host {
  #scenario: Scenario;
  #owner: Owner;
  #accounts: Accounts;
  #customers: Customers;
  #printers: Printers;
  #first: boolean;
  #preferences: Preferences;
  #shop: Shop;
  #book = new Book(this.clock);
  #list: List;
  #exports = new Exports(this.clock);
  #refunds: Refunds;
  #hearClosing = new Set<(open: number) => void>();

  constructor(scenario: Scenario) {
    super(scenario.slow ?? 0);
    this.#scenario = scenario;
    if (scenario.now) this.clock.set(scenario.now);
    this.#owner = new Owner(scenario.pin ?? null);
    this.#owner.training = scenario.training ?? false;
    this.#accounts = new Accounts(scenario, this.#owner);
    this.#customers = new Customers(scenario);
    this.#printers = new Printers(scenario, this.clock);
    this.#refunds = new Refunds(this.#book, this.#owner, this.#printers, this.clock);
    this.#list = new List(this.#book, this.#printers, this.#refunds);
    this.#first = scenario.first ?? false;
    this.#preferences = { lang: scenario.lang ?? 'fr', theme: scenario.theme ?? 'light' };
    this.#shop = shopOf(scenario);
    for (const method of scenario.silent ?? []) this.slow(method, Infinity);
    if (scenario.broken) this.fail('startUp', scenario.broken, {}, 1);
    for (const view of pastPayments(scenario.payments ?? 0, this.clock.now(), scenario)) this.#book.keep(view);
    for (const state of scenario.open ?? []) this.put(state);
  }

  // Hooks for tests.

  /** A payment in `state` that began two minutes ago. */
  put(state: PaymentState, more: Partial<PaymentView> = {}): PaymentView {
    return this.#book.put(state, this.#accounts.all[0], more);
  }

  /** A payment changes its state, and everybody hears of it. */
  move(id: string, state: PaymentState, more: Partial<PaymentView> = {}): PaymentView {
    return this.#book.move(id, state, more);
  }

  /** The newest payment changes its state, and nobody hears of it. */
  lose(state: PaymentState): void {
    this.#book.deaf(() => this.move(this.last()?.payment_id ?? '', state));
  }

  /** An old view once more, as a late message would bring it. */
  repeat(view: PaymentView): void {
    this.#book.tell(view);
  }

  /** The newest payment. */
  last(): PaymentView | undefined {
    return this.#book.all[0];
  }

  /** Somebody closes the window. */
  closing(open: number): void {
    for (const listener of this.#hearClosing) listener(open);
  }

  // The host.

  startUp = (): Promise<StartUp> => this.answer('startUp', [], () => this.#start());
  setPreferences = (preferences: Preferences): Promise<StartUp> =>
    this.answer('setPreferences', [preferences], () => {
      this.#preferences = preferences;
      return this.#start();
    });
  useTraining = (training: boolean): Promise<StartUp> =>
    this.answer('useTraining', [training], () => {
      this.#owner.training = training;
      this.#first = false;
      this.#accounts.turnTo(training);
      this.#book.empty();
      return this.#start();
    });

  newPaymentId = (): Promise<string> => this.answer('newPaymentId', [], newId);
  readPhone: Host['readPhone'] = (account, typed) =>
    this.answer('readPhone', [account, typed], () => readNumber(typed, this.#accounts.get(account)));
  startPayment: Host['startPayment'] = (asked) =>
    this.answer('startPayment', [asked], () => {
      const view = this.#book.start(asked, this.#accounts.get(asked.account));
      this.#customers.remember(asked);
      if (this.#scenario.auto) this.#book.byAmount(view);
      return view;
    });
  payment = (id: string): Promise<PaymentView> => this.answer('payment', [id], () => this.#book.get(id));
  story = (id: string): Promise<StoryLine[]> => this.answer('story', [id], () => this.#book.story(id));
  askPayment = (id: string): Promise<PaymentView> => this.answer('askPayment', [id], () => this.#book.ask(id));
  cancelPayment = (id: string): Promise<PaymentView> =>
    this.answer('cancelPayment', [id], () => this.move(id, 'cancel_requested'));
  acceptPayment = (id: string): Promise<PaymentView> => this.answer('acceptPayment', [id], () => this.move(id, 'paid'));
  resendPayment = (id: string): Promise<PaymentView> =>
    this.answer('resendPayment', [id], () => this.move(id, 'sending', { may_be_resent: false }));
  pageCode: Host['pageCode'] = (id) =>
    this.answer('pageCode', [id], () => (this.#book.show(id) ? codeOf(id) : null));
  openPage = (id: string): Promise<void> =>
    this.answer('openPage', [id], () => {
      if (!this.#book.get(id).page_opens) throw refusal('method_unavailable');
    });
  settlePayment: Host['settlePayment'] = (id, settlement) =>
    this.answer('settlePayment', [id, settlement], () => {
      this.#owner.demand(settlement.pin);
      return this.#book.settle(id, settlement);
    });
  takeNotification: Host['takeNotification'] = (account, text) =>
    this.answer('takeNotification', [account, text], () => this.#book.notice(account, text));
  recallCustomer: Host['recallCustomer'] = (account, phone) =>
    this.answer('recallCustomer', [account, phone], () => this.#customers.recall(phone));
  forgetCustomer = (phone: string): Promise<boolean> =>
    this.answer('forgetCustomer', [phone], () => this.#customers.forget(phone));
  practiceCustomer: Host['practiceCustomer'] = (id, does) =>
    this.answer('practiceCustomer', [id, does], () => {
      if (this.#book.get(id).can_be_asked) this.move(id, ({ pays: 'paid', refuses: 'declined', expires: 'expired' } as const)[does]);
    });

  unsettled = (): Promise<PaymentView[]> => this.answer('unsettled', [], () => this.#book.unsettled);
  payments: Host['payments'] = (...asked) => this.answer('payments', asked, () => this.#list.stretch(...asked));
  outline: Host['outline'] = (...asked) => this.answer('outline', asked, () => this.#list.outline(...asked));
  exportPayments: Host['exportPayments'] = async (filter, format) => {
    const { count } = await this.answer('exportPayments', [filter, format], () => this.#list.outline(filter, 1));
    return this.#exports.write(count, format);
  };
  stopExport = (): Promise<void> => this.answer('stopExport', [], () => this.#exports.stop());
  showExport = (): Promise<void> => this.answer('showExport', [], () => undefined);
  paper: Host['paper'] = (id) => this.answer('paper', [id], () => paperOf(this.#book.get(id), this.#shop, this.#printers.of(id)));
  printReceipt: Host['printReceipt'] = (id, name) => this.answer('printReceipt', [id, name], () => this.#printers.print(id, name));
  checkReceipt: Host['checkReceipt'] = (text) =>
    this.answer('checkReceipt', [text], () => checkOf(text, this.#book.all, (id) => this.#printers.of(id)));
  receiptMessage: Host['receiptMessage'] = (id) =>
    this.answer('receiptMessage', [id], () => messageOf(this.#book.get(id), this.#shop));
  shareReceipt: Host['shareReceipt'] = (id, way) => this.answer('shareReceipt', [id, way], () => undefined);
  shareCode: Host['shareCode'] = (id) => this.answer('shareCode', [id], () => codeOf(id));
  savePaper: Host['savePaper'] = (...asked) =>
    this.answer('savePaper', asked, () => fileOf(this.#refunds.numbered(asked[1]) ?? this.#book.get(asked[0]).receipt_number, asked[2]));
  newRefundId = (): Promise<string> => this.answer('newRefundId', [], newId);
  refundPayment: Host['refundPayment'] = (id, refund) => this.answer('refundPayment', [id, refund], () => this.#refunds.note(id, refund));
  refunds: Host['refunds'] = (id) => this.answer('refunds', [id], () => this.#refunds.of(id));
  printRefund: Host['printRefund'] = (...asked) => this.answer('printRefund', asked, () => this.#refunds.print(asked[1], asked[2]));

  gateways: Host['gateways'] = () => this.answer('gateways', [], () => GATEWAYS);
  addAccount: Host['addAccount'] = (account) =>
    this.answer('addAccount', [account], () => {
      const added = this.#accounts.add(account);
      this.#first = false;
      return added;
    });
  testAccount: Host['testAccount'] = (name) =>
    this.answer('testAccount', [name], () => this.#accounts.test(name));
  removeAccount: Host['removeAccount'] = (name) => this.answer('removeAccount', [name], () => this.#accounts.remove(name));
  routes: Host['routes'] = (network) => this.answer('routes', [network], () => this.#accounts.routes(network));
  preferAccount: Host['preferAccount'] = (network, account) =>
    this.answer('preferAccount', [network, account], () => this.#accounts.prefer(network, account));
  printers: Host['printers'] = () => this.answer('printers', [], () => this.#printers.all);
  queues: Host['queues'] = () => this.answer('queues', [], () => this.#printers.queues);
  setPrinter: Host['setPrinter'] = (printer) => this.answer('setPrinter', [printer], () => this.#printers.set(printer));
  removePrinter: Host['removePrinter'] = (name) => this.answer('removePrinter', [name], () => this.#printers.remove(name));
  testPrinter: Host['testPrinter'] = (name) => this.answer('testPrinter', [name], () => this.#printers.test());
  setOwnerPin: Host['setOwnerPin'] = (old, next) =>
    this.answer('setOwnerPin', [old, next], () => {
      this.#owner.set(old, next);
      return this.#start();
    });
  setShop: Host['setShop'] = (change) =>
    this.answer('setShop', [change], () => {
      for (const { field, value } of change) this.#shop = { ...this.#shop, [field]: value };
      return this.#start();
    });
  stayOpen = (): Promise<void> => this.answer('stayOpen', [], () => undefined);
  close = (): Promise<void> => this.answer('close', [], () => undefined);

  onPayment = (listener: (payment: PaymentView) => void): (() => void) => this.#book.onPayment(listener);
  onExport: Host['onExport'] = (listener) => this.#exports.onExport(listener);
  onClosing = (listener: (open: number) => void): (() => void) => {
    this.#hearClosing.add(listener);
    return () => this.#hearClosing.delete(listener);
  };

  // Inside.

  #start(): StartUp {
    return {
      version: '0.1.0',
      training: this.#owner.training,
      first_start: this.#first,
      preferences: this.#preferences,
      shop: this.#shop,
      accounts: this.#accounts.all,
      frequent_amounts: this.#scenario.frequent ?? [500, 1000, 2000, 5000, 10_000],
      owner_pin: this.#owner.isSet,
      unsettled: this.#book.unsettled,
      clock: clockTrouble(this.#scenario.clock),
    };
  }
}

declare global {
  interface Window {
    comptoirFake?: FakeHost;
  }
}

export function practiceHost(): Behind {
  const host = new FakeHost(readScenario());
  window.comptoirFake = host;
  return { host, now: host.clock.now };
}
