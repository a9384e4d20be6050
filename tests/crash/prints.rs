//! A kill at each write of one print: the two of the ledger, and the bytes to the printer between them.

use std::fs;
use std::path::PathBuf;

use comptoir_tests::{Manner, PaperPrinter, Till};

use crate::side_by_side::side_by_side;
use crate::stand::{ID, PUSH, Stand};
use crate::strace::{self, Point};

const PRINT: &[&str] = &["print", ID];

/// A till whose payment is paid, as often as it is needed.
struct Paid {
    folder: PathBuf,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Paid {
    fn new() -> Self {
        let mut stand = Stand::new();
        stand.told_by(PUSH);
        Self { folder: stand.till.folder().to_owned(), files: stand.till.files() }
    }

    fn till(&self) -> (Till, PaperPrinter) {
        let (till, printer) = (Till::new(), PaperPrinter::on(Manner::Prints));
        for (path, content) in &self.files {
            let path = till.folder().join(path.strip_prefix(&self.folder).unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        till.run(["printer", "add", "Caisse", "--to", printer.target()]).exits(0);
        (till, printer)
    }
}

/// What the paper after a kill is, and whether anything of the killed one came.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    copy: u64,
    came: bool,
}

#[test]
fn of_a_print_killed_at_any_write_there_is_never_a_second_original() {
    let paid = Paid::new();
    let (till, printer) = paid.till();
    let (points, ended) = strace::points(&command(&till), "", till.folder(), |_| {});
    ended.came_to_its_end();
    assert!(!is_duplicate(&printer.paper()));
    assert!(points.iter().any(Point::is_beside), "the bytes to the printer are among the points: {points:?}");
    let found = side_by_side(&points, |point| kill_at(&paid, point));
    for expected in [(0, false), (1, false), (1, true)] {
        assert!(found.iter().any(|found| (found.copy, found.came) == expected), "never reached: {expected:?}\n{found:?}");
    }
}

fn command(till: &Till) -> std::process::Command {
    let mut command = till.program();
    command.arg("--data-dir").arg(till.folder()).arg("--json").args(PRINT);
    command
}

fn kill_at(paid: &Paid, point: &Point) -> Found {
    let (till, printer) = paid.till();
    let killed = strace::killed_at(point, &command(&till), "", |_| {});
    let next = till.run(PRINT).exits(0);
    let copy = next.last()["copy"].as_u64().unwrap();
    let first = printer.paper();
    let second = if is_duplicate(&first) || copy == 0 { None } else { Some(printer.paper()) };
    // The one that came first is the killed one's, if there are two.
    let (came, last) = second.map_or((false, first), |second| (true, second));
    assert_eq!(is_duplicate(&last), copy > 0, "{point:?}");
    assert!(printer.is_empty() || !killed.was_killed(), "another original came at {point:?}");
    assert_eq!(till.run(["show", ID]).exits(0).state(), "paid");
    till.run(["verify"]).exits(0);
    Found { copy, came }
}

fn is_duplicate(paper: &[u8]) -> bool {
    paper.windows(9).any(|part| part == b"DUPLICATA")
}
