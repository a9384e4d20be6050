/** Shapes that cross from Rust. Generated from `src-tauri/src/dto`; never edited by hand. */
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
/** Whether money is at risk. */
export type Risk = "no" | "yes" | "unknown";
/** Whether what is done is worth money. */
export type Environment = "live" | "test" | "training";
/** How the customer is asked. */
export type Method = "push" | "page";
export type Lang = "fr" | "en";
export type Theme = "system" | "light" | "dark";
/** The language and theme of the screen. */
export type Preferences = { lang: Lang, theme: Theme, };
/** The shop's particulars. */
export type Shop = { name: string, town: string | null, address: string | null, phone: string | null, tax_id: string | null, website: string | null, till: string, zone: string, };
/** One particular, set; an empty value takes its default again. */
export type ShopChange = { field: keyof Shop, value: string, };
/** A network that a payment can be asked from. */
export type NetworkView = { code: string, brand: string,
/** Two letters for where the brand has no room. */
tag: string, };
/** An account and what it can do. */
export type AccountView = { name: string, gateway: string, gateway_name: string, environment: Environment, fields: { [key in string]: string }, base_url: string | null,
/** Six characters that change with its keys and do not tell them. */
key_fingerprint: string | null, push: boolean, page: boolean, networks: Array<NetworkView>, calling_code: string,
/** Digits of a number after the calling code. */
national_length: number, };
/** Everything that the screen begins with; asked for again after a reload. */
export type StartUp = { version: string, training: boolean,
/** Nobody has chosen between training and an account yet. */
first_start: boolean, preferences: Preferences, shop: Shop, accounts: Array<AccountView>,
/** Everything open, and every recent end that is still watched. */
unsettled: Array<PaymentView>, };
/** What a phone number that is being typed is worth. */
export type PhoneReading = {
/** The digits after the calling code, once the number is whole. */
national: string | null,
/** Why it is none, a code of the catalogue. */
problem: string | null,
/** How many digits are still to come, where that is all that is wrong. */
missing: number | null,
/** The network it probably belongs to. */
network: string | null, };
/** A payment as it is asked for, in the words that were typed. */
export type AskedPayment = { payment_id: string, amount: string, account: string | null, method: Method | null, phone: string | null, network: string | null, note: string | null, retry_of: string | null, accept_double: boolean, };
/** A payment with everything that may be known of it. */
export type PaymentView = { payment_id: string, sale_id: string, reference: string, gateway: string, gateway_name: string, account: string, method: Method, network: string | null, network_brand: string | null,
/** The payer's number, masked. */
payer: string | null, state: PaymentState, amount_minor: number, currency: string, gateway_reference: string | null, operator_reference: string | null, environment: Environment, receipt_number: string | null, reason: string | null, money_at_risk: Risk, settled_by_hand: boolean, note: string | null, created_at: string, updated_at: string,
/** Sending it once more cannot charge twice. */
may_be_resent: boolean,
/** When the gateway was last asked, and why it did not answer, if it did not. */
asked_at: string | null, trouble: string | null,
/** When it will be asked next, if it will. */
next_ask_at: string | null, };
/** One change of a payment. */
export type StoryLine = { at: string, state: PaymentState, reason: string | null, };
/** A QR code without its quiet zone. */
export type Qr = { size: number,
/** `size` rows of `size` modules, `1` dark. */
rows: Array<string>, };
/** Which payments are listed. */
export type PaymentFilter = { open: boolean,
/** The first day, such as `2026-11-26`, in the shop's zone. */
from: string | null,
/** The last day. */
to: string | null, query: string | null, limit: number, };
/** A receipt as it is printed, on two widths of paper. */
export type Paper = { number: string,
/** 32 columns. */
narrow: string,
/** 42 columns. */
middle: string, };
/** What the customer of training is told to do. */
export type CustomerDoes = "pays" | "refuses" | "expires";
/** A field of an account, and the values it takes, the first being the default. */
export type GatewayField = { name: string, values: Array<string>, };
/** A gateway that an account can be at. */
export type GatewayFacts = { gateway: string, name: string,
/** Names of the keys it needs. */
secrets: Array<string>, fields: Array<GatewayField>, };
/** An account to be added, with its keys as they were pasted. It comes from the window and never goes back. */
export type NewAccount = { name: string, gateway: string, fields: { [key in string]: string }, base_url: string | null, secrets: Record<string, string>, };
/** What the test of an account proved. */
export type Verdict = { good: boolean,
/** `good`, `key_refused`, `refused`, `not_offered`, or the reason why there is no answer. */
verdict: string, };
/** Why a command was not carried out. The screen has two sentences for each code. */
export type CommandError = {
/** A code of the catalogue. */
code: string,
/** What its sentences name. */
data: { [key in string]: string },
/** Whether money is at risk. */
money_at_risk: Risk,
/** The payment it is about. */
reference: string | null, };
