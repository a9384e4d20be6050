use comptoir_core::code::Reason;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{CustomerField, GatewayKind};
use comptoir_core::payment::Event;
use comptoir_core::phone::PayerNumber;
use serde_json::{Value, json};

use super::samples::{APIKEY, CREATED, SITE_ID, account, answering, created, keys, papers};
use crate::account::Keys;
use crate::samples::{Heard, Papers, Spoken, order, reference, reply};

/// What an account with these fields is heard to say for `papers`.
fn heard(fields: &[(&str, &str)], papers: &Papers) -> Value {
    let spoken = Spoken::to(account(fields), vec![Ok(reply(200, CREATED))]);
    let event = spoken.create(&keys(), papers);
    assert!(matches!(event, Event::Created { .. }), "{event:?}");
    spoken.heard().remove(0).json
}

#[test]
fn a_page_is_asked_for_by_exactly_the_documented_call() {
    let spoken = answering(200, CREATED);
    spoken.create(&keys(), &papers());
    let message = json!({
        "apikey": APIKEY,
        "site_id": SITE_ID,
        "transaction_id": reference().as_str(),
        "amount": 12_500,
        "currency": "XOF",
        "alternative_currency": "",
        "description": "Deux pagnes",
        "notify_url": "https://cinetpay.com",
        "return_url": "https://cinetpay.com",
        "channels": "MOBILE_MONEY",
        "lang": "fr",
        "metadata": papers().order.payment_id.to_string(),
        "invoice_data": { "Boutique": "Chez Élodie", "Référence": reference().as_str() },
    });
    let url = "https://api-checkout.cinetpay.com/v2/payment".to_owned();
    assert_eq!(spoken.heard(), [Heard { method: "POST", url, headers: Vec::new(), json: message }]);
}

#[test]
fn everything_that_is_known_is_told_the_family_name_as_the_name_and_the_first_name_as_the_surname() {
    let fields = [
        ("lang", "en"),
        ("lock_phone", "on"),
        ("country", "TG"),
        ("store_name", "Élodie & Fils"),
        ("notify_url", "https://boutique.example/avis"),
    ];
    let papers = papers().with_lines().with_shop().with_customer("90 12 34 56");
    let message = json!({
        "apikey": APIKEY,
        "site_id": SITE_ID,
        "transaction_id": reference().as_str(),
        "amount": 12_500,
        "currency": "XOF",
        "alternative_currency": "",
        "description": "Deux pagnes",
        "customer_name": "Mensah",
        "customer_surname": "Ama",
        "customer_phone_number": "+22890123456",
        "customer_email": "client@example.com",
        "customer_address": "12 rue du Marché",
        "customer_city": "Lomé",
        "customer_country": "TG",
        "customer_state": "M",
        "customer_zip_code": "00228",
        "notify_url": "https://boutique.example/avis",
        "return_url": "https://boutique.example/",
        "channels": "ALL",
        "lang": "en",
        "metadata": papers.order.payment_id.to_string(),
        "invoice_data": { "Boutique": "Élodie Fils", "Ville": "Lomé", "Référence": reference().as_str() },
        "lock_phone_number": true,
    });
    assert_eq!(heard(&fields, &papers), message);
}

#[test]
fn the_channels_are_the_accounts_or_follow_from_what_is_known_of_the_customer() {
    let whole = || papers().with_customer("0707123456");
    for channels in ["ALL", "MOBILE_MONEY", "CREDIT_CARD", "WALLET"] {
        for papers in [papers(), whole()] {
            assert_eq!(heard(&[("channels", channels)], &papers)["channels"], channels);
        }
    }
    assert_eq!(heard(&[], &whole())["channels"], "ALL");
    for missing in CustomerField::ALL {
        let mut papers = whole();
        papers.confidential.customer.remove(&missing);
        assert_eq!(heard(&[], &papers)["channels"], "MOBILE_MONEY", "{}", missing.code());
    }
    let mut papers = whole();
    papers.confidential.payer = None;
    assert_eq!(heard(&[], &papers)["channels"], "MOBILE_MONEY");
}

#[test]
fn a_particular_that_is_too_long_for_the_document_is_left_out_and_not_cut() {
    for (field, name, value) in [
        (CustomerField::Country, "customer_country", "Togo"),
        (CustomerField::State, "customer_state", "Maritime"),
        (CustomerField::Zip, "customer_zip_code", "065100"),
        (CustomerField::Zip, "customer_zip_code", ""),
    ] {
        let mut papers = papers().with_customer("0707123456");
        papers.confidential.customer.insert(field, value.to_owned());
        let message = heard(&[], &papers);
        assert_eq!((message.get(name), &message["channels"]), (None, &json!("MOBILE_MONEY")), "{value}");
    }
    let mut papers = papers().with_customer("0707123456");
    papers.confidential.customer.insert(CustomerField::Country, "ci".to_owned());
    assert_eq!(heard(&[], &papers)["customer_country"], "CI");
}

#[test]
fn a_number_is_locked_only_where_the_shop_wants_it_and_it_is_one_of_the_country() {
    let cases = [
        ("on", "07 07 12 34 56", Some("+2250707123456"), Some(true)),
        ("on", "+225 0707123456", Some("+2250707123456"), Some(true)),
        ("on", "00225 0707123456", Some("+2250707123456"), Some(true)),
        ("off", "0707123456", Some("+2250707123456"), None),
        ("on", "07123456", Some("07123456"), None),
        ("on", "+33 612345678", Some("33612345678"), None),
        ("on", "", None, None),
    ];
    for (lock_phone, typed, number, locked) in cases {
        let mut papers = papers();
        papers.confidential.payer = PayerNumber::as_typed(typed).ok();
        let message = heard(&[("lock_phone", lock_phone)], &papers);
        let told = (message["customer_phone_number"].as_str(), message.get("lock_phone_number").map(|lock| lock == true));
        assert_eq!(told, (number, locked), "{typed}");
    }
}

#[test]
fn a_description_has_none_of_the_signs_the_document_warns_of_and_is_never_empty() {
    let otherwise = format!("Paiement {}", reference());
    for (note, description) in [
        (Some("Pagne #12 / fil & aiguilles_fines $"), "Pagne 12 fil aiguilles fines"),
        (Some("a#b/c$d_e&f"), "a b c d e f"),
        (Some("Crème brûlée, 2 × 500 F"), "Crème brûlée, 2 × 500 F"),
        (Some("#/$_&"), otherwise.as_str()),
        (Some(""), otherwise.as_str()),
        (None, otherwise.as_str()),
    ] {
        let mut papers = papers();
        papers.order.note = note.map(str::to_owned);
        assert_eq!(heard(&[], &papers)["description"], description, "{note:?}");
    }
}

#[test]
fn an_amount_goes_out_in_whole_units_and_a_part_of_one_does_not_go_out() {
    let told = |minor, currency| {
        let mut papers = papers();
        papers.order.amount = Amount::new(minor, currency).unwrap();
        let spoken = answering(200, CREATED);
        let event = spoken.create(&keys(), &papers);
        (event, spoken.heard().pop().map(|call| (call.json["amount"].clone(), call.json["currency"].clone())))
    };
    for (minor, currency, units) in [
        (100, Currency::Xof, 100),
        (12_500, Currency::Xaf, 12_500),
        (5, Currency::Gnf, 5),
        (40_000, Currency::Cdf, 400),
        (1_500, Currency::Usd, 15),
    ] {
        assert_eq!(told(minor, currency).1, Some((json!(units), json!(currency.code()))));
    }
    for (minor, currency) in [(40_050, Currency::Cdf), (1_501, Currency::Usd), (20, Currency::Usd)] {
        assert_eq!(told(minor, currency), (Event::NotSent(Reason::AmountRefused), None), "{minor}");
    }
}

#[test]
fn the_documented_answer_gives_the_page_and_its_token() {
    let token = "5df64dd9c5447739327eb88e1e4ea0ac015555cc262ea308c91acbd4e5c8fb95f4bd0bd7cad877a452f877fa6f51fe74184d00a84ab7f9";
    let event = Event::Created {
        gateway_reference: token.to_owned(),
        page_url: Some(format!("https://checkout.cinetpay.com/payment/{token}")),
    };
    assert_eq!(created(200, CREATED), event);
    assert_eq!(created(201, CREATED), event);
    let number = CREATED.replace("\"201\"", "201");
    assert_eq!(created(200, number), event, "a code may be a number");
}

#[test]
fn a_page_that_is_not_the_gateways_is_not_shown() {
    for url in [
        "http://checkout.cinetpay.com/payment/1",
        "https://cinetpay.com.example/payment/1",
        "https://example.com/",
        "payment/1",
        "",
    ] {
        let body = json!({"code": "201", "data": {"payment_token": "t", "payment_url": url}}).to_string();
        assert_eq!(created(200, body), Event::CreateUnanswered(Reason::PageRefused), "{url}");
    }
}

#[test]
fn an_answer_without_its_token_or_its_page_is_none() {
    let page = json!("https://checkout.cinetpay.com/payment/1");
    for data in [
        Value::Null,
        json!({}),
        json!([]),
        json!(["token", page]),
        json!("token"),
        json!({"payment_url": page}),
        json!({"payment_token": "", "payment_url": page}),
        json!({"payment_token": 7, "payment_url": page}),
        json!({"payment_token": "a b", "payment_url": page}),
        json!({"payment_token": "t".repeat(513), "payment_url": page}),
        json!({"payment_token": APIKEY, "payment_url": page}),
        json!({"payment_token": "t"}),
        json!({"payment_token": "t", "payment_url": null}),
        json!({"payment_token": "t", "payment_url": 7}),
        json!({"payment_token": "t", "payment_url": [page]}),
    ] {
        let body = json!({"code": "201", "message": "CREATED", "data": data}).to_string();
        assert_eq!(created(200, &body), Event::CreateUnanswered(Reason::Unreadable), "{body}");
    }
    for body in [
        r#"{"code":"201","code":"201","data":{"payment_token":"t","payment_url":"https://cinetpay.com/1"}}"#,
        r#"{"code":"201","data":{"payment_token":"t","payment_token":"u","payment_url":"https://cinetpay.com/1"}}"#,
        r#"{"code":"201","data":{"payment_token":"t","payment_url":"https://cinetpay.com/1"},"data":{}}"#,
        r#"{"data":{"payment_token":"t","payment_url":"https://cinetpay.com/1"}}"#,
    ] {
        assert_eq!(created(200, body), Event::CreateUnanswered(Reason::Unreadable), "{body}");
    }
}

#[test]
fn the_documented_answers_cut_anywhere_say_nothing() {
    let refusal = r#"{"code":"608","message":"MINIMUM_REQUIRED_FIELDS","description":"Minimum required field"}"#;
    for body in [CREATED, refusal] {
        for length in 0..body.len() {
            assert_eq!(created(200, &body[..length]), Event::CreateUnanswered(Reason::Unreadable), "{}", &body[..length]);
        }
    }
}

#[test]
fn without_a_key_nothing_is_sent() {
    let spoken = answering(200, CREATED);
    assert_eq!(spoken.create(&Keys::default(), &papers()), Event::NotSent(Reason::NoKey));
    assert_eq!(spoken.heard(), []);
}

#[test]
fn an_account_elsewhere_is_called_there_and_its_pages_are_its_own() {
    let local = Some("http://127.0.0.1:8801/cinetpay");
    let account = crate::account::Account::checked("x".to_owned(), GatewayKind::Cinetpay, account(&[]).fields, local).unwrap();
    let page = "http://127.0.0.1:8801/cinetpay/checkout/cp1";
    let body = json!({"code": "201", "data": {"payment_token": "cp1", "payment_url": page}}).to_string();
    let spoken = Spoken::to(account, vec![Ok(reply(200, body))]);
    let event = spoken.create(&keys(), &papers());
    assert_eq!(event, Event::Created { gateway_reference: "cp1".to_owned(), page_url: Some(page.to_owned()) });
    assert_eq!(spoken.heard()[0].url, "http://127.0.0.1:8801/cinetpay/v2/payment");
    assert_eq!(order(GatewayKind::Cinetpay).reference, reference());
}
