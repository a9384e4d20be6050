//! `print` and `printer` on the system's queues, with a CUPS of the test's own whose printer keeps what it is sent.

use std::fs;
use std::net::TcpListener;

use comptoir_tests::{Customer, Manner, Outcome, PaperPrinter, PrintServer, ScriptedGateway, Till, fields_in_order};

use crate::counter;
use crate::printing::{add, paid, says};

/// A till where everybody pays, with a printer behind the queue TICKET.
fn queue_counter() -> (ScriptedGateway, Till, PrintServer, PaperPrinter) {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let (server, printer) = (PrintServer::start(), PaperPrinter::on(Manner::Prints));
    server.add("TICKET", printer.target());
    let till = till.printing_by(&server);
    add(&till, "Caisse", "queue:TICKET", &[]);
    (gateway, till, server, printer)
}

#[track_caller]
fn is(printed: &Outcome, outcome: &str, trouble: &str, copy: u64) {
    assert_eq!((printed.text("outcome").as_str(), printed.text("trouble").as_str()), (outcome, trouble), "{printed}");
    assert_eq!(printed.last()["copy"].as_u64(), Some(copy), "{printed}");
}

#[test]
fn a_queue_is_sent_what_a_network_printer_is_sent() {
    let (_gateway, till, _server, printer) = queue_counter();
    let payment = paid(&till);
    let drawn = till.folder().join("ticket.bin");
    till.run(["receipt", &payment.id(), "--format", "escpos", "--out", drawn.to_str().unwrap()]).exits(0);
    let printed = till.run(["print", &payment.id()]).exits(0);
    assert_eq!((printed.text("outcome").as_str(), printed.last()["copy"].as_u64()), ("printed", Some(0)), "{printed}");
    let original = printer.paper();
    assert_eq!(original, fs::read(&drawn).unwrap());
    assert!(original.starts_with(&[0x1b, b'@']) && says(&original, b"12 500 F CFA"), "ESC @ resets the printer");

    till.run(["printer", "test", "Caisse"]).exits(0);
    let by_queue = printer.paper();
    add(&till, "Caisse", printer.target(), &[]);
    till.run(["printer", "test", "Caisse"]).exits(0);
    assert_eq!(by_queue, printer.paper());
    till.run(["verify"]).exits(0);
}

#[test]
fn a_queue_that_cannot_print_is_told_before_anything_is_sent() {
    let (_gateway, till, server, printer) = queue_counter();
    let payment = paid(&till);
    let fails = |trouble: &str| {
        is(&till.run(["print", &payment.id()]).exits(1), "failed", trouble, 0);
        assert_eq!(till.run(["printer", "test", "Caisse"]).exits(1).text("trouble"), trouble);
        let told = till.run_human(["print", &payment.id()]).exits(1);
        assert_eq!(told.stdout.lines().count(), 3, "what happened, why, what to do\n{told}");
    };
    server.says("cupsdisable", &["TICKET"]);
    fails("queue_stopped");
    server.says("cupsenable", &["TICKET"]);
    server.says("cupsreject", &["TICKET"]);
    fails("queue_closed");
    server.says("lpadmin", &["-x", "TICKET"]);
    fails("queue_absent");
    server.add("TICKET", printer.target());
    assert!(printer.is_empty() && server.says("lpstat", &["-W", "all", "-o"]).is_empty(), "nothing was kept for later");
    let printed = till.run(["print", &payment.id()]).exits(0);
    assert_eq!(printed.last()["copy"].as_u64(), Some(0), "it is still the original\n{printed}");
    assert!(!says(&printer.paper(), b"DUPLICATA"));
    drop(server);
    is(&till.run(["print", &payment.id()]).exits(1), "failed", "system_silent", 1);
    assert_eq!(till.run(["show", &payment.id()]).exits(0).state(), "paid");
}

#[test]
fn a_print_service_that_never_answers_is_not_waited_for() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    add(&till, "Caisse", "queue:TICKET", &[]);
    let payment = paid(&till);
    let mut command = till.program();
    command.env("CUPS_SERVER", silent.local_addr().unwrap().to_string());
    command.arg("--data-dir").arg(till.folder()).args(["--lang", "en", "print", &payment.id()]);
    let told = comptoir_tests::Running::of(command).finish().exits(1);
    assert!(told.stdout.contains("The system’s print service does not answer."), "{told}");
}

#[test]
fn a_paper_that_the_system_keeps_counts_and_one_that_it_never_began_does_not() {
    let (_gateway, till, server, _printer) = queue_counter();
    // It takes the connection, and never a byte.
    let deaf = TcpListener::bind("127.0.0.1:0").unwrap();
    server.add("SOURDE", &format!("tcp:{}", deaf.local_addr().unwrap()));
    add(&till, "Cuisine", "queue:SOURDE", &[]);
    let payment = paid(&till);
    let printing = || till.spawn(["print", &payment.id(), "--printer", "Cuisine"]);
    let waits_for = |number: &str| {
        server.until("the paper is in the queue", || server.says("lpstat", &["-o", "SOURDE"]).contains(number));
    };
    is(&printing().finish().exits(4), "unsure", "paper_waiting", 0);
    let behind = printing();
    waits_for("SOURDE-2 ");
    server.says("cancel", &["SOURDE-2"]);
    is(&behind.finish().exits(1), "failed", "paper_dropped", 1);
    let next = printing();
    waits_for("SOURDE-3 ");
    server.says("cancel", &["SOURDE-1"]);
    let begun = "now printing SOURDE-3";
    server.until("the next paper is begun", || server.says("lpstat", &["-p", "SOURDE"]).contains(begun));
    server.says("cancel", &["SOURDE-3"]);
    is(&next.finish().exits(4), "unsure", "paper_dropped", 1);
    till.run(["verify"]).exits(0);
}

#[test]
fn the_systems_queues_are_told_with_the_default_and_with_what_stops_them() {
    let server = PrintServer::start();
    let till = Till::training().printing_by(&server);
    assert_eq!(till.run_human(["printer", "queues"]).exits(0).stdout, "Le système ne propose aucune imprimante.\n");
    assert_eq!(till.run(["printer", "queues"]).exits(0).stdout, "");
    for queue in ["TICKET", "BUREAU_du_fond"] {
        server.add(queue, "tcp:127.0.0.1:9");
    }
    server.says("lpadmin", &["-d", "TICKET"]);
    server.says("cupsdisable", &["BUREAU_du_fond"]);
    let told = till.run(["printer", "queues"]).exits(0);
    assert_eq!(fields_in_order(&told.stdout), ["kind", "name", "to", "default", "pages", "trouble"]);
    assert_eq!((told.text("to").as_str(), told.last()["default"].as_bool()), ("queue:TICKET", Some(true)), "{told}");
    let human = till.run_human(["printer", "queues"]).exits(0);
    assert_eq!(human.stdout, "queue:BUREAU_du_fond  L’imprimante est arrêtée dans le système.\nqueue:TICKET  par défaut\n");
}
