//! What stands on a drawn receipt, looked at by other programs than drew it: poppler reads the PDF, another library the code.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use comptoir_core::order::{Environment, Line, Tax};
use comptoir_core::printer::PageSize;
use comptoir_core::receipt::{Issued, LinkedReceipt};
use comptoir_words::{Lang, Words};
use proptest::prelude::*;
use rqrr::PreparedImage;

use crate::samples::{awa, logo, poor, refund, rich, seal};
use crate::tests::any_receipt;
use crate::{Duplicate, pdf, test_pdf, text};

const FRENCH: Words = Words::of(Lang::Fr);

fn duplicate() -> Duplicate {
    Duplicate { number: 2, at: "2026-11-27T09:12:00Z".parse().unwrap(), cashier: Some(awa()) }
}

/// What poppler reads in a PDF and draws of its first page.
struct Read {
    words: Vec<String>,
    codes: Vec<String>,
    pages: usize,
}

fn poppler(program: &str, arguments: &[&str], folder: &Path) -> Vec<u8> {
    let output = Command::new(program).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn read(pdf: &[u8]) -> Read {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), pdf).unwrap();
    let said = String::from_utf8(poppler("pdftotext", &["-layout", "a.pdf", "-"], folder.path())).unwrap();
    poppler("pdftoppm", &["-png", "-r", "150", "a.pdf", "a"], folder.path());
    let mut pictures: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    pictures.retain(|path| path.extension().is_some_and(|extension| extension == "png"));
    let codes = pictures.iter().flat_map(|path| codes(&fs::read(path).unwrap()));
    Read { words: words(&said), codes: codes.collect(), pages: pictures.len() }
}

/// The codes on a picture without colours.
fn codes(file: &[u8]) -> Vec<String> {
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    let samples = reader.output_color_type().0.samples();
    let mut dots = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut dots).unwrap();
    let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| dots[(y * width + x) * samples]);
    image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
}

/// The words of a text; its rules are none.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().filter(|word| !word.chars().all(|c| matches!(c, '-' | '=')) || *word == "-");
    words.map(str::to_owned).collect()
}

fn worth_nothing() -> LinkedReceipt {
    let mut linked = rich();
    linked.receipt.environment = Environment::Training;
    linked.receipt.taxes.push(Tax { name: "Taxe de séjour, commune de Kpalimé".to_owned(), amount_minor: 100 });
    linked
}

/// One whose strip is metres long.
fn long() -> LinkedReceipt {
    let mut linked = rich();
    let line = |number| Line { name: format!("Savon de Kpalimé n{number}"), quantity: 1, unit_price_minor: 100 };
    linked.receipt.lines = (0..200).map(line).collect();
    linked
}

#[test]
fn a_pdf_says_what_the_text_says_and_has_its_code() {
    for size in PageSize::ALL {
        for lang in Lang::ALL {
            for (linked, duplicate) in [(rich(), None), (poor(), None), (worth_nothing(), Some(duplicate()))] {
                let words_of = Words::of(lang);
                let read = read(&pdf(&linked.clone().into(), size, duplicate.clone(), words_of).unwrap());
                assert_eq!(
                    read.words,
                    words(&text(&linked.clone().into(), size.columns(), duplicate.clone(), words_of)),
                    "{size:?}"
                );
                let copy = duplicate.map_or(0, |duplicate| duplicate.number);
                assert_eq!(read.codes, [format!("CPTR1 {} 12500 XOF 7F3A91C2 {copy}", linked.receipt.number)], "{size:?}");
                assert_eq!(read.pages, 1, "{size:?}");
            }
        }
    }
}

#[test]
fn a_refund_is_drawn_as_a_receipt_is() {
    let issued = Issued::from(refund());
    let stamp = format!("CPTR1 {} 4500 XOF 91C27F3A 0", issued.number());
    for size in PageSize::ALL {
        let read = read(&pdf(&issued, size, None, FRENCH).unwrap());
        assert_eq!(read.words, words(&text(&issued, size.columns(), None, FRENCH)), "{size:?}");
        assert_eq!((read.codes, read.pages), (vec![stamp.clone()], 1), "{size:?}");
    }
    assert_eq!(codes(&crate::png(&issued, None, FRENCH).unwrap()), [stamp]);
}

#[test]
fn a_logo_and_the_code_of_a_seal_are_drawn_on_every_sheet() {
    let issued = Issued::from(LinkedReceipt { logo: Some(logo()), seal: Some(seal()), ..rich() });
    let mut due = vec![format!("CPTR1 {} 12500 XOF 7F3A91C2 0", issued.number()), seal().qr.unwrap()];
    due.sort();
    let sorted = |mut codes: Vec<String>| {
        codes.sort();
        codes
    };
    for size in PageSize::ALL {
        let drawn = pdf(&issued, size, None, FRENCH).unwrap();
        let read = read(&drawn);
        assert_eq!(read.words, words(&text(&issued, size.columns(), None, FRENCH)), "{size:?}");
        assert_eq!((sorted(read.codes), read.pages), (due.clone(), 1), "{size:?}");
        let plain = Issued::from(LinkedReceipt { seal: Some(seal()), ..rich() });
        assert_ne!(drawn, pdf(&plain, size, None, FRENCH).unwrap());
    }
    assert_eq!(sorted(codes(&crate::png(&issued, None, FRENCH).unwrap())), due);
}

#[test]
fn a_long_receipt_goes_on_on_numbered_pages_and_a_strip_stays_one() {
    let linked = long();
    for (size, pages) in [(PageSize::Strip, 1), (PageSize::A5, 9), (PageSize::A4, 8)] {
        let read = read(&pdf(&linked.clone().into(), size, None, FRENCH).unwrap());
        assert_eq!(read.pages, pages, "{size:?}");
        assert_eq!(read.codes.len(), 1, "{size:?}");
        let numbers = read.words.windows(2).filter(|pair| pair[0] == "-" && pair[1].ends_with(&format!("/{pages}"))).count();
        assert_eq!(numbers, if pages == 1 { 0 } else { pages }, "{size:?}");
        assert!((0..200).all(|number| read.words.contains(&format!("n{number}"))), "{size:?}");
    }
}

#[test]
fn a_picture_is_as_wide_as_a_phone_and_has_its_code() {
    for (linked, duplicate) in [(rich(), None), (poor(), None), (worth_nothing(), Some(duplicate())), (long(), None)] {
        let file = crate::png(&linked.clone().into(), duplicate.clone(), FRENCH).unwrap();
        let info = png::Decoder::new(Cursor::new(&file)).read_info().unwrap().info().clone();
        assert_eq!(info.width, 1_080);
        let copy = duplicate.map_or(0, |duplicate| duplicate.number);
        assert_eq!(codes(&file), [format!("CPTR1 {} 12500 XOF 7F3A91C2 {copy}", linked.receipt.number)]);
    }
}

#[test]
fn the_same_receipt_gives_the_same_bytes() {
    for size in PageSize::ALL {
        assert_eq!(pdf(&rich().into(), size, None, FRENCH).unwrap(), pdf(&rich().into(), size, None, FRENCH).unwrap());
    }
    assert_eq!(crate::png(&rich().into(), None, FRENCH).unwrap(), crate::png(&rich().into(), None, FRENCH).unwrap());
}

#[test]
fn whatever_byte_stands_in_a_name_the_pdf_is_whole() {
    let mut linked = rich();
    let named = |byte: u8| format!("a{}b\u{1b}(c)\\<</S>>endstream n{byte}", char::from(byte));
    linked.receipt.lines = (0..=u8::MAX).map(|byte| Line { name: named(byte), quantity: 1, unit_price_minor: 1 }).collect();
    linked.receipt.number = named(0);
    linked.receipt.shop.name = named(7);
    let read = read(&pdf(&linked.clone().into(), PageSize::Strip, None, FRENCH).unwrap());
    for byte in 0..=u8::MAX {
        assert!(read.words.contains(&format!("n{byte}")), "{byte:#x}");
    }
    assert!(read.words.contains(&"aÿb(c)\\<</S>>endstream".to_owned()), "{:?}", read.words);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_receipt_can_be_drawn(linked in any_receipt()) {
        for size in PageSize::ALL {
            prop_assert!(pdf(&linked.clone().into(), size, Some(duplicate()), FRENCH).is_ok(), "{size:?}");
        }
        prop_assert!(crate::png(&linked.clone().into(), None, FRENCH).is_ok());
    }
}

#[test]
fn the_test_page_of_an_office_has_its_name_the_letters_and_a_code() {
    for size in PageSize::ALL {
        let read = read(&test_pdf("Bureau", size, "2026-11-27T09:12:00Z".parse().unwrap(), FRENCH).unwrap());
        for word in ["Bureau", "àâäçéèêëîïôöùûüÿ", "oe", "€", "12"] {
            assert!(read.words.iter().any(|read| read == word), "{word}: {:?}", read.words);
        }
        assert_eq!((read.codes.as_slice(), read.pages), (["COMPTOIR TEST".to_owned()].as_slice(), 1));
    }
}
