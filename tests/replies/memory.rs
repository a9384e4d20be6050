//! No reply takes much memory, however it is built. The bound is on all that the tests of this program hold at once.

use peak_alloc::PeakAlloc;

use comptoir_gateway::transport::LARGEST_REPLY;
use comptoir_tests::oracle::TARGETS;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The most that may be held at once, in bytes.
const MOST: usize = 64 * 1_024 * 1_024;

/// As large as a reply can be: many small values, few large ones, deep ones, and texts in texts.
fn large() -> Vec<Vec<u8>> {
    let filled = |open: &str, part: &str, close: &str| {
        let times = (LARGEST_REPLY - open.len() - close.len()) / part.len();
        format!("{open}{}{close}", part.repeat(times)).into_bytes()
    };
    vec![
        filled("{\"customdata\":[0", ",0", "]}"),
        filled("{\"custom_data\":[{}", ",{}", "]}"),
        filled("{\"a\":0", ",\"\":[]", "}"),
        filled("{\"response_text\":\"", "(Code", "\"}"),
        filled("{\"response_text\":\"", "\\u0001", "\"}"),
        filled("{\"customdata\":", "[", ""),
        filled("{\"customdata\":", "{\"a\":", ""),
        filled("a=1", "&a=1", ""),
        filled("", "&", ""),
        filled("data=", "%7B", ""),
        text_in_text(),
    ]
}

/// A list as deep as JSON may be, in a text, in a list as deep, and so on while there is room.
fn text_in_text() -> Vec<u8> {
    const DEEP: usize = 120;
    let mut inside = "[]".to_owned();
    loop {
        let text = serde_json::to_string(&inside).unwrap();
        let next = format!("{}{text}{}", "[".repeat(DEEP), "]".repeat(DEEP));
        if next.len() + 32 > LARGEST_REPLY {
            return format!("{{\"customdata\":{inside}}}").into_bytes();
        }
        inside = next;
    }
}

#[test]
fn no_reply_takes_much_memory_or_more_of_the_stack_than_there_is() {
    for body in large() {
        assert!(body.len() <= LARGEST_REPLY);
        for target in TARGETS {
            target.run(&[b"00".as_slice(), &body].concat());
            target.run(&[b"\n".as_slice(), &body].concat());
        }
    }
    let most = MEMORY.peak_usage();
    assert!(most < MOST, "{most} bytes were held at once");
    let planted = vec![1_u8; MOST];
    assert!(MEMORY.peak_usage() > MOST, "the measure is blind to {} bytes", planted.len());
}
