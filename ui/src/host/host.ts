/**
 * Everything the screen can ask of the program behind it. Two hosts stand behind it: the desktop shell (`tauri.ts`) and a
 * practice host in the browser (`fake.ts`) for tests of the screens. Whole views come back, never differences.
 */
import type {
  AccountView,
  AskedPayment,
  GatewayFacts,
  NewAccount,
  Paper,
  PaymentFilter,
  PaymentView,
  PhoneReading,
  Preferences,
  Qr,
  ShopChange,
  StartUp,
  StoryLine,
  Verdict,
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
  /** In training: what the practice customer does now. */
  practiceCustomer(paymentId: string, does: 'pays' | 'refuses' | 'expires'): Promise<void>;

  /** Everything open, and every recent end that is still watched. */
  unsettled(): Promise<PaymentView[]>;
  payments(filter: PaymentFilter): Promise<PaymentView[]>;
  paper(paymentId: string): Promise<Paper | null>;

  gateways(): Promise<GatewayFacts[]>;
  addAccount(account: NewAccount): Promise<AccountView>;
  testAccount(name: string): Promise<Verdict>;
  removeAccount(name: string): Promise<void>;
  setShop(change: ShopChange[]): Promise<StartUp>;

  /** Nobody wants to close any more. */
  stayOpen(): Promise<void>;
  /** Ends the program; open payments are resumed at the next start. */
  close(): Promise<void>;

  /** A payment changed. The view is whole; a lost call costs one refresh. */
  onPayment(listener: (payment: PaymentView) => void): () => void;
  /** Somebody closes the window while payments are open. */
  onClosing(listener: (open: number) => void): () => void;
}
