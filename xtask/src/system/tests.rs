use super::*;

const ALL: [Need; 4] = [Need::CCompiler, Need::Keyring, Need::Bus, Need::Strace];

fn written(attempts: &[Vec<Line>]) -> Vec<Vec<String>> {
    attempts.iter().map(|attempt| attempt.iter().map(|line| line.join(" ")).collect()).collect()
}

#[test]
fn debian_refreshes_installs_without_questions_and_tries_twice() {
    let attempt = [
        "apt-get update",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
         gcc libc6-dev gnome-keyring libsecret-tools dbus strace",
    ];
    assert_eq!(written(&plan(System::Debian, &ALL)), vec![attempt.to_vec(), attempt.to_vec()]);
}

#[test]
fn fedora_refreshes_only_when_the_first_install_fails() {
    assert_eq!(
        written(&plan(System::Fedora, &[Need::Bus, Need::Strace])),
        vec![
            vec!["dnf install -y --setopt=install_weak_deps=False dbus-daemon strace"],
            vec!["dnf --refresh install -y --setopt=install_weak_deps=False dbus-daemon strace"],
        ]
    );
}

#[test]
fn arch_refreshes_only_when_the_first_install_fails() {
    assert_eq!(
        written(&plan(System::Arch, &[Need::CCompiler, Need::Keyring])),
        vec![
            vec!["pacman -S --needed --noconfirm gcc gnome-keyring libsecret"],
            vec!["pacman -Sy --needed --noconfirm gcc gnome-keyring libsecret"],
        ]
    );
}

#[test]
fn nothing_missing_is_nothing_to_do() {
    for system in [System::Debian, System::Fedora, System::Arch] {
        assert!(plan(system, &[]).is_empty());
    }
}

#[test]
fn nothing_is_tried_where_the_way_is_not_known() {
    for system in [System::OtherLinux, System::MacOs, System::Windows, System::Other] {
        assert!(plan(system, &ALL).is_empty());
    }
}

#[test]
fn every_need_of_a_known_linux_has_a_package() {
    for system in [System::Debian, System::Fedora, System::Arch] {
        for need in system.test_needs() {
            assert!(!need.packages(system).is_empty(), "{need:?} on {system:?}");
        }
    }
}

#[test]
fn an_unknown_linux_is_still_asked_for_everything() {
    assert_eq!(System::OtherLinux.test_needs(), ALL);
    assert_eq!(System::MacOs.test_needs(), [Need::CCompiler]);
}

#[test]
fn a_distribution_is_known_by_its_own_name() {
    for (text, system) in [
        ("NAME=\"Debian GNU/Linux\"\nID=debian\n", System::Debian),
        ("ID=ubuntu\nID_LIKE=debian\n", System::Debian),
        ("ID=fedora\nVARIANT_ID=container\n", System::Fedora),
        ("NAME=\"Arch Linux\"\nID=arch\n", System::Arch),
    ] {
        assert_eq!(System::of_os_release(text), system, "{text}");
    }
}

#[test]
fn a_derived_distribution_is_known_by_what_it_is_like() {
    for (text, system) in [
        ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", System::Debian),
        ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", System::Fedora),
        ("ID='manjaro'\nID_LIKE='arch'\n", System::Arch),
    ] {
        assert_eq!(System::of_os_release(text), system, "{text}");
    }
}

#[test]
fn a_distribution_that_says_nothing_known_stays_unknown() {
    for text in ["", "ID=alpine\n", "VARIANT_ID=debian\n", "# ID=debian\n"] {
        assert_eq!(System::of_os_release(text), System::OtherLinux, "{text}");
    }
}

#[test]
fn sudo_is_used_only_by_someone_who_is_not_root() {
    let line: Line = vec!["apt-get".to_owned(), "update".to_owned()];
    assert_eq!(Privilege::Root.applied(&line).join(" "), "apt-get update");
    assert_eq!(Privilege::Sudo.applied(&line).join(" "), "sudo apt-get update");
}

#[test]
fn a_program_is_found_on_the_path_and_an_invented_one_is_not() {
    assert!(on_path(if cfg!(windows) { "cmd" } else { "sh" }));
    assert!(!on_path("comptoir-no-such-program"));
}

#[cfg(unix)]
#[test]
fn an_install_ends_as_its_last_line_does() {
    let line = |word: &str| -> Line { vec![word.to_owned()] };
    let ends = |lines: &[Line]| install(Language::English, Privilege::Root, lines);
    assert!(ends(&[line("false"), line("true")]));
    assert!(!ends(&[line("true"), line("false")]));
    assert!(!ends(&[line("comptoir-no-such-program")]));
}
