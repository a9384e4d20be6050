//! A disk that takes no write at each moment of one payment. Nothing is written before the ledger was opened anew and read.

use comptoir_core::code::Code;
use comptoir_core::state::MoneyAtRisk;
use comptoir_engine::News;
use comptoir_tests::proof::{Account, Portion};

use crate::full::each_moment;
use crate::stand::{Stand, push};
use comptoir_tests::Fault;
use comptoir_tests::child::without_signals;

#[test]
fn a_disk_that_fails_at_any_moment_of_a_payment_loses_nothing() {
    without_signals("failing::a_disk_that_fails_at_any_moment_of_a_payment_loses_nothing", |folder| {
        let mut account = Account::of("DISK", "failing disks", Portion { first_seed: 0, count: 0 });
        each_moment(folder, true, &Fault::Failing, &mut account);
        assert!(account.met("reply in hand") >= 1 && account.met("paid in hand") >= 1 && account.met("refused") >= 1);
        assert_eq!(account.met("reserve released"), 0, "room does not help a disk that fails");
        account.tell();
    });
}

#[test]
fn while_the_disk_fails_no_sale_is_begun_and_reading_goes_on() {
    without_signals("failing::while_the_disk_fails_no_sale_is_begun_and_reading_goes_on", |folder| {
        let stand = Stand::on(&folder.join("till"), true);
        let paid = stand.pays(&Fault::Failing).unwrap();
        Fault::Failing.strike();
        for _ in 0..3 {
            let refused = stand.clock.run(stand.engine().start(&push("500"))).unwrap_err();
            assert_eq!((refused.code, refused.risk), (Code::DiskFailed, Some(MoneyAtRisk::No)));
        }
        assert_eq!(stand.gateway.transactions().len(), 1, "nothing was sent");
        assert_eq!(stand.engine().view(paid.payment_id.parse().unwrap()).unwrap(), paid);
        assert_eq!(stand.engine().ledger().verify().unwrap(), []);
        Fault::Failing.relent();
        let told = stand.told(News::Changed);
        assert_eq!(stand.pays(&Fault::Failing).unwrap().state, "paid", "it goes on without a restart");
        assert!(stand.told(News::Changed) > told);
    });
}
