//! The pages: the agents' application, the registration page, and the server functions of both.

use app::{
    agents::{App, Session, shell},
    api::{
        cookies::CookieName,
        request::{self, Found},
    },
    registration,
    site::Site,
};
use axum::{
    Extension, Router,
    extract::{FromRef, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::{Client, Domain, sessions};
use leptos::{config::LeptosOptions, nonce::Nonce, prelude::*};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use std::sync::{Arc, LazyLock};

/// The routes of the agents' application. While Leptos lists them, no page of the process loads its data (`SuppressResourceLoad`
/// sets a static), and a page that is rendered at that moment never gets a response. So they are listed once, before the first
/// router of the process exists. The tests make a router each.
static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

#[derive(Clone, FromRef)]
struct Pages {
    leptos_options: LeptosOptions,
    domain: Domain,
    site: Site,
}

/// All pages, and `/api/…`.
pub fn routes(domain: &Domain, site: &Site) -> Router {
    let pages = Pages {
        leptos_options: LeptosOptions::builder().output_name("cim").build(),
        domain: domain.clone(),
        site: site.clone(),
    };
    let context = {
        let domain = domain.clone();
        move || provide(&domain)
    };
    let document = {
        let site = site.clone();
        move || shell(&site)
    };
    let not_found = leptos_axum::render_app_async_with_context(context.clone(), document.clone());
    Router::new()
        .leptos_routes_with_context(&pages, ROUTES.clone(), context, document)
        .fallback(not_found)
        .layer(middleware::from_fn_with_state(pages.clone(), find_session))
        .layer(middleware::from_fn_with_state(pages.clone(), misspelt))
        .route(model::REGISTRATION_PATH, get(register))
        .route(registration::TEST_PATH, get(test))
        .with_state(pages)
}

/// Puts into the context what pages and server functions need.
fn provide(domain: &Domain) {
    provide_context(domain.clone());
    if let Some(parts) = use_context::<Parts>() {
        if let Some(nonce) = parts.extensions.get::<Nonce>() {
            provide_context(nonce.clone());
        }
        if let Some(session) = parts.extensions.get::<Session>() {
            provide_context(session.clone());
        }
    }
}

/// With `no-referrer`, a browser would send the form that signs a person out with `Origin: null`, which is refused where the browser
/// sends no `Sec-Fetch-Site` either. Other sites learn nothing from this policy.
const REFERRER_POLICY: HeaderValue = HeaderValue::from_static("same-origin");

/// Finds the session of a page request. A server function that the browser calls finds it itself.
async fn find_session(
    State(pages): State<Pages>,
    headers: HeaderMap,
    Extension(client): Extension<Client>,
    mut request: Request,
    next: Next,
) -> Response {
    if request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let secrets = CookieName::Session.secrets(&pages.domain, &headers);
    let mut response = match request::find_session(&pages.domain, &secrets, &client).await {
        Ok(actor) => {
            let switches = pages.domain.settings().switches;
            let signed_in = actor.as_ref().map(|actor| actor.signed_in(switches));
            let left = actor.as_ref().map(|actor| sessions::time_left(&pages.domain, actor));
            let service_name = Arc::clone(&pages.site.service_name);
            request.extensions_mut().insert(Found(actor));
            request.extensions_mut().insert(Session { service_name, signed_in, left });
            next.run(request).await
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be served");
            let told = error.told().logged(request::reference(&headers));
            (StatusCode::SERVICE_UNAVAILABLE, format!("{told}\n")).into_response()
        }
    };
    response.headers_mut().insert(header::REFERRER_POLICY, REFERRER_POLICY);
    response
}

/// The registration page. The link's token is in the fragment, which no server sees.
async fn register(State(pages): State<Pages>, Extension(nonce): Extension<Nonce>) -> Html<String> {
    registration(&pages, &nonce)
}

fn registration(pages: &Pages, nonce: &Nonce) -> Html<String> {
    let contact = pages.domain.settings().mail.as_ref().map(|mail| mail.contact.trim());
    Html(registration::document(&pages.site, contact, nonce))
}

/// Gives the registration page also at what mail gateways and people make of its address: `/register/`, `/Register`, or the token in
/// the path, as `/register%23…`. The script of the page finds the token. This is no redirect, because the `Location` would repeat
/// a token in the path.
async fn misspelt(
    State(pages): State<Pages>,
    Extension(nonce): Extension<Nonce>,
    request: Request,
    next: Next,
) -> Response {
    match request.method() {
        &Method::GET | &Method::HEAD if is_registration(request.uri().path()) => {
            registration(&pages, &nonce).into_response()
        }
        _ => next.run(request).await,
    }
}

/// Whether this is the path of the registration page, or a path that was made of it.
pub(super) fn is_registration(path: &str) -> bool {
    let start = path.get(..model::REGISTRATION_PATH.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(model::REGISTRATION_PATH))
}

/// *Test your authenticator*.
async fn test(State(site): State<Site>, Extension(nonce): Extension<Nonce>) -> Html<String> {
    Html(registration::test_document(&site, &nonce))
}
