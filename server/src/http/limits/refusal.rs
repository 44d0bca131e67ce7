//! The one place where a request is refused because of a limit.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::metrics;
use model::AppError;
use std::time::Duration;

/// The limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Requests from one network.
    Network,
    /// Requests with one cookie.
    Browser,
    /// Requests for one link.
    Link,
    /// Requests in progress.
    InProgress,
    /// Requests in progress from clients without a cookie.
    InProgressOfStrangers,
    /// Requests in progress from one network.
    InProgressOfNetwork,
}

impl Limit {
    /// Its word in the metrics.
    pub fn counted(self) -> metrics::Limit {
        match self {
            Self::Network => metrics::Limit::NetworkRequests,
            Self::Browser => metrics::Limit::BrowserRequests,
            Self::Link => metrics::Limit::LinkRequests,
            Self::InProgress | Self::InProgressOfStrangers | Self::InProgressOfNetwork => {
                metrics::Limit::RequestsInProgress
            }
        }
    }

    fn told(self, seconds: u64) -> AppError {
        match self {
            Self::Network | Self::Browser | Self::Link => AppError::TooManyRequests(seconds),
            Self::InProgress | Self::InProgressOfStrangers | Self::InProgressOfNetwork => AppError::Overloaded,
        }
    }
}

/// Refuses the request for `path` because of `limit`, and says after which time another one is answered. Anybody can cause this any
/// number of times, so it is logged at the level `debug` only.
pub fn refuse(limit: Limit, wait: Duration, path: &str) -> Response {
    tracing::debug!(?limit, "a request was refused");
    // A client that waits this long must not be refused again, so a part of a second counts as a whole one.
    let seconds = (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1);
    let told = limit.told(seconds);
    let status = StatusCode::from_u16(told.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    let mut response = if path.starts_with("/api/") {
        (status, axum::Json(told)).into_response()
    } else {
        (status, format!("{told}\n")).into_response()
    };
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

#[cfg(test)]
mod tests {
    use super::{Limit, refuse};
    use axum::http::{StatusCode, header};
    use http_body_util::BodyExt;
    use model::AppError;
    use std::time::Duration;

    #[tokio::test]
    async fn a_refusal_says_in_whole_seconds_how_long_to_wait() {
        for (wait, seconds) in [(0, 1), (1, 1), (999, 1), (1000, 1), (1001, 2), (59_500, 60)] {
            let answer = refuse(Limit::Network, Duration::from_millis(wait), "/api/join_link");
            assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
            assert_eq!(answer.headers()[header::RETRY_AFTER], seconds.to_string());
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            assert_eq!(serde_json::from_slice::<AppError>(&body).unwrap(), AppError::TooManyRequests(seconds));
        }
    }

    #[tokio::test]
    async fn a_page_is_refused_in_words() {
        let answer = refuse(Limit::InProgress, Duration::from_secs(2), "/sign-in");
        assert_eq!(
            (answer.status(), &answer.headers()[header::RETRY_AFTER]),
            (StatusCode::SERVICE_UNAVAILABLE, &"2".parse().unwrap())
        );
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(body, format!("{}\n", AppError::Overloaded));
    }
}
