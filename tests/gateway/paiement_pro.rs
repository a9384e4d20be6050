//! PaiementPro's words.

use serde_json::json;

use super::{Answer, Call, Manners, Request, Taken, Truth};

/// How PaiementPro speaks. It cannot be asked how a payment stands.
pub const MANNERS: Manners =
    Manners { calls: &[("/init/curl-init.php", Call::Pay), ("/initialize.php", Call::Pay)], asked, answer };

fn asked(request: &Request) -> Option<(String, u64)> {
    request.text("referenceNumber").zip(request.number("amount"))
}

/// « JSON response examples »; that a reference is used once was seen in production answers.
fn answer(truth: &mut Truth, request: &Request) -> Answer {
    match request.call {
        Call::Pay => Answer::json(match truth.take(asked(request)) {
            Taken::New(session) => json!({
                "success": true,
                "message": "Initialisation effectuée avec succès",
                "url": format!("http://{}/checkout/{session}?sessionid={session}", request.host()),
            }),
            Taken::Known => json!({ "success": false, "message": "Référence déjà utilisée" }),
            Taken::Invalid => json!({ "success": false, "message": "Echec de l'initialisation" }),
        }),
        Call::Status | Call::StatusByNumber | Call::Balance | Call::Page | Call::Payout | Call::Other => Answer::web_page(404),
    }
}
