//! `notify`: a gateway's own message, handed in by whoever received it.

use comptoir_core::code::Code;
use comptoir_core::order::GatewayKind;
use comptoir_engine::{Noticed, Refusal};
use comptoir_gateway::Notification;
use comptoir_words::Label;
use serde_json::json;

use super::Desk;
use super::printing::print_issued;
use crate::args::Notify;
use crate::exit::Exit;
use crate::input;

pub(super) async fn run(desk: &Desk<'_>, notify: Notify) -> Result<Exit, Refusal> {
    let Notify { gateway, account, query, headers, .. } = notify;
    let kind = GatewayKind::from_code(&gateway).ok_or_else(|| Refusal::naming(Code::GatewayUnknown, "gateway", &gateway))?;
    let notification = Notification { query, headers, body: input::body()? };
    let till = desk.silent_till().await?;
    if till.engine.gateway_of(&account)? != kind {
        return Err(Code::NotificationUnmatched.into());
    }
    let noticed = till.engine.notify(&account, &notification).await?;
    print_issued(desk, &till).await;
    let view = till.engine.view(noticed.payment_id)?;
    let object = json!({
        "kind": "notification",
        "payment_id": view.payment_id,
        "reference": view.reference,
        "seal": noticed.seal.code(),
        "proves": proves(&noticed),
        "asked": noticed.asked,
        "difference": noticed.difference.map(|reason| reason.code()),
        "state": view.state,
        "receipt_number": view.receipt_number,
        "money_at_risk": view.money_at_risk,
    });
    desk.screen.either(&object, || {
        let label = match proves(&noticed) {
            "evidence" => Label::NotificationProves,
            "difference" => Label::NotificationDiffers,
            "asked" => Label::NotificationAsked,
            _ => Label::NotificationNothing,
        };
        desk.screen.say_label(label, &[("reference", &view.reference)]);
        if let Some(difference) = noticed.difference {
            desk.screen.say(desk.screen.words.reason(difference));
        }
        desk.screen.payment_line(&view);
    });
    Ok(view.standing.into())
}

/// What the notification came to: `asked` (its gateway was asked, and answers), `evidence` or `difference` (its gateway cannot be
/// asked, and the message was judged), or `nothing`.
const fn proves(noticed: &Noticed) -> &'static str {
    match (noticed.judged, noticed.difference, noticed.asked) {
        (true, None, _) => "evidence",
        (true, Some(_), _) => "difference",
        (false, _, true) => "asked",
        (false, _, false) => "nothing",
    }
}
