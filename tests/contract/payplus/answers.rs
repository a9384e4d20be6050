//! What it answers, and what that means.

use comptoir_core::code::Reason;
use comptoir_gateway::GatewayError;

use crate::subject::{Created, Means, Proves, Said, documented, said, said_with};

/// An answer to the create call whose page is where the account is, with these fields besides.
macro_rules! created {
    ($($field:literal),* $(,)?) => {
        concat!(r#"{"response_code":"00","token":"$tx","response_text":"$base/checkout/$tx""#, $(",", $field,)* "}")
    };
}

/// The same with a page and a token of its own.
macro_rules! created_as {
    ($token:literal, $page:literal) => {
        concat!(r#"{"response_code":"00","token":"#, $token, r#","response_text":"#, $page, "}")
    };
}

/// A call that failed, as production answers have it.
macro_rules! failed {
    ($number:literal) => {
        concat!(
            r#"{"response_code":"01","token":"","response_text":"Echec (Code"#,
            $number,
            r#")","description":"","customdata":[]}"#
        )
    };
}

/// « Envoie de la requête », « Réponse », as it stands in the document.
const CREATE_SAMPLE: &str = r#"{
    "response_code": "contient 00 si succes. si different de 00 alors echec",
    "token":  "token de la transaction. il faut la conserver sur votre plateforme" ,
    "response_text":  "contient l'url de la page de validation de paiement (page vers laquelle vous devez rediriger le client pour qu'il procède au paiement)" ,
    "description":  "message texte décrivant le résultat de la requête" ,
    "customdata":  "contient les custom_data envoyées lors de l'envoie de la requête"  
}"#;

const NO_ANSWER: Created = Created::Nothing(Reason::Unreadable);
const NO_PAGE: Created = Created::Nothing(Reason::PageRefused);
const REFUSED: Created = Created::Refused(Reason::InputRefused);

/// « contient 00 si succes. si different de 00 alors echec ».
pub(super) const CREATED: &[Said<Created>] = &[
    documented("00 created", created!(r#""description":"Facture créée""#, r#""customdata":[]"#), Created::Registered),
    documented(
        "00 created, as in production",
        r#"{"response_code":"00","token":"$tx","response_text":"https://app.payplus.africa/pay/v01/redirect/checkout-invoice/page/$tx","description":"","custom_data":{},"wiki":"https://developers.payplus.africa/codes"}"#,
        Created::Registered,
    ),
    documented("the document's sample", CREATE_SAMPLE, REFUSED),
    documented("Code00 wrong keys", failed!("00"), Created::Refused(Reason::KeyRefused)),
    said("Code01 not activated", failed!("01"), Created::Refused(Reason::NotActivated)),
    said("Code02 amount out of range", failed!("02"), Created::Refused(Reason::AmountRefused)),
    said("Code03 address refused", failed!("03"), Created::Refused(Reason::AddressRefused)),
    said("Code04", failed!("04"), REFUSED),
    said("Code07 no network", failed!("07"), REFUSED),
    said("Code08 input refused", failed!("08"), REFUSED),
    said("Code09b", failed!("09b"), REFUSED),
    said("Code12 method refused", failed!("12"), REFUSED),
    said("Code14 address refused", failed!("14"), Created::Refused(Reason::AddressRefused)),
    said("Code99", failed!("99"), REFUSED),
    said("a failure without a number", r#"{"response_code":"01","response_text":"Echec"}"#, REFUSED),
    said("a failure without a text", r#"{"response_code":"01"}"#, REFUSED),
    said("a failure with a page", r#"{"response_code":"01","token":"$tx","response_text":"$base/checkout/$tx"}"#, REFUSED),
    said("response_code 0", r#"{"response_code":0,"token":"$tx","response_text":"$base/checkout/$tx"}"#, REFUSED),
    said("response_code 000", r#"{"response_code":"000","token":"$tx","response_text":"$base/checkout/$tx"}"#, REFUSED),
    said("response_code empty", r#"{"response_code":"","token":"$tx","response_text":"$base/checkout/$tx"}"#, REFUSED),
    said_with(201, "00 with HTTP 201", created!(), Created::Registered),
    said("00, its token a number", created_as!("$tx", r#""$base/checkout/$tx""#), Created::Registered),
    said("00, nothing kept, null", created!(r#""customdata":null"#), Created::Registered),
    said("00, nothing kept, a text", created!(r#""customdata":"""#, r#""custom_data":{}"#), Created::Registered),
    said("00 with more besides", created!(r#""wiki":{"a":[1]}"#, r#""montant":"x""#), Created::Registered),
    said("no response_code", r#"{"token":"$tx","response_text":"$base/checkout/$tx"}"#, NO_ANSWER),
    said("response_code null", r#"{"response_code":null,"token":"$tx","response_text":"$base/checkout/$tx"}"#, NO_ANSWER),
    said("response_code true", r#"{"response_code":true,"token":"$tx","response_text":"$base/checkout/$tx"}"#, NO_ANSWER),
    said("response_code 0.0", r#"{"response_code":0.0,"token":"$tx","response_text":"$base/checkout/$tx"}"#, NO_ANSWER),
    said("response_code a list", r#"{"response_code":["00"],"token":"$tx","response_text":"$base/checkout/$tx"}"#, NO_ANSWER),
    said("response_code NaN", r#"{"response_code":NaN,"token":"$tx","response_text":"$base/checkout/$tx"}"#, NO_ANSWER),
    said("response_code twice", created!(r#""response_code":"01""#), NO_ANSWER),
    said("the token twice", created!(r#""token":"$tx""#), NO_ANSWER),
    said("the page twice", created!(r#""response_text":"$base/checkout/1""#), NO_ANSWER),
    said("00 without its token", r#"{"response_code":"00","response_text":"$base/checkout/$tx"}"#, NO_ANSWER),
    said("00, its token null", created_as!("null", r#""$base/checkout/$tx""#), NO_ANSWER),
    said("00, its token empty", created_as!(r#""""#, r#""$base/checkout/$tx""#), NO_ANSWER),
    said("00, its token two words", created_as!(r#""deux mots""#, r#""$base/checkout/$tx""#), NO_ANSWER),
    said("00, its token true", created_as!("true", r#""$base/checkout/$tx""#), NO_ANSWER),
    said("00, its token broken", created_as!("1.5", r#""$base/checkout/$tx""#), NO_ANSWER),
    said("00, its token a list", created_as!(r#"["$tx"]"#, r#""$base/checkout/$tx""#), NO_ANSWER),
    said("00, a key for a token", created_as!(r#""practice-token""#, r#""$base/checkout/$tx""#), NO_ANSWER),
    said("00 without its page", r#"{"response_code":"00","token":"$tx"}"#, NO_ANSWER),
    said("00, its page null", created_as!(r#""$tx""#, "null"), NO_ANSWER),
    said("00, its page a number", created_as!(r#""$tx""#, "1"), NO_ANSWER),
    said("00, its page an object", created_as!(r#""$tx""#, r#"{"url":"$base/checkout/$tx"}"#), NO_ANSWER),
    said("all of it deeper", concat!(r#"{"data":"#, created!(), "}"), NO_ANSWER),
    said("all of it in a list", concat!("[", created!(), "]"), NO_ANSWER),
    said("an error body", r#"{"error_code":403,"error_message":"Interdit"}"#, NO_ANSWER),
    said("00, its page empty", created_as!(r#""$tx""#, r#""""#), NO_PAGE),
    said("00, its page a word", created_as!(r#""$tx""#, r#""Facture créée""#), NO_PAGE),
    said("00, its page a path", created_as!(r#""$tx""#, r#""/checkout/$tx""#), NO_PAGE),
    said("00, its page another's", created_as!(r#""$tx""#, r#""https://payplus.example/checkout/$tx""#), NO_PAGE),
    said("00, its page without TLS", created_as!(r#""$tx""#, r#""http://app.payplus.africa/checkout/$tx""#), NO_PAGE),
    said("00, its page a script", created_as!(r#""$tx""#, r#""javascript:alert(1)""#), NO_PAGE),
    said("00, a key in its page", created_as!(r#""$tx""#, r#""$base/checkout/practice-apikey""#), NO_PAGE),
    said("00 beside Code08", created_as!(r#""$tx""#, r#""Echec (Code08)""#), Created::Nothing(Reason::InputRefused)),
    said("00 beside Code00", created_as!(r#""$tx""#, r#""Echec (Code00)""#), Created::Nothing(Reason::KeyRefused)),
    said("00, another's kept", created!(r#""customdata":{"reference":"CPTOTHER"}"#), Created::Nothing(Reason::ReferenceDiffers)),
    said("00, something else kept", created!(r#""customdata":{"rubrique_1":"1"}"#), Created::Nothing(Reason::ReferenceMissing)),
    said("00, a word kept", created!(r#""customdata":"Facture""#), Created::Nothing(Reason::ReferenceDiffers)),
    said("00, a number kept", created!(r#""custom_data":7"#), Created::Nothing(Reason::ReferenceDiffers)),
];

/// An answer to a question with this word in `status`, and these fields besides.
macro_rules! stated {
    ($word:literal $(, $field:expr)* $(,)?) => {
        concat!(r#"{"response_code":"00","status":""#, $word, r#"""#, $(",", $field,)* "}")
    };
}

/// An answer as the document has it, with this word in `description`.
macro_rules! described {
    ($word:literal) => {
        concat!(
            r#"{"response_code":"00","token":"$tx","response_text":"","description":""#,
            $word,
            r#"","customdata":{"reference":"$id","payment_id":"$pid","amount":"12500"}}"#,
        )
    };
}

/// What we had the gateway keep, as a list of production answers has it; the amount is the one that stands there.
macro_rules! listed {
    ($amount:literal) => {
        concat!(
            r#""custom_data":[{"keyof_customdata":"reference","valueof_customdata":"$id","datecreation_customdata":"2026-11-26 14:00:00"},"#,
            r#"{"keyof_customdata":"payment_id","valueof_customdata":"$pid","datecreation_customdata":"2026-11-26 14:00:00"},"#,
            r#"{"keyof_customdata":"amount","valueof_customdata":""#,
            $amount,
            r#"","datecreation_customdata":"2026-11-26 14:00:00"}]"#,
        )
    };
}

/// An answer as it was seen in production, with this word in `status`.
macro_rules! seen {
    ($word:literal) => {
        concat!(
            r#"{"response_code":"00","token":"","response_text":"","description":"","status":""#,
            $word,
            r#"","#,
            listed!("12500"),
            r#","montant":"12500","amount":12500,"operator_id":"1","operator_name":"MTN BENIN","external_id":"","request_id":"","#,
            r#""transaction_id":"PP1000001","customer":"2290197123456","date":"2026-11-26 14:05:09","receipt_url":"https://app.payplus.africa/recu/1","wiki":"https://developers.payplus.africa/codes"}"#,
        )
    };
}

/// « Vérification du statut de la requête », « Réponse », as it stands in the document.
const CONFIRM_SAMPLE: &str = r#"{
    "response_code": "contient 00 si succes. si different de 00 alors echec",
    "token":  "token de la transaction. il faut la conserver sur votre plateforme" ,
    "response_text":  "message texte décrivant le résultat de la requête" ,
    "description":  "indique le statut de la requête. valeurs possibles : pending (transaction en attente de validation), completed (transaction validée), notcompleted (transaction annulée). ce champ est vide si response_code est different de 00" ,
    "customdata":  "contient les custom_data envoyées lors de l'envoie de la requête"  
}"#;

const CANCELLED: Means = Means::Declined(Reason::Refused);
const DIFFERS: Means = Means::Unproven(Reason::AmountDiffers);
const OTHER: Means = Means::Unproven(Reason::ReferenceDiffers);
const NAMELESS: Means = Means::Unproven(Reason::ReferenceMissing);
const STRANGER: Means = Means::Unproven(Reason::GatewayReferenceDiffers);
const UNREADABLE: Means = Means::Nothing(Reason::Unreadable);
const UNKNOWN_WORD: Means = Means::Nothing(Reason::UnknownWord);
const ELSEWHERE: Means = Means::Nothing(Reason::HttpRefused);

/// « pending (transaction en attente de validation), completed (transaction validée), notcompleted (transaction annulée) ».
pub(super) const ANSWERED: &[Said<Means>] = &[
    documented("completed", described!("completed"), Means::Paid),
    documented("pending", described!("pending"), Means::Pending),
    documented("notcompleted", described!("notcompleted"), CANCELLED),
    documented("completed, as in production", seen!("completed"), Means::Paid),
    said("pending, as in production", seen!("pending"), Means::Pending),
    said("nocompleted, as in production", seen!("nocompleted"), CANCELLED),
    documented("the document's sample", CONFIRM_SAMPLE, UNKNOWN_WORD),
    documented("Code02 no such invoice", failed!("02"), Means::NotKnown),
    said("Code00 wrong keys", failed!("00"), Means::Nothing(Reason::KeyRefused)),
    said("Code01 not activated", failed!("01"), Means::Nothing(Reason::NotActivated)),
    said("Code03 processing", failed!("03"), UNKNOWN_WORD),
    said("Code14 address refused", failed!("14"), Means::Nothing(Reason::AddressRefused)),
    said("Code99", failed!("99"), UNKNOWN_WORD),
    said_with(404, "Code02 with HTTP 404", failed!("02"), ELSEWHERE),
    said_with(403, "Code14 with HTTP 403", failed!("14"), ELSEWHERE),
    said("completed beside 01", r#"{"response_code":"01","status":"completed","montant":12500}"#, UNKNOWN_WORD),
    said("completed beside 0", r#"{"response_code":0,"status":"completed","montant":12500}"#, UNKNOWN_WORD),
    said("completed beside 000", r#"{"response_code":"000","status":"completed"}"#, UNKNOWN_WORD),
    said(
        "completed beside Code00",
        stated!("completed", r#""response_text":"Echec (Code00)""#),
        Means::Nothing(Reason::KeyRefused),
    ),
    said("notcompleted beside 01", r#"{"response_code":"01","status":"notcompleted"}"#, UNKNOWN_WORD),
    said("completed, and nothing else", stated!("completed"), Means::Paid),
    said("completed, told in both", stated!("completed", r#""description":"completed""#), Means::Paid),
    said("notcompleted, told in both", stated!("notcompleted", r#""description":"nocompleted""#), CANCELLED),
    said("completed, or pending", stated!("completed", r#""description":"pending""#), UNKNOWN_WORD),
    said("completed, or notcompleted", stated!("notcompleted", r#""description":"completed""#), UNKNOWN_WORD),
    said("completed, or a sentence", stated!("completed", r#""description":"Facture réglée""#), UNKNOWN_WORD),
    said("completed, or a list", stated!("completed", r#""description":["completed"]"#), UNREADABLE),
    said("completed, its token a number", stated!("completed", r#""token":$tx"#), Means::Paid),
    said("completed, its token null", stated!("completed", r#""token":null"#), Means::Paid),
    said("completed, another token", stated!("completed", r#""token":"1""#), Means::AnotherNumber),
    said("completed, a strange token", stated!("completed", r#""token":["$tx"]"#), STRANGER),
    said("completed, a blank token", stated!("completed", r#""token":" ""#), STRANGER),
    said("completed, montant n", stated!("completed", r#""montant":12500"#), Means::Paid),
    said("completed, amount n as text", stated!("completed", r#""amount":"12500""#), Means::Paid),
    said("completed, amount null", stated!("completed", r#""montant":null"#, r#""amount":null"#), Means::Paid),
    said("completed, montant 0", stated!("completed", r#""montant":0"#), DIFFERS),
    said("completed, montant n-5", stated!("completed", r#""montant":12495"#), DIFFERS),
    said("completed, montant n-1", stated!("completed", r#""montant":"12499""#), DIFFERS),
    said("completed, amount n+1", stated!("completed", r#""amount":12501"#), DIFFERS),
    said("completed, amount 2n", stated!("completed", r#""amount":25000"#), DIFFERS),
    said("completed, montant 100n", stated!("completed", r#""montant":1250000"#), DIFFERS),
    said("completed, montant -n", stated!("completed", r#""montant":-12500"#), DIFFERS),
    said("completed, montant n.0", stated!("completed", r#""montant":12500.0"#), DIFFERS),
    said("completed, montant n.00 as text", stated!("completed", r#""montant":"12500.00""#), DIFFERS),
    said("completed, montant 1e308", stated!("completed", r#""montant":1e308"#), DIFFERS),
    said("completed, montant true", stated!("completed", r#""montant":true"#), DIFFERS),
    said("completed, montant empty", stated!("completed", r#""montant":"""#), DIFFERS),
    said("completed, montant n, amount 100", stated!("completed", r#""montant":12500"#, r#""amount":100"#), DIFFERS),
    said("completed, kept as a list", stated!("completed", listed!("12500")), Means::Paid),
    said("completed, kept for another amount", stated!("completed", listed!("100")), DIFFERS),
    said(
        "completed, kept in a text",
        stated!("completed", r#""custom_data":"{\"reference\":\"$id\",\"payment_id\":\"$pid\",\"amount\":12500}""#),
        Means::Paid,
    ),
    said("completed, nothing kept", stated!("completed", r#""customdata":null"#, r#""custom_data":[]"#), Means::Paid),
    said(
        "completed, another reference",
        stated!("completed", r#""customdata":{"reference":"CPTOTHER","payment_id":"$pid","amount":"12500"}"#),
        OTHER,
    ),
    said(
        "completed, another payment",
        stated!("completed", r#""customdata":{"reference":"$id","payment_id":"1","amount":"12500"}"#),
        OTHER,
    ),
    said("completed, a strange reference", stated!("completed", r#""customdata":{"reference":["$id"]}"#), OTHER),
    said(
        "completed, ours and another's",
        stated!("completed", listed!("12500"), r#""customdata":{"reference":"CPTOTHER"}"#),
        OTHER,
    ),
    said(
        "completed, the reference twice",
        stated!("completed", r#""customdata":{"reference":"CPTOTHER","reference":"$id","payment_id":"$pid","amount":"12500"}"#),
        OTHER,
    ),
    said("completed, a word kept", stated!("completed", r#""customdata":"$id""#), OTHER),
    said("completed, a number kept", stated!("completed", r#""customdata":12500"#), OTHER),
    said("completed, a list of words kept", stated!("completed", r#""custom_data":["$id"]"#), OTHER),
    said(
        "completed, no reference kept",
        stated!("completed", r#""customdata":{"payment_id":"$pid","amount":"12500"}"#),
        NAMELESS,
    ),
    said("completed, no payment kept", stated!("completed", r#""customdata":{"reference":"$id","amount":"12500"}"#), NAMELESS),
    said(
        "completed, no amount kept",
        stated!("completed", r#""customdata":{"reference":"$id","payment_id":"$pid"}"#),
        Means::Unproven(Reason::AmountMissing),
    ),
    said("pending, another reference", stated!("pending", r#""customdata":{"reference":"CPTOTHER"}"#), Means::Nobody),
    said("notcompleted, another reference", stated!("notcompleted", r#""customdata":{"reference":"CPTOTHER"}"#), Means::Nobody),
    said("notcompleted, another token", stated!("notcompleted", r#""token":"1""#), Means::Nobody),
    said("notcompleted, of another amount", stated!("notcompleted", r#""montant":100"#), CANCELLED),
    said("no response_code", r#"{"status":"completed","montant":12500}"#, UNREADABLE),
    said("response_code null", r#"{"response_code":null,"status":"completed"}"#, UNREADABLE),
    said("response_code true", r#"{"response_code":true,"status":"completed"}"#, UNREADABLE),
    said("response_code 0.0", r#"{"response_code":0.0,"status":"completed"}"#, UNREADABLE),
    said("no status", r#"{"response_code":"00","token":"$tx","montant":12500}"#, UNREADABLE),
    said("status null", r#"{"response_code":"00","status":null,"description":""}"#, UNREADABLE),
    said("status empty", stated!(""), UNREADABLE),
    said("status true", r#"{"response_code":"00","status":true}"#, UNREADABLE),
    said("status a list", r#"{"response_code":"00","status":["completed"]}"#, UNREADABLE),
    said("status NaN", r#"{"response_code":"00","status":NaN}"#, UNREADABLE),
    said("status twice", stated!("completed", r#""status":"pending""#), UNREADABLE),
    said("response_code twice", stated!("completed", r#""response_code":"00""#), UNREADABLE),
    said("montant twice", stated!("completed", r#""montant":100"#, r#""montant":12500"#), UNREADABLE),
    said("customdata twice", stated!("completed", r#""customdata":{}"#, r#""customdata":{}"#), UNREADABLE),
    said("all of it deeper", concat!(r#"{"data":"#, stated!("completed"), "}"), UNREADABLE),
    said("all of it in a list", concat!("[", stated!("completed"), "]"), UNREADABLE),
    said("status Completed", stated!("Completed"), UNKNOWN_WORD),
    said("status with a blank", stated!("completed "), UNKNOWN_WORD),
    said("status success", stated!("success"), UNKNOWN_WORD),
    said("status failed", stated!("failed"), UNKNOWN_WORD),
    said("status 1", r#"{"response_code":"00","status":1}"#, UNKNOWN_WORD),
];

const NOT_ACTIVATED: GatewayError = GatewayError::AccountRefused(Reason::NotActivated);
const ADDRESS_REFUSED: GatewayError = GatewayError::AccountRefused(Reason::AddressRefused);
const STRANGE: GatewayError = GatewayError::Silent(Reason::UnknownWord);

/// That there is no such invoice is said to who has the keys.
pub(super) const PROOFS: &[Said<Proves>] = &[
    said("Code02 no such invoice", failed!("02"), Proves::Good(&[])),
    said_with(404, "Code02 with HTTP 404", failed!("02"), Proves::Good(&[])),
    said_with(302, "Code02 with HTTP 302", failed!("02"), Proves::Not(GatewayError::Silent(Reason::WebPage))),
    said("Code00 wrong keys", failed!("00"), Proves::Not(GatewayError::KeyRefused)),
    said_with(401, "Code00 with HTTP 401", failed!("00"), Proves::Not(GatewayError::KeyRefused)),
    said("Code01 not activated", failed!("01"), Proves::Not(NOT_ACTIVATED)),
    said("Code14 address refused", failed!("14"), Proves::Not(ADDRESS_REFUSED)),
    said_with(403, "Code14 with HTTP 403", failed!("14"), Proves::Not(ADDRESS_REFUSED)),
    said("Code03 processing", failed!("03"), Proves::Not(STRANGE)),
    said("a failure without a number", r#"{"response_code":"01"}"#, Proves::Not(STRANGE)),
    said("an invoice of nobody's", stated!("completed"), Proves::Not(STRANGE)),
    said("00 beside Code02", stated!("pending", r#""response_text":"Echec (Code02)""#), Proves::Not(STRANGE)),
    said("no response_code", r#"{"response_text":"Echec (Code02)"}"#, Proves::Not(GatewayError::Silent(Reason::Unreadable))),
    said_with(401, "HTTP 401", "", Proves::Not(GatewayError::KeyRefused)),
    said_with(403, "HTTP 403", "", Proves::Not(GatewayError::Refused)),
];
