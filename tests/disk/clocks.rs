//! A computer whose clock is wrong beside its ledger: it is said, and selling goes on.

use comptoir_core::code::Code;
use comptoir_engine::ports::Clock;
use jiff::SignedDuration;

use crate::stand::Stand;
use comptoir_tests::Fault;

#[test]
fn a_clock_behind_the_ledger_is_told_by_how_far_and_stops_no_sale() {
    let folder = tempfile::tempdir().unwrap();
    let mut stand = Stand::on(folder.path(), false);
    assert_eq!(stand.pays(&Fault::full(folder.path())).unwrap().state, "paid");
    let trouble = |stand: &Stand| stand.engine().clock_trouble().unwrap().map(|trouble| trouble.code);
    assert_eq!(trouble(&stand), None);
    for (back, told) in [
        (SignedDuration::from_mins(4), None),
        (SignedDuration::from_mins(6), Some(Code::ClockBehind)),
        (SignedDuration::from_hours(23), Some(Code::ClockBehind)),
        (SignedDuration::from_hours(25), Some(Code::ClockWrong)),
        (SignedDuration::from_hours(50 * 365 * 24), Some(Code::ClockWrong)),
    ] {
        stand.clock.jump(-back);
        stand.reopen();
        assert_eq!(trouble(&stand), told, "{back:?}");
        stand.clock.jump(back);
    }
    stand.clock.jump(SignedDuration::from_hours(-25));
    let told = stand.engine().clock_trouble().unwrap().unwrap();
    let shown = |at: jiff::Timestamp| at.to_zoned_datetime(jiff::tz::TimeZone::UTC).strftime("%d/%m/%Y\u{a0}%H:%M").to_string();
    assert!(told.data.contains(&("now", shown(stand.clock.now()))), "{told:?}");
    let last = stand.engine().ledger().last_entry_at().unwrap();
    assert!(told.data.contains(&("last", shown(last))), "{told:?}");
    stand.clock.pass(std::time::Duration::from_secs(1));
    assert_eq!(stand.pays(&Fault::full(folder.path())).unwrap().state, "paid", "selling goes on");
    assert_eq!(trouble(&stand), None, "the last entry is of the clock as it is");
    assert_eq!(stand.engine().ledger().verify().unwrap(), []);
}
