use proptest::prelude::*;

use super::*;

const KEY: &str = "practice-key";

#[derive(Deserialize)]
struct One {
    value: Option<Field>,
}

fn field(json: &str) -> Option<Field> {
    object::<One>(format!(r#"{{"value":{json}}}"#).as_bytes()).unwrap().value
}

fn fault(body: impl AsRef<[u8]>) -> Option<Reason> {
    object::<One>(body.as_ref()).err()
}

#[test]
fn a_whole_number_is_read_from_a_number_or_its_digits_and_from_nothing_else() {
    for (json, number) in [("0", 0), ("\"0\"", 0), ("12500", 12_500), ("\"12500\"", 12_500), ("-5", -5)] {
        assert_eq!(field(json).unwrap().whole(), Some(number), "{json}");
    }
    for json in [
        "0.0",
        "-0",
        "1e2",
        "1e308",
        "\"00\"",
        "\"012\"",
        "\"\"",
        "\" 0\"",
        "\"0 \"",
        "\"+1\"",
        "\"-1\"",
        "\"1.0\"",
        "\"٣\"",
        "true",
        "[0]",
        "{\"a\":0}",
        "18446744073709551615",
        "\"9223372036854775808\"",
    ] {
        assert_eq!(field(json).unwrap().whole(), None, "{json}");
    }
}

#[test]
fn an_absent_field_and_null_are_nothing_and_a_strange_one_is_not() {
    assert!(object::<One>(b"{}").unwrap().value.is_none());
    assert!(field("null").is_none());
    assert_eq!(told(field("null").as_ref(), Field::whole), Told::Nothing);
    assert_eq!(told(field("\"\"").as_ref(), Field::whole), Told::Strange);
    assert_eq!(told(field("7").as_ref(), Field::whole), Told::That(7));
}

#[test]
fn a_name_is_taken_exactly_or_not_at_all() {
    assert_eq!(field("42").unwrap().name(&[KEY]).as_deref(), Some("42"));
    assert_eq!(field("\"0042-AB\"").unwrap().name(&[KEY]).as_deref(), Some("0042-AB"));
    let long = format!("\"{}\"", "7".repeat(LONGEST + 1));
    for json in ["\"\"", "\" 42\"", "\"4\\u200b2\"", "\"4\\n2\"", "4.5", "[42]", "\"practice-key\"", "\"x-practice-key\"", &long]
    {
        assert_eq!(field(json).unwrap().name(&[KEY]), None, "{json}");
    }
}

#[test]
fn what_is_shown_is_one_short_line_without_the_key_or_a_phone_number() {
    assert_eq!(field("\"  T-Money\\n\"").unwrap().words(&[KEY]).as_deref(), Some("T-Money"));
    assert_eq!(field("\"EN ATTENTE 22890123456\"").unwrap().words(&[KEY]).as_deref(), Some("EN ATTENTE ***********"));
    assert_eq!(field("\"90 12 34 56\"").unwrap().words(&[KEY]).as_deref(), Some("** ** ** **"));
    assert_eq!(field("99999999").unwrap().words(&[KEY]).as_deref(), Some("********"));
    assert_eq!(field("\"bad practice-key!\"").unwrap().words(&[KEY]).as_deref(), Some("bad …!"));
    for escaped in ["MPpractice%2Dkey1", "%70ractice-key"] {
        let field = field(&format!("\"{escaped}\"")).unwrap();
        assert_eq!((field.shown(&[KEY]), field.name(&[KEY])), (None, None), "{escaped}");
    }
    let split = field("\"prac\\u200btice-key\"").unwrap();
    assert_eq!(split.words(&[KEY]).as_deref(), Some("…"));
    let at_the_cut = field(&format!("\"{}practice-key\"", "x".repeat(LONGEST - 4))).unwrap();
    assert_eq!(at_the_cut.shown(&[KEY]), Some(format!("{}…", "x".repeat(LONGEST - 4))));
    assert_eq!(field(&format!("\"{}\"", "é".repeat(500))).unwrap().shown(&[KEY]).unwrap().chars().count(), LONGEST);
}

#[test]
fn what_is_no_sound_json_object_is_unreadable() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    let utf16: Vec<u8> = "{\"value\":0}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lists = deep("[", "]");
    let hidden = format!("{{\"value\":0,\"other\":{}}}", deep("{\"a\":[", "]}"));
    let bodies: [&[u8]; 22] = [
        b"",
        b"  ",
        b"0",
        b"null",
        b"\"value\"",
        b"[]",
        b"[0]",
        b"[{\"value\":0}]",
        b"{\"value\":0",
        b"{\"value\":0}{",
        b"{\"value\":0}0",
        b"{\"value\":NaN}",
        b"{\"value\":1e400}",
        b"{\"value\":00}",
        b"{'value':0}",
        b"{\"value\":0,}",
        b"\xef\xbb\xbf{\"value\":0}",
        b"{\"value\":0,\"other\":\"\xff\"}",
        b"{\"value\":0,\"other\":\"\\ud800\"}",
        &utf16,
        lists.as_bytes(),
        hidden.as_bytes(),
    ];
    for body in bodies {
        assert_eq!(
            fault(body),
            Some(Reason::Unreadable),
            "{}",
            String::from_utf8_lossy(body).chars().take(40).collect::<String>()
        );
    }
}

#[test]
fn a_field_that_stands_there_twice_is_unreadable() {
    for body in
        [r#"{"value":2,"value":0}"#, r#"{"value":0,"value":0}"#, r#"{"value":null,"value":0}"#, r#"{"value":0,"v\u0061lue":2}"#]
    {
        assert_eq!(fault(body), Some(Reason::Unreadable), "{body}");
    }
    assert!(object::<One>(br#"{"value":0,"other":1,"other":2}"#).is_ok());
}

#[test]
fn a_web_page_is_known_by_its_first_character() {
    for body in ["<!DOCTYPE html><title>Wi-Fi</title>", "\r\n\t <html>", "<", "<?xml version=\"1.0\"?>", "\u{feff}\r\n<html>"] {
        assert_eq!(fault(body), Some(Reason::WebPage), "{body}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = object::<One>(&body);
    }

    #[test]
    fn no_text_is_shown_with_the_key_in_it(before in ".{0,70}", after in ".{0,70}") {
        let field = Field::Text(format!("{before}{KEY}{after}"));
        for text in [field.shown(&[KEY]), field.words(&[KEY]), field.name(&[KEY])].into_iter().flatten() {
            prop_assert!(!text.contains(KEY));
            prop_assert!(text.chars().count() <= LONGEST);
        }
    }
}
