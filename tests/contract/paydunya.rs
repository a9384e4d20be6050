//! PayDunya, from its document « HTTP/JSON » and from what production answers are known to hold besides.

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_gateway::GatewayError;
use comptoir_tests::Call;
use comptoir_tests::gateway::paydunya::MANNERS;
use serde_json::{Value, json};

use crate::requests;
use crate::subject::{Created, Means, Names, Proves, Said, Subject, Told, documented, said, said_with};

const MASTER_KEY: &str = "practice-master-key";
const PRIVATE_KEY: &str = "test_private_of-practice";
const TOKEN: &str = "practice-token";

/// « Paiement avec redirection », with the keys of tests.
pub(crate) const PAYDUNYA: Subject = Subject {
    name: "paydunya_page",
    gateway: GatewayKind::Paydunya,
    manners: &MANNERS,
    method: Method::Page,
    fields: &[("store_name", "Magasin le Choco"), ("tagline", "Tout le chocolat")],
    secrets: &[("master_key", MASTER_KEY), ("private_key", PRIVATE_KEY), ("token", TOKEN)],
    phone: None,
    note: "Deux pagnes",
    customer: &[],
    create: Some(Call::Pay),
    asks: &[Call::Status],
    proof: Some(Call::Status),
    created: CREATED,
    answered: ANSWERED,
    proofs: PROOFS,
    refusals: &[
        ("HTTP 401", GatewayError::Refused),
        ("HTTP 403", GatewayError::Refused),
        ("HTTP 403, a web page", GatewayError::Refused),
    ],
    requests: |names| told("/sandbox-api/v1", PRIVATE_KEY, names),
    page: Some(|names| format!("/checkout/{}", names.number)),
};

/// What is told at `api`, the endpoints of one mode, with the private key of that mode.
fn told(api: &str, private_key: &str, names: Names<'_>) -> Vec<Told> {
    let headers = [("paydunya-master-key", MASTER_KEY), ("paydunya-private-key", private_key), ("paydunya-token", TOKEN)];
    let confirm = |token: &str| Told::get(format!("{api}/checkout-invoice/confirm/{token}")).with(&headers);
    let token = names.number.to_string();
    vec![
        Told::post(&format!("{api}/checkout-invoice/create"), create(names)).with(&headers),
        confirm(&token),
        confirm(&token),
        confirm("comptoir-account-test"),
    ]
}

/// « 1 - Structure JSON complète des données à envoyer », but for what is not known of the shop and the sale.
fn create(names: Names<'_>) -> Value {
    json!({
        "invoice": { "total_amount": 12_500, "description": "Deux pagnes" },
        "store": { "name": "Magasin le Choco", "tagline": "Tout le chocolat" },
        "custom_data": { "reference": names.reference, "payment_id": names.payment_id, "amount": 12_500 },
        "actions": {
            "cancel_url": "https://paydunya.com",
            "return_url": "https://paydunya.com",
            "callback_url": "https://paydunya.com",
        },
    })
}

/// The keys of the other mode go to the other endpoints.
#[test]
fn an_account_with_live_keys_speaks_to_the_live_endpoints() {
    const LIVE_KEY: &str = "practice-private-key";
    static LIVE: Subject = Subject {
        secrets: &[("master_key", MASTER_KEY), ("private_key", LIVE_KEY), ("token", TOKEN)],
        requests: |names| told("/api/v1", LIVE_KEY, names),
        ..PAYDUNYA
    };
    requests::messages(&LIVE);
}

const MODE_REFUSED: Created = Created::Refused(Reason::ModeRefused);
const NO_INVOICE: Created = Created::Nothing(Reason::Unreadable);
const NO_PAGE: Created = Created::Nothing(Reason::PageRefused);
const STRANGE_CODE: Created = Created::Nothing(Reason::UnknownWord);

/// « Toutes les réponses de succès renvoient un objet JSON contenant un nœud response_code égal à 00. » The other codes were seen in
/// production answers.
const CREATED: &[Said<Created>] = &[
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
    said(
        "00, its page where the account is",
        r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":"$tx"}"#,
        Created::Registered,
    ),
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
    said_with(
        201,
        "00 with HTTP 201",
        r#"{"response_code":"00","response_text":"$base/checkout/$tx","token":"$tx"}"#,
        Created::Registered,
    ),
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
    ($invoice:literal, $beside:literal) => {
        concat!(r#"{"response_code":"00","response_text":"Transaction Found","invoice":{"#, $invoice, "},", $beside, "}")
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

/// « Réponse attendue » of « État de paiement », with its hash, its amount, its own data, its mode, its status and its reason of a
/// failure in the blanks.
macro_rules! sample {
    ($hash:expr, $token:literal, $total:literal, $data:literal, $mode:literal, $status:literal, $fail_reason:literal) => {
        concat!(
            r#"{
    "response_code": "00",
    "response_text": "Transaction Found",
    "hash": ""#,
            $hash,
            r#"",
    "invoice": {
        "items": {
            "item_0": {
            "name": "Chaussures Croco",
            "quantity": 3,
            "unit_price": "10000",
            "total_price": "30000",
            "description": "Chaussures faites en peau de crocrodile authentique qui chasse la pauvreté"
        },
        "item_1": {
            "name": "Chemise Glacée",
            "quantity": 1,
            "unit_price": "5000",
            "total_price": "5000",
            "description": ""
        }
        },
        "taxes": {
        "tax_0": {
            "name": "TVA (18%)",
            "amount": 6300
        },
        "tax_1": {
            "name": "Livraison",
            "amount": 1000
        }
        },
        "token": ""#,
            $token,
            r#"",
        "total_amount": "#,
            $total,
            r#",
        "description": "Paiement de 42300 FCFA pour article(s) achetés sur Magasin le Choco"
    },
    "custom_data": "#,
            $data,
            r#",
    "actions": {
        "cancel_url": "http://magasin-le-choco.com/cancel_url.aspx",
        "callback_url": "http://magasin-le-choco.com/callback_url.aspx",
        "return_url": "http://magasin-le-choco.com/return_url.aspx"
    },
    "mode": ""#,
            $mode,
            r#"",
    "status": ""#,
            $status,
            r#"",
    "fail_reason": ""#,
            $fail_reason,
            r#"",
    "customer": {
        "name": "Alioune Faye",
        "phone": "774563209",
        "email": "aliounefaye@gmail.com"
    },
    "receipt_url": "https://paydunya.com/sandbox-checkout/receipt/pdf/test_Jh2T8skw1j.pdf"
}"#
        )
    };
}

/// The same word for word: an answer about another token than the one that it was asked about, from another merchant.
macro_rules! verbatim {
    ($mode:literal, $status:literal, $fail_reason:literal) => {
        sample!(
            "85c6564b0e29c7955633594bc8aca0d007dc1fce3f67bd3accb00ae4e9d39ae528574be9a6ea8bde81fcbb0bc0fae3e56eb1bbedcd4d119a7fd24b0d44ab3770",
            "test_Jh2T8skw1j",
            "42300",
            r#"{
        "categorie": "Jeu concours",
        "periode":  "Noël 2015",
        "numero_gagnant": 5,
        "prix" : "Bon de réduction de 50%"
    }"#,
            $mode,
            $status,
            $fail_reason
        )
    };
}

/// SHA-512 of our master key: « Le hash renvoyé par PayDunya est le hash de votre MasterKey (clé principale) ».
macro_rules! our_hash {
    () => {
        "b4748b543b230471c1964016ed222c7c67e12fbd53c3d9eac6653ad392bf57978c89267c7a5e78440cb57711488a4bf872afb050abeeeb84eabf0f95e07a546a"
    };
}

/// The same about our invoice.
macro_rules! sample_of_ours {
    ($status:literal, $fail_reason:literal) => {
        sample!(
            our_hash!(),
            "$tx",
            "12500",
            r#"{"reference":"$id","payment_id":"$pid","amount":12500}"#,
            "test",
            $status,
            $fail_reason
        )
    };
}

/// « pending (en attente), cancelled (annulé) ou completed (complété) », « pour les paiements échoués le statut devient failed ».
const ANSWERED: &[Said<Means>] = &[
    said("completed, as in the document", sample_of_ours!("completed", ""), Means::Paid),
    said("cancelled, as in the document", sample_of_ours!("cancelled", "Payment cancelled by customer"), CANCELLED),
    documented("the document's completed, word for word", verbatim!("test", "completed", ""), ANOTHER_MERCHANT),
    documented(
        "the document's cancelled, word for word",
        verbatim!("live", "cancelled", "Payment cancelled by customer"),
        Means::Nobody,
    ),
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
        ours!(r#""custom_data":{"reference":"$id","payment_id":"$pid","amount":12500},"mode":"test","status":"completed""#),
        Means::Paid,
    ),
    said(
        "completed, our data with more",
        ours!(r#""custom_data":{"reference":"$id","vendeur":{"nom":"Afi"}},"mode":"test","status":"completed""#),
        Means::Paid,
    ),
    said("completed, our data an empty list", ours!(r#""custom_data":[],"mode":"test","status":"completed""#), Means::Paid),
    said("completed, our data null", ours!(r#""custom_data":null,"mode":"test","status":"completed""#), Means::Paid),
    said(
        "completed, another reference",
        ours!(r#""custom_data":{"reference":"CPTOTHER"},"mode":"test","status":"completed""#),
        OTHER,
    ),
    said(
        "completed, a strange reference",
        ours!(r#""custom_data":{"reference":["$id"]},"mode":"test","status":"completed""#),
        OTHER,
    ),
    said(
        "completed, another payment's id",
        ours!(r#""custom_data":{"reference":"$id","payment_id":"p"},"mode":"test","status":"completed""#),
        OTHER,
    ),
    said(
        "completed, another amount in our data",
        ours!(r#""custom_data":{"reference":"$id","amount":100},"mode":"test","status":"completed""#),
        DIFFERS,
    ),
    said(
        "completed, a strange amount in our data",
        ours!(r#""custom_data":{"reference":"$id","amount":"12500.0"},"mode":"test","status":"completed""#),
        DIFFERS,
    ),
    said("completed, our data a text", ours!(r#""custom_data":"$id","mode":"test","status":"completed""#), OTHER),
    said(
        "completed, our data in a list",
        ours!(r#""custom_data":[{"reference":"$id"}],"mode":"test","status":"completed""#),
        OTHER,
    ),
    said("completed, hash null", ours!(r#""hash":null,"mode":"test","status":"completed""#), Means::Paid),
    said("completed, another hash", ours!(r#""hash":"00ff","mode":"test","status":"completed""#), ANOTHER_MERCHANT),
    said("completed, hash empty", ours!(r#""hash":"","mode":"test","status":"completed""#), ANOTHER_MERCHANT),
    said("completed, a strange hash", ours!(r#""hash":true,"mode":"test","status":"completed""#), ANOTHER_MERCHANT),
    said(
        "completed, a receipt elsewhere",
        ours!(r#""mode":"test","status":"completed","receipt_url":"https://example.com/recu.pdf""#),
        Means::Paid,
    ),
    said("completed, a strange customer", ours!(r#""mode":"test","status":"completed","customer":"Afi""#), Means::Paid),
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
    said("mode twice", ours!(r#""mode":"live","mode":"test","status":"completed""#), UNREADABLE),
    said("hash twice", ours!(r#""hash":"00ff","hash":null,"mode":"test","status":"completed""#), UNREADABLE),
    said(
        "invoice twice",
        ours!(r#""invoice":{"token":"$tx","total_amount":100},"mode":"test","status":"completed""#),
        UNREADABLE,
    ),
    said(
        "our data twice",
        ours!(r#""custom_data":[],"custom_data":{"reference":"$id"},"mode":"test","status":"completed""#),
        UNREADABLE,
    ),
    said("amount twice", completed!(r#""token":"$tx","total_amount":100,"total_amount":12500"#), UNREADABLE),
    said("token twice", completed!(r#""token":"1","token":"$tx","total_amount":12500"#), UNREADABLE),
    said(
        "our reference twice",
        ours!(r#""custom_data":{"reference":"CPTOTHER","reference":"$id"},"mode":"test","status":"completed""#),
        UNREADABLE,
    ),
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

/// What is answered about an invoice that nobody made: whatever it is, the keys were good enough to be told.
const PROOFS: &[Said<Proves>] = &[
    said("00", r#"{"response_code":"00","response_text":"Transaction Found"}"#, Proves::Good(&[])),
    said("not found", r#"{"response_code":"404","response_text":"Invoice Not Found"}"#, Proves::Good(&[])),
    said_with(
        404,
        "not found, with HTTP 404",
        r#"{"response_code":"404","response_text":"Invoice Not Found"}"#,
        Proves::Good(&[]),
    ),
    said("not found, in French", r#"{"response_code":"42","response_text":"Cette facture n'existe pas"}"#, Proves::Good(&[])),
    said("1001 wrong keys", r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#, KEYS_REFUSED),
    said_with(
        401,
        "1001 with HTTP 401",
        r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#,
        KEYS_REFUSED,
    ),
    said("1001 in words of no invoice", r#"{"response_code":1001,"response_text":"Masterkey not found"}"#, KEYS_REFUSED),
    said(
        "papers are wanted",
        r#"{"response_code":"5000","response_text":"KYC"}"#,
        Proves::Not(GatewayError::AccountRefused(Reason::NotActivated)),
    ),
    said_with(
        401,
        "not found, with HTTP 401",
        r#"{"response_code":"404","response_text":"Key not found"}"#,
        Proves::Not(GatewayError::Refused),
    ),
    said_with(
        403,
        "not found, with HTTP 403",
        r#"{"response_code":"404","response_text":"Account not found"}"#,
        Proves::Not(GatewayError::Refused),
    ),
    said(
        "another code",
        r#"{"response_code":"42","response_text":"Erreur"}"#,
        Proves::Not(GatewayError::Silent(Reason::UnknownWord)),
    ),
    said("no code", r#"{"response_text":"Invoice Not Found"}"#, Proves::Not(GatewayError::Silent(Reason::Unreadable))),
    said_with(403, "an address not on the list", "<html>403</html>", Proves::Not(GatewayError::Refused)),
    said_with(401, "HTTP 401", "", Proves::Not(GatewayError::Refused)),
];

const KEYS_REFUSED: Proves = Proves::Not(GatewayError::AccountRefused(Reason::ModeRefused));
