//! Tables that a person can review, and what every row of them must hold.

use comptoir_core::ids::PaymentId;
use comptoir_core::order::LostAnswer;

use crate::counter::Counter;
use crate::subject::Subject;

/// Rows of words, the first being the heading.
pub(crate) struct Table(Vec<Vec<String>>);

impl Table {
    pub(crate) fn headed(heading: &[&str]) -> Self {
        Self(vec![heading.iter().map(|word| (*word).to_owned()).collect()])
    }

    pub(crate) fn row(&mut self, words: impl IntoIterator<Item = impl Into<String>>) {
        self.0.push(words.into_iter().map(Into::into).collect());
    }

    /// The table, its columns under each other.
    pub(crate) fn text(&self) -> String {
        let width = |column: usize| self.0.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<_> = (0..self.0[0].len()).map(width).collect();
        let line = |row: &Vec<String>| {
            let padded = row.iter().zip(&widths).map(|(word, width)| format!("{word:<width$}"));
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// How a payment stands, as a row tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stands {
    pub(crate) state: &'static str,
    pub(crate) reason: Option<&'static str>,
}

/// Where a payment stands whose create call got no answer.
pub(crate) fn without_answer(subject: &Subject) -> &'static str {
    match subject.gateway.lost_answer() {
        LostAnswer::IsAskedAbout => "create_unknown",
        LostAnswer::LosesThePage => "abandoned_orphan",
        LostAnswer::NeedsAPerson => "unresolved",
    }
}

pub(crate) const fn stands(state: &'static str, reason: Option<&'static str>) -> Stands {
    Stands { state, reason }
}

impl Counter {
    /// How the payment stands. Whatever it is: the risk is the state's, it has a receipt exactly when it is paid, and its customer was
    /// asked once at most.
    #[track_caller]
    pub(crate) fn stands(&self, id: PaymentId) -> Stands {
        let view = self.view(id);
        let risk = match view.state {
            "paid" | "declined" | "expired" | "abandoned_unsent" | "abandoned_orphan" | "resolved_unpaid" => "no",
            "held" | "late_paid" => "yes",
            _ => "unknown",
        };
        assert_eq!(view.money_at_risk, risk, "{}", view.state);
        assert_eq!(view.receipt_number.is_some(), view.state == "paid", "{view:?}");
        self.creates(id);
        Stands { state: view.state, reason: view.reason }
    }
}
