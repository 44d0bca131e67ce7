//! Metrics: what is counted of each request, and the address at which Prometheus reads everything that is counted.

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    Domain,
    metrics::{Held, Metrics, SECONDS},
    views,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, prometheus_text::CONTENT_TYPE},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
};
use std::time::Instant;

/// The labels of a request. `route` is the pattern of the route, never the path that a client sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// What is counted of each request.
#[derive(Clone)]
pub struct Requests {
    answered: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    under_way: Gauge,
}

impl Requests {
    /// Counts that are a part of `metrics`. Call it once for each.
    pub fn within(metrics: &Metrics) -> Self {
        let requests = Self {
            answered: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            under_way: Gauge::default(),
        };
        metrics.register(|registry| {
            registry.register("http_requests", "Requests that were answered", requests.answered.clone());
            let help = "How long it took until the response began";
            registry.register("http_request_seconds", help, requests.seconds.clone());
            let help = "Requests without a response yet";
            registry.register("http_requests_under_way", help, requests.under_way.clone());
        });
        requests
    }
}

/// Counts a request, and times it until its response begins.
pub async fn count(State(requests): State<Requests>, request: Request, next: Next) -> Response {
    let (route, method) = (route(request.extensions().get()), method(request.method()));
    let (under_way, since) = (Held::one_more(&requests.under_way), Instant::now());
    let response = next.run(request).await;
    drop(under_way);
    let seconds = requests.seconds.get_or_create_owned(&Route { route: route.clone() });
    seconds.observe(since.elapsed().as_secs_f64());
    requests.answered.get_or_create_owned(&Answered { route, method, status: response.status().as_u16() }).inc();
    response
}

/// The pattern of a route, for example `/users/{unique_user_id}`; all assets together are `/pkg`, and all that is not found
/// `other`.
fn route(matched: Option<&MatchedPath>) -> String {
    match matched.map(MatchedPath::as_str) {
        None => "other".to_owned(),
        Some(path) if path.starts_with("/pkg") => "/pkg".to_owned(),
        Some(path) => path.to_owned(),
    }
}

/// A client may send any word as a method.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

/// `/metrics`, and nothing else, for a listener of its own.
pub fn routes(domain: Domain) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(domain)
}

async fn metrics(State(domain): State<Domain>) -> Response {
    match views::metrics(&domain).await {
        Ok(text) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
