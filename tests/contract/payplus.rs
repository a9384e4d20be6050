//! PayPlus Africa (Bénin), from its document « Intégration avec redirection » and from what production answers are known to hold
//! besides.

mod answers;

use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_gateway::GatewayError;
use comptoir_tests::gateway::Request;
use comptoir_tests::gateway::payplus::MANNERS;
use comptoir_tests::{Answer, Call, Customer};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::counter::Counter;
use crate::subject::{Names, Subject, Told};
use crate::table::stands;
use answers::{ANSWERED, CREATED, PROOFS};

const APIKEY: &str = "practice-apikey";
const TOKEN: &str = "practice-token";

const CREATE: &str = "/pay/v01/redirect/checkout-invoice/create";
const CONFIRM: &str = "/pay/v01/redirect/checkout-invoice/confirm/";

/// « Intégration avec redirection ».
pub(crate) const PAGE: Subject = Subject {
    name: "payplus_page",
    gateway: GatewayKind::Payplus,
    manners: &MANNERS,
    method: Method::Page,
    fields: &[("store_name", "Chez Élodie"), ("return_url", "https://boutique.example/merci")],
    secrets: &[("apikey", APIKEY), ("token", TOKEN)],
    phone: Some("01 97 12 34 56"),
    note: "Deux pagnes",
    customer: &[],
    create: Some(Call::Pay),
    asks: &[Call::Status],
    proof: Some(Call::Status),
    created: CREATED,
    answered: ANSWERED,
    proofs: PROOFS,
    refusals: &[
        ("HTTP 401", GatewayError::KeyRefused),
        ("HTTP 403", GatewayError::Refused),
        ("HTTP 403, a web page", GatewayError::Refused),
    ],
    requests: |names| {
        let headers = [("apikey", APIKEY), ("authorization", "Bearer practice-token")];
        let confirm = |token: &str| Told::get(format!("{CONFIRM}?invoiceToken={token}")).with(&headers);
        let token = names.number.to_string();
        let create = Told::post(CREATE, payload(names)).with(&headers);
        vec![create, confirm(&token), confirm(&token), confirm("comptoir")]
    },
    page: Some(|names| format!("/checkout/{}", names.number)),
};

/// « Payload ». The one of the document is no JSON, and its total is not the sum of its articles.
fn payload(names: Names<'_>) -> Value {
    let article = json!({
        "name": "Deux pagnes",
        "description": "",
        "quantity": 1,
        "unit_price": 12_500,
        "total_price": 12_500,
    });
    json!({
        "commande": {
            "invoice": { "items": [article], "total_amount": 12_500, "devise": "xof", "description": "Deux pagnes" },
            "store": { "name": "Chez Élodie", "website_url": "https://payplus.africa" },
            "actions": {
                "cancel_url": "https://payplus.africa",
                "return_url": "https://boutique.example/merci",
                "callback_url": "https://payplus.africa",
            },
            "custom_data": { "reference": names.reference, "payment_id": names.payment_id, "amount": "12500" },
        },
    })
}

/// What is given back of what was sent.
type Kept = fn(&Value) -> Value;

/// The document's answer to the create call, with this of what was sent given back in `field`.
fn created_with(request: &Request, token: u64, field: &str, kept: Kept) -> Value {
    json!({
        "response_code": "00",
        "token": token.to_string(),
        "response_text": format!("http://{}/checkout/{token}", request.host()),
        "description": "",
        field: kept(&request.json["commande"]["custom_data"]),
    })
}

fn with(kept: &Value, name: &str, value: Value) -> Value {
    let mut kept = kept.clone();
    kept[name] = value;
    kept
}

fn as_list(kept: &Value) -> Value {
    let entry = |(name, value)| json!({ "keyof_customdata": name, "valueof_customdata": value });
    kept.as_object().unwrap().iter().map(entry).collect()
}

/// « contient les custom_data envoyées lors de l'envoie de la requête ».
#[test]
fn a_page_is_shown_only_where_what_was_kept_for_it_is_ours() {
    let counter = Counter::of(&PAGE);
    let (shown, orphan) = (stands("pending", None), |reason: Reason| stands("abandoned_orphan", Some(reason.code())));
    let cases: [(_, Kept, _); 10] = [
        ("as it was sent", Value::clone, shown.clone()),
        ("as a list", as_list, shown.clone()),
        ("as a text", |kept| kept.to_string().into(), shown.clone()),
        ("the amount a number", |kept| with(kept, "amount", json!(12_500)), shown),
        ("another reference", |kept| with(kept, "reference", json!("CPTOTHER")), orphan(Reason::ReferenceDiffers)),
        ("another payment", |kept| with(kept, "payment_id", json!("1")), orphan(Reason::ReferenceDiffers)),
        ("another amount", |kept| with(kept, "amount", json!("100")), orphan(Reason::AmountDiffers)),
        ("another amount in a list", |kept| as_list(&with(kept, "amount", json!("100"))), orphan(Reason::AmountDiffers)),
        ("no reference", |kept| with(kept, "reference", Value::Null), orphan(Reason::ReferenceMissing)),
        ("no amount", |kept| with(kept, "amount", Value::Null), orphan(Reason::AmountMissing)),
    ];
    for (what, kept, after) in cases {
        for field in ["customdata", "custom_data"] {
            let token = counter.next_number();
            counter
                .gateway
                .script(Call::Pay, move |request| Answer::json(created_with(request, token, field, kept)).though_taken());
            assert_eq!(counter.stands(counter.start()), after, "{what}, in {field}");
        }
    }
}

#[test]
fn the_documents_answer_to_the_create_call_cut_at_any_byte_shows_no_page() {
    let counter = Counter::of(&PAGE);
    let body = |request: &Request| created_with(request, 7_000_002, "customdata", Value::clone).to_string();
    let id = counter.start();
    let whole = body(&counter.gateway.requests(Call::Pay)[0]).len();
    assert_eq!(counter.view(id).state, "pending");
    for kept in 0..whole {
        counter.gateway.script(Call::Pay, move |request| Answer::bytes(200, &body(request).as_bytes()[..kept]));
        assert_eq!(counter.stands(counter.start()), stands("abandoned_orphan", Some("unreadable")), "{kept} bytes");
    }
    counter.gateway.script(Call::Pay, move |request| Answer::bytes(200, body(request)));
    assert_eq!(counter.view(counter.start()).state, "pending");
}

/// A token of production is a signed one (JWT).
#[test]
fn a_long_token_is_asked_by_as_it_came() {
    let counter = Counter::of(&PAGE);
    let token = format!("{}+/=&", "part-of_it.".repeat(60));
    let page = format!("{}/checkout/1", counter.gateway.base_url());
    counter.gateway.once(Call::Pay, Answer::json(json!({ "response_code": "00", "token": token, "response_text": page })));
    let id = counter.start();
    assert_eq!(counter.view(id).gateway_reference.as_deref(), Some(token.as_str()));
    counter.gateway.once(Call::Status, Answer::json(json!({ "response_code": "00", "status": "completed", "token": token })));
    counter.ask(id);
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("invoiceToken", &token).finish();
    assert_eq!(counter.gateway.requests(Call::Status)[0].query, query);
    assert_eq!(counter.stands(id), stands("paid", None));
}

/// The document asks by POST, what is in use answers GET. Neither moves money.
#[test]
fn the_question_is_put_by_the_other_verb_where_the_first_is_not_answered() {
    let counter = Counter::of(&PAGE);
    let id = counter.start();
    let mut asked = 0;
    let mut verbs = |answered: &'static str, refusal: u16| {
        counter.gateway.script(Call::Status, move |request| {
            let answer = Answer::bytes(200, r#"{"response_code":"00","description":"pending"}"#);
            if request.method == answered { answer } else { Answer::bytes(refusal, "") }
        });
        counter.ask(id);
        assert_eq!(counter.stands(id), stands("pending", None));
        let requests = counter.gateway.requests(Call::Status).split_off(asked);
        asked += requests.len();
        assert!(requests.iter().all(|request| request.query == "invoiceToken=7000001" && request.body.is_empty()));
        requests.into_iter().map(|request| request.method).collect::<Vec<_>>()
    };
    assert_eq!(verbs("GET", 405), ["GET"]);
    assert_eq!(verbs("POST", 405), ["GET", "POST"]);
    assert_eq!(verbs("POST", 404), ["POST"], "the verb that was answered is remembered");
    assert_eq!(verbs("GET", 404), ["POST", "GET"]);
    assert_eq!(verbs("GET", 405), ["GET"]);
}

/// Anybody can write a notification: whatever it says, the gateway is asked.
#[test]
fn a_notification_only_makes_us_ask() {
    let counter = Counter::of(&PAGE);
    let id = counter.start();
    let view = counter.view(id);
    let kept = json!({ "reference": view.reference, "payment_id": view.payment_id, "amount": "12500" });
    let json =
        json!({ "response_code": "00", "token": "1", "status": "completed", "customdata": as_list(&kept), "montant": 12_500 });
    let form = format!("response_code=00&token=1&status=completed&customdata%5Breference%5D={}", view.reference);
    let by_token = json!({ "status": "completed", "token": view.gateway_reference });
    for (asked, body) in [json.to_string(), form, by_token.to_string()].into_iter().enumerate() {
        counter.pass(Duration::from_secs(4));
        let noticed = counter.notify("", &body).unwrap();
        assert_eq!((noticed.payment_id, noticed.asked, noticed.judged), (id, true, false), "{body}");
        assert_eq!(counter.stands(id), stands("pending", None), "{body}");
        assert_eq!(counter.gateway.requests(Call::Status).len(), asked + 1);
    }
    counter.gateway.everyone(Customer::Pays);
    counter.pass(Duration::from_secs(4));
    counter.notify("", &json.to_string()).unwrap();
    assert_eq!(counter.stands(id), stands("paid", None));
    for body in ["", "{}", r#"{"token":"9"}"#, r#"{"customdata":{"reference":"CPTOTHER"}}"#, "status=completed"] {
        assert!(counter.notify("", body).is_err(), "{body}");
    }
}
