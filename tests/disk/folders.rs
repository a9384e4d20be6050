//! The real program on disks and folders where it cannot sell: it says so before anything is sent.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use comptoir_tests::{Call, Customer, PHONE, ScriptedGateway, Till};

use comptoir_tests::Fault;
use comptoir_tests::child::on_a_small_disk;

/// The program in a folder of this process' own.
fn program(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(comptoir_tests::binary());
    command.env_clear().arg("--data-dir").arg(folder).arg("--json").args(words).output().unwrap()
}

fn error(output: &Output) -> serde_json::Value {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = said.lines().find(|line| line.starts_with("{\"error\"")).unwrap_or_else(|| panic!("no error: {output:?}"));
    serde_json::from_str::<serde_json::Value>(line).unwrap()["error"].clone()
}

const PAY: [&str; 7] = ["--training", "pay", "12500", "--phone", PHONE, "--wait", "20"];

#[test]
fn on_a_disk_that_is_nearly_full_no_sale_is_begun_and_what_was_begun_goes_on() {
    on_a_small_disk("folders::on_a_disk_that_is_nearly_full_no_sale_is_begun_and_what_was_begun_goes_on", 240, |disk| {
        let paid = program(disk, &PAY);
        assert_eq!(paid.status.code(), Some(0), "{paid:?}");
        let open = program(disk, &["--training", "pay", "12515", "--phone", PHONE]);
        assert_eq!(open.status.code(), Some(4), "{open:?}");
        let id = last(&open)["payment_id"].as_str().unwrap().to_owned();
        fs::write(disk.join("films"), vec![1; 60 << 20]).unwrap();
        let refused = program(disk, &PAY);
        let told = error(&refused);
        assert_eq!((refused.status.code(), told["code"].as_str()), (Some(1), Some("disk_nearly_full")));
        assert_eq!(told["money_at_risk"], "no");
        for words in [vec!["ask", &id], vec!["cancel", &id], vec!["list"], vec!["verify"]] {
            let output = program(disk, &[&["--training"], words.as_slice()].concat());
            assert!(output.stderr.is_empty(), "{words:?}: {output:?}");
        }
        fs::remove_file(disk.join("films")).unwrap();
        assert_eq!(program(disk, &PAY).status.code(), Some(0));
    });
}

fn last(output: &Output) -> serde_json::Value {
    serde_json::from_str(String::from_utf8_lossy(&output.stdout).lines().last().unwrap()).unwrap()
}

#[test]
fn on_a_disk_that_may_only_be_read_nothing_is_sold_and_everything_is_read() {
    on_a_small_disk("folders::on_a_disk_that_may_only_be_read_nothing_is_sold_and_everything_is_read", 240, |disk| {
        assert_eq!(program(disk, &PAY).status.code(), Some(0));
        let remount = |how: &str| {
            let done = Command::new("mount").args(["-o", &format!("remount,{how}"), "small"]).arg(disk).output().unwrap();
            assert!(done.status.success(), "{done:?}");
        };
        remount("ro");
        let refused = program(disk, &PAY);
        assert_eq!((refused.status.code(), error(&refused)["code"].as_str()), (Some(1), Some("disk_read_only")));
        let listed = program(disk, &["--training", "list"]);
        assert_eq!((listed.status.code(), last(&listed)["state"].as_str()), (Some(0), Some("paid")), "{listed:?}");
        remount("rw");
        assert_eq!(program(disk, &PAY).status.code(), Some(0));
    });
}

#[test]
fn a_till_left_on_a_full_disk_opens_once_the_reserve_has_made_way() {
    on_a_small_disk("folders::a_till_left_on_a_full_disk_opens_once_the_reserve_has_made_way", 240, |disk| {
        let open = program(disk, &["--training", "pay", "12515", "--phone", PHONE]);
        let id = last(&open)["payment_id"].as_str().unwrap().to_owned();
        // What a live till keeps aside.
        let reserve = disk.join("training").join("ledger.reserve");
        fs::write(&reserve, vec![1; 8 << 20]).unwrap();
        Fault::full(disk).strike();
        let cancelled = program(disk, &["--training", "cancel", &id]);
        assert_eq!(last(&cancelled)["state"], "cancel_requested", "{cancelled:?}");
        assert!(!reserve.exists());
    });
}

#[test]
fn a_folder_that_a_service_copies_is_refused_and_holds_no_ledger() {
    let (gateway, till) = (ScriptedGateway::start(), Till::new());
    gateway.everyone(Customer::Pays);
    let folder = till.folder().join("OneDrive - Boutique");
    let refused = program(&folder, &PAY);
    assert_eq!((refused.status.code(), error(&refused)["code"].as_str()), (Some(1), Some("folder_in_cloud")));
    assert!(!folder.exists(), "nothing is made there");
    assert!(gateway.requests(Call::Pay).is_empty());
}
