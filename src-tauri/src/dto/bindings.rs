//! The screen's TypeScript, made of these shapes. The file is committed, so that the screen is built and checked without Rust;
//! this test finds it out of date, and writes it anew when it is run with `COMPTOIR_WRITE_BINDINGS=1`.

use std::path::Path;
use std::{env, fs};

use comptoir_core::printer::PrintTrouble;
use comptoir_core::state::State;
use ts_rs::{Config, TS};

use super::account::{GatewayField, NetworkView};
use super::day::{Compared, DayPart, SuccessView, TakingsView};
use super::list::PaidSum;
use super::logo::Picture;
use super::payment::{AskedLine, Decision, Method};
use super::printing::Outcome;
use super::receipt_check::{Authenticity, FoundPaper, StampView};
use super::refund::RefundedBy;
use super::seal::SealStatus;
use super::start_up::Shop;
use super::tender::{TenderedBy, TenderedSum};
use super::*;
use crate::error::CommandError;

const FILE: &str = "../ui/src/bindings/index.ts";

fn declared<T: TS>(config: &Config) -> String {
    let docs = T::docs().unwrap_or_default();
    // One line of documentation takes one line, and none ends in a blank.
    let text = format!("\n{docs}export {}\n", T::decl(config));
    text.replace("\n/**\n * ", "\n/** ").replace("\n */\n", " */\n").replace(" \n", "\n").trim_start().to_owned()
}

fn bindings() -> String {
    let config = Config::new().with_large_int("number");
    let config = &config;
    let states = State::CODES.map(|code| format!("  | '{code}'")).join("\n");
    let troubles = PrintTrouble::ALL.map(|trouble| format!("  | '{}'", trouble.code())).join("\n");
    let types = [
        declared::<Risk>(config),
        declared::<Environment>(config),
        declared::<Method>(config),
        declared::<Lang>(config),
        declared::<Theme>(config),
        declared::<Volume>(config),
        declared::<PreferenceChange>(config),
        declared::<Shop>(config),
        declared::<ShopChange>(config),
        declared::<NetworkView>(config),
        declared::<AccountView>(config),
        declared::<Right>(config),
        declared::<CashierView>(config),
        declared::<CashierChange>(config),
        declared::<OnDuty>(config),
        declared::<Doer>(config),
        declared::<StartUp>(config),
        declared::<PhoneReading>(config),
        declared::<AskedLine>(config),
        declared::<AskedPayment>(config),
        declared::<PaymentView>(config),
        declared::<Decision>(config),
        declared::<AskedSettlement>(config),
        declared::<Noticed>(config),
        declared::<StoryLine>(config),
        declared::<Qr>(config),
        declared::<PaymentFilter>(config),
        declared::<ListedPayment>(config),
        declared::<PaidSum>(config),
        declared::<PaymentOutline>(config),
        declared::<ExportFormat>(config),
        declared::<ExportProgress>(config),
        declared::<ExportedFile>(config),
        declared::<Outcome>(config),
        declared::<PrintLine>(config),
        declared::<Picture>(config),
        declared::<Logo>(config),
        declared::<SealStatus>(config),
        declared::<SealView>(config),
        declared::<Paper>(config),
        declared::<Authenticity>(config),
        declared::<StampView>(config),
        declared::<FoundPaper>(config),
        declared::<ReceiptCheck>(config),
        declared::<Way>(config),
        declared::<Document>(config),
        declared::<RefundedBy>(config),
        declared::<AskedRefund>(config),
        declared::<RefundView>(config),
        declared::<TenderedBy>(config),
        declared::<AskedTender>(config),
        declared::<TenderView>(config),
        declared::<TenderedSum>(config),
        declared::<Tenders>(config),
        declared::<DayPart>(config),
        declared::<TakingsView>(config),
        declared::<SuccessView>(config),
        declared::<LeftView>(config),
        declared::<DayView>(config),
        declared::<AskedClosing>(config),
        declared::<Compared>(config),
        declared::<ClosingView>(config),
        declared::<Printer>(config),
        declared::<PrinterTest>(config),
        declared::<Queue>(config),
        declared::<CustomerDoes>(config),
        declared::<GatewayField>(config),
        declared::<GatewayFacts>(config),
        declared::<NewAccount>(config),
        declared::<Verdict>(config),
        declared::<Route>(config),
        declared::<CommandError>(config),
    ];
    format!(
        "/** Shapes that cross from Rust. Generated from `src-tauri/src/dto`; never edited by hand. */\nexport type PaymentState =\n{states};\nexport type PrintTrouble =\n{troubles};\n{}",
        types.concat()
    )
}

#[test]
fn the_screen_has_the_types_of_today() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let made = bindings();
    if env::var_os("COMPTOIR_WRITE_BINDINGS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(kept == made, "run this test with COMPTOIR_WRITE_BINDINGS=1, and look at what changed in {FILE}");
}
