//! Printers that cannot be, whoever describes them.

use comptoir_core::code::Code;
use comptoir_engine::AskedPrinter;

use crate::world::World;

#[test]
fn a_printer_is_set_up_only_where_everything_of_it_can_be() {
    let world = World::of(41);
    let engine = world.engine();
    let good = AskedPrinter {
        name: " Caisse ".to_owned(),
        target: "tcp:192.168.1.50".to_owned(),
        columns: 42,
        cuts: true,
        drawer: false,
        automatic: true,
    };
    let bad = [
        ("NAME", AskedPrinter { name: "\u{200b} \n".to_owned(), ..good.clone() }),
        ("--to", AskedPrinter { target: "lp0".to_owned(), ..good.clone() }),
        ("--columns", AskedPrinter { columns: 40, ..good.clone() }),
    ];
    for (field, asked) in bad {
        let refused = engine.set_printer(&asked).unwrap_err();
        assert_eq!((refused.code, refused.data[0].clone()), (Code::PrinterInvalid, ("field", field.to_owned())));
    }
    assert_eq!(engine.ledger().printers().unwrap(), []);
    assert_eq!(engine.set_printer(&good).unwrap().name, "Caisse");
    assert_eq!(engine.ledger().printers().unwrap().len(), 1);
}
