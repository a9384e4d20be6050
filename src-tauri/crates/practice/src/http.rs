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
    /// The `Content-Type` header, if there is one.
    pub content_type: Option<String>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// A GET without body.
    #[must_use]
    pub fn get(path: &str, query: &str) -> Self {
        Self { method: "GET".to_owned(), path: path.to_owned(), query: query.to_owned(), content_type: None, body: Vec::new() }
    }

    /// A POST of a JSON value.
    #[must_use]
    pub fn post_json(path: &str, body: &Value) -> Self {
        Self {
            method: "POST".to_owned(),
            path: path.to_owned(),
            query: String::new(),
            content_type: Some("application/json".to_owned()),
            body: body.to_string().into_bytes(),
        }
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
}

impl Response {
    pub(crate) fn json(status: u16, value: &Value) -> Self {
        Self { status, content_type: "application/json", body: value.to_string().into_bytes() }
    }

    pub(crate) fn html(status: u16, page: String) -> Self {
        Self { status, content_type: "text/html; charset=utf-8", body: page.into_bytes() }
    }

    /// An error body as integrators have seen it: a code and a message, and no `status` that could be read as an answer.
    pub(crate) fn error(http_status: u16, code: u16, message: &str) -> Self {
        Self::json(http_status, &json!({ "error_code": code, "error_message": message }))
    }
}
