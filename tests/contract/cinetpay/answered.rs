//! What CinetPay answers to a question. The documented answer names no payment: our own reference, by which it was asked, does.

use comptoir_core::code::Reason;

use crate::subject::{Means, Said, documented, said, said_with};

const DIFFERS: Means = Means::Unproven(Reason::AmountDiffers);
const MISSING: Means = Means::Unproven(Reason::AmountMissing);
const OTHER: Means = Means::Unproven(Reason::ReferenceDiffers);
const ANOTHER_CURRENCY: Means = Means::Unproven(Reason::CurrencyDiffers);
const NO_CURRENCY: Means = Means::Unproven(Reason::CurrencyMissing);
const REFUSED: Means = Means::Declined(Reason::Refused);
const CANCELLED: Means = Means::Declined(Reason::CancelledByPayer);
const AWAY: Means = Means::Declined(Reason::OperatorAway);
const PHONE: Means = Means::Declined(Reason::PhoneRefused);
const AMOUNT: Means = Means::Declined(Reason::AmountRefused);
const LIMIT: Means = Means::Declined(Reason::LimitReached);
const UNREADABLE: Means = Means::Nothing(Reason::Unreadable);
const UNKNOWN_WORD: Means = Means::Nothing(Reason::UnknownWord);
const HTTP_REFUSED: Means = Means::Nothing(Reason::HttpRefused);

/// An answer of this code, with these fields under `data`.
macro_rules! checked {
    ($code:literal, $($data:literal),+) => {
        concat!(r#"{"code":""#, $code, r#"","data":{"#, $($data,)+ r#"},"api_response_id":"1663323067.7677"}"#)
    };
}

/// « 00 », « ACCEPTED », with these fields beside it.
macro_rules! accepted {
    ($($data:literal),+) => {
        checked!("00", r#""status":"ACCEPTED","#, $($data),+)
    };
}

/// An answer about our amount of this code and this status.
macro_rules! of_ours {
    ($code:literal, $status:literal) => {
        checked!($code, r#""amount":"12500","currency":"XOF","status":""#, $status, r#"","metadata":"$pid""#)
    };
}

/// « 00 », « ACCEPTED » of our amount, with this for the metadata.
macro_rules! kept {
    ($metadata:literal) => {
        accepted!(r#""amount":"12500","currency":"XOF","metadata":"#, $metadata)
    };
}

/// « 00 » is a success once « ACCEPTED » stands beside it; « REFUSED » is a refusal whatever the code, and 625 has expired; « 623 »,
/// « 662 », « 663 », « 664 » and every « WAITING_… » wait.
pub(super) const ANSWERED: &[Said<Means>] = &[
    documented(
        "00 ACCEPTED, as in the document",
        r#"{
"code": "00",
"message": "SUCCES",
"data": {
"amount": "12500",
"currency": "XOF",
"status": "ACCEPTED",
"payment_method": "OM",
"description": "Deux pagnes",
"metadata": "$pid",
"operator_id": "MP220915.2257.A76307",
"payment_date": "2022-09-15 22:57:15",
"fund_availability_date": "2022-09-17 00:00:00"
},
"api_response_id": "1663323067.7677"
}"#,
        Means::Paid,
    ),
    documented(
        "the document's 00 ACCEPTED, word for word",
        r#"{
"code": "00",
"message": "SUCCES",
"data": {
"amount": "100",
"currency": "XOF",
"status": "ACCEPTED",
"payment_method": "OM",
"description": "Paiement abonnement",
"metadata": null,
"operator_id": "MP220915.2257.A76307",
"payment_date": "2022-09-15 22:57:15",
"fund_availability_date": "2022-09-17 00:00:00"
},
"api_response_id": "1663323067.7677"
}"#,
        DIFFERS,
    ),
    documented(
        "the document's 627 REFUSED, word for word",
        r#"{
"code": "627",
"message": "TRANSACTION_CANCEL",
"data": {
"amount": "100",
"currency": "XOF",
"status": "REFUSED",
"payment_method": "MOMO",
"description": "Test de paiement demo CinetPay",
"metadata": null,
"operator_id": null,
"payment_date": " ",
"fund_availability_date": "2022-09-08 00:00:00"
},
"api_response_id": "1663323224.8402"
}"#,
        CANCELLED,
    ),
    documented("662 PENDING", of_ours!("662", "PENDING"), Means::Pending),
    documented("625 REFUSED", of_ours!("625", "REFUSED"), Means::Expired),
    documented("not found", r#"{"code":"404","message":"TRANSACTION_NOT_FOUND"}"#, Means::NotKnown),
    said("00 ACCEPTED, its metadata null", kept!("null"), Means::Paid),
    said("00 ACCEPTED, nothing but what is needed", accepted!(r#""amount":"12500","currency":"XOF""#), Means::Paid),
    said("00 ACCEPTED, its amount a number", accepted!(r#""amount":12500,"currency":"XOF""#), Means::Paid),
    said_with(201, "00 ACCEPTED with HTTP 201", of_ours!("00", "ACCEPTED"), Means::Paid),
    said("00 PENDING", of_ours!("00", "PENDING"), Means::Pending),
    said("00 WAITING_FOR_CUSTOMER", of_ours!("00", "WAITING_FOR_CUSTOMER"), Means::Pending),
    said("623 WAITING_CUSTOMER_TO_VALIDATE", of_ours!("623", "WAITING_CUSTOMER_TO_VALIDATE"), Means::Pending),
    said("662 WAITING_FOR_CUSTOMER", of_ours!("662", "WAITING_FOR_CUSTOMER"), Means::Pending),
    said("663 WAITING_CUSTOMER_OTP_CODE", of_ours!("663", "WAITING_CUSTOMER_OTP_CODE"), Means::Pending),
    said("603 WAITING_FOR_CUSTOMER", of_ours!("603", "WAITING_FOR_CUSTOMER"), Means::Pending),
    said("624 WAITING_FOR_CUSTOMER", of_ours!("624", "WAITING_FOR_CUSTOMER"), Means::Pending),
    said("623 alone", r#"{"code":"623","message":"WAITING_CUSTOMER_TO_VALIDATE"}"#, Means::Pending),
    said("662 alone", r#"{"code":"662","message":"WAITING_CUSTOMER_PAYMENT"}"#, Means::Pending),
    said("663 alone, as a number", r#"{"code":663}"#, Means::Pending),
    said("664 alone, its data null", r#"{"code":"664","data":null}"#, Means::Pending),
    said("662 of another amount", checked!("662", r#""amount":"100","status":"PENDING""#), Means::Pending),
    said("625 alone", r#"{"code":"625","message":"ABONNEMENT_OR_TRANSACTIONS_EXPIRED"}"#, Means::Expired),
    said("627 REFUSED", of_ours!("627", "REFUSED"), CANCELLED),
    said("627 alone", r#"{"code":"627","message":"TRANSACTION_CANCEL"}"#, CANCELLED),
    said("600 REFUSED", of_ours!("600", "REFUSED"), REFUSED),
    said("600 alone", r#"{"code":"600","message":"PAYMENT_FAILED"}"#, REFUSED),
    said("602 REFUSED", of_ours!("602", "REFUSED"), Means::Declined(Reason::FundsInsufficient)),
    said("602 alone", r#"{"code":"602","message":"INSUFFICIENT_BALANCE"}"#, Means::Declined(Reason::FundsInsufficient)),
    said("604 REFUSED", of_ours!("604", "REFUSED"), Means::Declined(Reason::CodeWrong)),
    said("604 alone", r#"{"code":"604","message":"OTP_CODE_ERROR"}"#, Means::Declined(Reason::CodeWrong)),
    said("603 REFUSED", of_ours!("603", "REFUSED"), AWAY),
    said("606 REFUSED", of_ours!("606", "REFUSED"), Means::Declined(Reason::SettingsRefused)),
    said("635 REFUSED", of_ours!("635", "REFUSED"), PHONE),
    said("636 REFUSED", of_ours!("636", "REFUSED"), PHONE),
    said("641 REFUSED", of_ours!("641", "REFUSED"), AMOUNT),
    said("642 REFUSED", of_ours!("642", "REFUSED"), AMOUNT),
    said("804 REFUSED", of_ours!("804", "REFUSED"), AWAY),
    said("807 REFUSED", of_ours!("807", "REFUSED"), LIMIT),
    said("812 REFUSED", of_ours!("812", "REFUSED"), LIMIT),
    said("00 REFUSED", of_ours!("00", "REFUSED"), REFUSED),
    said("662 REFUSED", of_ours!("662", "REFUSED"), REFUSED),
    said("999 REFUSED", of_ours!("999", "REFUSED"), REFUSED),
    said("600 REFUSED, of another amount", checked!("600", r#""amount":"100","currency":"XAF","status":"REFUSED""#), REFUSED),
    said("00 ACCEPTED, amount 0", accepted!(r#""amount":"0","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount n-5", accepted!(r#""amount":"12495","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount n-1", accepted!(r#""amount":"12499","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount n+1", accepted!(r#""amount":12501,"currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount 2n", accepted!(r#""amount":"25000","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount 100n", accepted!(r#""amount":"1250000","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount -n", accepted!(r#""amount":"-12500","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount n.0", accepted!(r#""amount":12500.0,"currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount n.00 as text", accepted!(r#""amount":"12500.00","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount n with a blank", accepted!(r#""amount":"12 500","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount 1e308", accepted!(r#""amount":1e308,"currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount true", accepted!(r#""amount":true,"currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, amount empty", accepted!(r#""amount":"","currency":"XOF""#), DIFFERS),
    said("00 ACCEPTED, no amount", accepted!(r#""currency":"XOF""#), MISSING),
    said("00 ACCEPTED, amount null", accepted!(r#""amount":null,"currency":"XOF""#), MISSING),
    said("00 ACCEPTED, in XAF", accepted!(r#""amount":"12500","currency":"XAF""#), ANOTHER_CURRENCY),
    said("00 ACCEPTED, in minor units of USD", accepted!(r#""amount":"125","currency":"USD""#), ANOTHER_CURRENCY),
    said("00 ACCEPTED, in CFA", accepted!(r#""amount":"12500","currency":"CFA""#), ANOTHER_CURRENCY),
    said("00 ACCEPTED, in 952", accepted!(r#""amount":"12500","currency":952"#), ANOTHER_CURRENCY),
    said("00 ACCEPTED, in a strange currency", accepted!(r#""amount":"12500","currency":["XOF"]"#), ANOTHER_CURRENCY),
    said("00 ACCEPTED, its currency empty", accepted!(r#""amount":"12500","currency":"""#), ANOTHER_CURRENCY),
    said("00 ACCEPTED, no currency", accepted!(r#""amount":"12500""#), NO_CURRENCY),
    said("00 ACCEPTED, currency null", accepted!(r#""amount":"12500","currency":null"#), NO_CURRENCY),
    said("00 ACCEPTED, neither amount nor currency", checked!("00", r#""status":"ACCEPTED""#), NO_CURRENCY),
    said("00 ACCEPTED, another payment's metadata", kept!(r#""user001""#), OTHER),
    said("00 ACCEPTED, our reference in its metadata", kept!(r#""$id""#), OTHER),
    said("00 ACCEPTED, its metadata empty", kept!(r#""""#), OTHER),
    said("00 ACCEPTED, its metadata a number", kept!("7"), OTHER),
    said("00 ACCEPTED, strange metadata", kept!(r#"["$pid"]"#), OTHER),
    said(
        "00 ACCEPTED, everything else strange",
        accepted!(r#""amount":"12500","currency":"XOF","payment_method":[],"operator_id":{},"payment_date":1.5"#),
        Means::Paid,
    ),
    said("662 PENDING, another payment's metadata", checked!("662", r#""status":"PENDING","metadata":"user001""#), Means::Nobody),
    said("627 REFUSED, another payment's metadata", checked!("627", r#""status":"REFUSED","metadata":"user001""#), Means::Nobody),
    said("625 REFUSED, another payment's metadata", checked!("625", r#""status":"REFUSED","metadata":"user001""#), Means::Nobody),
    said_with(
        404,
        "not found, with HTTP 404",
        r#"{"code":404,"message":"NOT_FOUND","description":"Transaction not found"}"#,
        Means::NotKnown,
    ),
    said("601 not found", r#"{"code":"601","message":"Transaction not found."}"#, Means::NotKnown),
    said_with(400, "not found, with HTTP 400", r#"{"code":"404","message":"TRANSACTION_NOT_FOUND"}"#, HTTP_REFUSED),
    said_with(403, "not found, with HTTP 403", r#"{"code":"404","message":"TRANSACTION_NOT_FOUND"}"#, HTTP_REFUSED),
    said(
        "00 ACCEPTED, said not to be found",
        r#"{"code":"00","message":"Transaction not found","data":{"status":"ACCEPTED"}}"#,
        NO_CURRENCY,
    ),
    said("something else not found", r#"{"code":"601","message":"MERCHANT_NOT_FOUND"}"#, UNKNOWN_WORD),
    said("608 input", r#"{"code":"608","message":"MINIMUM_REQUIRED_FIELDS"}"#, Means::Nothing(Reason::InputRefused)),
    said("609 wrong key", r#"{"code":"609","message":"AUTH_NOT_FOUND"}"#, Means::Nothing(Reason::KeyRefused)),
    said_with(401, "609 with HTTP 401", r#"{"code":609,"message":"AUTH_NOT_FOUND"}"#, Means::Nothing(Reason::KeyRefused)),
    said("613 wrong site", r#"{"code":"613","message":"ERROR_SITE_ID_NOTVALID"}"#, Means::Nothing(Reason::SiteRefused)),
    said("624 error", r#"{"code":"624","message":"UNKNOWN_ERROR","data":[]}"#, Means::Nothing(Reason::KeyOrPhoneRefused)),
    said("403 content type", r#"{"code":"403","message":""}"#, HTTP_REFUSED),
    said("429 suspicious", r#"{"code":"429","message":"TOO_MANY_REQUEST"}"#, Means::Nothing(Reason::Limited)),
    said("1010 no user agent", r#"{"code":1010}"#, Means::Nothing(Reason::ProgramRefused)),
    said_with(403, "1010, the guard's page", "error code: 1010", Means::Nothing(Reason::ProgramRefused)),
    said_with(400, "page 400", "<html>400 accès interdit</html>", Means::Nothing(Reason::ServiceRefused)),
    said("an error, as in the document", r#"{"code":"ERROR_CODE","message":"ERROR_MESSAGE "}"#, UNKNOWN_WORD),
    said("609 ACCEPTED", of_ours!("609", "ACCEPTED"), UNKNOWN_WORD),
    said("662 ACCEPTED", of_ours!("662", "ACCEPTED"), UNKNOWN_WORD),
    said("600 ACCEPTED", of_ours!("600", "ACCEPTED"), UNKNOWN_WORD),
    said("625 ACCEPTED", of_ours!("625", "ACCEPTED"), UNKNOWN_WORD),
    said("201 ACCEPTED", of_ours!("201", "ACCEPTED"), UNKNOWN_WORD),
    said("0 ACCEPTED", of_ours!("0", "ACCEPTED"), UNKNOWN_WORD),
    said(
        "0 ACCEPTED, its code a number",
        r#"{"code":0,"data":{"amount":"12500","currency":"XOF","status":"ACCEPTED"}}"#,
        UNKNOWN_WORD,
    ),
    said("600 PENDING", of_ours!("600", "PENDING"), UNKNOWN_WORD),
    said("627 WAITING_FOR_CUSTOMER", of_ours!("627", "WAITING_FOR_CUSTOMER"), UNKNOWN_WORD),
    said("00 accepted", of_ours!("00", "accepted"), UNKNOWN_WORD),
    said("00 SUCCESS", of_ours!("00", "SUCCESS"), UNKNOWN_WORD),
    said("00 ACCEPTED with a blank", of_ours!("00", "ACCEPTED "), UNKNOWN_WORD),
    said("00, status empty", of_ours!("00", ""), UNKNOWN_WORD),
    said("00, status 1", checked!("00", r#""amount":"12500","currency":"XOF","status":1"#), UNKNOWN_WORD),
    said("00 alone", r#"{"code":"00","message":"SUCCES"}"#, UNKNOWN_WORD),
    said(
        "00 without a status, as in older answers",
        r#"{"code":"00","message":"SUCCES","data":{"operator_id":"8210407187720","payment_method":"FLOOZ"}}"#,
        UNKNOWN_WORD,
    ),
    said("603 alone", r#"{"code":"603","message":"SERVICE_UNAVAILABLE"}"#, UNKNOWN_WORD),
    said("642 alone", r#"{"code":"642","message":"ERROR_AMOUNT_TOO_HIGH"}"#, UNKNOWN_WORD),
    said("812 alone", r#"{"code":"812"}"#, UNKNOWN_WORD),
    said("code empty", of_ours!("", "ACCEPTED"), UNKNOWN_WORD),
    said("code null", r#"{"code":null,"data":{"amount":"12500","currency":"XOF","status":"ACCEPTED"}}"#, UNREADABLE),
    said("code 0.0", r#"{"code":0.0,"data":{"amount":"12500","currency":"XOF","status":"ACCEPTED"}}"#, UNREADABLE),
    said("no code", r#"{"data":{"amount":"12500","currency":"XOF","status":"ACCEPTED"}}"#, UNREADABLE),
    said(
        "code twice",
        r#"{"code":"662","code":"00","data":{"amount":"12500","currency":"XOF","status":"ACCEPTED"}}"#,
        UNREADABLE,
    ),
    said("00, status false", checked!("00", r#""amount":"12500","currency":"XOF","status":false"#), UNREADABLE),
    said("00, status a list", checked!("00", r#""amount":"12500","currency":"XOF","status":["ACCEPTED"]"#), UNREADABLE),
    said("00, status NaN", checked!("00", r#""amount":"12500","currency":"XOF","status":NaN"#), UNREADABLE),
    said(
        "status twice",
        checked!("00", r#""status":"REFUSED","status":"ACCEPTED","amount":"12500","currency":"XOF""#),
        UNREADABLE,
    ),
    said("amount twice", accepted!(r#""amount":"100","amount":"12500","currency":"XOF""#), UNREADABLE),
    said("currency twice", accepted!(r#""amount":"12500","currency":"XAF","currency":"XOF""#), UNREADABLE),
    said("metadata twice", accepted!(r#""amount":"12500","currency":"XOF","metadata":"user001","metadata":"$pid""#), UNREADABLE),
    said("data twice", r#"{"code":"00","data":{},"data":{"amount":"12500","currency":"XOF","status":"ACCEPTED"}}"#, UNREADABLE),
    said("data a list", r#"{"code":"00","data":["12500","XOF","ACCEPTED"]}"#, UNREADABLE),
    said("data a text", r#"{"code":"00","data":"ACCEPTED"}"#, UNREADABLE),
    said("data outside", r#"{"code":"00","amount":"12500","currency":"XOF","status":"ACCEPTED"}"#, UNKNOWN_WORD),
    said(
        "all of it deeper",
        r#"{"data":{"code":"00","data":{"amount":"12500","currency":"XOF","status":"ACCEPTED"}}}"#,
        UNREADABLE,
    ),
    said("all of it in a list", r#"[{"code":"00","data":{"amount":"12500","currency":"XOF","status":"ACCEPTED"}}]"#, UNREADABLE),
];
