//! The words of the command line, as `docs/cli.md` gives them.

mod cashiers;
mod papers;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use comptoir_core::export::ExportFormat;
use comptoir_core::ids::PaymentId;

pub(crate) use cashiers::CashierCommand;
pub(crate) use papers::{Format, Paper, SaidStatus, Seal, Width};

/// The whole command line. Its help is the catalogue's, so that it speaks the language asked for. Nothing here prints: a key or
/// a phone number may stand in it.
#[derive(Parser)]
#[command(name = "comptoir-cli", disable_help_flag = true, disable_help_subcommand = true, disable_version_flag = true)]
pub(crate) struct Line {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Options of every command.
#[derive(Clone, Args)]
pub(crate) struct Options {
    #[arg(long, global = true, value_name = "DIR", env = "COMPTOIR_DATA_DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) training: bool,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "LANG", default_value = "fr")]
    pub(crate) lang: Tongue,
    /// Who takes the till for this command: a cashier's name, or `owner`.
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) cashier: Option<String>,
    #[arg(long, short = 'V')]
    pub(crate) version: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Tongue {
    Fr,
    En,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(subcommand)]
    Account(AccountCommand),
    #[command(subcommand)]
    Shop(ShopCommand),
    Pay(Pay),
    Show(Which),
    Ask(Which),
    Cancel(Which),
    Accept(Which),
    Resend(Which),
    Receipt(Receipt),
    Print {
        payment: String,
        #[arg(long)]
        printer: Option<String>,
    },
    #[command(subcommand)]
    Printer(PrinterCommand),
    CheckReceipt {
        code: String,
    },
    List(List),
    Export(Export),
    Resume(Resume),
    Balance {
        account: String,
    },
    #[command(subcommand)]
    Owner(OwnerCommand),
    #[command(subcommand)]
    Cashier(CashierCommand),
    #[command(subcommand)]
    Customer(CustomerCommand),
    Settle(Settle),
    Refund(Refund),
    #[command(subcommand)]
    Day(DayCommand),
    Tender(Tender),
    Tenders(Tenders),
    Seal(Seal),
    Payout(Payout),
    Payouts {
        #[arg(long)]
        open: bool,
    },
    Notify(Notify),
    Verify,
    Backup {
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    Restore(Restore),
    Recovered,
    Practice {
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    Help,
}

#[derive(Subcommand)]
pub(crate) enum AccountCommand {
    Add {
        name: String,
        #[arg(long)]
        gateway: String,
        #[arg(long = "field", value_name = "K=V", value_parser = pair)]
        fields: Vec<(String, String)>,
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
    },
    List,
    Test {
        name: String,
    },
    Remove {
        name: String,
    },
    /// Sends payments of a network to one account first; without an account, to any again.
    Prefer {
        network: String,
        account: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum PrinterCommand {
    Add(NewPrinter),
    Queues,
    List,
    Test { name: String },
    Remove { name: String },
}

#[derive(Args)]
pub(crate) struct NewPrinter {
    pub(crate) name: String,
    #[arg(long, value_name = "tcp:HOST[:PORT] | device:PATH | queue:NAME | office:80mm|a5|a4:NAME")]
    pub(crate) to: String,
    #[arg(long, default_value = "42")]
    pub(crate) columns: Width,
    #[arg(long)]
    pub(crate) no_cut: bool,
    #[arg(long)]
    pub(crate) drawer: bool,
    #[arg(long)]
    pub(crate) auto: bool,
}

#[derive(Subcommand)]
pub(crate) enum OwnerCommand {
    SetPin,
}

#[derive(Subcommand)]
pub(crate) enum CustomerCommand {
    Forget {
        #[arg(allow_hyphen_values = true)]
        phone: String,
    },
}

#[derive(Args)]
pub(crate) struct Settle {
    /// A payment, or the id of a payout.
    pub(crate) payment: String,
    #[arg(long = "as", value_name = "WHAT")]
    pub(crate) decision: Decided,
    #[arg(long, allow_hyphen_values = true, default_value = "")]
    pub(crate) reason: String,
    #[arg(long, value_name = "R", allow_hyphen_values = true)]
    pub(crate) operator_reference: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Decided {
    Paid,
    Unpaid,
    Refunded,
}

#[derive(Args)]
pub(crate) struct Refund {
    pub(crate) payment: String,
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) amount: String,
    /// Out of the drawer.
    #[arg(long, required_unless_present = "operator_reference", conflicts_with = "operator_reference")]
    pub(crate) cash: bool,
    /// By a transfer that the shop made.
    #[arg(long, value_name = "R", allow_hyphen_values = true)]
    pub(crate) operator_reference: Option<String>,
    #[arg(long, allow_hyphen_values = true, default_value = "")]
    pub(crate) reason: String,
    #[arg(long, value_name = "UUID")]
    pub(crate) id: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum DayCommand {
    Report {
        #[arg(value_name = "YYYY-MM-DD")]
        date: Option<String>,
    },
    Close(Close),
    List,
    Show(ShownClosing),
    Print {
        /// A closing's number.
        number: String,
        #[arg(long)]
        printer: Option<String>,
    },
}

#[derive(Args)]
pub(crate) struct Close {
    #[arg(long = "explain", value_name = "REFERENCE=WORD", value_parser = pair)]
    pub(crate) explained: Vec<(String, String)>,
    /// What was in the drawer at the beginning.
    #[arg(long, value_name = "AMOUNT", requires = "counted")]
    pub(crate) float: Option<String>,
    /// What was counted in it at the end.
    #[arg(long, value_name = "AMOUNT", requires = "float")]
    pub(crate) counted: Option<String>,
    /// What the gateway's site says.
    #[arg(long = "figure", value_name = "ACCOUNT=AMOUNT", value_parser = pair)]
    pub(crate) figures: Vec<(String, String)>,
    #[arg(long, value_name = "UUID")]
    pub(crate) id: Option<String>,
    /// The month or the year, in place of everything since the closing before.
    #[arg(long, value_name = "YYYY-MM | YYYY", conflicts_with_all = ["explained", "float", "figures", "id"])]
    pub(crate) period: Option<String>,
}

#[derive(Args)]
pub(crate) struct ShownClosing {
    pub(crate) number: String,
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    #[arg(long, default_value = "42")]
    pub(crate) columns: Width,
    #[arg(long, default_value = "a4")]
    pub(crate) paper: Paper,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Tender {
    #[arg(allow_hyphen_values = true, required_unless_present = "of", conflicts_with = "of")]
    pub(crate) amount: Option<String>,
    /// The sale of this payment, in place of a new one.
    #[arg(long, value_name = "P")]
    pub(crate) of: Option<String>,
    /// Into the drawer.
    #[arg(long, required_unless_present = "operator_reference", conflicts_with = "operator_reference")]
    pub(crate) cash: bool,
    /// By money that came in outside this program.
    #[arg(long, value_name = "R", allow_hyphen_values = true)]
    pub(crate) operator_reference: Option<String>,
    #[arg(long = "line", value_name = "NAME,QTY,UNIT_PRICE", allow_hyphen_values = true, conflicts_with = "of")]
    pub(crate) lines: Vec<String>,
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) note: Option<String>,
    #[arg(long, requires = "of")]
    pub(crate) accept_double: bool,
    #[arg(long, value_name = "UUID")]
    pub(crate) id: Option<String>,
}

#[derive(Args)]
pub(crate) struct Tenders {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) to: Option<String>,
}

#[derive(Args)]
pub(crate) struct Payout {
    pub(crate) account: String,
    #[arg(allow_hyphen_values = true)]
    pub(crate) amount: String,
    #[arg(long, value_name = "PHONE", allow_hyphen_values = true)]
    pub(crate) to: String,
    #[arg(long, allow_hyphen_values = true, default_value = "")]
    pub(crate) reason: String,
    #[arg(long, value_name = "UUID")]
    pub(crate) payout_id: Option<String>,
}

#[derive(Args)]
pub(crate) struct Notify {
    pub(crate) gateway: String,
    #[arg(long)]
    pub(crate) account: String,
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true, default_value = "")]
    pub(crate) query: String,
    #[arg(long = "header", value_name = "NAME:VALUE", value_parser = header)]
    pub(crate) headers: Vec<(String, String)>,
}

#[derive(Subcommand)]
pub(crate) enum ShopCommand {
    Show,
    Set {
        #[arg(value_name = "K=V", value_parser = pair, required = true)]
        particulars: Vec<(String, String)>,
    },
}

#[derive(Args)]
pub(crate) struct Pay {
    /// Kept as it was typed: what is no amount is told as such, and not as an unknown option.
    #[arg(allow_hyphen_values = true)]
    pub(crate) amount: String,
    #[arg(long)]
    pub(crate) account: Option<String>,
    #[arg(long)]
    pub(crate) method: Option<Way>,
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) phone: Option<String>,
    #[arg(long)]
    pub(crate) network: Option<String>,
    #[arg(long)]
    pub(crate) currency: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) note: Option<String>,
    #[arg(long = "customer", value_name = "K=V", value_parser = pair)]
    pub(crate) customer: Vec<(String, String)>,
    #[arg(long)]
    pub(crate) remember: bool,
    #[arg(long = "line", value_name = "NAME,QTY,UNIT_PRICE", allow_hyphen_values = true)]
    pub(crate) lines: Vec<String>,
    #[arg(long = "tax", value_name = "NAME,AMOUNT", allow_hyphen_values = true)]
    pub(crate) taxes: Vec<String>,
    #[arg(long, value_name = "UUID")]
    pub(crate) payment_id: Option<String>,
    #[arg(long, value_name = "P")]
    pub(crate) retry_of: Option<String>,
    #[arg(long, requires = "retry_of")]
    pub(crate) accept_double: bool,
    #[arg(long)]
    pub(crate) with_key_url: bool,
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    pub(crate) wait: u32,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Way {
    Push,
    Page,
}

/// A payment by its id, its reference, or its receipt's number.
#[derive(Args)]
pub(crate) struct Which {
    pub(crate) payment: String,
}

#[derive(Args)]
pub(crate) struct Receipt {
    pub(crate) payment: String,
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    #[arg(long, default_value = "42")]
    pub(crate) columns: Width,
    #[arg(long, default_value = "a4")]
    pub(crate) paper: Paper,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Which payments a command is about.
#[derive(Args)]
pub(crate) struct Narrowed {
    #[arg(long)]
    pub(crate) open: bool,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) to: Option<String>,
    #[arg(long = "state", value_name = "STATE")]
    pub(crate) states: Vec<String>,
    #[arg(long = "network", value_name = "NETWORK")]
    pub(crate) networks: Vec<String>,
    #[arg(long = "gateway", value_name = "GATEWAY")]
    pub(crate) gateways: Vec<String>,
    #[arg(long = "account", value_name = "NAME")]
    pub(crate) accounts: Vec<String>,
    /// By whom they were taken: names of cashiers, or `owner`.
    #[arg(long = "taken-by", value_name = "NAME")]
    pub(crate) taken_by: Vec<String>,
    #[arg(long = "environment", value_name = "live|test|training")]
    pub(crate) environments: Vec<String>,
    #[arg(long, conflicts_with = "unprinted")]
    pub(crate) printed: bool,
    #[arg(long)]
    pub(crate) unprinted: bool,
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) query: Option<String>,
}

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) narrowed: Narrowed,
    /// How many they are and what of them is paid, in place of the payments.
    #[arg(long)]
    pub(crate) outline: bool,
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
}

#[derive(Args)]
pub(crate) struct Export {
    #[arg(long)]
    pub(crate) format: Form,
    #[command(flatten)]
    pub(crate) narrowed: Narrowed,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Form {
    Csv,
    Xlsx,
}

impl From<Form> for ExportFormat {
    fn from(form: Form) -> Self {
        match form {
            Form::Csv => Self::Csv,
            Form::Xlsx => Self::Xlsx,
        }
    }
}

#[derive(Args)]
pub(crate) struct Resume {
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    pub(crate) wait: u32,
}

#[derive(Args)]
pub(crate) struct Restore {
    #[arg(required_unless_present = "newest", conflicts_with = "newest")]
    pub(crate) file: Option<PathBuf>,
    /// The newest sound automatic copy.
    #[arg(long)]
    pub(crate) newest: bool,
}

/// `K=V`, cut at the first sign.
fn pair(text: &str) -> Result<(String, String), &'static str> {
    let (key, value) = text.split_once('=').ok_or("K=V")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

/// `NAME:VALUE`, cut at the first colon.
fn header(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("NAME:VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// The payment's name in a form that the ledger knows, if the text can be one.
pub(crate) fn payment_id(text: &str) -> Option<PaymentId> {
    text.trim().parse().ok()
}
