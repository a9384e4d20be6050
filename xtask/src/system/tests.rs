use super::need::plan;
use super::*;

const KNOWN: [System; 4] = [System::Debian, System::Ubuntu, System::Fedora, System::Arch];
const NOT_KNOWN: [System; 4] = [System::OtherLinux, System::MacOs, System::Windows, System::Other];

fn written(attempts: &[Vec<Line>]) -> Vec<Vec<String>> {
    attempts.iter().map(|attempt| attempt.iter().map(|line| line.join(" ")).collect()).collect()
}

fn all() -> &'static [Need] {
    System::OtherLinux.test_needs()
}

#[test]
fn debian_refreshes_installs_without_questions_and_tries_twice() {
    let attempt = [
        "apt-get update",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
         gcc libc6-dev libwebkit2gtk-4.1-dev libdbus-1-dev pkg-config gnome-keyring libsecret-tools dbus strace cups xvfb \
         poppler-utils chromium fonts-dejavu-core libreoffice-calc-nogui",
    ];
    let missing: Vec<Need> = all().iter().copied().filter(|need| *need != Need::WebDriver).collect();
    assert_eq!(written(&plan(System::Debian, &missing)), vec![attempt.to_vec(), attempt.to_vec()]);
}

#[test]
fn on_debian_the_driver_is_tried_by_its_new_name_too() {
    for system in [System::Debian, System::Ubuntu] {
        let attempts = written(&plan(system, &[Need::WebDriver, Need::Display]));
        assert!(attempts[0][1].ends_with(" webkit2gtk-driver xvfb"));
        assert!(attempts[1][1].ends_with(" webkitgtk-webdriver xvfb"));
        assert_eq!(attempts[2], attempts[0]);
    }
}

#[test]
fn fedora_refreshes_only_when_the_first_install_fails() {
    assert_eq!(
        written(&plan(System::Fedora, &[Need::Bus, Need::WebKit])),
        vec![
            vec!["dnf install -y --setopt=install_weak_deps=False dbus-daemon webkit2gtk4.1-devel dbus-devel pkgconf-pkg-config"],
            vec![
                "dnf --refresh install -y --setopt=install_weak_deps=False dbus-daemon webkit2gtk4.1-devel dbus-devel \
                 pkgconf-pkg-config"
            ],
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
fn a_package_that_brings_two_needs_is_named_once() {
    let attempts = written(&plan(System::Arch, &[Need::WebKit, Need::WebDriver]));
    assert_eq!(attempts[0], ["pacman -S --needed --noconfirm webkit2gtk-4.1 dbus pkgconf"]);
}

#[test]
fn nothing_missing_is_nothing_to_do() {
    for system in KNOWN {
        assert!(plan(system, &[]).is_empty());
    }
}

#[test]
fn nothing_is_tried_where_the_way_is_not_known() {
    for system in NOT_KNOWN {
        assert!(plan(system, all()).is_empty());
    }
}

#[test]
fn node_is_never_installed_for_the_person() {
    for system in KNOWN {
        assert!(plan(system, &[Need::Node]).is_empty());
    }
}

#[test]
fn ubuntus_browser_is_a_snap_and_is_left_to_the_person() {
    assert!(plan(System::Ubuntu, &[Need::Browser]).is_empty());
    assert!(!plan(System::Debian, &[Need::Browser]).is_empty());
}

#[test]
fn every_other_need_of_a_known_linux_has_a_package() {
    for system in KNOWN {
        for need in system.test_needs() {
            let left = *need == Need::Node || (*need, system) == (Need::Browser, System::Ubuntu);
            assert_eq!(need.packages(system).is_empty(), left, "{need:?} on {system:?}");
        }
    }
}

#[test]
fn what_nobody_installs_for_the_person_is_explained() {
    for language in [Language::French, Language::English] {
        let told = |need, system| language.how_to_get(need, system).unwrap_or_default();
        for system in KNOWN.into_iter().chain(NOT_KNOWN) {
            assert!(told(Need::Node, system).contains("nodejs.org"), "{system:?}");
        }
        assert!(told(Need::Browser, System::Ubuntu).contains("snap install chromium"));
        assert!(told(Need::CCompiler, System::MacOs).contains("xcode-select --install"));
        // Every need of these systems has its way: none is left to a manager of packages they do not have.
        for system in [System::MacOs, System::Windows] {
            for need in system.test_needs() {
                assert!(!told(*need, system).is_empty(), "{need:?} on {system:?}");
            }
        }
    }
}

#[test]
fn an_unknown_linux_is_still_asked_for_everything() {
    assert_eq!(all().len(), 12);
    assert_eq!(System::MacOs.test_needs(), [Need::CCompiler, Need::Node, Need::Browser]);
    assert_eq!(System::Windows.test_needs(), [Need::CCompiler, Need::Node, Need::Browser]);
}

#[test]
fn windows_and_macos_bring_what_draws_the_window() {
    assert!(Need::WebKit.is_met(System::MacOs) && Need::WebKit.is_met(System::Windows));
}

#[test]
fn a_distribution_is_known_by_its_own_name() {
    for (text, system) in [
        ("NAME=\"Debian GNU/Linux\"\nID=debian\n", System::Debian),
        ("ID=ubuntu\nID_LIKE=debian\n", System::Ubuntu),
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
        ("ID=zorin\nID_LIKE=\"ubuntu debian\"\n", System::Ubuntu),
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

#[cfg(unix)]
#[test]
fn an_install_ends_as_its_last_line_does() {
    let line = |word: &str| -> Line { vec![word.to_owned()] };
    let ends = |lines: &[Line]| install(Language::English, Privilege::Root, lines);
    assert!(ends(&[line("false"), line("true")]));
    assert!(!ends(&[line("true"), line("false")]));
    assert!(!ends(&[line("comptoir-no-such-program")]));
}
