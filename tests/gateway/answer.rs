//! What a scripted gateway answers, and how badly.

use std::sync::{Arc, Condvar, Mutex};

use serde_json::Value;

use crate::BOUND;

/// An answer to one request.
#[derive(Clone)]
pub struct Answer {
    pub(super) shape: Shape,
    pub(super) registers: bool,
    pub(super) gate: Option<Arc<Gate>>,
}

#[derive(Clone)]
pub(super) enum Shape {
    /// As a gateway in good order answers.
    Usual,
    /// A whole answer, of which only so many bytes of the body are sent if a number stands there.
    Whole { status: u16, headers: Vec<(String, String)>, body: Vec<u8>, kept: Option<usize> },
    /// The connection is closed without a word.
    Closed,
    /// A body that never ends.
    Endless,
}

impl Answer {
    const fn of(shape: Shape) -> Self {
        Self { shape, registers: false, gate: None }
    }

    fn whole(status: u16, media_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![("content-type".to_owned(), media_type.to_owned())];
        Self::of(Shape::Whole { status, headers, body, kept: None })
    }

    /// As the gateway answers when nothing is wrong.
    #[must_use]
    pub const fn usual() -> Self {
        Self::of(Shape::Usual)
    }

    /// HTTP 200 and this JSON.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "it is always made on the spot, by `json!`")]
    pub fn json(body: Value) -> Self {
        Self::whole(200, "application/json", body.to_string().into_bytes())
    }

    /// This HTTP status and these bytes, which are said to be JSON.
    #[must_use]
    pub fn bytes(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::whole(status, "application/json", body.into())
    }

    /// A web page, with this HTTP status.
    #[must_use]
    pub fn web_page(status: u16) -> Self {
        let page = "<!doctype html>\n<html><head><title>Wi-Fi</title></head><body>status 0 paid</body></html>";
        Self::whole(status, "text/html; charset=utf-8", page.as_bytes().to_vec())
    }

    /// « Transaction inconnue », as integrators have seen it: no `status` at all.
    #[must_use]
    pub fn unknown_transaction() -> Self {
        Self::bytes(200, r#"{"error_code":403,"error_message":"Transaction inconnue"}"#)
    }

    /// The request is read and the connection closed without a word.
    #[must_use]
    pub const fn closed() -> Self {
        Self::of(Shape::Closed)
    }

    /// A body of which only the first bytes come, before the connection is closed.
    #[must_use]
    pub fn cut(body: impl Into<Vec<u8>>, kept: usize) -> Self {
        let mut answer = Self::bytes(200, body);
        if let Shape::Whole { kept: all, .. } = &mut answer.shape {
            *all = Some(kept);
        }
        answer
    }

    /// A body that does not end before the program hangs up.
    #[must_use]
    pub const fn endless() -> Self {
        Self::of(Shape::Endless)
    }

    /// The same with another header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let Shape::Whole { headers, .. } = &mut self.shape {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// The same to a create call that the gateway has taken all the same: the customer is asked, whatever is answered.
    #[must_use]
    pub const fn though_taken(mut self) -> Self {
        self.registers = true;
        self
    }
}

/// Where requests wait until a test lets them go on.
#[derive(Default)]
pub(super) struct Gate {
    standing: Mutex<Standing>,
    changed: Condvar,
}

#[derive(Default)]
struct Standing {
    waiting: usize,
    open: bool,
}

impl Gate {
    /// Waits here until the gate opens; past the bound it opens by itself, so that nothing hangs for ever.
    pub(super) fn pass(&self) {
        let mut standing = self.standing.lock().unwrap();
        standing.waiting += 1;
        self.changed.notify_all();
        drop(self.changed.wait_timeout_while(standing, 2 * BOUND, |standing| !standing.open).unwrap());
    }

    fn open(&self) {
        self.standing.lock().unwrap().open = true;
        self.changed.notify_all();
    }
}

/// Requests of one call that are held back. They go on when it is released or dropped.
pub struct Held(pub(super) Arc<Gate>);

impl Held {
    /// Returns once a request has come and is being held.
    #[track_caller]
    pub fn reached(&self) {
        let standing = self.0.standing.lock().unwrap();
        let (standing, _) = self.0.changed.wait_timeout_while(standing, BOUND, |standing| standing.waiting == 0).unwrap();
        let waiting = standing.waiting;
        drop(standing);
        assert!(waiting > 0, "no request came");
    }

    /// Lets them go on.
    pub fn release(self) {
        drop(self);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.open();
    }
}
