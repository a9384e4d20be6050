use comptoir_core::code::Reason;
use comptoir_core::shop::Shop;
use serde_json::json;
use url::Url;

use super::samples::{KEY, PHONE, Spoken, account, answering, billed, confidential, failing, keys, order, reply};
use crate::samples::logged;
use crate::transport::{Request, TransportError};

/// A gateway that says the key and the phone number back wherever it can.
fn telltale() -> String {
    let leak = format!("{KEY} 228{PHONE}");
    json!({
        "status": leak,
        "tx_reference": KEY,
        "identifier": KEY,
        "payment_reference": KEY,
        "payment_method": leak,
        "datetime": KEY,
        "phone_number": format!("228{PHONE}"),
        "amount": leak,
    })
    .to_string()
}

fn keeps_secrets(shown: &str) {
    assert!(!shown.contains(KEY), "{shown}");
    assert!(!shown.contains(PHONE), "{shown}");
}

#[test]
fn an_answer_that_tells_the_key_back_is_kept_without_it() {
    let spoken = answering(200, telltale());
    let answer = spoken.ask();
    keeps_secrets(&format!("{answer:?} {:?}", spoken.create()));
    let comptoir_core::payment::Event::Answered(report) = answer.event else { panic!() };
    keeps_secrets(&serde_json::to_string(&report).unwrap());
}

#[test]
fn what_is_printed_of_a_request_a_page_and_the_keys_holds_no_secret() {
    let url = Url::parse(&format!("https://gateway.example/v1/page?token={KEY}&phone={PHONE}")).unwrap();
    let request = Request::post(url, format!("{KEY}{PHONE}").into_bytes());
    assert_eq!(format!("{request:?}"), "POST https://gateway.example/v1/page");
    let spoken = Spoken::to(account("on"), Ok(reply(200, telltale())));
    let shop = Shop::default();
    let page = billed(&order(), &confidential(), &shop, |bill| spoken.gateway.derived_page(&keys(), bill)).unwrap();
    assert!(page.with_key().contains(KEY) && page.with_key().contains(PHONE));
    keeps_secrets(&format!("{page:?} {:?} {:?} {:?}", keys(), confidential(), reply(200, telltale())));
}

#[test]
fn the_log_names_the_call_and_the_size_of_its_answer_and_nothing_it_says() {
    let body = telltale();
    let log = logged(|| {
        let shop = Shop { website: Some("https://boutique.example".to_owned()), ..Shop::default() };
        let spoken = Spoken::to(account("on"), Ok(reply(203, &body)));
        let _ = (spoken.create(), spoken.ask(), spoken.balances());
        let _ = billed(&order(), &confidential(), &shop, |bill| spoken.gateway.derived_page(&keys(), bill));
        let _ = failing(TransportError::Lost(Reason::Cut)).create();
        let _ = failing(TransportError::NotSent(Reason::TlsRefused)).ask();
    });
    keeps_secrets(&log);
    for told in
        ["/api/v1/pay", "/api/v2/status", "/api/v1/check-balance", "status=203", "reason=\"cut\"", "reason=\"tls_refused\""]
    {
        assert!(log.contains(told), "{told} is missing in {log}");
    }
    assert!(log.contains(&format!("bytes={}", body.len())), "{log}");
}
