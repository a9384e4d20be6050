/** A practice host in the browser: in memory, with a clock and hooks for tests (`window.comptoirFake`). Never shipped. */
import type { PaymentState, PaymentView, Preferences, StartUp, StoryLine } from '../bindings';
import { Calls } from './fake/calls';
import { checkOf } from './fake/check';
import { GATEWAYS } from './fake/gateways';
import { codeOf, fileOf, messageOf, paperOf } from './fake/paper';
import { Parts } from './fake/parts';
import { readNumber } from './fake/phone';
import { refusal } from './fake/refusal';
import { newId } from './fake/samples';
import { readScenario, type Scenario } from './fake/scenario';
import type { Host } from './host';
import type { Behind } from './index';

export class FakeHost extends Calls implements Host {
  readonly #parts: Parts;
  #hearClosing = new Set<(open: number) => void>();

  constructor(scenario: Scenario) {
    super(scenario.slow ?? 0);
    if (scenario.now) this.clock.set(scenario.now);
    this.#parts = new Parts(scenario, this.clock);
    for (const method of scenario.silent ?? []) this.slow(method, Infinity);
    if (scenario.broken) this.fail('startUp', scenario.broken, {}, 1);
    for (const state of scenario.open ?? []) this.put(state);
  }

  // Hooks for tests.

  /** A payment in `state` that began two minutes ago. */
  put(state: PaymentState, more: Partial<PaymentView> = {}): PaymentView {
    return this.#parts.book.put(state, this.#parts.accounts.all[0], more);
  }

  /** A payment changes its state, and everybody hears of it. */
  move(id: string, state: PaymentState, more: Partial<PaymentView> = {}): PaymentView {
    return this.#parts.book.move(id, state, more);
  }

  /** The newest payment changes its state, and nobody hears of it. */
  lose(state: PaymentState): void {
    this.#parts.book.deaf(() => this.move(this.last()?.payment_id ?? '', state));
  }

  /** An old view once more, as a late message would bring it. */
  repeat(view: PaymentView): void {
    this.#parts.book.tell(view);
  }

  /** The newest payment. */
  last(): PaymentView | undefined {
    return this.#parts.book.all[0];
  }

  /** Somebody closes the window. */
  closing(open: number): void {
    for (const listener of this.#hearClosing) listener(open);
  }

  protected override answer<T>(method: keyof Host, args: unknown[], make: () => T): Promise<T> {
    return super.answer(method, args, () => (this.#parts.people.demand(method), make()));
  }

  // The host.

  startUp = (): Promise<StartUp> => this.answer('startUp', [], () => this.#parts.start());
  setPreferences = (preferences: Preferences): Promise<StartUp> =>
    this.answer('setPreferences', [preferences], () => {
      this.#parts.preferences = preferences;
      return this.#parts.start();
    });
  useTraining = (training: boolean): Promise<StartUp> =>
    this.answer('useTraining', [training], () => {
      this.#parts.owner.training = training;
      this.#parts.first = false;
      this.#parts.accounts.turnTo(training);
      this.#parts.book.empty();
      return this.#parts.start();
    });

  newPaymentId = (): Promise<string> => this.answer('newPaymentId', [], newId);
  readPhone: Host['readPhone'] = (account, typed) =>
    this.answer('readPhone', [account, typed], () => readNumber(typed, this.#parts.accounts.get(account)));
  startPayment: Host['startPayment'] = (asked) =>
    this.answer('startPayment', [asked], () => {
      const view = this.#parts.book.start(asked, this.#parts.accounts.get(asked.account));
      this.#parts.customers.remember(asked);
      if (this.#parts.scenario.auto) this.#parts.book.byAmount(view);
      return view;
    });
  payment = (id: string): Promise<PaymentView> => this.answer('payment', [id], () => this.#parts.book.get(id));
  story = (id: string): Promise<StoryLine[]> => this.answer('story', [id], () => this.#parts.book.story(id));
  askPayment = (id: string): Promise<PaymentView> => this.answer('askPayment', [id], () => this.#parts.book.ask(id));
  cancelPayment = (id: string): Promise<PaymentView> =>
    this.answer('cancelPayment', [id], () => this.move(id, 'cancel_requested'));
  acceptPayment = (id: string): Promise<PaymentView> => this.answer('acceptPayment', [id], () => this.move(id, 'paid'));
  resendPayment = (id: string): Promise<PaymentView> =>
    this.answer('resendPayment', [id], () => this.move(id, 'sending', { may_be_resent: false }));
  pageCode: Host['pageCode'] = (id) =>
    this.answer('pageCode', [id], () => (this.#parts.book.show(id) ? codeOf(id) : null));
  openPage = (id: string): Promise<void> =>
    this.answer('openPage', [id], () => {
      if (!this.#parts.book.get(id).page_opens) throw refusal('method_unavailable');
    });
  settlePayment: Host['settlePayment'] = (id, settlement) =>
    this.answer('settlePayment', [id, settlement], () => {
      this.#parts.owner.demand(settlement.pin, 'settle');
      return this.#parts.book.settle(id, settlement);
    });
  takeNotification: Host['takeNotification'] = (account, text) =>
    this.answer('takeNotification', [account, text], () => this.#parts.book.notice(account, text));
  recallCustomer: Host['recallCustomer'] = (account, phone) =>
    this.answer('recallCustomer', [account, phone], () => this.#parts.customers.recall(phone));
  forgetCustomer = (phone: string): Promise<boolean> =>
    this.answer('forgetCustomer', [phone], () => this.#parts.customers.forget(phone));
  practiceCustomer: Host['practiceCustomer'] = (id, does) =>
    this.answer('practiceCustomer', [id, does], () => {
      if (this.#parts.book.get(id).can_be_asked) this.move(id, ({ pays: 'paid', refuses: 'declined', expires: 'expired' } as const)[does]);
    });

  unsettled = (): Promise<PaymentView[]> => this.answer('unsettled', [], () => this.#parts.book.unsettled);
  payments: Host['payments'] = (...asked) => this.answer('payments', asked, () => this.#parts.list.stretch(...asked));
  outline: Host['outline'] = (...asked) => this.answer('outline', asked, () => this.#parts.list.outline(...asked));
  exportPayments: Host['exportPayments'] = async (filter, format) => {
    const { count } = await this.answer('exportPayments', [filter, format], () => this.#parts.list.outline(filter, 1));
    return this.#parts.exports.write(count, format);
  };
  stopExport = (): Promise<void> => this.answer('stopExport', [], () => this.#parts.exports.stop());
  showExport = (): Promise<void> => this.answer('showExport', [], () => undefined);
  paper: Host['paper'] = (id) =>
    this.answer('paper', [id], () => paperOf(this.#parts.book.get(id), this.#parts.shop, this.#parts.printers.of(id), this.#parts.heads));
  printReceipt: Host['printReceipt'] = (id, name) => this.answer('printReceipt', [id, name], () => this.#parts.printers.print(id, name));
  checkReceipt: Host['checkReceipt'] = (text) =>
    this.answer('checkReceipt', [text], () => checkOf(text, this.#parts.book.all, (id) => this.#parts.printers.of(id)));
  receiptMessage: Host['receiptMessage'] = (id) =>
    this.answer('receiptMessage', [id], () => messageOf(this.#parts.book.get(id), this.#parts.shop));
  shareReceipt: Host['shareReceipt'] = (id, way) => this.answer('shareReceipt', [id, way], () => undefined);
  shareCode: Host['shareCode'] = (id) => this.answer('shareCode', [id], () => codeOf(id));
  savePaper: Host['savePaper'] = (...asked) =>
    this.answer('savePaper', asked, () => fileOf(this.#parts.refunds.numbered(asked[1]) ?? this.#parts.book.get(asked[0]).receipt_number, asked[2]));
  newRefundId = (): Promise<string> => this.answer('newRefundId', [], newId);
  refundPayment: Host['refundPayment'] = (id, refund) => this.answer('refundPayment', [id, refund], () => this.#parts.refunds.note(id, refund));
  refunds: Host['refunds'] = (id) => this.answer('refunds', [id], () => this.#parts.refunds.of(id));
  printRefund: Host['printRefund'] = (...asked) => this.answer('printRefund', asked, () => this.#parts.refunds.print(asked[1], asked[2]));

  newTenderId = (): Promise<string> => this.answer('newTenderId', [], newId);
  tenderSale: Host['tenderSale'] = (asked) => this.answer('tenderSale', [asked], () => this.#parts.tenders.note(asked));
  tenders: Host['tenders'] = (...asked) => this.answer('tenders', asked, () => this.#parts.tenders.all);
  printTender: Host['printTender'] = (...asked) => this.answer('printTender', asked, () => this.#parts.tenders.print(...asked));
  day: Host['day'] = () => this.answer('day', [], () => this.#parts.days.day());
  askBeforeClosing: Host['askBeforeClosing'] = () => this.answer('askBeforeClosing', [], () => this.#parts.days.left());
  newClosingId = (): Promise<string> => this.answer('newClosingId', [], newId);
  closeDay: Host['closeDay'] = (closing) => this.answer('closeDay', [closing], () => this.#parts.days.close(closing));
  closings: Host['closings'] = () => this.answer('closings', [], () => this.#parts.days.all);
  printClosing: Host['printClosing'] = (...asked) => this.answer('printClosing', asked, () => this.#parts.days.print(...asked));
  saveClosing: Host['saveClosing'] = (id) => this.answer('saveClosing', [id], () => `/home/afi/Documents/Comptoir/${id}.pdf`);
  shareClosing: Host['shareClosing'] = (id) => this.answer('shareClosing', [id], () => undefined);
  closingCode: Host['closingCode'] = (id) => this.answer('closingCode', [id], () => codeOf(id));

  gateways: Host['gateways'] = () => this.answer('gateways', [], () => GATEWAYS);
  addAccount: Host['addAccount'] = (account) =>
    this.answer('addAccount', [account], () => {
      const added = this.#parts.accounts.add(account);
      this.#parts.first = false;
      return added;
    });
  testAccount: Host['testAccount'] = (name) =>
    this.answer('testAccount', [name], () => this.#parts.accounts.test(name));
  removeAccount: Host['removeAccount'] = (name) => this.answer('removeAccount', [name], () => this.#parts.accounts.remove(name));
  routes: Host['routes'] = (network) => this.answer('routes', [network], () => this.#parts.accounts.routes(network));
  preferAccount: Host['preferAccount'] = (network, account) =>
    this.answer('preferAccount', [network, account], () => this.#parts.accounts.prefer(network, account));
  printers: Host['printers'] = () => this.answer('printers', [], () => this.#parts.printers.all);
  queues: Host['queues'] = () => this.answer('queues', [], () => this.#parts.printers.queues);
  setPrinter: Host['setPrinter'] = (printer) => this.answer('setPrinter', [printer], () => this.#parts.printers.set(printer));
  removePrinter: Host['removePrinter'] = (name) => this.answer('removePrinter', [name], () => this.#parts.printers.remove(name));
  testPrinter: Host['testPrinter'] = (name) => this.answer('testPrinter', [name], () => this.#parts.printers.test());
  takeTill: Host['takeTill'] = (...asked) => this.answer('takeTill', asked, () => (this.#parts.people.take(...asked), this.#parts.start()));
  leaveTill: Host['leaveTill'] = () => this.answer('leaveTill', [], () => (this.#parts.people.leave(), this.#parts.start()));
  allowOnce: Host['allowOnce'] = (...asked) => this.answer('allowOnce', asked, () => this.#parts.people.allow(...asked));
  addCashier: Host['addCashier'] = (...asked) => this.answer('addCashier', asked, () => (this.#parts.people.add(...asked), this.#parts.start()));
  changeCashier: Host['changeCashier'] = (...asked) =>
    this.answer('changeCashier', asked, () => (this.#parts.people.change(...asked), this.#parts.start()));
  setOwnerPin: Host['setOwnerPin'] = (old, next) =>
    this.answer('setOwnerPin', [old, next], () => {
      this.#parts.owner.set(old, next);
      return this.#parts.start();
    });
  setShop: Host['setShop'] = (change) =>
    this.answer('setShop', [change], () => {
      for (const { field, value } of change) this.#parts.shop = { ...this.#parts.shop, [field]: value };
      return this.#parts.start();
    });
  logo: Host['logo'] = () => this.answer('logo', [], () => this.#parts.heads.logo);
  setLogo: Host['setLogo'] = (file) => this.answer('setLogo', [file], () => this.#parts.heads.set(file));
  stayOpen = (): Promise<void> => this.answer('stayOpen', [], () => undefined);
  close = (): Promise<void> => this.answer('close', [], () => undefined);

  onPayment = (listener: (payment: PaymentView) => void): (() => void) => this.#parts.book.onPayment(listener);
  onExport: Host['onExport'] = (listener) => this.#parts.exports.onExport(listener);
  onClosing = (listener: (open: number) => void): (() => void) => {
    this.#hearClosing.add(listener);
    return () => this.#hearClosing.delete(listener);
  };
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
