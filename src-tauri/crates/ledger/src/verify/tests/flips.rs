use proptest::prelude::*;

use super::*;
use crate::Filter;
use comptoir_core::payment::Payment;

/// Everything a person would see of the ledger, or none if the file is refused.
fn seen(bytes: &[u8]) -> Option<(Vec<Payment>, Vec<Finding>)> {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("ledger.sqlite"), bytes).unwrap();
    let reader = Reader::open(dir.path()).ok()??;
    let findings = reader.verify().ok()?;
    let all = Filter { limit: 1_000, ..Filter::default() };
    Some((reader.list(&all).unwrap_or_default(), findings))
}

static SEEN: LazyLock<(Vec<Payment>, Vec<Finding>)> = LazyLock::new(|| seen(&SOUND).unwrap());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_flipped_byte_is_found_or_changes_nothing(place in any::<prop::sample::Index>(), flip in 1..=255u8) {
        let mut bytes = SOUND.clone();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        if let Some((payments, findings)) = seen(&bytes)
            && findings.is_empty()
        {
            prop_assert_eq!(&payments, &SEEN.0, "a flip at {} is not found", place);
        }
    }

    #[test]
    fn a_file_cut_anywhere_is_found(place in any::<prop::sample::Index>()) {
        let cut = &SOUND[..place.index(SOUND.len())];
        prop_assert!(seen(cut).is_none_or(|(_, findings)| !findings.is_empty()), "cut after {} bytes", cut.len());
    }
}
