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
export type PrintTrouble =
  | 'name_not_found'
  | 'unreachable'
  | 'timed_out'
  | 'cut'
  | 'device_absent'
  | 'not_a_device'
  | 'device_refused'
  | 'paper_out'
  | 'cover_open'
  | 'queue_absent'
  | 'queue_stopped'
  | 'queue_closed'
  | 'queue_offline'
  | 'system_silent'
  | 'paper_waiting'
  | 'paper_dropped'
  | 'page_unprintable';
/** Whether money is at risk. */
export type Risk = "no" | "yes" | "unknown";
/** Whether what is done is worth money. */
export type Environment = "live" | "test" | "training";
/** How the customer is asked. */
export type Method = "push" | "page";
export type Lang = "fr" | "en";
export type Theme = "system" | "light" | "dark";
/** How loud an outcome is. A till beside another one is quiet, and one in a silent place says it in colours and words alone. */
export type Volume = "full" | "low" | "off";
/** The language and theme of the screen, how long it waits, and how loud it is. */
export type Preferences = { lang: Lang, theme: Theme,
/** A till that nobody has touched for so many minutes is nobody's; 0: it stays whose it is. */
idle_minutes: number, volume: Volume, };
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
key_fingerprint: string | null, push: boolean, page: boolean,
/** Its page is made by a create call: its address holds no key and may be opened here. */
creates_page: boolean,
/** It can be asked how a payment stands. */
can_be_asked: boolean,
/** It tells its balances. */
balance: boolean,
/** It pays out. */
payout: boolean,
/** It shows the lines and taxes of a sale to the customer. */
lines: boolean, currencies: Array<string>,
/** Particulars of the customer without which it refuses, such as `email`. */
demands: Array<string>,
/** It demands the customer's number for its page too. */
demands_phone: boolean,
/** It takes multiples of this many units only. */
multiple_of: number, networks: Array<NetworkView>, country: string, calling_code: string,
/** Digits of a number after the calling code. */
national_length: number, };
/** What a cashier may do without the owner. */
export type Right = "sell" | "reprint" | "refund" | "settle" | "export" | "settings" | "payout";
/** A cashier. */
export type CashierView = { cashier_id: string, name: string, rights: Array<Right>,
/** They may take the till. */
active: boolean, };
/** One thing that the owner changes of a cashier. */
export type CashierChange = { "name": string } | { "pin": string } | { "rights": Array<Right> } | { "active": boolean };
/** Who has the till. */
export type OnDuty = {
/** None: the owner. */
cashier_id: string | null,
/** A cashier's name, or `owner`. */
name: string, };
/** Who did something. */
export type Doer = {
/** A cashier's name, or `owner`. */
name: string,
/** The owner let it through. */
owner_allowed: boolean, };
/** Everything that the screen begins with; asked for again after a reload. */
export type StartUp = { version: string, training: boolean,
/** Nobody has chosen between training and an account yet. */
first_start: boolean, preferences: Preferences, shop: Shop, accounts: Array<AccountView>,
/** Amounts in minor units that are taken with one key, the smallest first. */
frequent_amounts: Array<number>,
/** The cashiers, those who left included. Where none is active nobody takes the till. */
cashiers: Array<CashierView>,
/** Who has the till; nobody, in a shop with cashiers: it is locked. */
on_duty: OnDuty | null,
/** The owner has set a PIN. */
owner_pin: boolean,
/** Everything open, and every recent end that is still watched. */
unsettled: Array<PaymentView>,
/** What is wrong with the computer's clock. */
clock: CommandError | null, };
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
/** A line of the tape. */
export type AskedLine = { name: string, quantity: string, unit_price: string, };
/** A payment as it is asked for, in the words that were typed. */
export type AskedPayment = { payment_id: string, amount: string,
/** What the amount was added up of. */
lines: Array<AskedLine>, account: string | null, method: Method | null, phone: string | null, network: string | null, note: string | null,
/** Particulars of the customer by their names, such as `email`. */
customer: { [key in string]: string },
/** They are remembered for the next time. */
remember: boolean, retry_of: string | null, accept_double: boolean, };
/** A payment with everything that may be known of it. */
export type PaymentView = { payment_id: string, sale_id: string, reference: string, gateway: string, gateway_name: string, account: string, method: Method, network: string | null, network_brand: string | null,
/** The payer's number, masked. */
payer: string | null, state: PaymentState, amount_minor: number, currency: string, gateway_reference: string | null, operator_reference: string | null, environment: Environment, receipt_number: string | null,
/** What was given back of it. */
refunded_minor: number,
/** The receipt of its sale, where that was settled without a gateway, and how it was. */
tender_number: string | null, tendered_by: TenderedBy | null, reason: string | null, money_at_risk: Risk, settled_by_hand: boolean, note: string | null, created_at: string, updated_at: string,
/** Sending it once more cannot charge twice. */
may_be_resent: boolean,
/** Its page may be opened on this machine: its address holds no key. */
page_opens: boolean,
/** Its gateway can be asked how it stands. */
can_be_asked: boolean,
/** The owner may settle it by hand. */
may_be_settled: boolean,
/** When the gateway was last asked, and why it did not answer, if it did not. */
asked_at: string | null, trouble: string | null,
/** When it will be asked next, if it will. */
next_ask_at: string | null,
/** What the gateway has said that is not on the disk yet. */
unwritten: CommandError | null, };
/** What the owner says became of the money. */
export type Decision = "paid" | "unpaid" | "refunded";
/** The owner's decision on a payment, as it is typed. It comes from the window and never goes back. */
export type AskedSettlement = { decision: Decision, why: string,
/** The operator's own number; a payment that is settled as paid needs it. */
operator_reference: string | null, pin: string | null, };
/** What a notification came to. */
export type Noticed = {
/** The payment that it names, as it stands now. */
payment: PaymentView,
/** The gateway was asked because of it. */
asked: boolean,
/** It was judged as an answer, since its gateway cannot be asked. */
judged: boolean,
/** What is missing in it or wrong with it, a reason of the catalogue. */
difference: string | null, };
/** One change of a payment. */
export type StoryLine = { at: string, state: PaymentState, reason: string | null,
/** Who did it, if anybody did. */
by: Doer | null, };
/** A QR code without its quiet zone. */
export type Qr = { size: number,
/** `size` rows of `size` modules, `1` dark. */
rows: Array<string>, };
/** Which payments are listed. Of a list that names nothing, all are. */
export type PaymentFilter = { open: boolean,
/** The first day, such as `2026-11-26`, in the shop's zone. */
from: string | null,
/** The last day. */
to: string | null, states: PaymentState[],
/** By their codes. */
networks: Array<string>,
/** By their codes. */
gateways: Array<string>,
/** By their names. */
accounts: Array<string>,
/** Who took it: `owner`, or the id of a cashier. */
cashiers: Array<string>, environments: Environment[],
/** Of those with a receipt, the printed ones or the others. */
printed: boolean | null, query: string | null, };
/** A payment and its place in the list: the next stretch begins before the place of the last one. */
export type ListedPayment = { recorded_seq: number, payment: PaymentView, };
/** What was paid in one currency. */
export type PaidSum = { currency: string, count: number, amount_minor: number, };
/** What a filter lets through, all in all. */
export type PaymentOutline = { count: number, paid: Array<PaidSum>,
/** The place of the first payment of each stretch, the newest first. */
starts: Array<number>, };
/** The form of an export. */
export type ExportFormat = "xlsx" | "csv";
/** How many payments were looked at, of all of those days. */
export type ExportProgress = { done: number, total: number, };
/** An export that was written. */
export type ExportedFile = { path: string,
/** How many payments it holds. */
count: number, };
/** What became of a paper. */
export type Outcome = "under_way" | "printed" | "unsure" | "failed";
/** One paper of a receipt. */
export type PrintLine = { printer: string,
/** 0 is the original. */
copy: number, begun_at: string, outcome: Outcome,
/** Why it was not printed, or may not have been. */
trouble: PrintTrouble | null, };
/** Dots of a picture, eight to a byte, in hexadecimal digits. */
export type Picture = {
/** An eighth of its width. */
row_bytes: number, rows: number, dots: string, };
/** The shop's logo for each width of paper. */
export type Logo = {
/** For 32 columns. */
narrow: Picture,
/** For more columns, and for sheets. */
wide: Picture, };
/** How far the authority is. */
export type SealStatus = "pending" | "sealed" | "failed";
/** A seal as it was noted. Its paper has the rest of it. */
export type SealView = { authority: string, status: SealStatus, number: string | null, recorded_at: string, };
/** A receipt as it is printed, on two widths of paper. */
export type Paper = { number: string,
/** 32 columns. */
narrow: string,
/** 42 columns. */
middle: string,
/** What was printed of it, first to last. */
prints: Array<PrintLine>,
/** The shop's logo, as it was when it was issued. */
logo: Logo | null,
/** What a tax authority says of it. */
seal: SealView | null, };
/** What a paper is worth. */
export type Authenticity = "genuine" | "duplicate" | "altered" | "unknown";
/** What a paper says of itself. */
export type StampView = { number: string, amount_minor: number, currency: string,
/** 0 is the original. */
copy: number, };
/** What the till has under the number or the code of a paper: a receipt, or a refund's or a tender's. */
export type FoundPaper = {
/** None of a sale that was settled without a gateway. */
payment_id: string | null,
/** It is of a refund. */
is_refund: boolean,
/** How its sale was settled, where it was without a gateway. */
tendered_by: TenderedBy | null, number: string, amount_minor: number, currency: string, issued_at: string, environment: Environment,
/** What was given back of its payment. */
refunded_minor: number,
/** What was printed of it, first to last. */
prints: Array<PrintLine>, };
/** A paper beside what the till has. */
export type ReceiptCheck = { authenticity: Authenticity,
/** None of a code alone. */
stamp: StampView | null, found: FoundPaper | null, };
/** How a message goes. */
export type Way = "whatsapp" | "sms" | "mail";
/** What a receipt is kept as in a file. */
export type Document = "pdf" | "png";
/** How the money went back. */
export type RefundedBy = "cash" | "operator";
/** A refund as it is typed. It comes from the window and never goes back. */
export type AskedRefund = { refund_id: string, amount: string, by: RefundedBy,
/** The operator's own number of the shop's transfer. */
operator_reference: string | null, why: string, pin: string | null, };
/** A refund as it was noted, with its paper. */
export type RefundView = { refund_id: string, number: string, refunded_at: string, amount_minor: number, currency: string, by: RefundedBy, operator_reference: string | null, why: string,
/** Its paper on 32 columns. */
narrow: string,
/** What was printed of it, first to last. */
prints: Array<PrintLine>, };
/** How the money came. */
export type TenderedBy = "cash" | "operator";
/** A tender as it is typed. It comes from the window and never goes back. */
export type AskedTender = { tender_id: string,
/** The sale of this payment, in place of a new one. */
of: string | null,
/** Of a new sale. */
amount: string, lines: Array<AskedLine>, by: TenderedBy,
/** The operator's own number of what came in elsewhere. */
operator_reference: string | null, note: string | null, accept_double: boolean, pin: string | null, };
/** A tender as it was noted, with its paper. */
export type TenderView = { tender_id: string, sale_id: string, number: string, tendered_at: string, amount_minor: number, currency: string, by: TenderedBy, operator_reference: string | null, note: string | null, environment: Environment,
/** Its paper on 32 columns. */
narrow: string,
/** What was printed of it, first to last. */
prints: Array<PrintLine>, };
/** What was settled without a gateway, in one currency and one way. */
export type TenderedSum = { currency: string, by: TenderedBy, count: number, amount_minor: number, };
/** The sales of some days that were settled without a gateway, the newest first, and their sums. */
export type Tenders = { tenders: Array<TenderView>, sums: Array<TenderedSum>, };
/** A part of a total: an hour, a date, a gateway, a network, an account, a state. */
export type DayPart = {
/** As a person knows it; an hour and a date as they are counted: `09`, `2026-11-27`. */
name: string, currency: string, count: number, amount_minor: number, };
/** What was taken in one currency. */
export type TakingsView = { currency: string, count: number, amount_minor: number, refunds: number, refunded_minor: number, net_minor: number, by_gateway: Array<DayPart>, by_network: Array<DayPart>, by_account: Array<DayPart>, by_hand: Array<DayPart>,
/** By whoever took them; empty where the shop has no cashiers. */
by_cashier: Array<DayPart>,
/** What was settled without a gateway, and is no part of the sums above. */
tendered: Array<DayPart>, };
/** How a gateway did. */
export type SuccessView = {
/** None: all of them. */
gateway: string | null, ended: number, paid: number, median_ms: number | null, };
/** A payment without an end. */
export type LeftView = { payment_id: string, reference: string, state: PaymentState, amount_minor: number, currency: string, };
/** Today, and the days before it. */
export type DayView = { date: string, takings: Array<TakingsView>, by_hour: Array<DayPart>,
/** The last fourteen days, this one included; those without a receipt are left out. */
by_day: Array<DayPart>, successes: Array<SuccessView>, duplicates: number, left: Array<LeftView>, apart: Array<TakingsView>,
/** When the till was closed last. */
closed_at: string | null, closing_number: string | null, };
/** A closing as it is typed. It comes from the window and never goes back. */
export type AskedClosing = { closing_id: string,
/** A word about each payment without an end, by its reference. */
explained: Array<[string, string]>,
/** The float, and what was counted. */
drawer: [string, string] | null,
/** What the gateway's site says, by account. */
figures: Array<[string, string]>, pin: string | null, };
/** What is compared at a closing, and what it is beyond what should be. */
export type Compared = {
/** The account; none: the drawer. */
account: string | null, currency: string, difference_minor: number, };
/** A closing as it was made, with its paper. */
export type ClosingView = { closing_id: string, number: string, kind: 'day' | 'month' | 'year', closed_at: string, takings: Array<TakingsView>, left: number, compared: Array<Compared>,
/** All that was ever taken. */
perpetual: Array<DayPart>, code: string,
/** Its paper on 32 columns. */
narrow: string,
/** What was printed of it, first to last. */
prints: Array<PrintLine>, };
/** A printer of the shop, shown and asked for. */
export type Printer = { name: string,
/** `tcp:HOST[:PORT]`, `device:PATH`, `queue:NAME` or `office:80mm|a5|a4:NAME`. */
target: string,
/** 32, 42 or 48. */
columns: number, cuts: boolean, drawer: boolean, automatic: boolean, };
/** What became of a test page. */
export type PrinterTest = { outcome: Outcome, trouble: PrintTrouble | null, };
/** A printer that the operating system has. */
export type Queue = { name: string,
/** The system prints there when nobody says where. */
default: boolean,
/** It takes pages, and not only tickets. */
pages: boolean,
/** What keeps it from printing now. */
trouble: PrintTrouble | null, };
/** What the customer of training is told to do. */
export type CustomerDoes = "pays" | "refuses" | "expires";
/** A field of an account. */
export type GatewayField = { name: string,
/** The gateway does not work without it. */
required: boolean,
/** The values it takes, where it takes no others. */
values: Array<string>,
/** What it is where it is not given, if that is one of its values. */
default: string | null,
/** It takes an http or https address. */
address: boolean, };
/** A gateway that an account can be at. */
export type GatewayFacts = { gateway: string, name: string,
/** The country of its accounts, unless the field `country` says another one. */
country: string,
/** Names of the keys it needs. */
secrets: Array<string>,
/** Names of the keys that are of use where the shop has them. */
optional_secrets: Array<string>, fields: Array<GatewayField>, };
/** An account to be added, with its keys as they were pasted. It comes from the window and never goes back. */
export type NewAccount = { name: string, gateway: string, fields: { [key in string]: string }, base_url: string | null, secrets: Record<string, string>,
/** The owner's PIN, where the account's page shows the key. */
pin: string | null, };
/** What the test of an account proved. */
export type Verdict = { good: boolean,
/** `good`, `key_refused`, `refused`, `not_offered`, or the reason why there is no answer. */
verdict: string, };
/** An account that can take a payment. */
export type Route = { account: string,
/** It answered at least one of the last questions, or was not asked enough. */
answers: boolean,
/** The shop sends payments of the network there. */
preferred: boolean, };
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
