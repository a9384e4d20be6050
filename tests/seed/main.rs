//! `cargo xtask seed`: fills the practice ledger with payments of two years, through the ledger's own functions.

mod chance;
mod course;
mod goods;
mod shop;
mod sower;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use comptoir_ledger::{Birth, FolderLock, Ledger};
use jiff::Timestamp;

use sower::Sower;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(wanted) = Wanted::read(&words) else {
        eprintln!("comptoir-seed --payments N [--data DIR]");
        return ExitCode::from(2);
    };
    match sow(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("comptoir-seed: {error}");
            ExitCode::FAILURE
        }
    }
}

/// How many payments, and in which data folder.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    payments: u64,
    data: Option<PathBuf>,
}

impl Wanted {
    fn read(words: &[String]) -> Option<Self> {
        let (mut payments, mut data) = (None, None);
        for pair in words.chunks(2) {
            match pair {
                [name, number] if name == "--payments" => payments = number.parse().ok(),
                [name, path] if name == "--data" => data = Some(PathBuf::from(path)),
                _ => return None,
            }
        }
        Some(Self { payments: payments?, data })
    }

    /// The folder of training in the one that is named, or in the user's own: the shop's ledger is never touched.
    fn folder(&self) -> Option<PathBuf> {
        let folder = self.data.clone().or_else(|| Some(dirs::data_local_dir()?.join("comptoir")))?;
        Some(folder.join("training"))
    }
}

fn sow(wanted: &Wanted) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let folder = wanted.folder().ok_or("no data folder: name one with --data")?;
    std::fs::create_dir_all(&folder)?;
    let lock = FolderLock::try_take(&folder)?.ok_or("another program has the folder")?;
    let now = Timestamp::now();
    let birth = Birth { folder_id: format!("{:032x}", u128::from_le_bytes(drawn()?)), identifier_secret: drawn()?, at: now };
    let mut ledger = Ledger::open(&folder, lock, birth)?;
    Sower::new(u64::from_le_bytes(drawn()?), now, wanted.payments).sow(&mut ledger, |sown| {
        eprintln!("{sown} / {} ({} s)", wanted.payments, started.elapsed().as_secs());
    })?;
    println!("{}", folder.display());
    Ok(())
}

fn drawn<const LENGTH: usize>() -> Result<[u8; LENGTH], Box<dyn Error>> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Wanted> {
        Wanted::read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn the_words_are_a_number_and_a_folder() {
        assert_eq!(read("--payments 5"), Some(Wanted { payments: 5, data: None }));
        let named = read("--data till --payments 5").unwrap();
        assert_eq!(named.folder(), Some(PathBuf::from("till/training")));
        for wrong in ["", "--payments", "--payments x", "5", "--payments 5 --live yes"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
