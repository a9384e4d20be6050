//! AMOUNT, `--currency` and `--line`.

use comptoir_tests::{Call, Customer, Outcome, PHONE, ScriptedGateway, Till};

use crate::counter;

fn pay(till: &Till, amount: &str, options: &[&str]) -> Outcome {
    till.run([&["pay", amount, "--phone", PHONE], options].concat())
}

/// Nothing was sent and nothing is on disk.
#[track_caller]
fn nothing_happened(gateway: &ScriptedGateway, till: &Till) {
    assert_eq!(gateway.count(), 0);
    assert!(till.run(["list"]).exits(0).lines.is_empty());
}

#[test]
fn an_amount_that_is_none_is_refused_with_its_reason() {
    let (gateway, till) = counter();
    let cases = [
        ("", "amount_empty"),
        ("  ", "amount_empty"),
        ("\u{a0}", "amount_empty"),
        ("0", "amount_not_positive"),
        ("000", "amount_not_positive"),
        ("-1", "amount_not_positive"),
        ("-12500", "amount_not_positive"),
        ("12.5", "amount_decimals"),
        ("12500.00", "amount_decimals"),
        ("12,5", "amount_unreadable"),
        ("12.", "amount_unreadable"),
        (".5", "amount_unreadable"),
        ("+5", "amount_unreadable"),
        ("1e3", "amount_unreadable"),
        ("0x10", "amount_unreadable"),
        ("12F", "amount_unreadable"),
        ("12 50", "amount_unreadable"),
        ("12  500", "amount_unreadable"),
        ("1 2500", "amount_unreadable"),
        ("12\t500", "amount_unreadable"),
        ("١٢٥٠٠", "amount_unreadable"),
        ("１２５００", "amount_unreadable"),
        ("10¹²", "amount_unreadable"),
        ("douze mille", "amount_unreadable"),
        ("1000000000", "amount_too_large"),
        ("1 000 000 000 000", "amount_too_large"),
        ("99999999999999999999999999", "amount_too_large"),
    ];
    for (amount, code) in cases {
        pay(&till, amount, &[]).refused(2, code);
    }
    nothing_happened(&gateway, &till);
}

#[test]
fn an_amount_is_taken_as_it_is_typed_or_pasted() {
    let (gateway, till) = counter();
    let cases = [
        ("12500", 12_500),
        ("12 500", 12_500),
        ("12\u{a0}500", 12_500),
        ("12\u{202f}500", 12_500),
        (" 12500\n", 12_500),
        ("0012500", 12_500),
        ("1", 1),
        ("999 999 999", 999_999_999),
    ];
    for (amount, minor) in cases {
        assert_eq!(pay(&till, amount, &[]).exits(4).last()["amount_minor"], minor, "{amount:?}");
        assert_eq!(gateway.requests(Call::Pay).last().unwrap().number("amount"), Some(minor), "{amount:?}");
    }
}

#[test]
fn a_currency_that_is_unknown_or_that_the_gateway_does_not_take_is_refused() {
    let (gateway, till) = counter();
    for (currency, amount, code) in [
        ("ABC", "12500", "currency_unknown"),
        ("", "12500", "currency_unknown"),
        ("CFA", "12500", "currency_unknown"),
        ("XAF", "12500", "currency_unavailable"),
        ("USD", "12.50", "currency_unavailable"),
        ("USD", "12.505", "amount_decimals"),
        ("XOF", "12.5", "amount_decimals"),
    ] {
        pay(&till, amount, &["--currency", currency]).refused(2, code);
    }
    nothing_happened(&gateway, &till);
    assert_eq!(pay(&till, "12500", &["--currency", "XOF"]).exits(4).text("currency"), "XOF");
}

#[test]
fn lines_are_parted_at_their_last_two_commas_and_add_up_to_the_amount() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let lines = ["--line", "Pagne, wax, six yards,1,8 500", "--line", "Savon,2,2000"];
    let paid = pay(&till, "12500", &lines).exits(4);
    till.run(["ask", &paid.id()]).exits(0);
    let receipt = till.run(["receipt", &paid.id()]).exits(0);
    let told = receipt.last()["lines"].as_array().unwrap();
    let told: Vec<_> =
        told.iter().map(|line| (line["name"].as_str(), line["quantity"].as_i64(), line["unit_price_minor"].as_i64())).collect();
    assert_eq!(told, [(Some("Pagne, wax, six yards"), Some(1), Some(8_500)), (Some("Savon"), Some(2), Some(2_000))]);
}

#[test]
fn lines_that_cannot_be_read_or_do_not_add_up_are_refused() {
    let (gateway, till) = counter();
    for line in [
        "Savon",
        "Savon,2",
        ",2,2000",
        "Savon,0,2000",
        "Savon,-1,2000",
        "Savon,1.5,2000",
        "Savon,x,2000",
        "Savon,2,0",
        "Savon,2,x",
    ] {
        pay(&till, "12500", &["--line", line]).refused(2, "line_invalid");
    }
    for line in ["Savon,2,2000", "Savon,1,12501", "Savon,4294967295,999999999"] {
        pay(&till, "12500", &["--line", line]).refused(2, "lines_differ");
    }
    nothing_happened(&gateway, &till);
}
