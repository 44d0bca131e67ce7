//! How many requests are in progress. When there are too many, further ones are refused at once, because a queue would only
//! get longer.

use super::{Elapsed, Limit, Limits};
use crate::places::{Full, Place, Places};
use app::api::cookies::CookieName;
use axum::{
    Extension,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::Client;
use governor::clock::Clock;
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// One network may have this part of the requests in progress.
const OF_ONE_NETWORK: usize = 8;
/// Clients without a cookie of ours (strangers) may have this part. The rest is for agents at work and users in a call.
const OF_STRANGERS: usize = 2;
/// How long a client that was refused waits.
const WAIT: Duration = Duration::from_secs(2);
/// How long the process counts as overloaded after a moment at which three quarters of the places were taken.
const OVERLOADED: Duration = Duration::from_secs(1);

/// The requests in progress.
pub struct InProgress {
    all: Places,
    strangers: Places,
    clock: Elapsed,
    crowded_at: Mutex<Option<Duration>>,
}

impl InProgress {
    /// `most` of them; 0: any number.
    pub fn new(most: usize, clock: Elapsed) -> Self {
        let most = if most == 0 { usize::MAX } else { most };
        let part = |of: usize| (most / of).max(1);
        Self {
            all: Places::new(most, part(OF_ONE_NETWORK)),
            strangers: Places::new(part(OF_STRANGERS), usize::MAX),
            clock,
            crowded_at: Mutex::default(),
        }
    }

    /// Takes a place for a request.
    ///
    /// # Errors
    /// When there are too many in progress.
    fn begin(&self, network: Option<String>, stranger: bool) -> Result<(Place, Option<Place>), Limit> {
        let place = self.all.take(network).map_err(|full| match full {
            Full::Sum => Limit::InProgress,
            Full::Network => Limit::InProgressOfNetwork,
        })?;
        let strangers = stranger.then(|| self.strangers.take(None)).transpose();
        let strangers = strangers.map_err(|_full| Limit::InProgressOfStrangers)?;
        let (taken, most) = self.all.taken();
        if taken >= most - most / 4 {
            *self.crowded_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.clock.now());
        }
        Ok((place, strangers))
    }

    /// Whether three quarters of the places were taken during the last second. Strangers alone cannot take that many: otherwise
    /// they could make a load balancer take every process out of service.
    pub fn is_overloaded(&self) -> bool {
        let crowded_at = *self.crowded_at.lock().unwrap_or_else(PoisonError::into_inner);
        crowded_at.is_some_and(|moment| self.clock.now().saturating_sub(moment) < OVERLOADED)
    }
}

/// Refuses a request when there are too many in progress. It counts as in progress until its response begins. Assets and health
/// are not counted, because they need little; live events are not, because they have limits of their own.
pub async fn keep(
    State(limits): State<Limits>,
    Extension(client): Extension<Client>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if ["/pkg/", "/health/", "/live/"].iter().any(|free| path.starts_with(free)) {
        return next.run(request).await;
    }
    let known = [CookieName::Session, CookieName::Attempt];
    let stranger = known.iter().all(|cookie| limits.secret(*cookie, request.headers()).is_none());
    match limits.0.in_progress.begin(client.network(), stranger) {
        Ok(places) => {
            let response = next.run(request).await;
            drop(places);
            response
        }
        Err(limit) => limits.refuse(limit, WAIT, path),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::Time, InProgress, Limit, OVERLOADED};

    fn in_progress(most: usize) -> (InProgress, Time) {
        let time = Time::default();
        (InProgress::new(most, time.elapsed()), time)
    }

    /// A network that nobody else is in.
    fn network(number: usize) -> Option<String> {
        Some(number.to_string())
    }

    #[test]
    fn strangers_leave_half_of_the_places_to_people_at_work() {
        let (requests, _time) = in_progress(16);
        let strangers: Vec<_> = (0..8).map(|number| requests.begin(network(number), true).unwrap()).collect();
        assert_eq!(requests.begin(network(100), true).err(), Some(Limit::InProgressOfStrangers));
        let known: Vec<_> = (8..16).map(|number| requests.begin(network(number), false).unwrap()).collect();
        assert_eq!(requests.begin(network(100), false).err(), Some(Limit::InProgress));
        drop(strangers);
        assert!(requests.begin(network(100), true).is_ok(), "a refused request takes no place");
        drop(known);
    }

    #[test]
    fn one_network_leaves_places_to_all_others() {
        let (requests, _time) = in_progress(16);
        let _taken: Vec<_> = (0..2).map(|_| requests.begin(network(1), true).unwrap()).collect();
        assert_eq!(requests.begin(network(1), false).err(), Some(Limit::InProgressOfNetwork));
        assert!(requests.begin(network(2), true).is_ok());
    }

    #[test]
    fn nought_means_no_limit() {
        let (requests, _time) = in_progress(0);
        let taken: Vec<_> = (0..10_000).map(|_| requests.begin(network(1), true)).collect();
        assert!(taken.iter().all(Result::is_ok) && !requests.is_overloaded());
    }

    #[test]
    fn the_process_says_that_it_is_overloaded_before_it_refuses_people_at_work() {
        let (requests, time) = in_progress(16);
        let mut taken: Vec<_> = (0..8).map(|number| requests.begin(network(number), true).unwrap()).collect();
        assert!(
            requests.begin(network(100), true).is_err() && !requests.is_overloaded(),
            "strangers cannot bring it about"
        );
        taken.extend((8..11).map(|number| requests.begin(network(number), false).unwrap()));
        assert!(!requests.is_overloaded());
        taken.push(requests.begin(network(11), false).unwrap());
        assert!(requests.is_overloaded());
        taken.clear();
        assert!(requests.is_overloaded(), "for a second");
        time.advance(OVERLOADED);
        assert!(!requests.is_overloaded());
    }
}
