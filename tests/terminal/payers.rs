//! `--phone`, `--network` and `--customer`.

use comptoir_tests::{Call, Outcome, PHONE, Till};

use crate::counter;

fn pay(till: &Till, options: &[&str]) -> Outcome {
    till.run([&["pay", "12500"], options].concat())
}

#[test]
fn a_push_needs_a_phone_number_of_the_accounts_country() {
    let (gateway, till) = counter();
    pay(&till, &[]).refused(2, "phone_missing");
    let cases = [
        ("", "phone_missing"),
        ("  ", "phone_missing"),
        ("+", "phone_missing"),
        ("9012345", "phone_wrong_length"),
        ("901234567", "phone_wrong_length"),
        ("+228 9012345", "phone_wrong_length"),
        ("1", "phone_wrong_length"),
        ("+229 0197123456", "phone_foreign"),
        ("2290197123456", "phone_foreign"),
        ("00225 0707123456", "phone_foreign"),
        ("+33612345678", "phone_foreign"),
        ("90 12 34 5x", "phone_unreadable"),
        ("٩٠١٢٣٤٥٦", "phone_unreadable"),
        ("-90123456x", "phone_unreadable"),
    ];
    for (phone, code) in cases {
        pay(&till, &["--phone", phone]).refused(2, code);
    }
    assert_eq!(gateway.count(), 0);
    assert!(till.run(["list"]).exits(0).lines.is_empty());
}

#[test]
fn a_phone_number_is_taken_as_people_write_it_sent_as_eight_digits_and_shown_masked() {
    let (gateway, till) = counter();
    for phone in ["90123456", "90 12 34 56", "90.12.34.56", "(90) 12-34-56", "+228 90 12 34 56", "0022890123456", "22890123456"] {
        let asked = pay(&till, &["--phone", phone]).exits(4);
        assert_eq!(asked.text("payer"), "****3456", "{phone}");
        let sent = gateway.requests(Call::Pay).pop().unwrap();
        assert_eq!(sent.text("phone_number").as_deref(), Some("90123456"), "{phone}");
    }
}

#[test]
fn a_network_is_guessed_from_the_number_and_changed_by_hand() {
    let (gateway, till) = counter();
    let cases: [(&[&str], &str, &str); 5] = [
        (&["--phone", "90123456"], "tg-tmoney", "TMONEY"),
        (&["--phone", "70123456"], "tg-tmoney", "TMONEY"),
        (&["--phone", "99123456"], "tg-flooz", "FLOOZ"),
        // A ported number.
        (&["--phone", "90123456", "--network", "tg-flooz"], "tg-flooz", "FLOOZ"),
        (&["--phone", "22123456", "--network", "tg-tmoney"], "tg-tmoney", "TMONEY"),
    ];
    for (options, network, word) in cases {
        assert_eq!(pay(&till, options).exits(4).text("network"), network, "{options:?}");
        let sent = gateway.requests(Call::Pay).pop().unwrap();
        assert_eq!(sent.text("network").as_deref(), Some(word), "{options:?}");
    }
}

#[test]
fn a_push_to_a_number_of_no_known_network_needs_its_name() {
    let (gateway, till) = counter();
    pay(&till, &["--phone", "22123456"]).refused(2, "network_needed");
    assert_eq!(gateway.count(), 0);
}

#[test]
fn every_documented_network_is_known_and_those_the_gateway_does_not_reach_are_refused() {
    let (gateway, till) = counter();
    let names = "ci-orange ci-mtn ci-moov ci-wave bj-mtn bj-moov bj-celtiis sn-orange sn-free sn-expresso sn-wave bf-orange bf-moov \
                 bf-telecel ml-orange ml-moov ml-telecel";
    for network in names.split_ascii_whitespace() {
        pay(&till, &["--phone", PHONE, "--network", network]).refused(2, "network_unavailable");
    }
    for network in ["tmoney", "TG-TMONEY", "tg-orange", ""] {
        pay(&till, &["--phone", PHONE, "--network", network]).refused(2, "network_unknown");
    }
    assert_eq!(gateway.count(), 0);
}

#[test]
fn the_documented_particulars_of_a_customer_are_taken_and_no_other() {
    let (gateway, till) = counter();
    let particulars = [
        "email=ama@example.com",
        "first_name=Ama",
        "last_name=Kossi",
        "address=12, rue des Cocotiers",
        "city=Lomé",
        "country=TG",
        "state=Maritime",
        "zip=BP 12",
    ];
    let options: Vec<&str> = particulars.iter().flat_map(|particular| ["--customer", particular]).collect();
    pay(&till, &[&["--phone", PHONE], options.as_slice()].concat()).exits(4);
    for particular in ["age=40", "Email=ama@example.com", "email=ama", "email=", "=x"] {
        pay(&till, &["--phone", PHONE, "--customer", particular]).refused(2, "customer_invalid");
    }
    assert_eq!(gateway.requests(Call::Pay).len(), 1);
}
