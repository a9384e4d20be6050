//! The practice gateways on loopback. The only module that opens a socket or reads the wall clock.

#[cfg(test)]
mod tests;

use std::{
    future::ready,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use futures::stream;
use tokio::{
    net::TcpListener,
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

use crate::{
    control,
    gateway::PracticeGateway,
    http::{Fate, Request, Response},
    kind::Kind,
};

/// Far more than any documented request needs.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// How long a stop waits for answers under way.
const STOP_WITHIN: Duration = Duration::from_secs(1);

/// Gateways being served. Dropping it stops them too, without waiting.
pub struct Serving {
    address: SocketAddr,
    stopper: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Serving {
    /// What stands in for a gateway's own scheme and host; its documented paths follow unchanged.
    #[must_use]
    pub fn base_url(&self, kind: Kind) -> String {
        base_url(self.address, kind)
    }

    /// Where the customers of a gateway are told what to do: `{control_url}/customer`, `{control_url}/transactions`.
    #[must_use]
    pub fn control_url(&self, kind: Kind) -> String {
        format!("{}{CONTROL}", self.base_url(kind))
    }

    /// Stops listening, lets answers under way finish, and gives up on a connection that hangs.
    pub async fn stop(self) {
        let Self { stopper, task, .. } = self;
        // The task ends on a message and on a dropped sender alike.
        drop(stopper);
        let abort = task.abort_handle();
        if timeout(STOP_WITHIN, task).await.is_err() {
            abort.abort();
        }
    }
}

const CONTROL: &str = "/control";

fn base_url(address: SocketAddr, kind: Kind) -> String {
    format!("http://{address}/{}", kind.name())
}

/// A gateway and where it is served.
#[derive(Clone)]
struct Served {
    gateway: Arc<PracticeGateway>,
    base_url: String,
}

/// Serves gateways, each of its own kind, on 127.0.0.1, at this port, or at any free one for port 0. Must be called within a
/// tokio runtime; a `current_thread` one is enough.
///
/// # Errors
///
/// The port cannot be had, most often because another program has it.
pub async fn serve(gateways: Vec<Arc<PracticeGateway>>, port: u16) -> io::Result<Serving> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let address = listener.local_addr()?;
    let (stopper, stopped) = oneshot::channel::<()>();
    // One path prefix a gateway, so that all of them can share the port and none can answer for another.
    let router = gateways.into_iter().fold(Router::new(), |router, gateway| {
        let kind = gateway.kind();
        let served = Served { gateway, base_url: base_url(address, kind) };
        let calls = Router::new().nest(CONTROL, Router::new().fallback(control_call)).fallback(gateway_call).with_state(served);
        router.nest(&format!("/{}", kind.name()), calls)
    });
    let serving = axum::serve(listener, router).with_graceful_shutdown(async {
        let _ = stopped.await;
    });
    let task = tokio::spawn(async {
        // Documented never to fail: errors of single connections stay with them.
        let _ = serving.await;
    });
    Ok(Serving { address, stopper, task })
}

async fn gateway_call(State(served): State<Served>, request: axum::extract::Request) -> axum::response::Response {
    match read(request, &served.base_url).await {
        Ok(request) => send(served.gateway.respond(&request, now_ms())).await,
        Err(refusal) => refusal,
    }
}

async fn control_call(State(served): State<Served>, request: axum::extract::Request) -> axum::response::Response {
    match read(request, &served.base_url).await {
        Ok(request) => send(control::respond(&served.gateway, &request, now_ms())).await,
        Err(refusal) => refusal,
    }
}

async fn read(request: axum::extract::Request, base_url: &str) -> Result<Request, axum::response::Response> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, MAX_BODY_BYTES).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    let header = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    };
    Ok(Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        base_url: base_url.to_owned(),
        headers: head.headers.iter().filter_map(header).collect(),
        body: body.to_vec(),
    })
}

async fn send(response: Response) -> axum::response::Response {
    let body = match response.fate {
        Fate::Arrives => Body::from(response.body),
        Fate::Late { after_ms } => {
            sleep(Duration::from_millis(after_ms)).await;
            Body::from(response.body)
        }
        // A body that fails before its first byte has the connection cut.
        Fate::Lost => Body::from_stream(stream::once(ready(Err::<Vec<u8>, _>(io::Error::from(io::ErrorKind::ConnectionReset))))),
    };
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, response.content_type)], body).into_response()
}

fn now_ms() -> i64 {
    // A clock before 1970 counts as 1970: only the order of moments matters here.
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
