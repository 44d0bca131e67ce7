//! The ID of a request. It is in every log line of the request, in its response, and in the message that a person reads after an
//! error of ours.

use super::pages::is_registration;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
};
use domain::{Random, SystemRandom};
use tower_http::request_id::{MakeRequestId, RequestId};
use tracing::Span;

/// The length of the longest word in a path of this service: of the ID of a link or of an authenticator.
const LONGEST_WORD: usize = 36;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Removes the ID that the client sent. Otherwise a client could choose what is written in the log, or give many requests the
/// same ID.
pub fn forget(mut request: Request) -> Request {
    request.headers_mut().remove(HEADER);
    request
}

/// Makes IDs that can be read out on the telephone: 48 random bits as three groups of four hexadecimal digits.
#[derive(Clone, Copy)]
pub struct NewId;

impl MakeRequestId for NewId {
    fn make_request_id<B>(&mut self, _request: &Request<B>) -> Option<RequestId> {
        let mut bytes = [0; 6];
        SystemRandom.fill(&mut bytes);
        let id = bytes.chunks(2).map(|group| format!("{:02x}{:02x}", group[0], group[1])).collect::<Vec<_>>().join("-");
        HeaderValue::from_str(&id).ok().map(RequestId::new)
    }
}

/// The log span of a request. Its level is `error`, so that the ID is in the log at every log level. It contains only the method
/// and the path: no query, header or body is ever logged.
pub fn span(request: &Request) -> Span {
    let id = request.headers().get(HEADER).and_then(|id| id.to_str().ok());
    tracing::error_span!("request", id, method = %request.method(), path = logged(request.uri().path()))
}

/// What is logged of a path. Some mail gateways write `%23` for the `#` in a registration link, and then browsers send the token in
/// the path. No path of this service has so long a word as a token.
fn logged(path: &str) -> &str {
    let word = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    if is_registration(path) {
        model::REGISTRATION_PATH
    } else if path.split(|character| !word(character)).any(|word| word.len() > LONGEST_WORD) {
        "[redacted]"
    } else {
        path
    }
}

/// Puts the span into the request, for the tasks that Leptos starts while it renders a page.
pub fn keep_span(mut request: Request) -> Request {
    request.extensions_mut().insert(Span::current());
    request
}

#[cfg(test)]
mod tests {
    use super::{NewId, logged};
    use axum::extract::Request;
    use tower_http::request_id::MakeRequestId;

    #[test]
    fn each_id_is_new_and_has_three_groups_of_four_hexadecimal_digits() {
        let id = || NewId.make_request_id(&Request::new(())).unwrap().into_header_value();
        let (first, second) = (id(), id());
        assert_ne!(first, second);
        let groups: Vec<_> = first.to_str().unwrap().split('-').collect();
        assert_eq!(groups.len(), 3, "{first:?}");
        for group in groups {
            assert_eq!(group.len(), 4, "{first:?}");
            assert!(group.bytes().all(|byte| byte.is_ascii_hexdigit()), "{first:?}");
        }
    }

    #[test]
    fn a_token_in_a_path_is_not_logged() {
        let token = "DYvXpIhs6x04VX6Bprz-nB3yTz7_M0HqSdAw2bJkLmc";
        for path in [
            format!("/register%23{token}"),
            format!("/Register/{token}"),
            "/register%23DYvXpIhs6x04VX6Bprz%20-nB3yTz7_M0HqSdAw2bJkLmc".to_owned(),
        ] {
            assert_eq!(logged(&path), "/register");
        }
        assert_eq!(logged(&format!("/regster%23{token}")), "[redacted]");
        assert_eq!(logged(&format!("/{token}.")), "[redacted]");
        for path in [
            "/",
            "/users/555254242106/authenticators/issue/security-key",
            "/live/links/555254242106/3f9a17c2-b0de-4f3a-9d3e-000000000001",
            "/pkg/registration.9036be09fc2eaca9.css",
            "/api/load_registration_options",
        ] {
            assert_eq!(logged(path), path);
        }
    }
}
