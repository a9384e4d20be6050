/**
 * Everything the screen can ask of the program behind it. Two hosts stand behind it: the desktop shell (`tauri.ts`) and a
 * practice host in the browser (`fake.ts`) for tests of the screens. Whole views come back, never differences.
 */
import type {
  AccountView,
  AskedClosing,
  AskedPayment,
  AskedRefund,
  AskedSettlement,
  AskedTender,
  CashierChange,
  ClosingView,
  DayView,
  Document,
  ExportedFile,
  ExportFormat,
  ExportProgress,
  GatewayFacts,
  LeftView,
  ListedPayment,
  Logo,
  NewAccount,
  Noticed,
  Paper,
  PaymentFilter,
  PaymentOutline,
  PaymentView,
  PhoneReading,
  Preferences,
  Printer,
  PrinterTest,
  PrintLine,
  Queue,
  Qr,
  ReceiptCheck,
  RefundView,
  Right,
  Route,
  ShopChange,
  StartUp,
  StoryLine,
  Tenders,
  TenderView,
  Verdict,
  Way,
} from '../bindings';

export interface Host {
  /** What the first screen needs; asked again after a reload. */
  startUp(): Promise<StartUp>;
  setPreferences(preferences: Preferences): Promise<StartUp>;
  /** Changes between training and the shop's own accounts. */
  useTraining(training: boolean): Promise<StartUp>;

  newPaymentId(): Promise<string>;
  /** What a phone number being typed is worth, and whose network it probably is. */
  readPhone(account: string, typed: string): Promise<PhoneReading>;
  /** The same id again starts nothing. Resolves once the payment is on disk and sent, or refused. */
  startPayment(asked: AskedPayment): Promise<PaymentView>;
  payment(paymentId: string): Promise<PaymentView>;
  story(paymentId: string): Promise<StoryLine[]>;
  askPayment(paymentId: string): Promise<PaymentView>;
  cancelPayment(paymentId: string): Promise<PaymentView>;
  acceptPayment(paymentId: string): Promise<PaymentView>;
  resendPayment(paymentId: string): Promise<PaymentView>;
  /** The page of a payment as a QR code; none when it has none to show any more. */
  pageCode(paymentId: string): Promise<Qr | null>;
  /** Opens the page in the computer's own browser, where `page_opens`. */
  openPage(paymentId: string): Promise<void>;
  /** The owner says what became of the money; it cannot be undone. */
  settlePayment(paymentId: string, settlement: AskedSettlement): Promise<PaymentView>;
  /** A gateway's message as it was pasted: its address, its body, or both. */
  takeNotification(account: string, text: string): Promise<Noticed>;
  /** What is remembered of the customer of this number, by the names of `demands`. */
  recallCustomer(account: string, phone: string): Promise<Record<string, string>>;
  /** Whether anything was remembered. */
  forgetCustomer(phone: string): Promise<boolean>;
  /** In training: what the practice customer does now. */
  practiceCustomer(paymentId: string, does: 'pays' | 'refuses' | 'expires'): Promise<void>;

  /** Everything open, and every recent end that is still watched. */
  unsettled(): Promise<PaymentView[]>;
  /** The newest first, or those before a place in the list. */
  payments(filter: PaymentFilter, before: number | null, limit: number): Promise<ListedPayment[]>;
  /** How many the filter lets through, what of them is paid, and the place of every so many. */
  outline(filter: PaymentFilter, stretch: number): Promise<PaymentOutline>;
  paper(paymentId: string): Promise<Paper | null>;
  /** The original, or after it a duplicate. */
  printReceipt(paymentId: string, printer: string): Promise<PrintLine>;
  newRefundId(): Promise<string>;
  /** Notes that money was given back; the same id again notes nothing. */
  refundPayment(paymentId: string, refund: AskedRefund): Promise<PaymentView>;
  refunds(paymentId: string): Promise<RefundView[]>;
  printRefund(paymentId: string, refundId: string, printer: string): Promise<PrintLine>;
  newTenderId(): Promise<string>;
  /** Notes that a sale was settled without a gateway; the same id again notes nothing. */
  tenderSale(asked: AskedTender): Promise<TenderView>;
  /** Those of these days, the newest first, with their sums. */
  tenders(from: string | null, to: string | null): Promise<Tenders>;
  printTender(tenderId: string, printer: string): Promise<PrintLine>;
  /** Today, added up from the ledger. */
  day(): Promise<DayView>;
  /** Asks about everything that has no end once more, and tells what is left. */
  askBeforeClosing(): Promise<LeftView[]>;
  newClosingId(): Promise<string>;
  /** Closes all since the closing before; the same id again closes nothing. */
  closeDay(closing: AskedClosing): Promise<ClosingView>;
  /** Newest first. */
  closings(): Promise<ClosingView[]>;
  printClosing(closingId: string, printer: string): Promise<PrintLine>;
  /** Writes it as a PDF, and tells where. */
  saveClosing(closingId: string): Promise<string>;
  /** Opens the closing as a message in the computer's own program for it. */
  shareClosing(closingId: string): Promise<void>;
  /** The same for the shop's phone; none when it is too long for a code. */
  closingCode(closingId: string): Promise<Qr | null>;
  /** What a paper is worth: the text of its QR code, or the code that is printed on it. */
  checkReceipt(text: string): Promise<ReceiptCheck>;
  /** The receipt in a few lines, for the customer's phone. */
  receiptMessage(paymentId: string): Promise<string>;
  /** Opens the message to whoever paid in the computer's own program for it. */
  shareReceipt(paymentId: string, way: Way): Promise<void>;
  /** The message by WhatsApp for the shop's phone; none when it is too long for a code. */
  shareCode(paymentId: string): Promise<Qr | null>;
  /** Where it was written: the receipt, or the paper of one of its refunds. */
  savePaper(paymentId: string, refundId: string | null, document: Document): Promise<string>;
  /** All that the filter lets through, in a new file among the user's documents; none where it was stopped. */
  exportPayments(filter: PaymentFilter, format: ExportFormat): Promise<ExportedFile | null>;
  stopExport(): Promise<void>;
  /** Shows the folder of the last export. */
  showExport(): Promise<void>;

  gateways(): Promise<GatewayFacts[]>;
  addAccount(account: NewAccount): Promise<AccountView>;
  testAccount(name: string): Promise<Verdict>;
  removeAccount(name: string): Promise<void>;
  /** The accounts that reach a network, or any, the best first. */
  routes(network: string | null): Promise<Route[]>;
  /** Payments of the network go to this account first, or to any again. */
  preferAccount(network: string, account: string | null): Promise<void>;
  printers(): Promise<Printer[]>;
  /** The printers that the system has. */
  queues(): Promise<Queue[]>;
  /** In place of one of the same name. */
  setPrinter(printer: Printer): Promise<Printer>;
  removePrinter(name: string): Promise<void>;
  testPrinter(name: string): Promise<PrinterTest>;
  /** Gives the till to a cashier, or to the owner. */
  takeTill(cashier: string | null, pin: string): Promise<StartUp>;
  /** Leaves the till to nobody. */
  leaveTill(): Promise<StartUp>;
  /** The owner lets whoever has the till do one act that they have no right to. */
  allowOnce(right: Right, pin: string): Promise<void>;
  addCashier(name: string, rights: Right[], pin: string, ownerPin: string | null): Promise<StartUp>;
  changeCashier(cashier: string, change: CashierChange, ownerPin: string | null): Promise<StartUp>;
  /** In place of another PIN only with that one. */
  setOwnerPin(old: string | null, next: string): Promise<StartUp>;
  setShop(change: ShopChange[]): Promise<StartUp>;
  logo(): Promise<Logo | null>;
  /** The bytes of a PNG or a JPEG, or none. */
  setLogo(file: number[] | null): Promise<Logo | null>;

  /** Nobody wants to close any more. */
  stayOpen(): Promise<void>;
  /** Ends the program; open payments are resumed at the next start. */
  close(): Promise<void>;

  /** A payment changed. The view is whole; a lost call costs one refresh. */
  onPayment(listener: (payment: PaymentView) => void): () => void;
  /** How far an export is. */
  onExport(listener: (progress: ExportProgress) => void): () => void;
  /** Somebody closes the window while payments are open. */
  onClosing(listener: (open: number) => void): () => void;
}
