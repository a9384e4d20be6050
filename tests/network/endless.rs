//! An answer that never ends is dropped at the cap, and takes no more memory than that.

use std::env;
use std::fs;
use std::process::Command;

use comptoir_core::code::Reason;
use comptoir_gateway::transport::LARGEST_REPLY;
use comptoir_practice::Kind;

use crate::certificates::Version;
use crate::desk::{Desk, Place};
use crate::server::Says;
use crate::told::{stands, without_answer};

/// What comes again and again: one chunk.
static CHUNK: [u8; 8 * 1024 + 8] = {
    let mut chunk = [b' '; 8 * 1024 + 8];
    let size = *b"2000\r\n";
    let mut at = 0;
    while at < size.len() {
        chunk[at] = size[at];
        at += 1;
    }
    chunk[8 * 1024 + 6] = b'\r';
    chunk[8 * 1024 + 7] = b'\n';
    chunk
};

/// More than the cap: what two pairs of sockets and TLS hold back on the way.
const ON_THE_WAY: usize = 32 * 1024 * 1024;

/// What the till may grow by over ten endless answers.
const GROWTH_KIB: u64 = 8 * 1024;

/// Set for the process that measures itself.
const MEASURED: &str = "COMPTOIR_NETWORK_MEASURED";

fn endless() -> [(&'static str, &'static [u8]); 3] {
    [
        ("chunks", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        ("ten billion bytes", b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"),
        ("until the end of the connection", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"),
    ]
}

fn is_dropped(kind: Kind, head: &[u8]) {
    let desk = Desk::at(Place::good(kind, Version::Tls13));
    desk.server.says(Says::ThisAndThen(head.to_vec(), &CHUNK));
    let id = desk.start();
    stands(&desk.view(id), without_answer(desk.gateway()), Some(Reason::TooLarge));
    desk.until(|| desk.server.ended() == 1);
    let said = desk.server.said();
    assert!((LARGEST_REPLY..LARGEST_REPLY + ON_THE_WAY).contains(&said), "{said} bytes were said");
    assert_eq!(desk.server.requests().len(), 1);
}

#[test]
fn an_answer_without_end_is_dropped_at_the_cap() {
    for (what, head) in endless() {
        for kind in Kind::ALL {
            println!("{what}, {}", kind.name());
            is_dropped(kind, head);
        }
    }
}

/// The most memory that this process ever held, in KiB, where the system tells.
fn most_held() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

/// Runs again in a process of its own, where nobody else takes memory.
#[test]
fn an_answer_without_end_takes_no_memory() {
    if env::var_os(MEASURED).is_none() {
        let mut again = Command::new(env::current_exe().unwrap());
        again.args(["--exact", "endless::an_answer_without_end_takes_no_memory", "--nocapture"]).env(MEASURED, "1");
        let output = again.output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && told.contains("1 passed"), "{told}{}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let [(_, chunks), (_, long), _] = endless();
    // What every first request takes: keys, tables, pools.
    is_dropped(Kind::PaygateGlobal, chunks);
    let Some(before) = most_held() else { return };
    for kind in Kind::ALL {
        is_dropped(kind, chunks);
        is_dropped(kind, long);
    }
    let grown = most_held().map_or(0, |after| after - before);
    assert!(grown < GROWTH_KIB, "{grown} KiB more were held");
}
