//! What is proved, and how far.

use super::Language::{self, English, French};

impl Language {
    pub(crate) fn no_such_harness(self, names: &[&str]) -> String {
        let names = names.join(", ");
        match self {
            French => format!("--only prend un de ces noms : {names}."),
            English => format!("--only takes one of these names: {names}."),
        }
    }

    pub(crate) fn slice(self, name: &str, of: &str, first_seed: u64) -> String {
        match self {
            French => format!("[{name}] {of}, à partir de la graine {first_seed}"),
            English => format!("[{name}] {of}, from seed {first_seed} on"),
        }
    }

    pub(crate) fn breach(self, name: &str, first_seed: u64) -> String {
        match self {
            French => format!("[{name}] a trouvé une faute à partir de la graine {first_seed} : elle est racontée au-dessus."),
            English => format!("[{name}] found a fault from seed {first_seed} on: it is told above."),
        }
    }

    pub(crate) fn no_account(self, name: &str) -> String {
        match self {
            French => format!("[{name}] s’est terminé sans rendre compte de ce qu’il a fait."),
            English => format!("[{name}] ended without an account of what it did."),
        }
    }

    pub(crate) fn share(self, name: &str, done: u64, goal: u64, unit: &str) -> String {
        let percent = done.min(goal) * 100 / goal.max(1);
        match self {
            French => format!("{name} : {done} sur {goal} ({unit}), soit {percent} %"),
            English => format!("{name}: {done} of {goal} ({unit}), {percent}%"),
        }
    }
}
