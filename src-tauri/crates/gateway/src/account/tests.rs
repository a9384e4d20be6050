use super::*;

const KIND: GatewayKind = GatewayKind::PaygateGlobal;

fn checked(fields: &[(&str, &str)], base_url: Option<&str>) -> Result<Account, AccountError> {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Account::checked("boutique".to_owned(), KIND, fields, base_url)
}

fn keys(given: &[(&str, &str)]) -> Result<Keys, AccountError> {
    Keys::checked(KIND, given.iter().map(|(name, value)| ((*name).to_owned(), SecretString::from(*value))).collect())
}

fn at(base_url: Option<&str>) -> String {
    checked(&[], base_url).unwrap().at("/api/v1/pay").unwrap().to_string()
}

#[test]
fn the_page_is_off_until_it_is_turned_on() {
    assert_eq!(checked(&[], None).unwrap().field("page"), Some("off"));
    assert_eq!(checked(&[("page", "off")], None).unwrap().field("page"), Some("off"));
    assert_eq!(checked(&[("page", "on")], None).unwrap().field("page"), Some("on"));
    assert_eq!(checked(&[], None).unwrap().field("auth_token"), None);
}

#[test]
fn a_field_that_cannot_be_is_refused_by_name() {
    let refused = |name, value| checked(&[(name, value)], None).unwrap_err();
    for value in ["", "ON", "yes", "on "] {
        assert_eq!(refused("page", value), AccountError::FieldInvalid("page".to_owned()));
    }
    assert_eq!(refused("pages", "on"), AccountError::FieldUnknown("pages".to_owned()));
    assert_eq!(refused("auth_token", "practice-key"), AccountError::SecretInField("auth_token".to_owned()));
    let shown = format!("{:?} {}", refused("auth_token", "practice-key"), refused("page", "practice-key"));
    assert!(!shown.contains("practice-key"), "{shown}");
}

#[test]
fn a_base_url_is_https_or_http_on_this_machine() {
    for url in [
        "https://gateway.example",
        " https://gateway.example:8443/prefix/ ",
        "http://127.0.0.1:8801",
        "http://127.9.9.9/practice",
        "http://[::1]:8801",
        "http://localhost:8801",
        "https://localhost",
    ] {
        assert!(checked(&[], Some(url)).is_ok(), "{url}");
    }
    for url in [
        "",
        "gateway.example",
        "http://gateway.example",
        "http://192.168.1.10:8801",
        "http://0.0.0.0:8801",
        "http://127.0.0.1.gateway.example",
        "http://localhost.gateway.example",
        "ftp://gateway.example",
        "file:///etc/hosts",
        "data:text/plain,a",
        "https://gateway.example/?",
        "https://gateway.example/?a=b",
        "https://gateway.example/#top",
        "https://cashier@gateway.example",
        "https://cashier:word@gateway.example",
        "https://:word@gateway.example",
    ] {
        assert_eq!(checked(&[], Some(url)), Err(AccountError::BaseUrlInvalid), "{url}");
    }
}

#[test]
fn the_documented_path_comes_after_the_base_url_and_its_prefix() {
    assert_eq!(at(None), "https://paygateglobal.com/api/v1/pay");
    assert_eq!(at(Some("http://127.0.0.1:8801")), "http://127.0.0.1:8801/api/v1/pay");
    assert_eq!(at(Some("http://127.0.0.1:8801/")), "http://127.0.0.1:8801/api/v1/pay");
    assert_eq!(at(Some("https://gateway.example/a/b")), "https://gateway.example/a/b/api/v1/pay");
    assert_eq!(at(Some("https://gateway.example:8443/a%20b/")), "https://gateway.example:8443/a%20b/api/v1/pay");
}

#[test]
fn an_account_on_this_machine_is_one_of_tests() {
    let environment = |url| checked(&[], url).unwrap().environment();
    assert_eq!(environment(None), Environment::Live);
    assert_eq!(environment(Some("https://gateway.example")), Environment::Live);
    assert_eq!(environment(Some("http://localhost:8801")), Environment::Test);
    assert_eq!(environment(Some("https://[::1]")), Environment::Test);
    let training = Account { training: true, ..checked(&[], Some("http://127.0.0.1:8801")).unwrap() };
    assert_eq!(training.environment(), Environment::Training);
}

#[test]
fn a_pasted_key_is_trimmed_and_one_with_blanks_inside_is_none() {
    let kept = keys(&[("auth_token", " \tpractice-key\r\n")]).unwrap();
    assert_eq!(kept.get("auth_token").map(ExposeSecret::expose_secret), Some("practice-key"));
    assert_eq!(kept.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["auth_token"]);
    for value in ["", "  ", "practice key", "practice\nkey", "practice\u{a0}key", "practice\0key"] {
        assert_eq!(keys(&[("auth_token", value)]).unwrap_err(), AccountError::SecretInvalid("auth_token".to_owned()));
    }
}

#[test]
fn a_key_too_few_or_too_many_is_refused_by_name() {
    assert_eq!(keys(&[]).unwrap_err(), AccountError::SecretMissing("auth_token".to_owned()));
    let two = [("auth_token", "practice-key"), ("api_key", "practice-key")];
    assert_eq!(keys(&two).unwrap_err(), AccountError::SecretUnknown("api_key".to_owned()));
}

#[test]
fn keys_print_as_a_fixed_word() {
    assert_eq!(format!("{:?}", keys(&[("auth_token", "practice-key")]).unwrap()), "Keys(…)");
}
