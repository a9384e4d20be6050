//! Words for people, in French and English: what happened, whether money is at risk, what to do, and the reference.

use comptoir_core::code::Code;
use comptoir_core::state::MoneyAtRisk;
use comptoir_tests::{Call, Customer, Outcome, PHONE, Till};
use comptoir_words::{Label, Lang, Words, money_at_risk};

use crate::{counter, pending};

const LANGUAGES: [(&[&str], Lang); 3] = [(&[], Lang::Fr), (&["--lang", "fr"], Lang::Fr), (&["--lang", "en"], Lang::En)];

/// The error of `code` stands on standard error in its four parts, and nothing on standard output.
#[track_caller]
fn has_four_parts(outcome: &Outcome, code: Code, lang: Lang, reference: &str) {
    let words = Words::of(lang);
    let lines: Vec<&str> = outcome.stderr.lines().collect();
    let [message, risk, to_do, named] = lines[..] else { panic!("not four lines\n{outcome}") };
    let told = words.error::<&str>(code, &[]);
    // Blanks of the sentence are filled, so only what stands before the first one can be compared.
    let begins = |sentence: &str, whole: &str| sentence.starts_with(whole.split('{').next().unwrap_or_default());
    assert!(begins(message, &told.what_happened) && begins(to_do, &told.what_to_do), "{outcome}");
    assert_eq!(risk, words.risk(money_at_risk(code)), "{outcome}");
    assert!(named.starts_with(words.label(Label::Reference)) && named.ends_with(reference), "{outcome}");
    assert!(!outcome.stderr.contains(['{', '}']), "a blank is left open\n{outcome}");
    assert_eq!(outcome.stdout, "");
}

#[test]
fn an_error_is_told_in_four_parts_in_both_languages() {
    let (_gateway, till) = counter();
    let cases: [(&[&str], Code, i32); 9] = [
        (&["sell"], Code::Usage, 2),
        (&["pay", "0", "--phone", PHONE], Code::AmountNotPositive, 2),
        (&["pay", "12500"], Code::PhoneMissing, 2),
        (&["pay", "12500", "--phone", "22123456"], Code::NetworkNeeded, 2),
        (&["pay", "12500", "--account", "ailleurs", "--phone", PHONE], Code::AccountUnknown, 2),
        (&["pay", "12500", "--phone", PHONE, "--network", "ci-orange"], Code::NetworkUnavailable, 2),
        (&["show", "rien"], Code::PaymentUnknown, 2),
        (&["shop", "set", "zone=Lune"], Code::ShopInvalid, 2),
        (&["list", "--from", "hier"], Code::DateInvalid, 2),
    ];
    for (options, lang) in LANGUAGES {
        for (line, code, exit) in cases {
            let outcome = till.with(options).run_human(line).exits(exit);
            has_four_parts(&outcome, code, lang, code.code());
        }
    }
}

#[test]
fn an_error_about_a_payment_ends_with_its_reference() {
    let (_gateway, till) = counter();
    let waiting = pending(&till, "12500");
    let outcome = till.run_human(["receipt", &waiting.id()]).exits(1);
    has_four_parts(&outcome, Code::NoReceipt, Lang::Fr, &waiting.text("reference"));
}

/// What `show` tells people of `id`, checked for what it must hold.
#[track_caller]
fn is_told(till: &Till, id: &str, risk: MoneyAtRisk) {
    let payment = till.run(["show", id]);
    for (options, lang) in LANGUAGES {
        let words = Words::of(lang);
        let outcome = till.with(options).run_human(["show", id]);
        let amount = words.amount(comptoir_core::money::Amount::new(12_500, comptoir_core::money::Currency::Xof).unwrap());
        for part in
            [words.risk(risk), words.label(Label::ToDo), words.label(Label::Reference), words.label(Label::TestMark), &amount]
        {
            assert!(outcome.stdout.contains(part), "{part:?} is missing\n{outcome}");
        }
        assert!(outcome.stdout.contains(&payment.text("reference")), "{outcome}");
        assert_eq!(outcome.stderr, "", "{outcome}");
        assert_eq!(outcome.exit, payment.exit, "the exit is the same for people and for programs");
    }
}

#[test]
fn a_payment_is_told_with_what_it_means_for_the_money_and_what_to_do() {
    let (gateway, till) = counter();
    let waiting = pending(&till, "12500");
    is_told(&till, &waiting.id(), MoneyAtRisk::Unknown);
    gateway.customer(&waiting.text("reference"), Customer::PaysAmount(12_000));
    till.run(["ask", &waiting.id()]).exits(4);
    is_told(&till, &waiting.id(), MoneyAtRisk::Yes);
    let declined = pending(&till, "12500");
    gateway.customer(&declined.text("reference"), Customer::Declines);
    till.run(["ask", &declined.id()]).exits(3);
    is_told(&till, &declined.id(), MoneyAtRisk::No);
}

#[test]
fn a_payment_whose_outcome_is_unknown_is_never_called_failed() {
    let (gateway, till) = counter();
    gateway.once(Call::Pay, comptoir_tests::Answer::closed());
    let unanswered = till.run(["pay", "12500", "--phone", PHONE]).exits(4);
    assert_eq!(unanswered.state(), "create_unknown");
    for (lang, failures) in [("fr", ["échec", "échoué", "refusé"]), ("en", ["fail", "failed", "declined"])] {
        let options: &[&str] = if lang == "fr" { &["--lang", "fr"] } else { &["--lang", "en"] };
        let shown = till.with(options).run_human(["show", &unanswered.id()]).exits(4).stdout.to_lowercase();
        for failure in failures {
            assert!(!shown.contains(failure), "{failure} in {shown}");
        }
    }
}

#[test]
fn everything_an_account_of_tests_makes_is_marked() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let paid = till.run_human(["pay", "12500", "--phone", PHONE, "--wait", "30"]).exits(0);
    let mark = Words::of(Lang::Fr).label(Label::TestMark);
    assert!(paid.stdout.contains(mark), "{paid}");
    for command in ["list", "resume"] {
        let outcome = till.run_human([command]);
        assert!(command == "resume" || outcome.stdout.contains(mark), "{outcome}");
    }
    assert!(till.run_human(["account", "list"]).stdout.contains(mark));
}
