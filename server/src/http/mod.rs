//! The HTTP layer: the routes, and the layers that every request and response passes through.

mod api_body;
mod assets;
mod client;
mod health;
mod limits;
mod live;
mod metrics;
mod pages;
mod panics;
mod request_id;
mod security_headers;
mod time_limit;
mod well_formed;

pub(crate) use assets::folder as site_folder;
pub use limits::{Elapsed, Limits, keep_in_progress};
pub use live::Limits as LiveLimits;
pub use metrics::routes as metrics_routes;
pub(crate) use panics::log as log_panics;

use crate::{Failure, config::Config};
use axum::{Router, middleware};
use domain::Domain;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::{
    compression::CompressionLayer,
    csrf::CsrfLayer,
    request_id::{PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};

/// How long a request may take until its response begins.
const PATIENCE: Duration = Duration::from_secs(30);

/// The whole service.
///
/// # Errors
/// When the assets are missing, or requests cannot be compared with the configured origin.
pub fn router(config: &Config, domain: &Domain) -> Result<Router, Failure> {
    router_with(config, domain, LiveLimits::default(), &Elapsed::since_now())
}

/// The whole service, with other limits for live events, and another clock for the limits of requests.
///
/// # Errors
/// The errors of [`router`].
pub fn router_with(config: &Config, domain: &Domain, live: LiveLimits, clock: &Elapsed) -> Result<Router, Failure> {
    let limits = Limits::new(config, domain, clock);
    let (site, folder) = assets::site(config)?;
    let origin = domain.settings().origin.origin().ascii_serialization();
    let layers = ServiceBuilder::new()
        .map_request(request_id::forget)
        .layer(SetRequestIdLayer::x_request_id(request_id::NewId))
        .layer(PropagateRequestIdLayer::x_request_id())
        // Whatever answers with a failure of ours logs why, so the layer need not say it again.
        .layer(TraceLayer::new_for_http().make_span_with(request_id::span).on_failure(()))
        .map_request(request_id::keep_span)
        .layer(middleware::from_fn_with_state(domain.clone(), security_headers::set))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(well_formed::check))
        .layer(middleware::from_fn(api_body::type_errors))
        .layer(middleware::from_fn(panics::catch))
        .layer(middleware::from_fn_with_state((PATIENCE, domain.metrics().clone()), time_limit::keep))
        .layer(CsrfLayer::new().add_trusted_origin(&origin)?)
        .layer(middleware::from_fn_with_state(client::TrustedProxies::new(config.trusted_proxies), client::identify))
        .layer(middleware::from_fn_with_state(limits.clone(), limits::clients))
        .layer(middleware::from_fn_with_state(Duration::from_secs(config.body_seconds), api_body::check))
        // A client that sends its body slowly must take no place, so places are taken after the body has been read.
        .layer(middleware::from_fn_with_state(limits.clone(), keep_in_progress))
        .layer(middleware::from_fn_with_state(limits.clone(), limits::links));
    let router = Router::new()
        .nest_service("/pkg", assets::service(&folder))
        .merge(health::routes(domain.clone(), limits))
        .merge(live::routes(domain.clone(), live))
        .merge(pages::routes(domain, &site))
        .layer(layers);
    Ok(match config.metrics_listen {
        Some(_) => {
            let requests = metrics::Requests::within(domain.metrics());
            router.layer(middleware::from_fn_with_state(requests, metrics::count))
        }
        None => router,
    })
}
