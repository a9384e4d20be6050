//! « Initier un paiement »: a page is made, and its address comes back.

use serde_json::{Value, json};
use url::{Host, Url};

use super::parameters::{Parameters, refused};
use super::{Refused, response_id};
use crate::{
    gateway::checkout,
    http::{Request, Response},
    memory::Memory,
    transaction::{Asked, CUSTOMERS_OWN_PHONE, Which},
};

/// What the tables name besides what both calls require, and `alternative_currency` of the first example.
const KNOWN: [&str; 21] = [
    "amount",
    "currency",
    "alternative_currency",
    "description",
    "notify_url",
    "return_url",
    "channels",
    "lang",
    "metadata",
    "invoice_data",
    "lock_phone_number",
    "customer_id",
    "customer_name",
    "customer_surname",
    "customer_phone_number",
    "customer_email",
    "customer_address",
    "customer_city",
    "customer_country",
    "customer_state",
    "customer_zip_code",
];

/// « Obligatoire » in « paiement par carte bancaire », each with its size where it has one.
const CUSTOMER: [(&str, usize); 9] = [
    ("customer_name", usize::MAX),
    ("customer_surname", usize::MAX),
    ("customer_phone_number", usize::MAX),
    ("customer_email", usize::MAX),
    ("customer_address", usize::MAX),
    ("customer_city", usize::MAX),
    ("customer_country", 2),
    ("customer_state", 2),
    ("customer_zip_code", 5),
];

pub(super) fn respond(memory: &mut Memory, request: &Request, now_ms: i64) -> Result<Response, Refused> {
    let asked = read(request)?;
    if let Some(first) = memory.change(Which::Identifier(&asked.identifier)) {
        first.create_requests = first.create_requests.saturating_add(1);
        // « Fournissez un identifiant unique »
        return Err(refused("transaction_id"));
    }
    let transaction = memory.register(asked, None, now_ms);
    transaction.create_requests = 1;
    let answer = json!({
        "code": "201",
        "message": "CREATED",
        "description": "Transaction created with success",
        "data": {
            "payment_token": transaction.token,
            "payment_url": checkout(&request.base_url, &transaction.token),
        },
        "api_response_id": response_id(now_ms),
    });
    Ok(Response::json(200, &answer))
}

fn read(request: &Request) -> Result<Asked, Refused> {
    let parameters = Parameters::read(request, &KNOWN)?;
    let identifier = parameters.plain_text("transaction_id")?.to_owned();
    let amount = parameters.value("amount").as_u64().filter(|units| *units > 0 && units % 5 == 0);
    let amount = amount.ok_or_else(|| refused("amount"))?;
    let description = parameters.plain_text("description")?.to_owned();
    currency(&parameters)?;
    page(&parameters)?;
    invoice(parameters.value("invoice_data"))?;
    let phone = customer(&parameters)?;
    for name in ["notify_url", "return_url"] {
        address(&parameters, name)?;
    }
    // Of the message only what comes back is kept: the rest is about the customer.
    let message = json!({ "metadata": parameters.optional_text("metadata")? });
    Ok(Asked { identifier, amount, description: Some(description), message, token: Some("cp"), network: None, phone })
}

fn currency(parameters: &Parameters) -> Result<(), Refused> {
    if !matches!(parameters.value("alternative_currency"), Value::Null | Value::String(_)) {
        return Err(refused("alternative_currency"));
    }
    match parameters.word("currency", &["XOF", "XAF", "CDF", "GNF", "USD"])? {
        Some("XOF") => Ok(()),
        Some(other) => Err(Refused::Currency(other.to_owned())),
        None => Err(refused("currency")),
    }
}

fn page(parameters: &Parameters) -> Result<(), Refused> {
    let channels = parameters.word("channels", &["ALL", "MOBILE_MONEY", "CREDIT_CARD", "WALLET"])?;
    parameters.word("lang", &["fr", "en"])?;
    match channels {
        Some("CREDIT_CARD") => CUSTOMER.into_iter().try_for_each(|(name, _)| parameters.text(name).map(|_| ())),
        Some(_) => Ok(()),
        None => Err(refused("channels")),
    }
}

/// « Supporte trois variables que vous nommez à votre convenance »
fn invoice(given: &Value) -> Result<(), Refused> {
    let is_one = match given {
        Value::Null => true,
        Value::Object(variables) => variables.len() <= 3 && variables.values().all(Value::is_string),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => false,
    };
    if is_one { Ok(()) } else { Err(refused("invoice_data")) }
}

/// Checks what is said of the customer, and gives the number that they pay with.
fn customer(parameters: &Parameters) -> Result<String, Refused> {
    parameters.optional_text("customer_id")?;
    for (name, size) in CUSTOMER {
        if parameters.optional_text(name)?.is_some_and(|text| text.chars().count() > size) {
            return Err(refused(name));
        }
    }
    let number = parameters.optional_text("customer_phone_number")?;
    let digits = number.and_then(|number| number.strip_prefix('+'));
    let is_whole = digits.is_some_and(|digits| digits.len() >= 10 && digits.bytes().all(|byte| byte.is_ascii_digit()));
    match parameters.value("lock_phone_number") {
        Value::Bool(true) if !is_whole => return Err(Refused::LockedPhone),
        Value::Null | Value::Bool(_) => {}
        Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => return Err(refused("lock_phone_number")),
    }
    Ok(number.unwrap_or(CUSTOMERS_OWN_PHONE).to_owned())
}

/// « l'url de retour et de notification à la valeur localhost »
fn address(parameters: &Parameters, name: &str) -> Result<(), Refused> {
    let url = Url::parse(parameters.text(name)?).map_err(|_| refused(name))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused(name));
    }
    match url.host() {
        Some(Host::Domain("localhost")) => Err(Refused::Page(400, "400 Accès interdit")),
        Some(Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)) => Ok(()),
        None => Err(refused(name)),
    }
}
