use super::*;

const ID: &str = "018f0000-0000-7000-8000-000000000000";

fn folder(os: &str, variables: &[(&str, &str)]) -> Option<PathBuf> {
    data_folder(os, |name| {
        let found = variables.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| OsString::from(value))
    })
}

#[test]
fn the_visit_prompts_a_phone_shows_a_page_and_reads_the_first_receipt() {
    let lines: Vec<String> = steps(ID).iter().map(|step| step.arguments.join(" ")).collect();
    assert_eq!(
        lines,
        [
            format!("pay 12500 --method push --phone 90000000 --payment-id {ID} --wait 60"),
            "pay 2500 --method page --wait 60".to_owned(),
            format!("receipt {ID}"),
            "list --limit 10".to_owned(),
        ]
    );
}

#[test]
fn a_step_that_ends_otherwise_stops_the_visit_and_is_named() {
    for code in [Some(4), None] {
        let mut seen = 0;
        let ended = walk(
            Language::English,
            &steps(ID),
            || {},
            |step| {
                seen += 1;
                Ok(if step.scene == Scene::Page { code } else { Some(0) })
            },
        );
        assert!(ended.unwrap_err().contains("pay 2500 --method page"));
        assert_eq!(seen, 2);
    }
}

#[test]
fn a_whole_visit_pauses_between_its_steps() {
    let mut scenes = Vec::new();
    let mut pauses = 0;
    let ended = walk(
        Language::French,
        &steps(ID),
        || pauses += 1,
        |step| {
            scenes.push(step.scene);
            Ok(Some(0))
        },
    );
    assert_eq!(ended, Ok(()));
    assert_eq!(pauses, 3);
    assert_eq!(scenes, [Scene::Push, Scene::Page, Scene::Receipt, Scene::List]);
}

#[cfg(unix)]
#[test]
fn each_system_keeps_data_where_it_should() {
    assert_eq!(folder("linux", &[("HOME", "/home/afi")]), Some(PathBuf::from("/home/afi/.local/share/comptoir")));
    assert_eq!(folder("linux", &[("HOME", "/home/afi"), ("XDG_DATA_HOME", "/data")]), Some(PathBuf::from("/data/comptoir")));
    assert_eq!(
        folder("macos", &[("HOME", "/Users/afi")]),
        Some(PathBuf::from("/Users/afi/Library/Application Support/comptoir"))
    );
    assert_eq!(folder("windows", &[("LOCALAPPDATA", "/local")]), Some(PathBuf::from("/local/comptoir")));
}

#[cfg(unix)]
#[test]
fn the_folder_asked_for_goes_before_the_systems_own() {
    let asked = [("HOME", "/home/afi"), ("COMPTOIR_DATA_DIR", "/till")];
    assert_eq!(folder("linux", &asked), Some(PathBuf::from("/till")));
    assert_eq!(folder("macos", &asked), Some(PathBuf::from("/till")));
}

#[cfg(unix)]
#[test]
fn a_relative_or_empty_variable_names_no_folder() {
    let odd = [("HOME", "/home/afi"), ("XDG_DATA_HOME", "data"), ("COMPTOIR_DATA_DIR", "")];
    assert_eq!(folder("linux", &odd), Some(PathBuf::from("/home/afi/.local/share/comptoir")));
    assert_eq!(folder("linux", &[]), None);
}

#[test]
fn a_payment_id_is_a_version_7_uuid() {
    assert_eq!(uuid_v7(0x0123_4567_89ab, (u64::MAX, u64::MAX)), "01234567-89ab-7fff-bfff-ffffffffffff");
    assert_eq!(uuid_v7(0, (0, 0)), "00000000-0000-7000-8000-000000000000");
}

#[test]
fn two_visits_never_share_a_payment_id() {
    assert_ne!(new_payment_id(), new_payment_id());
}

#[test]
fn a_folder_with_a_space_can_be_typed_again() {
    let common = ["--data-dir".into(), "/Application Support/comptoir".into()];
    assert_eq!(
        shown_command(Path::new("/bin/comptoir-cli"), &common),
        "/bin/comptoir-cli --data-dir \"/Application Support/comptoir\""
    );
}
