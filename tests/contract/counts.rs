//! How much each gateway is held to, as a table.

use crate::SUBJECTS;
use crate::faults::{Comes, FAULTS};
use crate::table::Table;

#[test]
fn every_gateway_is_held_to_its_whole_document() {
    let mut table = Table::headed(&[
        "gateway",
        "answers to create",
        "answers to a question",
        "answers to a proof",
        "faults",
        "documented bytes cut",
    ]);
    let read = FAULTS.iter().filter(|fault| fault.comes == Comes::Read).count();
    for subject in SUBJECTS {
        let cut = |documented: bool, body: &str| if documented { body.len() } else { 0 };
        let created: usize = subject.created.iter().map(|said| cut(said.documented, said.body())).sum();
        let answered: usize = subject.answered.iter().map(|said| cut(said.documented, said.body())).sum();
        let of_create = if subject.create.is_some() { FAULTS.len() + read } else { 0 };
        let of_asks = if subject.asks.is_empty() { 0 } else { FAULTS.len() };
        table.row([
            subject.name.to_owned(),
            subject.created.len().to_string(),
            subject.answered.len().to_string(),
            subject.proofs.len().to_string(),
            (of_create + of_asks).to_string(),
            (created + answered).to_string(),
        ]);
    }
    insta::assert_snapshot!("counts", table.text());
}
