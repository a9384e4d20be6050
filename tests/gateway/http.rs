//! The little of HTTP/1.1 that a request and its answer need: one of each a connection.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};

use serde_json::Value;

use super::answer::Shape;
use super::{Call, Request};
use crate::BOUND;

/// Far above the most that the program may read.
const ENDLESS: usize = 64 * 1024 * 1024;

pub(super) fn read(stream: &TcpStream) -> io::Result<Request> {
    stream.set_read_timeout(Some(BOUND))?;
    stream.set_write_timeout(Some(BOUND))?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    let mut next = |reader: &mut BufReader<&TcpStream>| -> io::Result<String> {
        line.clear();
        // The end in the middle of a line is no line: half a request is none.
        if reader.read_line(&mut line)? == 0 || !line.ends_with('\n') {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    };
    let first = next(&mut reader)?;
    let mut words = first.split(' ').map(str::to_owned);
    let method = words.next().unwrap_or_default();
    let target = words.next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut headers = Vec::new();
    loop {
        let line = next(&mut reader)?;
        match line.split_once(':') {
            Some((name, value)) => headers.push((name.to_ascii_lowercase(), value.trim().to_owned())),
            None => break,
        }
    }
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    Ok(Request {
        call: Call::Other,
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        json: serde_json::from_slice(&body).unwrap_or(Value::Null),
        body,
    })
}

/// Errors of this side are not told: a program that hangs up early is the one under test, which the test judges by other means.
pub(super) fn answer(mut stream: TcpStream, shape: &Shape) {
    let sent = match shape {
        // Usual answers are made whole before they come here.
        Shape::Usual | Shape::Closed => Ok(()),
        Shape::Whole { status, headers, body, kept } => send(&mut stream, *status, headers, body, *kept),
        Shape::Endless => send_endlessly(&mut stream),
    };
    drop(sent.and_then(|()| stream.shutdown(Shutdown::Both)));
}

fn send(stream: &mut TcpStream, status: u16, headers: &[(String, String)], body: &[u8], kept: Option<usize>) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} .\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body[..kept.unwrap_or(body.len()).min(body.len())])?;
    stream.flush()
}

fn send_endlessly(stream: &mut TcpStream) -> io::Result<()> {
    stream
        .write_all(b"HTTP/1.1 200 .\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"status\":0,\"filler\":\"")?;
    let chunk = [b'x'; 64 * 1024];
    for _ in 0..ENDLESS / chunk.len() {
        stream.write_all(&chunk)?;
    }
    Ok(())
}
