//! What is known of a payment after a fault, and what a person is told of it in four parts: what happened, whether money is at risk,
//! what to do, and the reference.

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, LostAnswer};
use comptoir_engine::PaymentView;
use comptoir_words::{Lang, Words};

/// Where a payment stands whose create call may have arrived, and whose answer is lost.
pub(crate) const fn without_answer(gateway: GatewayKind) -> &'static str {
    match gateway.lost_answer() {
        LostAnswer::IsAskedAbout => "create_unknown",
        LostAnswer::LosesThePage => "abandoned_orphan",
        LostAnswer::NeedsAPerson => "unresolved",
    }
}

/// What a French cashier must be told in each state that a network can bring about: the money, the risk, and what to do.
const TOLD: [(&str, &str, [&str; 3]); 6] = [
    ("abandoned_unsent", "no", ["Rien n’est parti.", "Aucun argent n’est en jeu.", "Vous pouvez recommencer."]),
    ("abandoned_orphan", "no", ["Personne n’a pu payer.", "Aucun argent n’est en jeu.", "Vous pouvez recommencer."]),
    (
        "create_unknown",
        "unknown",
        ["Le client a peut-être déjà payé.", "On ne sait pas encore", "Gardez la marchandise. Vérifiez de nouveau"],
    ),
    ("unresolved", "unknown", ["Personne ne sait dire si c’est payé.", "On ne sait pas encore", "appelez le responsable"]),
    ("pending", "unknown", ["Rien n’est encore encaissé.", "On ne sait pas encore", "Attendez que le client"]),
    ("paid", "no", ["L’argent est encaissé.", "Aucun argent n’est en jeu.", "Remettez le reçu"]),
];

/// The payment stands so for this reason, and is told so in four parts, in both languages.
#[track_caller]
pub(crate) fn stands(view: &PaymentView, state: &str, reason: Option<Reason>) {
    assert_eq!((view.state, view.reason), (state, reason.map(|reason| reason.code())));
    let (_, risk, [happened, at_risk, to_do]) = TOLD.into_iter().find(|(told, ..)| *told == state).expect("a state of networks");
    assert_eq!(view.money_at_risk, risk);
    let french = four_parts(view, reason, Lang::Fr);
    assert!(french[0].contains(happened), "{french:?}");
    assert!(french[1].starts_with(at_risk), "{french:?}");
    assert!(french[2].contains(to_do), "{french:?}");
    let english = four_parts(view, reason, Lang::En);
    for (french, english) in french[..3].iter().zip(&english[..3]) {
        assert!(!english.is_empty() && french != english, "{french} {english}");
    }
    assert!(english[3] == french[3] && french[3].starts_with("CPT") && french[3].len() == 25, "{french:?}");
}

/// The four parts, as the window and the terminal put them together.
pub(crate) fn four_parts(view: &PaymentView, reason: Option<Reason>, lang: Lang) -> [String; 4] {
    let words = Words::of(lang);
    let state = words.state(view.standing);
    let why = reason.map(|reason| words.reason(reason)).unwrap_or_default();
    let happened = format!("{} {why}", state.what_happened);
    let risk = words.risk(view.standing.money_at_risk()).to_owned();
    [happened.trim().to_owned(), risk, state.what_to_do.to_owned(), view.reference.clone()]
}
