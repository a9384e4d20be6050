//! `practice`: the practice gateways, for other programs to try themselves on.

use std::sync::Arc;

use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_practice::{Kind, PracticeGateway, serve};
use comptoir_till::HABITS;
use comptoir_words::Label;
use serde_json::{Map, Value, json};

use super::Desk;
use crate::exit::Exit;
use crate::stop::Stop;

pub(super) async fn run(desk: &Desk<'_>, port: u16) -> Result<Exit, Refusal> {
    // Before the line is printed: whoever reads it may ask to stop at once.
    let mut stop = Stop::listen().map_err(|_| Code::Unexpected)?;
    let gateway = |kind| Arc::new(PracticeGateway::in_memory(kind).with_habits(HABITS));
    let gateways = Kind::ALL.into_iter().map(gateway).collect();
    let serving = serve(gateways, port).await.map_err(|_| Refusal::naming(Code::PortTaken, "port", port.to_string()))?;
    let object = |pairs: &[(&str, &str)]| -> Map<String, Value> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
    };
    let gateways: Map<String, Value> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let account = json!({
                "base_url": serving.base_url(kind),
                "control_url": serving.control_url(kind),
                "secrets": object(kind.secrets()),
                "fields": object(kind.fields()),
            });
            (kind.name().to_owned(), account)
        })
        .collect();
    let line = json!({"kind": "practice", "gateways": gateways});
    desk.screen.say(line.to_string());
    for label in [Label::PracticeRunning, Label::PracticeRules, Label::PracticeStop] {
        desk.screen.warn(desk.screen.words.label(label));
    }
    stop.asked().await;
    serving.stop().await;
    Ok(Exit::Done)
}
