//! `shop show` and `shop set`.

use comptoir_tests::{Till, fields_in_order};
use serde_json::{Value, json};

/// A square of 40 dots in light grey, on white.
pub(crate) const GREY_SQUARE: &[u8] = include_bytes!("logo.png");
/// A white square on nothing.
const WHITE_SQUARE: &[u8] = include_bytes!("white.png");
/// Sixty-four million dots in a few kilobytes.
const VAST: &[u8] = include_bytes!("vast.png");
/// The grey square as a JPEG.
const GREY_JPEG: &[u8] = include_bytes!("../../src-tauri/crates/receipt/src/logo/grey.jpg");

#[test]
fn a_shop_that_nobody_described_has_a_name_a_till_and_a_zone() {
    let till = Till::new();
    let shown = till.run(["shop", "show"]).exits(0);
    let unset = json!({
        "kind": "shop", "name": "Comptoir", "town": null, "address": null, "phone": null, "tax_id": null, "website": null,
        "till": "1", "zone": "Africa/Lome", "logo": null,
    });
    assert_eq!(*shown.last(), unset);
    let fields = ["kind", "name", "town", "address", "phone", "tax_id", "website", "till", "zone", "logo"];
    let mut told = fields_in_order(&shown.stdout);
    let mut expected = fields.map(str::to_owned).to_vec();
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn particulars_are_set_together_kept_and_taken_back() {
    let till = Till::new();
    let particulars = [
        "shop",
        "set",
        "name=Chez Élodie",
        "town=Lomé",
        "address=12, rue du Grand Marché",
        "phone=22 21 45 80",
        "tax_id=1000 482 913",
        "website=https://chez-elodie.tg/",
        "till=2",
        "zone=Africa/Abidjan",
    ];
    let set = till.run(particulars).exits(0);
    let shown = till.run(["shop", "show"]).exits(0);
    assert_eq!(set.last(), shown.last());
    for particular in &particulars[2..] {
        let (name, value) = particular.split_once('=').unwrap();
        assert_eq!(shown.last()[name], value, "{shown}");
    }
    let unset = till.run(["shop", "set", "town=", "name=", "zone="]).exits(0);
    assert_eq!(unset.last()["town"], Value::Null);
    assert_eq!((unset.text("name").as_str(), unset.text("zone").as_str()), ("Comptoir", "Africa/Lome"));
    assert_eq!(unset.text("till"), "2", "what was not named stays");
}

#[test]
fn a_value_may_hold_an_equals_sign() {
    let till = Till::new();
    assert_eq!(till.run(["shop", "set", "address=Lot 4 = bâtiment B"]).exits(0).text("address"), "Lot 4 = bâtiment B");
}

#[test]
fn what_is_no_particular_is_refused_and_nothing_of_the_line_is_kept() {
    let till = Till::new();
    let before = till.run(["shop", "show"]).stdout;
    for off in ["owner=Élodie", "zone=Lome", "website=chez-elodie.tg", "website=javascript:alert(1)", "till=caisse n° 1", "=x"]
    {
        till.run(["shop", "set", "name=Autre", off]).refused(2, "shop_invalid");
        assert_eq!(till.run(["shop", "show"]).stdout, before, "{off}");
    }
}

#[test]
fn a_logo_is_named_by_its_dots_and_a_file_that_is_none_changes_nothing() {
    let till = Till::new();
    let file = till.folder().join("logo.png");
    let named = format!("logo={}", file.display());
    till.run(["shop", "set", "town=Lomé", &named]).refused(2, "logo_invalid");
    for (bytes, code) in [
        (b"GIF89a".as_slice(), "logo_invalid"),
        (&GREY_SQUARE[..60], "logo_invalid"),
        (&GREY_JPEG[..400], "logo_invalid"),
        (VAST, "logo_too_large"),
        (WHITE_SQUARE, "logo_blank"),
    ] {
        std::fs::write(&file, bytes).unwrap();
        till.run(["shop", "set", "town=Lomé", &named]).refused(2, code);
    }
    assert_eq!(till.run(["shop", "show"]).exits(0).last()["town"], Value::Null);
    std::fs::write(&file, GREY_SQUARE).unwrap();
    let set = till.run(["shop", "set", "town=Lomé", &named]).exits(0);
    assert_eq!((set.text("town").as_str(), set.text("logo").len()), ("Lomé", 64));
    std::fs::write(&file, GREY_JPEG).unwrap();
    assert_eq!(till.run(["shop", "set", &named]).exits(0).text("logo").len(), 64);
    std::fs::write(&file, GREY_SQUARE).unwrap();
    assert_eq!(till.run(["shop", "set", &named]).exits(0).text("logo"), set.text("logo"), "the same dots have the same name");
    assert_eq!(till.run(["shop", "set", "name=Élodie"]).exits(0).text("logo"), set.text("logo"), "another particular leaves it");
    till.run(["verify"]).exits(0);
    assert_eq!(till.run(["shop", "set", "logo="]).exits(0).last()["logo"], Value::Null);
}
