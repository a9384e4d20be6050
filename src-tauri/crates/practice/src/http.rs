//! The little of HTTP that a gateway's answer depends on.

use serde_json::{Value, json};

/// One request, as a gateway sees it.
///
/// It has no `Debug`: body and query carry the account's key and the payer's phone number.
pub struct Request {
    /// The method, in capitals.
    pub method: String,
    /// The documented path, without any prefix under which the gateway is served.
    pub path: String,
    /// What follows the question mark, still encoded; empty when there is none.
    pub query: String,
    /// Where the gateway is served, without a slash at the end: its pages' addresses begin with it.
    pub base_url: String,
    /// The headers, their names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// A GET without body.
    #[must_use]
    pub fn get(path: &str, query: &str) -> Self {
        Self {
            method: "GET".to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            base_url: String::new(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A POST of a JSON value.
    #[must_use]
    pub fn post_json(path: &str, body: &Value) -> Self {
        Self {
            method: "POST".to_owned(),
            path: path.to_owned(),
            query: String::new(),
            base_url: String::new(),
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: body.to_string().into_bytes(),
        }
    }

    /// The same with another header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// The same at a gateway that is served there.
    #[must_use]
    pub fn at(mut self, base_url: &str) -> Self {
        base_url.clone_into(&mut self.base_url);
        self
    }

    /// The header of this name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the body is said to be JSON.
    pub(crate) fn is_json(&self) -> bool {
        let media_type = self.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default().trim();
        media_type.eq_ignore_ascii_case("application/json")
    }
}

/// One answer. It has no `Debug` either: a status answer carries the payer's phone number.
pub struct Response {
    /// The HTTP status code.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: &'static str,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// What becomes of it on its way.
    pub fate: Fate,
}

/// What becomes of an answer on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It arrives.
    Arrives,
    /// It arrives late.
    Late {
        /// How late.
        after_ms: u64,
    },
    /// The connection is cut in its place.
    Lost,
}

impl Response {
    /// The connection is cut.
    pub(crate) fn dropped() -> Self {
        Self { status: 200, content_type: "application/json", body: Vec::new(), fate: Fate::Lost }
    }

    pub(crate) fn json(status: u16, value: &Value) -> Self {
        Self { status, content_type: "application/json", body: value.to_string().into_bytes(), fate: Fate::Arrives }
    }

    pub(crate) fn html(status: u16, page: String) -> Self {
        Self { status, content_type: "text/html; charset=utf-8", body: page.into_bytes(), fate: Fate::Arrives }
    }

    /// An error body as integrators have seen it: a code and a message, and no `status` that could be read as an answer.
    pub(crate) fn error(http_status: u16, code: u16, message: &str) -> Self {
        Self::json(http_status, &json!({ "error_code": code, "error_message": message }))
    }
}
