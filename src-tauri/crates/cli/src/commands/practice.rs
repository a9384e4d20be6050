//! `practice`: the practice gateways, for other programs to try themselves on.

use std::sync::Arc;

use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_practice::{PracticeGateway, paygate_global, serve};
use comptoir_till::HABITS;
use comptoir_words::Label;
use serde_json::{Map, Value, json};

use super::Desk;
use crate::exit::Exit;
use crate::stop::Stop;

pub(super) async fn run(desk: &Desk<'_>, port: u16) -> Result<Exit, Refusal> {
    // Before the line is printed: whoever reads it may ask to stop at once.
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let gateway = Arc::new(PracticeGateway::in_memory().with_habits(HABITS));
    let serving = serve(gateway, port).await.map_err(|_| Refusal::naming(Code::PortTaken, "port", port.to_string()))?;
    let fields: Map<String, Value> =
        paygate_global::FIELDS.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    let line = json!({"kind": "practice", "gateways": {paygate_global::NAME: {
        "base_url": serving.base_url(),
        "control_url": serving.control_url(),
        "secrets": {"auth_token": paygate_global::PRACTICE_KEY},
        "fields": fields,
    }}});
    desk.screen.say(line.to_string());
    for label in [Label::PracticeRunning, Label::PracticeRules, Label::PracticeStop] {
        desk.screen.warn(desk.screen.words.label(label));
    }
    stop.asked().await;
    serving.stop().await;
    Ok(Exit::Done)
}
