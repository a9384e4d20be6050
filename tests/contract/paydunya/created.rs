//! What PayDunya answers to its create call.

use comptoir_core::code::Reason;

use crate::subject::{Created, Said, documented, said, said_with};

/// As the document has it, its page where the account is.
const OURS: &str = r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":"$tx"}"#;

const MODE_REFUSED: Created = Created::Refused(Reason::ModeRefused);
const NO_INVOICE: Created = Created::Nothing(Reason::Unreadable);
const NO_PAGE: Created = Created::Nothing(Reason::PageRefused);
const STRANGE_CODE: Created = Created::Nothing(Reason::UnknownWord);

/// « Toutes les réponses de succès renvoient un objet JSON contenant un nœud response_code égal à 00. » The other codes were seen in
/// production answers.
pub(super) const CREATED: &[Said<Created>] = &[
    documented(
        "00 created",
        r#"{"response_code":"00","response_text":"https://app.paydunya.com/sandbox-checkout/invoice/$tx","description":"Checkout Invoice Created","token":"$tx"}"#,
        Created::Registered,
    ),
    documented(
        "00 created, as in production",
        r#"{"response_code":"00","response_text":"https://paydunya.com/sandbox-checkout/invoice/$tx","description":"Checkout Invoice Created","token":"$tx"}"#,
        Created::Registered,
    ),
    documented("1001 wrong keys", r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#, MODE_REFUSED),
    said("00, its page where the account is", OURS, Created::Registered),
    said(
        "00, its token a number",
        r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":$tx}"#,
        Created::Registered,
    ),
    said(
        "00 with more besides",
        r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":"$tx","invoice":{"token":"x"},"more":[{}]}"#,
        Created::Registered,
    ),
    said_with(201, "00 with HTTP 201", OURS, Created::Registered),
    said("1001 as a number", r#"{"response_code":1001,"response_text":"Invalid Masterkey Specified"}"#, MODE_REFUSED),
    said("1001 without a text", r#"{"response_code":"1001"}"#, MODE_REFUSED),
    said("1001 with a token", r#"{"response_code":"1001","response_text":"$base/checkout/$tx","token":"$tx"}"#, MODE_REFUSED),
    said_with(
        400,
        "1001 with HTTP 400",
        r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#,
        MODE_REFUSED,
    ),
    said_with(
        401,
        "1001 with HTTP 401",
        r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#,
        MODE_REFUSED,
    ),
    said_with(500, "1001 with HTTP 500", r#"{"response_code":"1001"}"#, Created::Nothing(Reason::ServerFailed)),
    said(
        "papers are wanted",
        r#"{"response_code":"5000","response_text":"Veuillez valider vos informations KYC"}"#,
        Created::Refused(Reason::NotActivated),
    ),
    said("4002 no such balance", r#"{"response_code":"4002","response_text":"Insufficient balance"}"#, STRANGE_CODE),
    said("another code", r#"{"response_code":"42","response_text":"$base/checkout/$tx","token":"$tx"}"#, STRANGE_CODE),
    said_with(
        422,
        "another code with HTTP 422",
        r#"{"response_code":"42","response_text":"Invalid total_amount"}"#,
        Created::Nothing(Reason::HttpRefused),
    ),
    said_with(404, "not found", r#"{"response_code":"404","response_text":"Not Found"}"#, STRANGE_CODE),
    said("code 0", r#"{"response_code":0,"response_text":"$base/checkout/$tx","token":"$tx"}"#, STRANGE_CODE),
    said("code 0 as text", r#"{"response_code":"0","response_text":"$base/checkout/$tx","token":"$tx"}"#, STRANGE_CODE),
    said("code 00 with a blank", r#"{"response_code":"00 ","response_text":"$base/checkout/$tx","token":"$tx"}"#, STRANGE_CODE),
    said("code empty", r#"{"response_code":"","response_text":"$base/checkout/$tx","token":"$tx"}"#, STRANGE_CODE),
    said("code 00 that is no JSON", r#"{"response_code":00,"response_text":"$base/checkout/$tx","token":"$tx"}"#, NO_INVOICE),
    said("code 0.0", r#"{"response_code":0.0,"response_text":"$base/checkout/$tx","token":"$tx"}"#, NO_INVOICE),
    said("code true", r#"{"response_code":true,"response_text":"$base/checkout/$tx","token":"$tx"}"#, NO_INVOICE),
    said("code a list", r#"{"response_code":["00"],"response_text":"$base/checkout/$tx","token":"$tx"}"#, NO_INVOICE),
    said("code null", r#"{"response_code":null,"response_text":"$base/checkout/$tx","token":"$tx"}"#, NO_INVOICE),
    said("no code", r#"{"response_text":"$base/checkout/$tx","token":"$tx"}"#, NO_INVOICE),
    said(
        "code twice",
        r#"{"response_code":"1001","response_code":"00","response_text":"$base/checkout/$tx","token":"$tx"}"#,
        NO_INVOICE,
    ),
    said("00 without its token", r#"{"response_code":"00","response_text":"$base/checkout/$tx"}"#, NO_INVOICE),
    said("00, its token null", r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":null}"#, NO_INVOICE),
    said("00, its token true", r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":true}"#, NO_INVOICE),
    said("00, its token broken", r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":1.5}"#, NO_INVOICE),
    said("00, its token empty", r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":""}"#, NO_INVOICE),
    said("00, its token a path", r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":"../$tx"}"#, NO_INVOICE),
    said(
        "00, its token with a query",
        r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":"$tx?a=1"}"#,
        NO_INVOICE,
    ),
    said(
        "00, its token our key",
        r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":"practice-token"}"#,
        NO_INVOICE,
    ),
    said(
        "00, its token twice",
        r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":"1","token":"$tx"}"#,
        NO_INVOICE,
    ),
    said(
        "00, its page twice",
        r#"{"response_code":"00","response_text":"a","response_text":"$base/checkout/$tx","token":"$tx"}"#,
        NO_INVOICE,
    ),
    said("00 without its page", r#"{"response_code":"00","token":"$tx"}"#, NO_INVOICE),
    said("00, its page null", r#"{"response_code":"00","response_text":null,"token":"$tx"}"#, NO_INVOICE),
    said("00, its page a number", r#"{"response_code":"00","response_text":$tx,"token":"$tx"}"#, NO_INVOICE),
    said("00, its page a list", r#"{"response_code":"00","response_text":["$base/checkout/$tx"],"token":"$tx"}"#, NO_INVOICE),
    said(
        "00, its page no address",
        r#"{"response_code":"00","response_text":"Checkout Invoice Created","token":"$tx"}"#,
        NO_PAGE,
    ),
    said("00, its page empty", r#"{"response_code":"00","response_text":"","token":"$tx"}"#, NO_PAGE),
    said(
        "00, its page elsewhere",
        r#"{"response_code":"00","response_text":"https://example.com/invoice/$tx","token":"$tx"}"#,
        NO_PAGE,
    ),
    said(
        "00, its page at a likeness",
        r#"{"response_code":"00","response_text":"https://paydunya.com.example/$tx","token":"$tx"}"#,
        NO_PAGE,
    ),
    said(
        "00, its page without TLS",
        r#"{"response_code":"00","response_text":"http://app.paydunya.com/$tx","token":"$tx"}"#,
        NO_PAGE,
    ),
    said("00, its page a program", r#"{"response_code":"00","response_text":"javascript:alert($tx)","token":"$tx"}"#, NO_PAGE),
    said(
        "00, its page with a user",
        r#"{"response_code":"00","response_text":"https://a:b@paydunya.com/$tx","token":"$tx"}"#,
        NO_PAGE,
    ),
    said(
        "00, our key in its page",
        r#"{"response_code":"00","response_text":"$base/checkout/practice-token","token":"$tx"}"#,
        NO_PAGE,
    ),
    said("all of it deeper", r#"{"data":{"response_code":"00","response_text":"$base/checkout/$tx","token":"$tx"}}"#, NO_INVOICE),
    said("all of it in a list", r#"[{"response_code":"00","response_text":"$base/checkout/$tx","token":"$tx"}]"#, NO_INVOICE),
];
