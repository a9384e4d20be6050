//! `list`: newest first, filtered as asked.

use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::order::Confidential;
use comptoir_ledger::{Birth, FolderLock, Ledger};
use comptoir_tests::{Customer, Till};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::{counter, pending};

#[track_caller]
fn ids(till: &Till, options: &[&str]) -> Vec<String> {
    let listed = till.run([&["list"], options].concat()).exits(0);
    listed.lines.iter().map(|line| line["payment_id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_till_without_payments_lists_none() {
    let till = Till::new();
    assert!(ids(&till, &[]).is_empty());
    assert!(till.files().is_empty(), "reading makes no ledger");
    assert!(!till.run_human(["list"]).exits(0).stdout.is_empty(), "a person is told that there is none");
}

#[test]
fn payments_are_listed_newest_first_up_to_the_limit() {
    let (_gateway, till) = counter();
    let mut made: Vec<String> = (0..4).map(|_| pending(&till, "12500").id()).collect();
    made.reverse();
    assert_eq!(ids(&till, &[]), made);
    assert_eq!(ids(&till, &["--limit", "2"]), made[..2]);
    assert_eq!(ids(&till, &["--limit", "100000"]), made);
}

#[test]
fn a_hundred_payments_are_listed_where_no_limit_is_given() {
    let (_gateway, till) = counter();
    let first = pending(&till, "12500").id();
    record_more(&till, &first, 100);
    let listed = ids(&till, &[]);
    assert_eq!(listed.len(), 100);
    assert!(!listed.contains(&first));
    assert_eq!(ids(&till, &["--limit", "101"]).last(), Some(&first));
}

/// Records `count` payments like `first`, through the ledger itself: a process for each would take long.
fn record_more(till: &Till, first: &str, count: u8) {
    let lock = FolderLock::try_take(till.folder()).unwrap().expect("nobody else has the folder");
    let birth = Birth { folder_id: String::new(), identifier_secret: [0; 32], at: Timestamp::now() };
    let mut ledger = Ledger::open(till.folder(), lock, birth).unwrap();
    let mut order = ledger.payment(first.parse().unwrap()).unwrap().unwrap().order;
    let mut sale = ledger.sale(order.sale_id).unwrap().unwrap();
    for number in 0..count {
        sale.sale_id = SaleId::minted(order.created_at, &[number; 10]);
        order.sale_id = sale.sale_id;
        order.payment_id = PaymentId::minted(order.created_at, &[number; 10]);
        order.reference = ledger.next_reference().unwrap();
        ledger.record(&sale, &order, &Confidential::default(), "").unwrap();
    }
}

#[test]
fn open_payments_are_those_still_to_be_settled() {
    let (gateway, till) = counter();
    let [paid, declined, waiting, held, late] = [(); 5].map(|()| pending(&till, "12500"));
    till.run(["cancel", &late.id()]).exits(4);
    for (payment, does) in
        [(&paid, Customer::Pays), (&declined, Customer::Declines), (&held, Customer::PaysAmount(1)), (&late, Customer::Pays)]
    {
        gateway.customer(&payment.text("reference"), does);
        till.run(["ask", &payment.id()]);
    }
    assert_eq!(ids(&till, &["--open"]), [late.id(), held.id(), waiting.id()]);
    assert_eq!(ids(&till, &["--open", "--limit", "1"]), [late.id()]);
}

#[test]
fn a_query_finds_every_word_a_payment_is_known_by() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let other = pending(&till, "500");
    let noted = till.run(["pay", "777", "--phone", "99765432", "--note", "Deux pagnes À FLEURS"]).exits(4);
    let paid = till.run(["ask", &noted.id()]).exits(0);
    let words = [
        paid.id(),
        paid.text("reference").to_lowercase(),
        paid.text("receipt_number").to_lowercase(),
        paid.text("gateway_reference"),
        paid.text("operator_reference"),
        "pagnes à fl".to_owned(),
        "5432".to_owned(),
        "777".to_owned(),
    ];
    for word in &words {
        assert_eq!(ids(&till, &["--query", word]), [noted.id()], "{word}");
    }
    assert_eq!(ids(&till, &["--query", "500"]), [other.id()]);
    assert_eq!(ids(&till, &["--query", ""]).len(), 2);
    for word in ["%", "_", "-rien", "9976543"] {
        assert!(ids(&till, &["--query", word]).is_empty(), "{word}");
    }
}

#[test]
fn filters_are_combined_and_summed_up() {
    let (gateway, till) = counter();
    let waiting = pending(&till, "500");
    gateway.everyone(Customer::Pays);
    let paid = till.run(["pay", "777", "--phone", "99765432"]).exits(4);
    till.run(["ask", &paid.id()]).exits(0);
    let filters: [(&[&str], Vec<String>); 7] = [
        (&["--state", "paid"], vec![paid.id()]),
        (&["--state", "paid", "--state", "pending"], vec![paid.id(), waiting.id()]),
        (&["--account", "boutique", "--query", "777"], vec![paid.id()]),
        (&["--gateway", "cinetpay"], vec![]),
        (&["--environment", "live"], vec![]),
        (&["--unprinted"], vec![paid.id()]),
        (&["--printed"], vec![]),
    ];
    for (filter, expected) in filters {
        assert_eq!(ids(&till, filter), expected, "{filter:?}");
    }
    let outline = till.run(["list", "--outline"]).exits(0);
    assert_eq!(outline.lines[0]["count"], 2);
    assert_eq!(outline.lines[0]["paid"], serde_json::json!([{"currency": "XOF", "count": 1, "amount_minor": 777}]));
    for option in ["--state", "--network", "--gateway", "--environment"] {
        till.run(["list", option, "perdu"]).refused(2, "filter_unknown");
    }
    till.run(["list", "--printed", "--unprinted"]).refused(2, "usage");
}

#[test]
fn days_are_those_of_the_shops_zone_both_included() {
    let (_gateway, till) = counter();
    let id = pending(&till, "12500").id();
    let created: Timestamp = till.run(["show", &id]).text("created_at").parse().unwrap();
    // These two are twenty-five hours apart, so whenever this runs, the payment has two different dates.
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Lome"] {
        till.run(["shop", "set", &format!("zone={zone}")]).exits(0);
        let day = created.to_zoned_datetime(TimeZone::get(zone).unwrap()).date();
        let (before, on, after) = ((day - 1.day()).to_string(), day.to_string(), (day + 1.day()).to_string());
        let found = |from: &str, to: &str| !ids(&till, &["--from", from, "--to", to]).is_empty();
        assert!(found(&on, &on) && found(&before, &after), "{zone}");
        assert!(!found(&before, &before) && !found(&after, &after) && !found(&after, &before), "{zone}");
        assert_eq!((ids(&till, &["--from", &on]).len(), ids(&till, &["--to", &on]).len()), (1, 1), "{zone}");
        assert_eq!((ids(&till, &["--from", &after]).len(), ids(&till, &["--to", &before]).len()), (0, 0), "{zone}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    let (_gateway, till) = counter();
    for date in
        ["", "hier", "2026-13-01", "2026-02-30", "26-11-2026", "2026-1-1", "2026-11-26T10:00", "20261126", "+002026-11-26"]
    {
        for option in ["--from", "--to"] {
            till.run(["list", option, date]).refused(2, "date_invalid");
        }
    }
}
