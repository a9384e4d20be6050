//! What can happen to a request or its answer, whatever the gateway.

use comptoir_core::code::Reason;
use comptoir_tests::gateway::Held;
use comptoir_tests::{Answer, Call};

use crate::counter::{Astray, Counter};

/// Something that happens to a call.
pub(crate) struct Fault {
    pub(crate) what: &'static str,
    /// What is then known.
    pub(crate) reason: Reason,
    /// How far the request comes.
    pub(crate) comes: Comes,
    pub(crate) does: Does,
}

/// How far a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comes {
    /// No byte of it leaves.
    Nowhere,
    /// The gateway does not read it.
    Unread,
    /// The gateway reads it, and may have taken it.
    Read,
}

/// What brings it about. Answers are given `best`: the gateway's best answer, which must not count.
pub(crate) enum Does {
    GoesAway,
    IsLed(Astray),
    ClosesUnread,
    IsSilent,
    Answers(fn(best: &str) -> Answer),
}

impl Fault {
    /// Makes it happen to the next requests of these calls. What is returned holds them back until it is dropped.
    pub(crate) fn happens(&self, counter: &mut Counter, calls: &[Call], best: &str, taken: bool) -> Vec<Held> {
        let taken_or_not = |answer: Answer| if taken { answer.though_taken() } else { answer };
        match self.does {
            Does::GoesAway => counter.gateway.go_away(),
            Does::IsLed(astray) => counter.way.take(Some(astray)),
            Does::ClosesUnread => counter.gateway.close_unread(1),
            Does::IsSilent => {
                counter.way.take(Some(Astray::Hasty));
                for call in calls {
                    counter.gateway.once(*call, taken_or_not(Answer::closed()));
                }
                return calls.iter().map(|call| counter.gateway.hold(*call)).collect();
            }
            Does::Answers(answer) => counter.answers(calls, &taken_or_not(answer(best))),
        }
        Vec::new()
    }

    /// It happens no more.
    pub(crate) fn ends(&self, counter: &mut Counter) {
        counter.mend();
        if matches!(self.does, Does::GoesAway) {
            counter.gateway.come_back();
        }
    }
}

const fn answers(what: &'static str, reason: Reason, answer: fn(&str) -> Answer) -> Fault {
    Fault { what, reason, comes: Comes::Read, does: Does::Answers(answer) }
}

const fn never_leaves(what: &'static str, reason: Reason, does: Does) -> Fault {
    Fault { what, reason, comes: Comes::Nowhere, does }
}

/// Everything that can happen.
pub(crate) const FAULTS: &[Fault] = &[
    never_leaves("nobody listens", Reason::NoConnection, Does::GoesAway),
    never_leaves("name not found", Reason::NameNotFound, Does::IsLed(Astray::ToNobody)),
    never_leaves("no trusted certificate", Reason::TlsRefused, Does::IsLed(Astray::ToAStranger)),
    never_leaves("closed in the TLS handshake", Reason::NoConnection, Does::IsLed(Astray::WithTls)),
    Fault { what: "closed before reading", reason: Reason::Cut, comes: Comes::Unread, does: Does::ClosesUnread },
    Fault { what: "silent until the deadline", reason: Reason::TimedOut, comes: Comes::Read, does: Does::IsSilent },
    answers("closed after reading", Reason::Cut, |_| Answer::closed()),
    answers("cut in mid-body", Reason::Cut, |best| Answer::cut(best, best.len() / 2)),
    answers("cut before the last byte", Reason::Cut, |best| Answer::cut(best, best.len() - 1)),
    answers("cut before the first byte", Reason::Cut, |best| Answer::cut(best, 0)),
    answers("HTTP 500", Reason::ServerFailed, |best| Answer::bytes(500, best)),
    answers("HTTP 502", Reason::ServerFailed, |_| Answer::web_page(502)),
    answers("HTTP 503", Reason::ServerFailed, |best| Answer::bytes(503, best).with_header("retry-after", "5")),
    answers("HTTP 504", Reason::ServerFailed, |_| Answer::bytes(504, "")),
    answers("HTTP 599", Reason::ServerFailed, |best| Answer::bytes(599, best)),
    answers("HTTP 429", Reason::Limited, |best| Answer::bytes(429, best).with_header("retry-after", "7")),
    answers("HTTP 400", Reason::HttpRefused, |best| Answer::bytes(400, best)),
    answers("HTTP 401", Reason::HttpRefused, |best| Answer::bytes(401, best)),
    answers("HTTP 403", Reason::HttpRefused, |best| Answer::bytes(403, best)),
    answers("HTTP 403, a web page", Reason::HttpRefused, |_| Answer::web_page(403)),
    answers("HTTP 404", Reason::HttpRefused, |_| Answer::bytes(404, "")),
    answers("HTTP 301", Reason::HttpRefused, |best| Answer::bytes(301, best).with_header("location", "/")),
    answers("HTTP 302", Reason::WebPage, |best| Answer::bytes(302, best).with_header("location", "/portail")),
    answers("HTTP 307", Reason::WebPage, |best| Answer::bytes(307, best).with_header("location", "/")),
    answers("a web page with 200", Reason::WebPage, |_| Answer::web_page(200)),
    answers("a web page said to be JSON", Reason::WebPage, |best| Answer::bytes(200, format!("\n <pre>{best}</pre>"))),
    answers("an empty body", Reason::Unreadable, |_| Answer::bytes(200, "")),
    answers("HTTP 204", Reason::Unreadable, |_| Answer::bytes(204, "")),
    answers("{}", Reason::Unreadable, |_| Answer::bytes(200, "{}")),
    answers("[]", Reason::Unreadable, |_| Answer::bytes(200, "[]")),
    answers("null", Reason::Unreadable, |_| Answer::bytes(200, "null")),
    answers("0", Reason::Unreadable, |_| Answer::bytes(200, "0")),
    answers("OK", Reason::Unreadable, |_| Answer::bytes(200, "OK")),
    answers("a text of JSON", Reason::Unreadable, |best| Answer::json(best.into())),
    answers("something after the end", Reason::Unreadable, |best| Answer::bytes(200, format!("{best}0"))),
    answers("two answers", Reason::Unreadable, |best| Answer::bytes(200, format!("{best}{best}"))),
    answers("a byte order mark", Reason::Unreadable, |best| Answer::bytes(200, format!("\u{feff}{best}"))),
    answers("UTF-16", Reason::Unreadable, |best| {
        Answer::bytes(200, best.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>())
    }),
    answers("bytes that are no text", Reason::Unreadable, |best| Answer::bytes(200, [best.as_bytes(), b"\xff\xfe"].concat())),
    answers("nested ten thousand deep", Reason::Unreadable, |best| {
        let (open, close) = ("{\"a\":".repeat(10_000), "}".repeat(10_000));
        Answer::bytes(200, best.replacen('{', &format!("{{\"deep\":{open}0{close},"), 1))
    }),
    answers("larger than any answer", Reason::TooLarge, |best| Answer::bytes(200, format!("{best}{}", " ".repeat(300_000)))),
    answers("without end", Reason::TooLarge, |_| Answer::endless()),
];
