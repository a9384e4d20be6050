//! One target of the fuzzer: the one that the program is called by.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use oracle::Target;

#[expect(unused_imports, reason = "the tests use more of it")]
#[path = "../oracle/mod.rs"]
mod oracle;

static TARGET: LazyLock<Target> = LazyLock::new(|| Target::named(env!("CARGO_BIN_NAME")).expect("a target"));

fuzz_target!(|bytes: &[u8]| {
    TARGET.run(bytes);
});
