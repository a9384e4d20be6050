//! What CinetPay answers to its create call.

use comptoir_core::code::Reason;

use crate::subject::{Created, Said, documented, said, said_with};

const INPUT: Created = Created::Refused(Reason::InputRefused);
const CURRENCY: Created = Created::Refused(Reason::CurrencyRefused);
const KEY: Created = Created::Refused(Reason::KeyRefused);
const SITE: Created = Created::Refused(Reason::SiteRefused);
const NOTHING: Created = Created::Nothing(Reason::Unreadable);
const NO_PAGE: Created = Created::Nothing(Reason::PageRefused);
const STRANGE_CODE: Created = Created::Nothing(Reason::UnknownWord);
const HTTP_REFUSED: Created = Created::Nothing(Reason::HttpRefused);

/// « 201 CREATED », with this under `data`.
macro_rules! made {
    ($data:literal) => {
        concat!(r#"{"code":"201","message":"CREATED","data":{"#, $data, "}}")
    };
}
/// As the document has it, its page where the account is.
const OURS: &str = made!(r#""payment_token":"$tx","payment_url":"$base/payment/$tx""#);

/// « 201 CREATED », and the document's table of errors: « 608 Minimum required field », in both of its meanings, « 609 AUTH_NOT_FOUND »,
/// « 613 ERROR_SITE_ID_NOTVALID », « 624 An error occurred while processing the request », « 403 », « 429 TOO_MANY_REQUEST », « 1010 »,
/// « Page 400 accès interdit ».
pub(super) const CREATED: &[Said<Created>] = &[
    documented(
        "201 created, as in the document",
        r#"{
"code": "201",
"message": "CREATED",
"description": "Transaction created with success",
"data": {
"payment_token": "5df64dd9c5447739327eb88e1e4ea0ac015555cc262ea308c91acbd4e5c8fb95f4bd0bd7cad877a452f877fa6f51fe74184d00a84ab7f9",
"payment_url": "https://checkout.cinetpay.com/payment/5df64dd9c5447739327eb88e1e4ea0ac015555cc262ea308c91acbd4e5c8fb95f4bd0bd7cad877a452f877fa6f51fe74184d00a84ab7f9"
},
"api_response_id": "1632143554.8513"
}"#,
        Created::Registered,
    ),
    documented(
        "an error, as in the document",
        r#"{
"code": "ERROR_CODE",
"message": "ERROR_MESSAGE ",
"description": "ERROR_DESCRIPTION",
"api_response_id": "RESPONSE_ID_HERE"
}"#,
        STRANGE_CODE,
    ),
    documented("608 input", r#"{"code":"608","message":"Minimum required field"}"#, INPUT),
    documented(
        "608 another currency",
        r#"{"code":"608","message":"You cannot create a transaction in a different currency than the one allowed to your account. Transaction currency :'XAF' Account currency :'XOF'"}"#,
        CURRENCY,
    ),
    documented("609 wrong key", r#"{"code":"609","message":"AUTH_NOT_FOUND"}"#, KEY),
    documented("613 wrong site", r#"{"code":"613","message":"ERROR_SITE_ID_NOTVALID"}"#, SITE),
    documented(
        "624 error",
        r#"{"code":"624","message":"An error occurred while processing the request"}"#,
        Created::Nothing(Reason::KeyOrPhoneRefused),
    ),
    documented("429 suspicious", r#"{"code":"429","message":"TOO_MANY_REQUEST"}"#, Created::Nothing(Reason::Limited)),
    said("403 content type", r#"{"code":"403","message":"Forbidden"}"#, HTTP_REFUSED),
    said("1010 no user agent", r#"{"code":"1010"}"#, Created::Nothing(Reason::ProgramRefused)),
    said(
        "608 in its description",
        r#"{"code":"608","message":"MINIMUM_REQUIRED_FIELDS","description":"a different currency"}"#,
        CURRENCY,
    ),
    said("608 as a number", r#"{"code":608,"message":"Minimum required field"}"#, INPUT),
    said("609 as a number", r#"{"code":609,"data":[]}"#, KEY),
    said("613 with a page", r#"{"code":"613","data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, SITE),
    said_with(400, "608 with HTTP 400", r#"{"code":"608","message":"Minimum required field"}"#, INPUT),
    said_with(401, "609 with HTTP 401", r#"{"code":"609","message":"AUTH_NOT_FOUND"}"#, KEY),
    said_with(403, "613 with HTTP 403", r#"{"code":"613","message":"ERROR_SITE_ID_NOTVALID"}"#, SITE),
    said_with(
        400,
        "624 with HTTP 400",
        r#"{"code":"624","message":"UNKNOWN_ERROR"}"#,
        Created::Nothing(Reason::KeyOrPhoneRefused),
    ),
    said_with(500, "609 with HTTP 500", r#"{"code":"609","message":"AUTH_NOT_FOUND"}"#, Created::Nothing(Reason::ServerFailed)),
    said_with(429, "609 with HTTP 429", r#"{"code":"609","message":"AUTH_NOT_FOUND"}"#, Created::Nothing(Reason::Limited)),
    said_with(302, "609 with HTTP 302", r#"{"code":"609","message":"AUTH_NOT_FOUND"}"#, Created::Nothing(Reason::WebPage)),
    said_with(403, "1010, the guard's page", "error code: 1010", Created::Nothing(Reason::ProgramRefused)),
    said_with(400, "page 400", "<html>400 accès interdit</html>", Created::Nothing(Reason::ServiceRefused)),
    said("201, its page where the account is", OURS, Created::Registered),
    said(
        "201 as a number",
        r#"{"code":201,"data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#,
        Created::Registered,
    ),
    said(
        "201 with more besides",
        made!(r#""payment_token":"$tx","payment_url":"$base/payment/$tx","status":"REFUSED","more":[{}]"#),
        Created::Registered,
    ),
    said_with(201, "201 with HTTP 201", OURS, Created::Registered),
    said("00", r#"{"code":"00","data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, STRANGE_CODE),
    said("612 another currency", r#"{"code":"612","message":"ERROR_CURRENCY_NOTVALID"}"#, STRANGE_CODE),
    said_with(422, "another code with HTTP 422", r#"{"code":"642","message":"ERROR_AMOUNT_TOO_HIGH"}"#, HTTP_REFUSED),
    said("code 0201", r#"{"code":"0201","data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, STRANGE_CODE),
    said(
        "code 201 with a blank",
        r#"{"code":"201 ","data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#,
        STRANGE_CODE,
    ),
    said("code empty", r#"{"code":"","data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, STRANGE_CODE),
    said("code 201.0", r#"{"code":201.0,"data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, NOTHING),
    said("code true", r#"{"code":true,"data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, NOTHING),
    said("code a list", r#"{"code":["201"],"data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, NOTHING),
    said("code null", r#"{"code":null,"data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, NOTHING),
    said("no code", r#"{"data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#, NOTHING),
    said(
        "code twice",
        r#"{"code":"609","code":"201","data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#,
        NOTHING,
    ),
    said("201 without data", r#"{"code":"201","message":"CREATED"}"#, NOTHING),
    said("201, its data null", r#"{"code":"201","data":null}"#, NOTHING),
    said("201, its data a text", r#"{"code":"201","data":"$base/payment/$tx"}"#, NOTHING),
    said("201, its data a list", r#"{"code":"201","data":["$tx","$base/payment/$tx"]}"#, NOTHING),
    said(
        "201, its data twice",
        r#"{"code":"201","data":{},"data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}"#,
        NOTHING,
    ),
    said("201, its data outside", r#"{"code":"201","payment_token":"$tx","payment_url":"$base/payment/$tx"}"#, NOTHING),
    said("201 without its token", made!(r#""payment_url":"$base/payment/$tx""#), NOTHING),
    said("201, its token null", made!(r#""payment_token":null,"payment_url":"$base/payment/$tx""#), NOTHING),
    said("201, its token a number", made!(r#""payment_token":$tx,"payment_url":"$base/payment/$tx""#), NOTHING),
    said("201, its token empty", made!(r#""payment_token":"","payment_url":"$base/payment/$tx""#), NOTHING),
    said("201, its token two words", made!(r#""payment_token":"a $tx","payment_url":"$base/payment/$tx""#), NOTHING),
    said("201, its token our key", made!(r#""payment_token":"practice-apikey","payment_url":"$base/payment/$tx""#), NOTHING),
    said(
        "201, its token twice",
        made!(r#""payment_token":"1","payment_token":"$tx","payment_url":"$base/payment/$tx""#),
        NOTHING,
    ),
    said("201 without its page", made!(r#""payment_token":"$tx""#), NOTHING),
    said("201, its page null", made!(r#""payment_token":"$tx","payment_url":null"#), NOTHING),
    said("201, its page a number", made!(r#""payment_token":"$tx","payment_url":$tx"#), NOTHING),
    said("201, its page twice", made!(r#""payment_token":"$tx","payment_url":"a","payment_url":"$base/payment/$tx""#), NOTHING),
    said("201, its page empty", made!(r#""payment_token":"$tx","payment_url":"""#), NO_PAGE),
    said("201, its page elsewhere", made!(r#""payment_token":"$tx","payment_url":"https://example.com/$tx""#), NO_PAGE),
    said(
        "201, its page at a likeness",
        made!(r#""payment_token":"$tx","payment_url":"https://cinetpay.com.example/$tx""#),
        NO_PAGE,
    ),
    said(
        "201, its page without TLS",
        made!(r#""payment_token":"$tx","payment_url":"http://checkout.cinetpay.com/$tx""#),
        NO_PAGE,
    ),
    said("201, its page a program", made!(r#""payment_token":"$tx","payment_url":"javascript:alert($tx)""#), NO_PAGE),
    said("201, its page with a user", made!(r#""payment_token":"$tx","payment_url":"https://a:b@cinetpay.com/$tx""#), NO_PAGE),
    said("201, our key in its page", made!(r#""payment_token":"$tx","payment_url":"$base/practice-apikey/$tx""#), NO_PAGE),
    said(
        "all of it deeper",
        r#"{"data":{"code":"201","data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}}"#,
        NOTHING,
    ),
    said("all of it in a list", r#"[{"code":"201","data":{"payment_token":"$tx","payment_url":"$base/payment/$tx"}}]"#, NOTHING),
];
