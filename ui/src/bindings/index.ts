/** Shapes that cross from Rust. Generated from `src-tauri/src/dto.rs`; never edited by hand. */
export type PaymentState =
  | 'recorded'
  | 'sending'
  | 'create_unknown'
  | 'pending'
  | 'cancel_requested'
  | 'held'
  | 'declined'
  | 'expired'
  | 'unresolved'
  | 'late_paid'
  | 'paid'
  | 'abandoned_unsent'
  | 'abandoned_orphan'
  | 'resolved_paid'
  | 'resolved_unpaid'
  | 'resolved_refunded';
export type Risk = 'no' | 'yes' | 'unknown';
export type Environment = 'live' | 'test' | 'training';
export type Method = 'push' | 'page';
export type Lang = 'fr' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export type Preferences = { lang: Lang; theme: Theme };
export type Shop = {
  name: string;
  town: string | null;
  address: string | null;
  phone: string | null;
  tax_id: string | null;
  website: string | null;
  till: string;
  zone: string;
};
export type ShopChange = { field: keyof Shop; value: string };
export type NetworkView = { code: string; brand: string; tag: string };
export type AccountView = {
  name: string;
  gateway: string;
  gateway_name: string;
  environment: Environment;
  fields: Record<string, string>;
  base_url: string | null;
  key_fingerprint: string | null;
  push: boolean;
  page: boolean;
  networks: NetworkView[];
  calling_code: string;
  national_length: number;
};
export type StartUp = {
  version: string;
  training: boolean;
  /** Nobody has chosen between training and an account yet. */
  first_start: boolean;
  preferences: Preferences;
  shop: Shop;
  accounts: AccountView[];
  unsettled: PaymentView[];
};
export type PhoneReading = {
  /** The digits after the calling code, once the number is whole. */
  national: string | null;
  /** Why it is none, a code of the catalogue. */
  problem: string | null;
  /** How many digits are still to come, where that is all that is wrong. */
  missing: number | null;
  network: string | null;
};
export type AskedPayment = {
  payment_id: string;
  amount: string;
  account: string | null;
  method: Method | null;
  phone: string | null;
  network: string | null;
  note: string | null;
  retry_of: string | null;
  accept_double: boolean;
};
export type PaymentView = {
  payment_id: string;
  sale_id: string;
  reference: string;
  gateway: string;
  gateway_name: string;
  account: string;
  method: Method;
  network: string | null;
  network_brand: string | null;
  payer: string | null;
  state: PaymentState;
  amount_minor: number;
  currency: string;
  gateway_reference: string | null;
  operator_reference: string | null;
  environment: Environment;
  receipt_number: string | null;
  reason: string | null;
  money_at_risk: Risk;
  settled_by_hand: boolean;
  note: string | null;
  created_at: string;
  updated_at: string;
  /** Sending it once more cannot charge twice. */
  may_be_resent: boolean;
  /** When the gateway was last asked, and why it did not answer, if it did not. */
  asked_at: string | null;
  trouble: string | null;
  /** When it will be asked next, if it will. */
  next_ask_at: string | null;
};
export type StoryLine = { at: string; state: PaymentState; reason: string | null };
/** A QR code without its quiet zone: `size` rows of `size` modules, `1` dark. */
export type Qr = { size: number; rows: string[] };
export type PaymentFilter = {
  open: boolean;
  from: string | null;
  to: string | null;
  query: string | null;
  limit: number;
};
export type Paper = { number: string; narrow: string; middle: string };
export type GatewayField = { name: string; values: string[] };
export type GatewayFacts = { gateway: string; name: string; secrets: string[]; fields: GatewayField[] };
export type NewAccount = {
  name: string;
  gateway: string;
  fields: Record<string, string>;
  base_url: string | null;
  secrets: Record<string, string>;
};
export type Verdict = { good: boolean; verdict: string };
/** The only error that a command ends with. */
export type CommandError = {
  code: string;
  data: Record<string, string>;
  money_at_risk: Risk | null;
  reference: string | null;
};
