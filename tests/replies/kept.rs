//! What is kept is run as it is, and is what it should be.

use std::collections::BTreeSet;
use std::fs;

use comptoir_tests::oracle::{TARGETS, Target};

use crate::corpus::{all, folder, of};

/// What a target must come to for some file at least: a check that nothing passes checks nothing.
const MET: [(&str, &[&str]); 16] = [
    ("paygate_global_create", &["created", "refused", "known", "nothing"]),
    ("paygate_global_ask", &["paid", "held", "pending", "ended", "nothing"]),
    ("paygate_global_notification", &["named", "nothing"]),
    ("paydunya_create", &["created", "refused", "nothing"]),
    ("paydunya_ask", &["paid", "held", "pending", "ended", "nothing"]),
    ("paydunya_notification", &["named", "nothing"]),
    ("paydunya_payout", &["paid_out", "refused", "nothing"]),
    ("cinetpay_create", &["created", "refused", "nothing"]),
    ("cinetpay_ask", &["paid", "held", "pending", "ended", "nothing"]),
    ("cinetpay_notification", &["named", "nothing"]),
    ("payplus_create", &["created", "refused", "nothing"]),
    ("payplus_ask", &["paid", "held", "pending", "ended", "nothing"]),
    ("payplus_notification", &["named", "nothing"]),
    ("paiement_pro_create", &["created", "refused", "known", "nothing"]),
    ("paiement_pro_notification", &["paid", "held", "pending", "ended", "nothing"]),
    ("page_address", &["shown", "refused"]),
];

#[test]
fn every_kept_reply_is_taken_for_what_its_document_says_and_every_kind_is_among_them() {
    for (name, due) in MET {
        let target = Target::named(name).expect("a target");
        let met: BTreeSet<_> = of(target).iter().map(|kept| target.run(&kept.bytes)).collect();
        assert_eq!(met, due.iter().copied().collect(), "{name}");
    }
}

/// The contract suite cuts the documented ones at every byte; here the others are cut here and there.
#[test]
fn every_kept_reply_holds_when_it_is_cut() {
    const CUTS: usize = 16;
    for (target, kept) in all() {
        for kept in &kept {
            for cut in 0..CUTS {
                target.run(&kept.bytes[..kept.bytes.len() * cut / CUTS]);
            }
        }
    }
}

#[test]
fn what_is_kept_is_small_and_of_a_target() {
    let folders: BTreeSet<_> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(folders, TARGETS.iter().map(|target| target.name.to_owned()).collect());
    let kept: Vec<_> = all().into_iter().flat_map(|(_, kept)| kept).collect();
    assert!(kept.len() <= 300, "{} files", kept.len());
    for kept in &kept {
        assert!(kept.bytes.len() <= 4 * 1_024, "{} has {} bytes", kept.path.display(), kept.bytes.len());
    }
}
