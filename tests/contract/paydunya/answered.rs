//! What PayDunya answers to a question.
//!
//! `completed.json` and `cancelled.json` are the document's own answers, word for word: they are about another token than the one
//! that they were asked about, and their hash is of another key. `ours.json` is the first of them, about our invoice.

use comptoir_core::code::Reason;

use crate::subject::{Means, Said, documented, said, said_with};

const DIFFERS: Means = Means::Unproven(Reason::AmountDiffers);
const MISSING: Means = Means::Unproven(Reason::AmountMissing);
const OTHER: Means = Means::Unproven(Reason::ReferenceDiffers);
const STRANGER: Means = Means::Unproven(Reason::GatewayReferenceDiffers);
const ANOTHER_MODE: Means = Means::Unproven(Reason::EnvironmentDiffers);
const ANOTHER_MERCHANT: Means = Means::Unproven(Reason::MerchantDiffers);
const CANCELLED: Means = Means::Declined(Reason::CancelledByPayer);
const FAILED: Means = Means::Declined(Reason::Refused);
const UNREADABLE: Means = Means::Nothing(Reason::Unreadable);
const UNKNOWN_WORD: Means = Means::Nothing(Reason::UnknownWord);
const REFUSED: Means = Means::Nothing(Reason::HttpRefused);

/// An answer with these fields of the invoice, and these beside it.
macro_rules! found {
    ($invoice:literal, $($beside:literal),+) => {
        concat!(r#"{"response_code":"00","response_text":"Transaction Found","invoice":{"#, $invoice, "},", $($beside,)+ "}")
    };
}

/// An answer about our invoice, of our amount, with these fields beside it.
macro_rules! ours {
    ($beside:literal) => {
        found!(r#""token":"$tx","total_amount":12500"#, $beside)
    };
}

/// A paid answer of our account with these fields of the invoice.
macro_rules! completed {
    ($invoice:literal) => {
        found!($invoice, r#""mode":"test","status":"completed""#)
    };
}

/// A paid answer of our account about our invoice, with these fields beside it.
macro_rules! paid {
    ($beside:literal) => {
        found!(r#""token":"$tx","total_amount":12500"#, r#""mode":"test","status":"completed","#, $beside)
    };
}

/// « pending (en attente), cancelled (annulé) ou completed (complété) », « pour les paiements échoués le statut devient failed ».
pub(super) const ANSWERED: &[Said<Means>] = &[
    said("completed, as in the document", include_str!("ours.json"), Means::Paid),
    documented(
        "cancelled",
        ours!(r#""mode":"test","status":"cancelled","fail_reason":"Payment cancelled by customer""#),
        CANCELLED,
    ),
    documented("the document's completed, word for word", include_str!("completed.json"), ANOTHER_MERCHANT),
    documented("the document's cancelled, word for word", include_str!("cancelled.json"), Means::Nobody),
    documented(
        "completed, as in production",
        r#"{"response_code":"00","response_text":"Transaction Found","invoice":{"token":"$tx","pal_is_on":0,"items":[],"taxes":[],"total_amount":"12750","total_amount_without_fees":"12500","expire_date":"2026-11-27 10:00:00"},"custom_data":{"reference":"$id","payment_id":"$pid","amount":"12500"},"mode":"test","status":"completed","customer":{"payment_method":"wave-ci"},"receipt_identifier":"R1","provider_reference":"TID7A"}"#,
        Means::Paid,
    ),
    documented("pending", ours!(r#""custom_data":{"reference":"$id"},"mode":"test","status":"pending""#), Means::Pending),
    documented("failed", ours!(r#""custom_data":{"reference":"$id"},"mode":"test","status":"failed""#), FAILED),
    documented("expired", ours!(r#""custom_data":{"reference":"$id"},"mode":"test","status":"expired""#), Means::Expired),
    documented("no such invoice", r#"{"response_code":"404","response_text":"Invoice Not Found"}"#, Means::NotKnown),
    said("canceled with one l", ours!(r#""mode":"test","status":"canceled""#), CANCELLED),
    said("fail", ours!(r#""mode":"test","status":"fail""#), FAILED),
    said(
        "failed, cancelled",
        ours!(r#""mode":"test","status":"failed","fail_reason":"Payment cancelled by customer""#),
        CANCELLED,
    ),
    said("failed, for another reason", ours!(r#""mode":"test","status":"failed","fail_reason":"Carte refusée""#), FAILED),
    said("failed, for a strange reason", ours!(r#""mode":"test","status":"failed","fail_reason":{"code":1}"#), FAILED),
    said(
        "failed, of another amount",
        found!(r#""token":"$tx","total_amount":100"#, r#""mode":"test","status":"failed""#),
        FAILED,
    ),
    said("pending, nothing but its mode", r#"{"response_code":"00","mode":"test","status":"pending"}"#, Means::Pending),
    said("pending, nothing else", r#"{"response_code":"00","status":"pending"}"#, Means::Pending),
    said(
        "pending, of another amount",
        found!(r#""token":"$tx","total_amount":1"#, r#""mode":"test","status":"pending""#),
        Means::Pending,
    ),
    said("completed, its code and its invoice only", completed!(r#""token":"$tx","total_amount":12500"#), Means::Paid),
    said("completed, all as text", completed!(r#""token":"$tx","total_amount":"12500""#), Means::Paid),
    said("completed, its token a number", completed!(r#""token":$tx,"total_amount":12500"#), Means::Paid),
    said("completed, without its token", completed!(r#""total_amount":12500"#), Means::Paid),
    said("completed, its token null", completed!(r#""token":null,"total_amount":12500"#), Means::Paid),
    said_with(201, "completed with HTTP 201", completed!(r#""token":"$tx","total_amount":12500"#), Means::Paid),
    said(
        "completed, the fees not the shop's",
        completed!(r#""token":"$tx","total_amount":12813,"total_amount_without_fees":12500"#),
        Means::Paid,
    ),
    said(
        "completed, the fees the shop's",
        completed!(r#""token":"$tx","total_amount":12500,"total_amount_without_fees":12188"#),
        Means::Paid,
    ),
    said(
        "completed, less than without fees",
        completed!(r#""token":"$tx","total_amount":12499,"total_amount_without_fees":12500"#),
        DIFFERS,
    ),
    said("completed, without fees alone", completed!(r#""token":"$tx","total_amount_without_fees":12500"#), MISSING),
    said(
        "completed, without fees beside null",
        completed!(r#""token":"$tx","total_amount":null,"total_amount_without_fees":12500"#),
        MISSING,
    ),
    said(
        "completed, without fees beside a strange total",
        completed!(r#""token":"$tx","total_amount":12500.0,"total_amount_without_fees":12500"#),
        DIFFERS,
    ),
    said(
        "completed, another amount without fees",
        completed!(r#""token":"$tx","total_amount":12813,"total_amount_without_fees":12499"#),
        DIFFERS,
    ),
    said("completed, no amount", completed!(r#""token":"$tx""#), MISSING),
    said("completed, amount 0", completed!(r#""token":"$tx","total_amount":0"#), DIFFERS),
    said("completed, amount n-5", completed!(r#""token":"$tx","total_amount":12495"#), DIFFERS),
    said("completed, amount n-1", completed!(r#""token":"$tx","total_amount":12499"#), DIFFERS),
    said("completed, amount n+1", completed!(r#""token":"$tx","total_amount":"12501""#), DIFFERS),
    said("completed, amount 2n", completed!(r#""token":"$tx","total_amount":25000"#), DIFFERS),
    said("completed, amount 100n", completed!(r#""token":"$tx","total_amount":1250000"#), DIFFERS),
    said("completed, amount -n", completed!(r#""token":"$tx","total_amount":-12500"#), DIFFERS),
    said("completed, amount n.0", completed!(r#""token":"$tx","total_amount":12500.0"#), DIFFERS),
    said("completed, amount n.00 as text", completed!(r#""token":"$tx","total_amount":"12500.00""#), DIFFERS),
    said("completed, amount n with a blank", completed!(r#""token":"$tx","total_amount":"12 500""#), DIFFERS),
    said("completed, amount 1e308", completed!(r#""token":"$tx","total_amount":1e308"#), DIFFERS),
    said("completed, amount true", completed!(r#""token":"$tx","total_amount":true"#), DIFFERS),
    said("completed, amount empty", completed!(r#""token":"$tx","total_amount":"""#), DIFFERS),
    said("completed, another token", completed!(r#""token":"1","total_amount":12500"#), Means::AnotherNumber),
    said("completed, a strange token", completed!(r#""token":["$tx"],"total_amount":12500"#), STRANGER),
    said("completed, its token empty", completed!(r#""token":"","total_amount":12500"#), STRANGER),
    said("completed, its token with a blank", completed!(r#""token":"$tx ","total_amount":12500"#), STRANGER),
    said("completed, its token a path", completed!(r#""token":"../$tx","total_amount":12500"#), STRANGER),
    said("completed, no invoice", r#"{"response_code":"00","mode":"test","status":"completed"}"#, MISSING),
    said("completed, an empty invoice", r#"{"response_code":"00","invoice":[],"mode":"test","status":"completed"}"#, MISSING),
    said(
        "completed, a strange invoice",
        r#"{"response_code":"00","invoice":"$tx","mode":"test","status":"completed"}"#,
        STRANGER,
    ),
    said(
        "completed, a list of invoices",
        r#"{"response_code":"00","invoice":[{"token":"$tx","total_amount":12500}],"mode":"test","status":"completed"}"#,
        STRANGER,
    ),
    said("completed, in live mode", ours!(r#""mode":"live","status":"completed""#), ANOTHER_MODE),
    said("completed, in a mode of its own", ours!(r#""mode":"TEST","status":"completed""#), ANOTHER_MODE),
    said("completed, a strange mode", ours!(r#""mode":["test"],"status":"completed""#), ANOTHER_MODE),
    said("completed, no mode", ours!(r#""status":"completed""#), Means::Unproven(Reason::EnvironmentMissing)),
    said("completed, mode null", ours!(r#""mode":null,"status":"completed""#), Means::Unproven(Reason::EnvironmentMissing)),
    said(
        "completed, our data whole",
        paid!(r#""custom_data":{"reference":"$id","payment_id":"$pid","amount":12500}"#),
        Means::Paid,
    ),
    said("completed, our data with more", paid!(r#""custom_data":{"reference":"$id","vendeur":{"nom":"Afi"}}"#), Means::Paid),
    said("completed, our data an empty list", paid!(r#""custom_data":[]"#), Means::Paid),
    said("completed, our data null", paid!(r#""custom_data":null"#), Means::Paid),
    said("completed, another reference", paid!(r#""custom_data":{"reference":"CPTOTHER"}"#), OTHER),
    said("completed, a strange reference", paid!(r#""custom_data":{"reference":["$id"]}"#), OTHER),
    said("completed, another payment's id", paid!(r#""custom_data":{"reference":"$id","payment_id":"p"}"#), OTHER),
    said("completed, another amount in our data", paid!(r#""custom_data":{"reference":"$id","amount":100}"#), DIFFERS),
    said("completed, a strange amount in our data", paid!(r#""custom_data":{"reference":"$id","amount":"12500.0"}"#), DIFFERS),
    said("completed, our data a text", paid!(r#""custom_data":"$id""#), OTHER),
    said("completed, our data in a list", paid!(r#""custom_data":[{"reference":"$id"}]"#), OTHER),
    said("completed, hash null", paid!(r#""hash":null"#), Means::Paid),
    said("completed, another hash", paid!(r#""hash":"00ff""#), ANOTHER_MERCHANT),
    said("completed, hash empty", paid!(r#""hash":"""#), ANOTHER_MERCHANT),
    said("completed, a strange hash", paid!(r#""hash":true"#), ANOTHER_MERCHANT),
    said("completed, a receipt elsewhere", paid!(r#""receipt_url":"https://example.com/recu.pdf""#), Means::Paid),
    said("completed, a strange customer", paid!(r#""customer":"Afi""#), Means::Paid),
    said("pending, another token", found!(r#""token":"1""#, r#""mode":"test","status":"pending""#), Means::Nobody),
    said("cancelled, another token", found!(r#""token":"1""#, r#""mode":"test","status":"cancelled""#), Means::Nobody),
    said("expired, another token", found!(r#""token":"1""#, r#""mode":"test","status":"expired""#), Means::Nobody),
    said("failed, another mode", ours!(r#""mode":"live","status":"failed""#), Means::Nobody),
    said("expired, another hash", ours!(r#""hash":"00ff","mode":"test","status":"expired""#), Means::Nobody),
    said(
        "cancelled, another reference",
        ours!(r#""custom_data":{"reference":"CPTOTHER"},"mode":"test","status":"cancelled""#),
        Means::Nobody,
    ),
    said_with(
        404,
        "no such invoice, with HTTP 404",
        r#"{"response_code":"404","response_text":"Invoice Not Found"}"#,
        Means::NotKnown,
    ),
    said("no such invoice, in French", r#"{"response_code":"42","response_text":"Facture introuvable"}"#, Means::NotKnown),
    said(
        "1001 wrong keys",
        r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#,
        Means::Nothing(Reason::ModeRefused),
    ),
    said_with(
        401,
        "1001 with HTTP 401",
        r#"{"response_code":1001,"response_text":"Invalid Masterkey Specified"}"#,
        Means::Nothing(Reason::ModeRefused),
    ),
    said("papers are wanted", r#"{"response_code":"5000","response_text":"Votre KYC"}"#, Means::Nothing(Reason::NotActivated)),
    said_with(401, "not found, with HTTP 401", r#"{"response_code":"404","response_text":"Key not found"}"#, REFUSED),
    said_with(403, "not found, with HTTP 403", r#"{"response_code":"404","response_text":"Account not found"}"#, REFUSED),
    said("4002 no such balance", r#"{"response_code":"4002","mode":"test","status":"completed"}"#, UNKNOWN_WORD),
    said_with(404, "another code with HTTP 404", r#"{"response_code":"42","response_text":"Erreur"}"#, REFUSED),
    said(
        "another code, completed",
        r#"{"response_code":"42","invoice":{"token":"$tx","total_amount":12500},"mode":"test","status":"completed"}"#,
        UNKNOWN_WORD,
    ),
    said(
        "another code, cancelled",
        r#"{"response_code":"42","invoice":{"token":"$tx"},"mode":"test","status":"cancelled"}"#,
        UNKNOWN_WORD,
    ),
    said(
        "code 0",
        r#"{"response_code":0,"invoice":{"token":"$tx","total_amount":12500},"mode":"test","status":"completed"}"#,
        UNKNOWN_WORD,
    ),
    said(
        "code null",
        r#"{"response_code":null,"invoice":{"token":"$tx","total_amount":12500},"mode":"test","status":"completed"}"#,
        UNREADABLE,
    ),
    said("no code", r#"{"invoice":{"token":"$tx","total_amount":12500},"mode":"test","status":"completed"}"#, UNREADABLE),
    said(
        "code twice",
        r#"{"response_code":"42","response_code":"00","invoice":{"token":"$tx","total_amount":12500},"mode":"test","status":"completed"}"#,
        UNREADABLE,
    ),
    said("no status", ours!(r#""mode":"test""#), UNREADABLE),
    said("status null", ours!(r#""mode":"test","status":null"#), UNREADABLE),
    said("status false", ours!(r#""mode":"test","status":false"#), UNREADABLE),
    said("status a list", ours!(r#""mode":"test","status":["completed"]"#), UNREADABLE),
    said("status NaN", ours!(r#""mode":"test","status":NaN"#), UNREADABLE),
    said("status twice", ours!(r#""mode":"test","status":"cancelled","status":"completed""#), UNREADABLE),
    said("mode twice", paid!(r#""mode":"live""#), UNREADABLE),
    said("hash twice", paid!(r#""hash":"00ff","hash":null"#), UNREADABLE),
    said("invoice twice", paid!(r#""invoice":{"token":"$tx","total_amount":100}"#), UNREADABLE),
    said("our data twice", paid!(r#""custom_data":[],"custom_data":{"reference":"$id"}"#), UNREADABLE),
    said("amount twice", completed!(r#""token":"$tx","total_amount":100,"total_amount":12500"#), UNREADABLE),
    said("token twice", completed!(r#""token":"1","token":"$tx","total_amount":12500"#), UNREADABLE),
    said("our reference twice", paid!(r#""custom_data":{"reference":"CPTOTHER","reference":"$id"}"#), UNREADABLE),
    said(
        "all of it deeper",
        r#"{"data":{"response_code":"00","invoice":{"token":"$tx","total_amount":12500},"mode":"test","status":"completed"}}"#,
        UNREADABLE,
    ),
    said(
        "all of it in a list",
        r#"[{"response_code":"00","invoice":{"token":"$tx","total_amount":12500},"mode":"test","status":"completed"}]"#,
        UNREADABLE,
    ),
    said("status Completed", ours!(r#""mode":"test","status":"Completed""#), UNKNOWN_WORD),
    said("status success", ours!(r#""mode":"test","status":"success""#), UNKNOWN_WORD),
    said("status ACCEPTED", ours!(r#""mode":"test","status":"ACCEPTED""#), UNKNOWN_WORD),
    said("status 00", ours!(r#""mode":"test","status":"00""#), UNKNOWN_WORD),
    said("status 0", ours!(r#""mode":"test","status":0"#), UNKNOWN_WORD),
    said("status with a blank", ours!(r#""mode":"test","status":" completed""#), UNKNOWN_WORD),
    said("status empty", ours!(r#""mode":"test","status":"""#), UNKNOWN_WORD),
];
