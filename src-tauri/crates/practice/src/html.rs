//! The pages that a practice customer opens.

use crate::transaction::{State, Transaction};

/// The payment page of one transaction, as its customer sees it. `rest` comes after its state.
pub(crate) fn payment_page(gateway: &str, transaction: &Transaction, rest: &str, now_ms: i64) -> String {
    let (amount, state) = match transaction.state(now_ms) {
        State::InProgress => (transaction.amount, "En attente du client"),
        State::Paid { amount, .. } => (amount, "Payé"),
        State::Expired { .. } => (transaction.amount, "Expiré"),
        State::Cancelled { .. } => (transaction.amount, "Annulé"),
    };
    let description = transaction.description.as_deref().map(|text| format!("<p>{}</p>", escaped(text))).unwrap_or_default();
    let content = format!(
        "<h1>{} F CFA</h1>{description}<p>Commande {}</p><p>{state}</p>{rest}",
        grouped(amount),
        escaped(&transaction.identifier),
    );
    document(gateway, &content)
}

/// A page that loads nothing, runs nothing and tells no other site where it came from: its address holds the key.
pub(crate) fn document(gateway: &str, content: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"referrer\" content=\"no-referrer\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>ENTRAÎNEMENT — {gateway}</title></head>\
         <body style=\"font-family:sans-serif;text-align:center;margin:2em\">\
         <p style=\"background:#b00020;color:#fff;padding:.6em\"><strong>ENTRAÎNEMENT — aucune valeur</strong></p>\
         {content}</body></html>\n"
    )
}

pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Groups of three digits, parted by the narrow space that French uses.
pub(crate) fn grouped(amount: u64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}
