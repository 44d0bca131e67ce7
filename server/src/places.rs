//! Places that are counted in sum and for each network, so that one network cannot take them all. A [`Place`] is given back when it is
//! dropped. Nothing is kept about a network that has no place. (For live events a browser takes the part of a network.)

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The places for requests in progress, or for connections.
#[derive(Clone, Debug)]
pub struct Places(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    most: usize,
    most_of_one_network: usize,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    sum: usize,
    by_network: HashMap<String, usize>,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// All places are taken.
    Sum,
    /// The network has as many places as one network may have.
    Network,
}

/// A place that is taken.
#[derive(Debug)]
pub struct Place {
    inner: Arc<Inner>,
    network: Option<String>,
}

impl Places {
    /// `most` places, of which one network may take `most_of_one_network`.
    #[must_use]
    pub fn new(most: usize, most_of_one_network: usize) -> Self {
        Self(Arc::new(Inner { most, most_of_one_network, taken: Mutex::default() }))
    }

    /// Takes a place. Only the sum counts for a client whose network is not known.
    ///
    /// # Errors
    /// When there is no place.
    pub fn take(&self, network: Option<String>) -> Result<Place, Full> {
        let mut taken = self.0.taken();
        if taken.sum >= self.0.most {
            return Err(Full::Sum);
        }
        if let Some(network) = &network {
            let of_network = taken.by_network.get(network).copied().unwrap_or_default();
            if of_network >= self.0.most_of_one_network {
                return Err(Full::Network);
            }
            taken.by_network.insert(network.clone(), of_network + 1);
        }
        taken.sum += 1;
        Ok(Place { inner: Arc::clone(&self.0), network })
    }

    /// How many places are taken, and how many there are.
    #[must_use]
    pub fn taken(&self) -> (usize, usize) {
        (self.0.taken().sum, self.0.most)
    }
}

impl Inner {
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.inner.taken();
        taken.sum = taken.sum.saturating_sub(1);
        let Some(network) = &self.network else { return };
        if let Some(of_network) = taken.by_network.get_mut(network) {
            *of_network = of_network.saturating_sub(1);
            if *of_network == 0 {
                taken.by_network.remove(network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Full, Places};

    fn network(name: &str) -> Option<String> {
        Some(name.to_owned())
    }

    #[test]
    fn one_network_cannot_take_the_places_of_others() {
        let places = Places::new(3, 2);
        let first = places.take(network("a")).unwrap();
        let _second = places.take(network("a")).unwrap();
        assert_eq!(places.take(network("a")).unwrap_err(), Full::Network);
        let third = places.take(network("b")).unwrap();
        assert_eq!(places.take(network("b")).unwrap_err(), Full::Sum);
        assert_eq!(places.taken(), (3, 3));
        drop(third);
        assert_eq!(
            places.take(network("a")).unwrap_err(),
            Full::Network,
            "what another network gave back is not for this one"
        );
        drop(first);
        assert!(places.take(network("a")).is_ok());
    }

    #[test]
    fn nothing_is_kept_of_a_network_without_a_place() {
        let places = Places::new(3, 2);
        drop([places.take(network("a")), places.take(network("a")), places.take(None)]);
        assert!(places.0.taken().by_network.is_empty());
        assert_eq!(places.taken(), (0, 3));
    }

    #[test]
    fn clients_of_unknown_networks_do_not_count_as_one_network() {
        let places = Places::new(3, 1);
        let taken = [places.take(None), places.take(None), places.take(None)];
        assert!(taken.iter().all(Result::is_ok));
        assert_eq!(places.take(None).unwrap_err(), Full::Sum);
    }
}
