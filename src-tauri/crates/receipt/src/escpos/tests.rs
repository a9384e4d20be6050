use comptoir_core::order::Line;
use comptoir_core::receipt::LinkedReceipt;
use comptoir_core::refund::LinkedRefund;
use comptoir_words::Lang;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::samples::{awa, logo, poor, refund, rich, seal};
use crate::{test_page, text};

const FRENCH: Words = Words::of(Lang::Fr);

fn printer(columns: Columns) -> Printer {
    let target = "tcp:127.0.0.1".parse().unwrap();
    Printer { name: "Caisse".to_owned(), target, columns, cuts: true, drawer: true, automatic: false }
}

/// What comes out of a printer that knows the commands that we use and no other.
#[derive(Debug, Default, PartialEq, Eq)]
struct Paper {
    lines: Vec<String>,
    codes: Vec<String>,
    pictures: Vec<Vec<u8>>,
    strong: Vec<usize>,
    tall: Vec<usize>,
    kicks: usize,
    cuts: usize,
}

/// Reads the bytes as a printer would. A command that is not ours is an error.
fn read(mut bytes: &[u8]) -> Result<Paper, String> {
    let mut paper = Paper::default();
    let (mut line, mut stored) = (String::new(), String::new());
    let (mut strong, mut tall) = (false, false);
    while let Some((&byte, rest)) = bytes.split_first() {
        bytes = match (byte, rest) {
            (ESC, [b'@', rest @ ..]) => rest,
            (ESC, [b't', 19, rest @ ..]) => rest,
            (ESC, [b'E', on @ (0 | 1), rest @ ..]) => {
                strong = *on == 1;
                rest
            }
            (GS, [b'!', height @ (0 | 1), rest @ ..]) => {
                tall = *height == 1;
                rest
            }
            (ESC, [b'a', 0 | 1, rest @ ..]) => rest,
            (ESC, [b'p', 0, 25, 250, rest @ ..]) => {
                paper.kicks += 1;
                rest
            }
            (ESC, [b'd', 4, rest @ ..] | [b'J', 24, rest @ ..]) => rest,
            (GS, [b'v', b'0', 0, row_low, row_high, low, high, rest @ ..]) => {
                let size = |low: &u8, high: &u8| usize::from(u16::from_le_bytes([*low, *high]));
                let (dots, rest) = rest.split_at(size(row_low, row_high) * size(low, high));
                paper.pictures.push(dots.to_vec());
                rest
            }
            (GS, [b'V', 66, 0, rest @ ..]) => {
                paper.cuts += 1;
                rest
            }
            (GS, [b'(', b'k', low, high, rest @ ..]) => {
                let (parameters, rest) = rest.split_at(usize::from(u16::from_le_bytes([*low, *high])));
                match parameters {
                    [b'1', b'A', b'2', 0] | [b'1', b'C', 4 | 5] | [b'1', b'E', b'1'] => {}
                    [b'1', b'P', b'0', text @ ..] => stored = String::from_utf8(text.to_vec()).unwrap(),
                    [b'1', b'Q', b'0'] => paper.codes.push(stored.clone()),
                    other => return Err(format!("GS ( k {other:?}")),
                }
                rest
            }
            (b'\n', rest) => {
                if strong {
                    paper.strong.push(paper.lines.len());
                }
                if tall {
                    paper.tall.push(paper.lines.len());
                }
                paper.lines.push(std::mem::take(&mut line));
                rest
            }
            (byte, rest) => {
                let letters = (' '..='~').chain('\u{a1}'..='\u{25a0}');
                let letter = letters.into_iter().find(|c| in_page_858(*c) == Some(byte)).ok_or(format!("the byte {byte:#x}"))?;
                line.push(letter);
                rest
            }
        };
    }
    Ok(paper)
}

#[test]
fn the_paper_says_what_the_text_says_and_has_its_code() {
    for columns in [Columns::Narrow, Columns::Middle, Columns::Wide] {
        for lang in Lang::ALL {
            for linked in [rich(), poor()] {
                let words = Words::of(lang);
                let paper = read(&escpos(&linked.clone().into(), &printer(columns), None, words)).unwrap();
                assert_eq!(paper.lines.join("\n") + "\n", text(&linked.clone().into(), columns, None, words));
                assert_eq!(paper.codes, [format!("CPTR1 {} 12500 XOF 7F3A91C2 0", linked.receipt.number)]);
                assert_eq!((paper.kicks, paper.cuts), (1, 1));
                let total = paper.lines.iter().position(|line| line.starts_with("TOTAL")).unwrap();
                assert_eq!(paper.tall, [total]);
                assert!(paper.strong.contains(&0) && paper.strong.contains(&total), "{paper:?}");
            }
        }
    }
}

#[test]
fn a_duplicate_says_so_first_and_last_with_its_number_and_hour_and_opens_no_drawer() {
    let duplicate = Duplicate { number: 2, at: "2026-11-27T09:12:00Z".parse().unwrap(), cashier: Some(awa()) };
    for columns in [Columns::Narrow, Columns::Middle, Columns::Wide] {
        let paper = read(&escpos(&rich().into(), &printer(columns), Some(duplicate.clone()), FRENCH)).unwrap();
        let lines: Vec<&str> = paper.lines.iter().map(|line| line.trim()).collect();
        let marked: Vec<usize> = (0..lines.len()).filter(|at| lines[*at] == "*** DUPLICATA N° 2 ***").collect();
        let hour = if columns == Columns::Narrow { 2 } else { 1 };
        assert_eq!((marked.len(), marked[0], marked[2]), (3, 0, lines.len() - 1 - hour), "{lines:?}");
        assert_eq!(lines[1..=hour].join(" "), "27/11/2026 09:12:00 +00:00 par Awa");
        assert!(paper.codes[0].ends_with(" 2"), "{:?}", paper.codes);
        assert_eq!((paper.kicks, paper.cuts), (0, 1));
    }
}

#[test]
fn a_refund_is_printed_alike_and_opens_the_drawer_only_for_its_cash() {
    let mut linked = refund();
    let printed = |linked: &LinkedRefund| read(&escpos(&linked.clone().into(), &printer(Columns::Middle), None, FRENCH)).unwrap();
    let paper = printed(&linked);
    assert_eq!(paper.lines.join("\n") + "\n", text(&linked.clone().into(), Columns::Middle, None, FRENCH));
    assert_eq!((paper.kicks, paper.cuts), (0, 1));
    linked.refund.how = How::Cash;
    assert_eq!(printed(&linked).kicks, 1);
}

#[test]
fn a_logo_is_the_one_for_the_paper_and_a_seal_has_its_code() {
    let linked = LinkedReceipt { logo: Some(logo()), seal: Some(seal()), ..rich() };
    for (columns, picture) in [(Columns::Narrow, logo().narrow), (Columns::Middle, logo().wide), (Columns::Wide, logo().wide)] {
        let paper = read(&escpos(&linked.clone().into(), &printer(columns), None, FRENCH)).unwrap();
        assert_eq!(paper.pictures, [picture.dots()]);
        assert_eq!(paper.lines.join("\n") + "\n", text(&linked.clone().into(), columns, None, FRENCH));
        assert_eq!(paper.codes.len(), 2);
        assert_eq!(paper.codes[1], seal().qr.unwrap());
    }
}

#[test]
fn a_printer_without_knife_or_drawer_is_not_told_to_use_them() {
    let printer = Printer { cuts: false, drawer: false, ..printer(Columns::Narrow) };
    let paper = read(&escpos(&poor().into(), &printer, None, FRENCH)).unwrap();
    assert_eq!((paper.kicks, paper.cuts), (0, 0));
}

#[test]
fn the_test_page_has_a_line_from_edge_to_edge_the_letters_and_a_code() {
    for columns in [Columns::Narrow, Columns::Middle, Columns::Wide] {
        let paper = read(&test_page(&printer(columns), FRENCH)).unwrap();
        assert!(paper.lines.iter().all(|line| line.width() <= columns.count()), "{paper:?}");
        assert!(paper.lines.contains(&"=".repeat(columns.count())), "{paper:?}");
        assert!(paper.lines.join(" ").contains("àâäçéèêëîïôöùûüÿ"), "{paper:?}");
        assert_eq!((paper.codes.len(), paper.kicks, paper.cuts), (1, 1, 1));
    }
}

#[test]
fn every_byte_in_any_field_is_letters_and_never_a_command() {
    for byte in 0..=u8::MAX {
        let evil = format!("a{}b\u{1b}p\u{0}\u{19}\u{fa}", char::from(byte));
        let mut linked = rich();
        let receipt = &mut linked.receipt;
        let shop = &mut receipt.shop;
        for field in [&mut shop.town, &mut shop.address, &mut shop.phone, &mut shop.tax_id] {
            *field = Some(evil.clone());
        }
        shop.name = evil.clone();
        shop.till = evil.clone();
        receipt.number = evil.clone();
        for field in [&mut receipt.payer, &mut receipt.note, &mut receipt.gateway_reference, &mut receipt.operator_reference] {
            *field = Some(evil.clone());
        }
        receipt.key_fingerprint = evil.clone();
        receipt.lines = vec![Line { name: evil.clone(), quantity: 1, unit_price_minor: 1 }];
        let paper = read(&escpos(&linked.clone().into(), &printer(Columns::Middle), None, FRENCH)).unwrap();
        assert_eq!((paper.kicks, paper.cuts, paper.codes.len()), (1, 1, 1), "{byte:#x}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_letters_of_the_page(name in any::<String>(), note in "(\\PC|[\u{1b}\u{1d}\n📱ŋɔƒ米ا]){0,60}") {
        let mut linked = poor();
        linked.receipt.shop.name = name;
        linked.receipt.note = Some(note);
        for columns in [Columns::Narrow, Columns::Wide] {
            let paper = read(&escpos(&linked.clone().into(), &printer(columns), None, FRENCH)).map_err(TestCaseError::fail)?;
            prop_assert_eq!((paper.kicks, paper.cuts), (1, 1));
            prop_assert!(paper.lines.iter().all(|line| line.chars().count() <= columns.count()), "{:?}", paper);
        }
    }
}
