//! Every way in which the notification of a payment can be written, and what it then means.

use comptoir_core::code::Reason;
use serde_json::{Value, json};

use super::MERCHANT;
use super::notice::{CLE, Notice, Written, secret, secretless};
use crate::subject::Means;

/// What it is called; how it is written, another payment's notification at hand; what it means.
pub(super) struct Case(pub(super) &'static str, pub(super) fn(Notice, &Notice) -> Written, pub(super) Means);

const CANCELLED: Means = Means::Declined(Reason::Refused);
const SECRET: Means = Means::Unproven(Reason::SecretDiffers);
const MERCHANTS: Means = Means::Unproven(Reason::MerchantDiffers);
const OTHER: Means = Means::Unproven(Reason::ReferenceDiffers);
const DIFFERS: Means = Means::Unproven(Reason::AmountDiffers);
const CURRENCY: Means = Means::Unproven(Reason::CurrencyDiffers);
const NO_CURRENCY: Means = Means::Unproven(Reason::CurrencyMissing);
/// « 0 = Réussi, -1 = Échoué »
pub(super) const CASES: &[Case] = &[
    Case("0 paid, in a form", |notice, _| notice.form(), Means::Paid),
    Case("0 paid, in JSON", |notice, _| notice.json(), Means::Paid),
    Case("0 paid, in the address", |notice, _| notice.address(), Means::Paid),
    Case("0 paid, half in the address", |notice, _| notice.mixed(), Means::Paid),
    Case("0 paid, in the address and in JSON", |notice, _| Written(notice.clone().address().0, notice.json().1), Means::Paid),
    Case("00 paid", |notice, _| notice.with("responsecode", "00").form(), Means::Paid),
    Case("0 paid, a number", |notice, _| notice.with("responsecode", 0).json(), Means::Paid),
    Case("0 paid, the amount as text", |notice, _| notice.with("amount", "12500").json(), Means::Paid),
    Case("0 paid, currency 952", |notice, _| notice.with("countryCurrencyCode", "952").form(), Means::Paid),
    Case(
        "0 paid, currency 952, none back",
        |notice, _| notice.with("currency", 952).without("returnContext").json(),
        Means::Paid,
    ),
    Case("0 paid, currency XOF", |notice, _| notice.with("currency", "XOF").json(), Means::Paid),
    Case("0 paid, with more besides", |notice, _| notice.with("payId", 1).with("channel", "OMCIV2").json(), Means::Paid),
    Case("0 paid, without a hash", |notice, _| notice.without("hashcode").form(), Means::Paid),
    Case("0 paid, without a moment", |notice, _| notice.without("transactiondt").without("customerId").form(), Means::Paid),
    Case("0 paid, told twice alike", |notice, _| notice.beside("amount", "12500"), Means::Paid),
    Case(
        "0 paid, the secret twice alike",
        |notice, _| notice.asked_by(|query| format!("{query}{CLE}{}", secret(query))).form(),
        Means::Paid,
    ),
    Case("-1 refused", |notice, _| notice.declined().form(), CANCELLED),
    Case("-1 refused, a number", |notice, _| notice.with("responsecode", -1).json(), CANCELLED),
    Case("-1 refused, in the address", |notice, _| notice.declined().address(), CANCELLED),
    Case("-1 refused, of another amount", |notice, _| notice.declined().with("amount", 100).json(), CANCELLED),
    Case("-1 refused, without an amount", |notice, _| notice.declined().without("amount").form(), CANCELLED),
    Case("-1 refused, without a currency", |notice, _| notice.declined().without("returnContext").form(), CANCELLED),
    Case("0 paid, without the secret", |notice, _| notice.asked_by(secretless).form(), SECRET),
    Case("0 paid, no query at all", |notice, _| notice.asked_by(|_| String::new()).json(), SECRET),
    Case("0 paid, an empty secret", |notice, _| notice.asked_by(|query| format!("{}{CLE}", secretless(query))).form(), SECRET),
    Case(
        "0 paid, another secret",
        |notice, _| notice.asked_by(|query| format!("{}{CLE}{}", secretless(query), "0".repeat(64))).form(),
        SECRET,
    ),
    Case("0 paid, a secret cut by one", |notice, _| notice.asked_by(|query| query[..query.len() - 1].to_owned()).form(), SECRET),
    Case("0 paid, a secret longer by one", |notice, _| notice.asked_by(|query| format!("{query}0")).form(), SECRET),
    Case(
        "0 paid, the secret in capitals",
        |notice, _| notice.asked_by(|query| query.to_uppercase().replace("CLE=", "cle=")).form(),
        SECRET,
    ),
    Case(
        "0 paid, the secret's name in capitals",
        |notice, _| notice.asked_by(|query| query.replace(CLE, "&CLE=")).form(),
        SECRET,
    ),
    Case(
        "0 paid, two secrets",
        |notice, other| notice.asked_by(|query| format!("{query}{CLE}{}", secret(&other.query))).form(),
        SECRET,
    ),
    Case("0 paid, another payment's secret", |notice, other| notice.asked_by(|_| other.query.clone()).form(), SECRET),
    Case(
        "0 paid, the secret in the body",
        |notice, _| {
            let given = secret(&notice.query).to_owned();
            notice.asked_by(secretless).with("cle", given).json()
        },
        SECRET,
    ),
    Case("-1 refused, without the secret", |notice, _| notice.asked_by(secretless).declined().form(), Means::Nobody),
    Case(
        "-1 refused, another payment's secret",
        |notice, other| notice.asked_by(|_| other.query.clone()).declined().form(),
        Means::Nobody,
    ),
    Case("0 paid, no merchant", |notice, _| notice.without("merchantId").form(), MERCHANTS),
    Case("0 paid, another merchant", |notice, _| notice.with("merchantId", "PP-F325").form(), MERCHANTS),
    Case("0 paid, an empty merchant", |notice, _| notice.with("merchantId", "").json(), MERCHANTS),
    Case("0 paid, the merchant in small letters", |notice, _| notice.with("merchantId", "pp-f324").form(), MERCHANTS),
    Case("0 paid, a strange merchant", |notice, _| notice.with("merchantId", json!([MERCHANT])).json(), MERCHANTS),
    Case("0 paid, two merchants", |notice, _| notice.beside("merchantId", "PP-F325"), MERCHANTS),
    Case("-1 refused, another merchant", |notice, _| notice.with("merchantId", "PP-F325").declined().form(), Means::Nobody),
    Case(
        "0 paid, the reference in small letters",
        |notice, _| {
            let reference = notice.fields["referenceNumber"].as_str().unwrap().to_lowercase();
            notice.with("referenceNumber", reference).form()
        },
        OTHER,
    ),
    Case(
        "0 paid, another reference back",
        |notice, other| {
            let theirs = other.fields["returnContext"].clone();
            notice.with("returnContext", theirs).form()
        },
        OTHER,
    ),
    Case("0 paid, a strange reference back", |notice, _| notice.giving_back("reference", json!(7)).form(), OTHER),
    Case("0 paid, something else back", |notice, _| notice.with("returnContext", json!({"currency": "XOF"})).json(), OTHER),
    Case("0 paid, two things back", |notice, _| notice.beside("returnContext", "{}"), OTHER),
    Case(
        "-1 refused, another reference back",
        |notice, other| {
            let theirs = other.fields["returnContext"].clone();
            notice.with("returnContext", theirs).declined().form()
        },
        Means::Nobody,
    ),
    Case("0 paid, no amount", |notice, _| notice.without("amount").form(), Means::Unproven(Reason::AmountMissing)),
    Case("0 paid, amount null", |notice, _| notice.with("amount", Value::Null).json(), Means::Unproven(Reason::AmountMissing)),
    Case("0 paid, amount 0", |notice, _| notice.with("amount", 0).json(), DIFFERS),
    Case("0 paid, amount n-5", |notice, _| notice.with("amount", 12_495).json(), DIFFERS),
    Case("0 paid, amount n-1", |notice, _| notice.with("amount", 12_499).form(), DIFFERS),
    Case("0 paid, amount n+1", |notice, _| notice.with("amount", 12_501).form(), DIFFERS),
    Case("0 paid, amount 2n", |notice, _| notice.with("amount", 25_000).address(), DIFFERS),
    Case("0 paid, amount 100n", |notice, _| notice.with("amount", 1_250_000).json(), DIFFERS),
    Case("0 paid, amount -n", |notice, _| notice.with("amount", -12_500).json(), DIFFERS),
    Case("0 paid, amount n.0", |notice, _| notice.with("amount", 12_500.0).json(), DIFFERS),
    Case("0 paid, amount n.00 in a form", |notice, _| notice.with("amount", "12500.00").form(), DIFFERS),
    Case("0 paid, amount with a blank", |notice, _| notice.with("amount", "12 500").form(), DIFFERS),
    Case("0 paid, amount with a zero before", |notice, _| notice.with("amount", "012500").form(), DIFFERS),
    Case("0 paid, amount empty", |notice, _| notice.with("amount", "").form(), DIFFERS),
    Case("0 paid, amount true", |notice, _| notice.with("amount", true).json(), DIFFERS),
    Case("0 paid, amount a list", |notice, _| notice.with("amount", json!([12_500])).json(), DIFFERS),
    Case("0 paid, two amounts", |notice, _| notice.beside("amount", "100"), DIFFERS),
    Case("0 paid, no currency", |notice, _| notice.without("returnContext").form(), NO_CURRENCY),
    Case("0 paid, nothing back", |notice, _| notice.with("returnContext", "").json(), NO_CURRENCY),
    Case("0 paid, a word back", |notice, _| notice.with("returnContext", "id:1").form(), NO_CURRENCY),
    Case("0 paid, no currency back", |notice, _| notice.giving_back("currency", Value::Null).json(), NO_CURRENCY),
    Case("0 paid, euros back", |notice, _| notice.giving_back("currency", json!("EUR")).form(), CURRENCY),
    Case("0 paid, currency 978", |notice, _| notice.with("countryCurrencyCode", "978").form(), CURRENCY),
    Case("0 paid, currency empty", |notice, _| notice.with("currency", "").json(), CURRENCY),
    Case(
        "0 paid, two currencies",
        |notice, _| notice.with("currency", "952").with("countryCurrencyCode", "950").form(),
        CURRENCY,
    ),
    Case(
        "0 paid, currency 952, euros back",
        |notice, _| notice.with("currency", "952").giving_back("currency", json!("EUR")).form(),
        CURRENCY,
    ),
    Case("no responsecode", |notice, _| notice.without("responsecode").form(), Means::Nobody),
    Case("responsecode null", |notice, _| notice.with("responsecode", Value::Null).json(), Means::Nobody),
    Case("responsecode empty", |notice, _| notice.with("responsecode", "").form(), Means::Nobody),
    Case("responsecode 1", |notice, _| notice.with("responsecode", "1").form(), Means::Nobody),
    Case("responsecode -2", |notice, _| notice.with("responsecode", -2).json(), Means::Nobody),
    Case("responsecode 000", |notice, _| notice.with("responsecode", "000").form(), Means::Nobody),
    Case("responsecode 0.0", |notice, _| notice.with("responsecode", 0.0).json(), Means::Nobody),
    Case("responsecode false", |notice, _| notice.with("responsecode", false).json(), Means::Nobody),
    Case("responsecode -01", |notice, _| notice.with("responsecode", "-01").form(), Means::Nobody),
    Case("responsecode Réussi", |notice, _| notice.with("responsecode", "Réussi").form(), Means::Nobody),
    Case("responsecode 0 and -1", |notice, _| notice.beside("responsecode", "-1"), Means::Nobody),
    Case("responsecode -1 and 0", |notice, _| notice.declined().beside("responsecode", "0"), Means::Nobody),
];
