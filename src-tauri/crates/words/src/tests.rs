//! Rules that every sentence of the catalogue keeps. That none is missing is the build's to find.

use std::collections::{BTreeMap, BTreeSet};

use comptoir_core::code::{Code, Reason};
use comptoir_core::state::{Lookups, MoneyAtRisk, State};

use crate::blanks::next_blank;
use crate::{Label, Lang, Words, catalogue};

const STATES: [State; 16] = [
    State::Recorded,
    State::Sending { resent: false },
    State::CreateUnknown(Lookups { first_unknown_at: None, last_unknown_at: None }),
    State::Pending,
    State::CancelRequested,
    State::Held { difference: Reason::AmountDiffers, late: false, received_minor: Some(100) },
    State::Declined,
    State::Expired,
    State::Unresolved,
    State::LatePaid,
    State::Paid,
    State::AbandonedUnsent,
    State::AbandonedOrphan,
    State::ResolvedPaid,
    State::ResolvedUnpaid,
    State::ResolvedRefunded,
];

/// Every text of a language, by where it stands.
fn texts(lang: Lang) -> BTreeMap<String, &'static str> {
    let mut texts = BTreeMap::new();
    for code in Code::ALL {
        let (happened, to_do) = catalogue::error(lang, *code);
        texts.insert(format!("errors {} what_happened", code.code()), happened);
        texts.insert(format!("errors {} what_to_do", code.code()), to_do);
    }
    for reason in Reason::ALL {
        texts.insert(format!("reasons {}", reason.code()), catalogue::reason(lang, *reason));
    }
    for state in STATES {
        let (word, happened, to_do, customer) = catalogue::state(lang, state);
        texts.insert(format!("states {} word", state.code()), word);
        texts.insert(format!("states {} what_happened", state.code()), happened);
        texts.insert(format!("states {} what_to_do", state.code()), to_do);
        if let Some(customer) = customer {
            texts.insert(format!("states {} customer", state.code()), customer);
        }
    }
    for risk in [MoneyAtRisk::No, MoneyAtRisk::Yes, MoneyAtRisk::Unknown] {
        texts.insert(format!("risks {}", risk.code()), catalogue::risk(lang, risk));
    }
    for label in Label::ALL {
        texts.insert(format!("labels {label:?}"), catalogue::label(lang, *label));
    }
    texts
}

fn blanks(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some((_, name, after)) = next_blank(rest) {
        found.insert(name);
        rest = after;
    }
    found
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

#[test]
fn both_languages_say_the_same_things_with_the_same_blanks() {
    assert_eq!(STATES.map(State::code), State::CODES);
    let (french, english) = (texts(Lang::Fr), texts(Lang::En));
    assert_eq!(french.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    for (place, text) in &french {
        assert_eq!(blanks(text), blanks(english[place]), "{place}");
    }
}

/// What each refusal is told with; the engine and the terminal give these and no others.
#[test]
fn an_error_asks_only_for_what_its_code_comes_with() {
    for code in Code::ALL {
        let known: &[&str] = match code.code() {
            "usage" => &["detail"],
            "currency_unknown" | "currency_unavailable" => &["currency"],
            "filter_unknown" => &["name"],
            "network_unknown" | "network_unavailable" => &["network"],
            "account_unknown" | "account_taken" | "account_name_invalid" | "account_in_use" | "key_missing" => &["account"],
            "gateway_unknown" => &["gateway"],
            "field_unknown" | "field_invalid" | "secret_in_field" | "secret_unknown" | "secret_missing" | "secret_invalid"
            | "customer_invalid" | "customer_needed" | "field_missing" | "shop_invalid" | "seal_invalid" => &["field"],
            "amount_not_multiple" => &["multiple", "nearby"],
            "tax_invalid" => &["tax"],
            "payout_unsettled" => &["payout"],
            "explanation_needed" => &["count", "references"],
            "period_not_over" | "period_closed" | "period_empty" => &["period"],
            "pin_later" => &["wait"],
            "right_needed" | "cashier_unknown" | "cashier_taken" => &["cashier"],
            "refund_too_large" => &["left"],
            "secret_too_long" => &["limit"],
            "line_invalid" => &["line"],
            "date_invalid" => &["date"],
            "file_unwritable" | "export_exists" | "backup_exists" | "backup_inside" | "backup_unusable" => &["path"],
            "disk_nearly_full" => &["left", "needed"],
            "clock_behind" | "clock_wrong" => &["last", "now"],
            "port_taken" => &["port"],
            "printer_unknown" => &["printer"],
            "printer_invalid" => &["field", "value"],
            _ => &[],
        };
        let (happened, to_do) = catalogue::error(Lang::Fr, *code);
        let asked: BTreeSet<&str> = blanks(happened).union(&blanks(to_do)).copied().collect();
        assert_eq!(asked, known.iter().copied().collect(), "{}", code.code());
    }
}

#[test]
fn every_text_is_clean() {
    for lang in Lang::ALL {
        for (place, text) in texts(lang) {
            assert!(!text.is_empty() && text.trim() == text, "{place}: {text:?}");
            assert!(!text.contains(['\'', '"']), "{place}: straight quotes in {text:?}");
            assert!(!text.chars().any(char::is_control), "{place}: {text:?}");
            let chars: Vec<char> = text.chars().collect();
            assert!(!chars.windows(2).any(|pair| is_blank(pair[0]) && is_blank(pair[1])), "{place}: two blanks in {text:?}");
            assert!(!text.contains("..."), "{place}: {text:?}");
        }
    }
}

#[test]
fn french_is_set_by_its_rules() {
    for (place, text) in texts(Lang::Fr) {
        let chars: Vec<char> = text.chars().collect();
        for (index, &c) in chars.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| chars[index]);
            let after = chars.get(index + 1).copied();
            match c {
                ':' | '»' => assert_eq!(before, Some('\u{a0}'), "{place}: before {c} in {text:?}"),
                '«' => assert_eq!(after, Some('\u{a0}'), "{place}: after {c} in {text:?}"),
                ';' | '!' | '?' => assert_eq!(before, Some('\u{202f}'), "{place}: before {c} in {text:?}"),
                _ => {}
            }
        }
    }
}

#[test]
fn nobody_is_told_of_failures_transactions_or_cancelling() {
    let french = ["erreur", "échec", "échoué", "transaction", "veuillez", "annul"];
    let english = ["error", "fail", "transaction", "please", "cancel"];
    for (lang, words) in [(Lang::Fr, french.as_slice()), (Lang::En, english.as_slice())] {
        for (place, text) in texts(lang) {
            let lower = text.to_lowercase();
            assert!(!words.iter().any(|word| lower.contains(word)), "{place}: {text:?}");
        }
    }
}

#[test]
fn a_sentence_is_short() {
    for lang in Lang::ALL {
        for (place, text) in texts(lang) {
            for sentence in text.split_inclusive(['.', '!', '?']) {
                let words = sentence.split(is_blank).filter(|word| word.chars().any(char::is_alphanumeric)).count();
                assert!(words <= 12, "{place}: {words} words in {sentence:?}");
            }
        }
    }
}

#[test]
fn a_language_is_found_by_its_code() {
    for lang in Lang::ALL {
        assert_eq!(Lang::from_code(lang.code()), Some(lang));
    }
    assert_eq!(Lang::from_code("ee"), None);
}

#[test]
fn the_help_names_the_same_commands_and_options_in_both_languages() {
    let names = |lang| {
        let help = Words::of(lang).terminal_help();
        assert!(!help.contains(['\t', '\'']) && help.lines().all(|line| line.chars().count() <= 110), "{help}");
        let is_name = |word: &&str| word.starts_with("--") || word.contains('|');
        let options: Vec<&str> = help.split([' ', '[', ']', '\n']).filter(is_name).collect();
        let commands = help.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        (options, commands.filter_map(|line| line.split_whitespace().next()).collect::<Vec<_>>())
    };
    let (french, english) = (names(Lang::Fr), names(Lang::En));
    assert_eq!(french, english);
    for name in ["pay", "show", "ask", "cancel", "accept", "resend", "resume", "receipt", "list", "balance", "verify", "practice"]
    {
        assert!(french.1.contains(&name), "{name}");
    }
}
