use comptoir_core::order::{Environment, Line, Tax};
use comptoir_core::printer::{Columns, Printer};
use comptoir_core::receipt::{LinkedReceipt, Receipt};
use comptoir_core::refund::How;
use comptoir_core::seal::{FiscalSeal, SealStatus};
use comptoir_core::shop::Shop;
use comptoir_words::{Lang, Words};
use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::samples::{logo, poor, refund, rich, seal, tender};
use crate::{escpos, text};

const WIDTHS: [Columns; 3] = [Columns::Narrow, Columns::Middle, Columns::Wide];
const FRENCH: Words = Words::of(Lang::Fr);

fn at_every_width(linked: &LinkedReceipt, lang: Lang) -> String {
    WIDTHS.map(|columns| text(&linked.clone().into(), columns, None, Words::of(lang))).join("\n\n")
}

#[test]
fn a_receipt_with_all_that_it_can_say() {
    insta::assert_snapshot!("rich_fr", at_every_width(&rich(), Lang::Fr));
    insta::assert_snapshot!("rich_en", at_every_width(&rich(), Lang::En));
}

#[test]
fn a_receipt_with_as_little_as_it_can_say() {
    insta::assert_snapshot!("poor_fr", at_every_width(&poor(), Lang::Fr));
    insta::assert_snapshot!("poor_en", at_every_width(&poor(), Lang::En));
}

#[test]
fn a_receipt_worth_nothing_says_so_first_after_the_total_and_last() {
    let cases = [
        (Environment::Training, Lang::Fr, "*** ENTRAÎNEMENT - AUCUNE VALEUR ***"),
        (Environment::Training, Lang::En, "*** TRAINING - NO VALUE ***"),
        (Environment::Test, Lang::Fr, "*** TEST - SANS VALEUR ***"),
        (Environment::Test, Lang::En, "*** TEST - NO VALUE ***"),
    ];
    for (environment, lang, mark) in cases {
        let mut linked = rich();
        linked.receipt.environment = environment;
        let text = text(&linked.clone().into(), Columns::Middle, None, Words::of(lang));
        let marked: Vec<usize> = text.lines().enumerate().filter(|(_, line)| line.trim() == mark).map(|(at, _)| at).collect();
        let total = text.lines().position(|line| line.starts_with("TOTAL")).unwrap();
        assert_eq!(marked, [0, total + 2, text.lines().count() - 1], "{text}");
    }
    let real = text(&rich().into(), Columns::Middle, None, FRENCH);
    assert!(!real.contains("VALEUR"), "{real}");
}

#[test]
fn a_payment_settled_by_hand_is_not_called_paid() {
    let mut linked = rich();
    linked.receipt.settled_by_hand = true;
    let text = text(&linked.clone().into(), Columns::Middle, None, FRENCH);
    assert!(text.contains("MANUEL") && !text.contains("PAYÉ"), "{text}");
}

#[test]
fn the_date_is_the_shops_and_utc_where_its_zone_is_unknown() {
    let dated = |zone: &str| {
        let mut linked = poor();
        linked.receipt.shop.zone = zone.to_owned();
        text(&linked.clone().into(), Columns::Narrow, None, FRENCH)
    };
    assert!(dated("Africa/Lome").contains("\n26/11/2026 14:05:09 +00:00\n"));
    assert!(dated("Africa/Niamey").contains("\n26/11/2026 15:05:09 +01:00\n"));
    assert!(dated("Afrique/Lomé").contains("\n26/11/2026 14:05:09 UTC\n"));
}

#[test]
fn the_payments_reference_is_whole_at_every_width() {
    for columns in WIDTHS {
        for lang in Lang::ALL {
            let linked = rich();
            let text = text(&linked.clone().into(), columns, None, Words::of(lang));
            assert!(text.lines().any(|line| line.ends_with(linked.receipt.reference.as_str())), "{text}");
        }
    }
}

#[test]
fn other_programs_find_every_field_of_a_receipt() {
    let object = crate::json(&rich().into());
    assert_eq!(
        object,
        json!({
            "kind": "receipt",
            "receipt_number": "BOUTIQUEADJOVI-1-2026-000482",
            "issued_at": "2026-11-26T14:05:09.5Z",
            "shop": {
                "name": "Boutique Adjovi",
                "town": "Lomé",
                "address": "12, rue du Grand Marché",
                "phone": "22 21 45 80",
                "tax_id": "1000 482 913",
                "website": "https://adjovi.example",
                "till": "1",
                "zone": "Africa/Lome",
                "logo": null,
            },
            "sale_id": rich().receipt.sale_id.to_string(),
            "payment_id": rich().receipt.payment_id.to_string(),
            "reference": rich().receipt.reference.as_str(),
            "gateway": "paygate-global",
            "account": "lome",
            "method": "push",
            "network": "tg-tmoney",
            "payer": "****2233",
            "amount_minor": 12_500,
            "currency": "XOF",
            "lines": [
                {
                    "name": "Pagne « wax » d’Abomey, six yards, motif cœur de bœuf — coupon",
                    "quantity": 1,
                    "unit_price_minor": 8_500,
                    "total_minor": 8_500,
                },
                { "name": "Savon", "quantity": 2, "unit_price_minor": 1_100, "total_minor": 2_200 },
            ],
            "taxes": [{ "name": "TVA 18 %", "amount_minor": 1_800 }],
            "note": "Commande de Mme Akouvi",
            "environment": "live",
            "gateway_reference": "7193048266",
            "operator_reference": "CI251126.1433.A04512",
            "key_fingerprint": "7F3A91",
            "settled_by_hand": false,
            "cashier": "Awa",
            "previous_code": "0B5D44E8",
            "code": "7F3A91C2",
            "fiscal_seal": null,
        })
    );
}

#[test]
fn an_unknown_field_is_null_and_present() {
    let (rich, poor) = (crate::json(&rich().into()), crate::json(&poor().into()));
    let names = |object: &Value| object.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&rich), names(&poor));
    assert_eq!(names(&rich["shop"]), names(&poor["shop"]));
    for name in ["network", "payer", "note", "cashier", "gateway_reference", "operator_reference"] {
        assert_eq!(poor[name], Value::Null, "{name}");
    }
    assert_eq!(poor["shop"]["tax_id"], Value::Null);
}

prop_compose! {
    pub(crate) fn any_receipt()(
        texts in prop::collection::vec("(\\PC|[\u{fe0f}\u{200d}\u{301}#*米\u{1b}\n-]){0,70}", 15),
        quantity in any::<u32>(),
        unit_price_minor in any::<i64>(),
    ) -> LinkedReceipt {
        let LinkedReceipt { receipt, .. } = rich();
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        let shop = Shop {
            name: next(), town: Some(next()), address: Some(next()), phone: Some(next()), tax_id: Some(next()),
            website: Some(next()), till: next(), zone: next(), logo: None,
        };
        let receipt = Receipt {
            shop,
            number: next(),
            payer: Some(next()),
            note: Some(next()),
            lines: vec![Line { name: next(), quantity, unit_price_minor }],
            taxes: vec![Tax { name: next(), amount_minor: unit_price_minor }],
            gateway_reference: Some(next()),
            operator_reference: Some(next()),
            environment: Environment::Training,
            ..receipt
        };
        LinkedReceipt { receipt, previous_code: "0B5D44E8".to_owned(), code: "7F3A91C2".to_owned(), logo: Some(logo()), seal: Some(seal()) }
    }
}

proptest! {
    #[test]
    fn no_receipt_is_wider_than_its_paper_or_tells_the_printer_what_to_do(linked in any_receipt()) {
        for columns in WIDTHS {
            for line in text(&linked.clone().into(), columns, None, FRENCH).lines() {
                prop_assert!(line.width() <= columns.count(), "{} columns in {line:?}", line.width());
                prop_assert!(!line.chars().any(char::is_control), "{line:?}");
            }
        }
    }
}

#[test]
fn a_refund_names_the_receipt_of_its_sale_and_what_is_left_of_it() {
    let at_every_width = |lang| WIDTHS.map(|columns| text(&refund().into(), columns, None, Words::of(lang))).join("\n\n");
    insta::assert_snapshot!("refund_fr", at_every_width(Lang::Fr));
    insta::assert_snapshot!("refund_en", at_every_width(Lang::En));
    let told = crate::json(&refund().into());
    assert_eq!((&told["left_minor"], &told["paid_minor"]), (&json!(7_500), &json!(12_500)));
    assert_eq!((&told["how"], &told["operator_reference"]), (&json!("operator"), &json!("CI251127.0912.B00231")));
}

#[test]
fn a_tender_says_that_no_gateway_has_seen_its_money() {
    let transfer = || How::Operator { reference: "CI251127.0912.B00231".to_owned() };
    let both =
        |lang| [How::Cash, transfer()].map(|how| text(&tender(how).into(), Columns::Narrow, None, Words::of(lang))).join("\n\n");
    insta::assert_snapshot!("tender_fr", both(Lang::Fr));
    insta::assert_snapshot!("tender_en", both(Lang::En));
    let told = crate::json(&tender(transfer()).into());
    assert_eq!((&told["how"], &told["operator_reference"]), (&json!("operator"), &json!("CI251127.0912.B00231")));
}

#[test]
fn only_cash_opens_the_drawer() {
    let target = "tcp:192.168.1.50".parse().unwrap();
    let printer =
        Printer { name: "caisse".to_owned(), target, columns: Columns::Narrow, cuts: true, drawer: true, automatic: true };
    let opens = |how| {
        let bytes = escpos(&tender(how).into(), &printer, None, FRENCH);
        bytes.windows(2).any(|pair| pair == b"\x1bp")
    };
    assert!(opens(How::Cash));
    assert!(!opens(How::Operator { reference: "OP 1".to_owned() }));
}

fn sealed(status: SealStatus) -> LinkedReceipt {
    let bare = FiscalSeal { status, number: None, code: None, qr: None, counters: None, time: None, ..seal() };
    LinkedReceipt { seal: Some(if status == SealStatus::Sealed { seal() } else { bare }), ..rich() }
}

#[test]
fn a_seal_stands_on_paper_as_it_was_received_and_only_it_makes_an_invoice() {
    insta::assert_snapshot!("sealed_fr", at_every_width(&sealed(SealStatus::Sealed), Lang::Fr));
    insta::assert_snapshot!("sealed_en", at_every_width(&sealed(SealStatus::Sealed), Lang::En));
    for status in [SealStatus::Pending, SealStatus::Failed] {
        let text = at_every_width(&sealed(status), Lang::Fr);
        assert!(text.contains("DGI Bénin") && text.contains("ne tient pas lieu"), "{text}");
        assert!(!text.contains("EM01234567"), "{text}");
    }
    let told = crate::json(&sealed(SealStatus::Sealed).into());
    assert_eq!((&told["fiscal_seal"]["status"], &told["fiscal_seal"]["counters"]), (&json!("sealed"), &json!("42/57 FV")));
    let message = crate::message(&sealed(SealStatus::Sealed), FRENCH);
    assert!(message.ends_with("DGI Bénin EM01234567-42") && !message.contains("ne tient pas lieu"), "{message}");
}
