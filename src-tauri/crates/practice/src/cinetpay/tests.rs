//! Each call against its section of the document. A fresh gateway, a fixed clock, no socket.

use serde_json::{Value, json};

use super::{APIKEY, SITE_ID};
use crate::{Does, Kind, PracticeGateway, Request, Response, Which};

/// 2026-01-02T03:04:05.678Z
const NOW_MS: i64 = 1_767_323_045_678;

const BASE: &str = "http://127.0.0.1:8801/cinetpay";

fn gateway() -> PracticeGateway {
    PracticeGateway::in_memory(Kind::Cinetpay)
}

fn order() -> Value {
    json!({
        "apikey": APIKEY,
        "site_id": SITE_ID,
        "transaction_id": "CPT1",
        "amount": 12_500,
        "currency": "XOF",
        "alternative_currency": "",
        "description": "Deux pagnes",
        "notify_url": "https://boutique.example/avis",
        "return_url": "https://boutique.example/retour",
        "channels": "MOBILE_MONEY",
        "lang": "fr",
        "metadata": "payment-1",
        "invoice_data": { "Boutique": "Chez Élodie", "Référence": "CPT1" },
    })
}

fn customer() -> Value {
    with_all(
        order(),
        &[
            ("channels", json!("CREDIT_CARD")),
            ("customer_id", json!("001")),
            ("customer_name", json!("Mensah")),
            ("customer_surname", json!("Ama")),
            ("customer_phone_number", json!("+2250707123456")),
            ("customer_email", json!("client@example.com")),
            ("customer_address", json!("12 rue du Marché")),
            ("customer_city", json!("Abidjan")),
            ("customer_country", json!("CI")),
            ("customer_state", json!("CI")),
            ("customer_zip_code", json!("00225")),
            ("lock_phone_number", json!(true)),
        ],
    )
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

fn with_all(body: Value, fields: &[(&str, Value)]) -> Value {
    fields.iter().fold(body, |body, (name, value)| with(body, name, value.clone()))
}

fn without(mut body: Value, name: &str) -> Value {
    body.as_object_mut().unwrap().remove(name);
    body
}

fn body(response: &Response) -> Value {
    assert_eq!(response.content_type, "application/json");
    serde_json::from_slice(&response.body).unwrap()
}

fn pay(gateway: &PracticeGateway, body_sent: &Value) -> Response {
    gateway.respond(&Request::post_json("/v2/payment", body_sent).at(BASE), NOW_MS)
}

fn check(gateway: &PracticeGateway, now_ms: i64) -> Value {
    let question = json!({ "apikey": APIKEY, "site_id": SITE_ID, "transaction_id": "CPT1" });
    let response = gateway.respond(&Request::post_json("/v2/payment/check", &question), now_ms);
    assert_eq!(response.status, 200);
    body(&response)
}

/// The code of an error, and its words.
fn error(response: &Response) -> (String, String) {
    let error = body(response);
    let fields: Vec<&String> = error.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["code", "message", "description", "api_response_id"]);
    let text = |name: &str| error[name].as_str().unwrap().to_owned();
    (text("code"), format!("{} {}", text("message"), text("description")))
}

fn code(gateway: &PracticeGateway, body_sent: &Value) -> String {
    error(&pay(gateway, body_sent)).0
}

#[test]
fn a_payment_is_made_with_its_page_as_the_document_answers() {
    let gateway = gateway();
    let response = pay(&gateway, &order());
    assert_eq!(response.status, 200);
    let answer = json!({
        "code": "201",
        "message": "CREATED",
        "description": "Transaction created with success",
        "data": { "payment_token": "cp1000001", "payment_url": format!("{BASE}/checkout/cp1000001") },
        "api_response_id": "1767323045.6780",
    });
    assert_eq!(body(&response), answer);
    assert_eq!(body(&pay(&gateway, &with(customer(), "transaction_id", json!("CPT2"))))["code"], "201");
}

#[test]
fn the_documents_own_json_example_is_taken_with_the_keys_of_this_account() {
    let example = json!({
        "amount": 2500,
        "currency": "XOF",
        "apikey": APIKEY,
        "site_id": SITE_ID,
        "transaction_id": "REFID12354",
        "description": "TRANSACTION DESCRIPTION",
        "return_url": "https://www.exemple.com/return",
        "notify_url": "https://www.exemple.com/notify",
        "metadata": "user001",
        "customer_id": "001",
        "customer_name": "John",
        "customer_surname": "Doe",
        "channels": "MOBILE_MONEY",
        "invoice_data": { "Reste à payer": "25 000fr", "Matricule": "24OPO25", "Annee-scolaire": "2020-2021" },
    });
    assert_eq!(body(&pay(&gateway(), &example))["code"], "201");
}

#[test]
fn nothing_happens_until_the_customer_opens_the_page() {
    let gateway = gateway();
    pay(&gateway, &order());
    let day_ms = 86_400_000;
    let waiting = json!({
        "code": "662",
        "message": "WAITING_CUSTOMER_PAYMENT",
        "data": {
            "amount": "12500",
            "currency": "XOF",
            "status": "PENDING",
            "payment_method": "OM",
            "description": "Deux pagnes",
            "metadata": "payment-1",
            "operator_id": null,
            "payment_date": " ",
            "fund_availability_date": null,
        },
        "api_response_id": "1767409445.6780",
    });
    assert_eq!(check(&gateway, NOW_MS + day_ms), waiting);
    let page = gateway.customer_scans(&format!("{BASE}/checkout/cp1000001"), NOW_MS);
    assert_eq!(page.status, 200);
    assert_eq!(check(&gateway, NOW_MS + 2_999)["code"], "662");
    let paid = json!({
        "code": "00",
        "message": "SUCCES",
        "data": {
            "amount": "12500",
            "currency": "XOF",
            "status": "ACCEPTED",
            "payment_method": "OM",
            "description": "Deux pagnes",
            "metadata": "payment-1",
            "operator_id": "ENTRAINEMENT-1000001",
            "payment_date": "2026-01-02 03:04:08",
            "fund_availability_date": "2026-01-02 03:04:08",
        },
        "api_response_id": "1767323048.6780",
    });
    assert_eq!(check(&gateway, NOW_MS + 3_000), paid);
}

#[test]
fn the_amount_decides_what_the_customer_does() {
    for (amount, code, status) in
        [(1_000, "00", "ACCEPTED"), (1_005, "627", "REFUSED"), (1_010, "625", "REFUSED"), (1_015, "662", "PENDING")]
    {
        let gateway = gateway();
        pay(&gateway, &with(order(), "amount", json!(amount)));
        let _ = gateway.customer_scans("/checkout/cp1000001", NOW_MS);
        let answer = check(&gateway, NOW_MS + 120_000);
        assert_eq!((&answer["code"], &answer["data"]["status"]), (&json!(code), &json!(status)), "{amount}");
    }
}

#[test]
fn what_was_really_paid_is_told_and_metadata_comes_back_only_if_it_was_given() {
    let gateway = gateway();
    pay(&gateway, &without(order(), "metadata"));
    let does = Does::Pays { amount: Some(400) };
    gateway.customer(Which::Identifier("CPT1"), does, NOW_MS).map_err(|error| error.to_string()).unwrap();
    let data = check(&gateway, NOW_MS)["data"].clone();
    assert_eq!((&data["amount"], &data["metadata"]), (&json!("400"), &Value::Null));
}

#[test]
fn the_currency_of_another_account_is_the_other_608() {
    for currency in ["XAF", "CDF", "GNF", "USD"] {
        let (code, words) = error(&pay(&gateway(), &with(order(), "currency", json!(currency))));
        assert_eq!(code, "608");
        assert!(words.contains("You cannot create a transaction in a different currency"), "{words}");
        assert!(words.contains(&format!("Transaction currency :'{currency}' Account currency :'XOF'")), "{words}");
    }
}

#[test]
fn a_wrong_key_is_609_and_a_wrong_site_613_on_both_calls() {
    let gateway = gateway();
    for path in ["/v2/payment", "/v2/payment/check"] {
        let sent = |name: &str| {
            let question = json!({ "apikey": APIKEY, "site_id": SITE_ID, "transaction_id": "CPT1" });
            let order = if path == "/v2/payment" { order() } else { question };
            error(&gateway.respond(&Request::post_json(path, &with(order, name, json!("another"))), NOW_MS))
        };
        assert_eq!(sent("apikey").0, "609");
        assert!(sent("apikey").1.starts_with("AUTH_NOT_FOUND"));
        assert_eq!(sent("site_id").0, "613");
        assert!(sent("site_id").1.starts_with("ERROR_SITE_ID_NOTVALID"));
    }
    assert!(gateway.transactions().is_empty());
}

#[test]
fn a_parameter_that_is_missing_or_wrong_or_in_no_table_is_608_and_makes_nothing() {
    let gateway = gateway();
    for name in
        ["apikey", "site_id", "transaction_id", "amount", "currency", "description", "notify_url", "return_url", "channels"]
    {
        let (code, words) = error(&pay(&gateway, &without(order(), name)));
        assert_eq!(code, "608", "no {name}");
        assert!(words.ends_with(name), "{words}");
    }
    let four = json!({"a": "1", "b": "2", "c": "3", "d": "4"});
    for (name, value) in [
        ("apikey", json!(7)),
        ("site_id", json!(100_001)),
        ("transaction_id", json!("")),
        ("transaction_id", json!("a/b")),
        ("amount", json!("12500")),
        ("amount", json!(12_501)),
        ("amount", json!(0)),
        ("amount", json!(-5)),
        ("amount", json!(12_500.0)),
        ("currency", json!("EUR")),
        ("currency", json!("xof")),
        ("alternative_currency", json!(1)),
        ("description", json!("")),
        ("description", json!("n#12")),
        ("description", json!("a/b")),
        ("description", json!("5$")),
        ("description", json!("a_b")),
        ("description", json!("a&b")),
        ("notify_url", json!("boutique")),
        ("return_url", json!("ftp://boutique.example/")),
        ("channels", json!("mobile_money")),
        ("lang", json!("FR")),
        ("metadata", json!({"id": 1})),
        ("invoice_data", four),
        ("invoice_data", json!({"a": 1})),
        ("invoice_data", json!(["a"])),
        ("lock_phone_number", json!("true")),
        ("customer_name", json!("")),
        ("customer_country", json!("CIV")),
        ("customer_state", json!("Lagunes")),
        ("customer_zip_code", json!("065100")),
        ("customer_zip_code", json!(225)),
        ("customerName", json!("Mensah")),
        ("mode", json!("PRODUCTION")),
    ] {
        assert_eq!(code(&gateway, &with(order(), name, value.clone())), "608", "{name} {value}");
    }
    for sent in ["[]", "", "{", "apikey=practice-apikey"] {
        let mut request = Request::post_json("/v2/payment", &Value::Null);
        request.body = sent.as_bytes().to_vec();
        assert_eq!(error(&gateway.respond(&request, NOW_MS)).0, "608", "{sent}");
    }
    assert!(gateway.transactions().is_empty());
}

#[test]
fn a_page_for_cards_demands_the_whole_customer() {
    let gateway = gateway();
    for name in [
        "customer_name",
        "customer_surname",
        "customer_email",
        "customer_address",
        "customer_city",
        "customer_country",
        "customer_state",
        "customer_zip_code",
    ] {
        assert_eq!(code(&gateway, &without(customer(), name)), "608", "no {name}");
    }
    for channels in ["ALL", "WALLET"] {
        let sent = with_all(order(), &[("channels", json!(channels)), ("transaction_id", json!(channels))]);
        assert_eq!(body(&pay(&gateway, &sent))["code"], "201", "{channels} demands nothing of the customer");
    }
}

#[test]
fn a_locked_number_that_is_none_is_624() {
    let gateway = gateway();
    let locked = with(order(), "lock_phone_number", json!(true));
    assert_eq!(code(&gateway, &locked), "624");
    for number in ["0707123456", "+225", "+225 0707123456", "+22507071234x6"] {
        let (code, words) = error(&pay(&gateway, &with(locked.clone(), "customer_phone_number", json!(number))));
        assert_eq!(code, "624", "{number}");
        assert!(words.starts_with("An error occurred while processing the request"));
    }
    assert!(gateway.transactions().is_empty());
    let unlocked = with_all(locked, &[("lock_phone_number", json!(false)), ("customer_phone_number", json!("07"))]);
    assert_eq!(body(&pay(&gateway, &unlocked))["code"], "201");
}

#[test]
fn a_known_identifier_is_608_and_leaves_the_first_payment_unchanged() {
    let gateway = gateway();
    pay(&gateway, &order());
    assert_eq!(code(&gateway, &with(order(), "amount", json!(99_900))), "608");
    let transactions = gateway.transactions();
    assert_eq!(transactions.len(), 1);
    assert_eq!((transactions[0].amount_asked(), transactions[0].create_requests()), (12_500, 2));
}

#[test]
fn the_guard_and_the_page_400_answer_without_any_code() {
    let gateway = gateway();
    let html = |request: &Request| {
        let response = gateway.respond(request, NOW_MS);
        assert_eq!(response.content_type, "text/html; charset=utf-8");
        (response.status, String::from_utf8(response.body).unwrap())
    };
    let over_http = || Request::post_json("/v2/payment", &order()).with_header("host", "127.0.0.1");
    let (status, page) = html(&over_http());
    assert_eq!((status, page.contains("error code: 1010")), (403, true));
    let mut form = over_http().with_header("user-agent", "Comptoir");
    form.headers.retain(|(name, _)| name != "content-type");
    assert_eq!(html(&form).0, 403);
    assert_eq!(html(&form.with_header("content-type", "application/x-www-form-urlencoded")).0, 403);
    for name in ["notify_url", "return_url"] {
        for address in ["http://localhost/avis", "https://localhost:8080"] {
            let (status, page) = html(&Request::post_json("/v2/payment", &with(order(), name, json!(address))));
            assert_eq!((status, page.contains("Accès interdit")), (400, true), "{address}");
        }
    }
    assert!(gateway.transactions().is_empty());
    let local = with(order(), "return_url", json!("http://127.0.0.1"));
    let named = Request::post_json("/v2/payment", &local).with_header("host", "x").with_header("user-agent", "Comptoir");
    assert_eq!(body(&gateway.respond(&named, NOW_MS))["code"], "201", "« Réessayez plutôt avec l'adresse ip »");
}

#[test]
fn a_payment_that_is_not_known_is_said_so_and_a_question_is_read_strictly() {
    let gateway = gateway();
    let question = json!({ "apikey": APIKEY, "site_id": SITE_ID, "transaction_id": "CPT1" });
    let ask = |sent: &Value| gateway.respond(&Request::post_json("/v2/payment/check", sent), NOW_MS);
    let unknown = ask(&question);
    assert_eq!(unknown.status, 404);
    let (code, words) = error(&unknown);
    assert_eq!((code.as_str(), words.as_str()), ("404", "TRANSACTION_NOT_FOUND Transaction not found"));
    for sent in [without(question.clone(), "transaction_id"), with(question, "amount", json!(5))] {
        assert_eq!(error(&ask(&sent)).0, "608", "{sent}");
    }
}

#[test]
fn each_path_has_its_one_method() {
    for (method, path, status) in
        [("GET", "/v2/payment", 405), ("PUT", "/v2/payment/check", 405), ("POST", "/v1/payment", 404), ("GET", "/", 404)]
    {
        let mut request = Request::get(path, "");
        request.method = method.to_owned();
        assert_eq!(gateway().respond(&request, NOW_MS).status, status, "{method} {path}");
    }
}

#[test]
fn what_is_kept_holds_neither_the_key_nor_the_customer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cinetpay.json");
    let (gateway, _) = PracticeGateway::with_memory_file(Kind::Cinetpay, &path);
    assert_eq!(body(&pay(&gateway, &customer()))["code"], "201");
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept.contains("payment-1"));
    for secret in [APIKEY, "Mensah", "0707123456", "client@example.com", "Marché"] {
        assert!(!kept.contains(secret), "{secret}");
    }
}
