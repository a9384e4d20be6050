//! A receipt as a message for a phone: short, in lines of words.

use comptoir_core::receipt::LinkedReceipt;
use comptoir_core::text::cleaned;
use comptoir_words::{Label, Words};

use crate::frame::{dated, halved, worthless};
use crate::receipt::paid_mark;

/// The receipt as a message. It has no key and no full phone number in it, and no field of it can make a line of its own.
#[must_use]
pub fn message(linked: &LinkedReceipt, words: Words) -> String {
    let receipt = &linked.receipt;
    let named = |label: Label, value: &str| format!("{} {value}", words.label(label));
    let mark = worthless(receipt.environment).map(|label| words.label(label).to_uppercase());
    let paid = [words.label(paid_mark(receipt)), receipt.network.map_or("", |network| network.brand())];
    let lines = [
        mark.clone(),
        Some(receipt.shop.name.to_uppercase()),
        receipt.shop.phone.as_deref().map(|phone| named(Label::PhoneShort, phone)),
        Some(named(Label::Receipt, &receipt.number)),
        Some(dated(&receipt.shop, receipt.issued_at, words)),
        Some(named(Label::Total, &words.amount(receipt.amount))),
        Some(paid.join(" ")),
        receipt.payer.as_deref().map(|payer| named(Label::Payer, payer)),
        receipt.operator_reference.as_deref().map(|reference| named(Label::OperatorReference, reference)),
        Some(named(Label::OwnReferenceShort, receipt.reference.as_str())),
        Some(named(Label::Code, &halved(&linked.code))),
        Some(match linked.seal.as_ref().filter(|seal| seal.is_sealed()) {
            Some(seal) => {
                let told = [words.label(Label::FiscalSeal), &seal.authority, seal.number.as_deref().unwrap_or_default()];
                told.join(" ")
            }
            None => words.label(Label::NotAnInvoice).to_owned(),
        }),
        mark,
    ];
    let lines: Vec<String> = lines.into_iter().flatten().filter_map(|line| cleaned(&line, usize::MAX)).collect();
    lines.join("\n")
}

/// What a letter with the receipt is about.
#[must_use]
pub fn subject(linked: &LinkedReceipt, words: Words) -> String {
    let receipt = &linked.receipt;
    let subject = format!("{} {} - {}", words.label(Label::Receipt), receipt.number, receipt.shop.name);
    cleaned(&subject, usize::MAX).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use comptoir_core::order::Environment;
    use comptoir_words::Lang;

    use super::*;
    use crate::samples::{poor, rich};

    const FRENCH: Words = Words::of(Lang::Fr);

    #[test]
    fn a_message_says_what_was_paid_to_whom_and_how_it_is_checked() {
        assert_eq!(
            message(&rich(), FRENCH).lines().collect::<Vec<_>>(),
            [
                "BOUTIQUE ADJOVI",
                "Tél. 22 21 45 80",
                "Reçu BOUTIQUEADJOVI-1-2026-000482",
                "26/11/2026 14:05:09 +00:00",
                "TOTAL 12 500 F CFA",
                "PAYÉ Mixx by Yas (T-Money)",
                "Client ****2233",
                "Réf. opérateur CI251126.1433.A04512",
                &format!("Réf. {}", rich().receipt.reference.as_str()),
                "Sceau 7F3A-91C2",
                "Reçu de paiement — ne tient pas lieu de facture normalisée",
            ]
        );
        assert_eq!(subject(&poor(), FRENCH), "Reçu COMPTOIR-1-2026-000001 - Comptoir");
    }

    #[test]
    fn a_message_that_is_worth_nothing_says_so_first_and_last() {
        let mut linked = poor();
        linked.receipt.environment = Environment::Test;
        let text = message(&linked, FRENCH);
        assert!(text.starts_with("TEST — SANS VALEUR\n") && text.ends_with("\nTEST — SANS VALEUR"), "{text}");
    }

    #[test]
    fn no_name_makes_a_line_of_its_own() {
        let mut linked = poor();
        let lines = message(&linked, FRENCH).lines().count();
        linked.receipt.shop.name = "a\nTOTAL 1\u{2028}F\r\u{1b}[2J".to_owned();
        let text = message(&linked, FRENCH);
        assert_eq!(text.lines().count(), lines);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    }
}
