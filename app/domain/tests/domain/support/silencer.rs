//! A connection to the database that can fall silent, like a network that drops packets without an error.

use super::way::Way;
use std::sync::Arc;
use tokio::{io::copy_bidirectional, net::TcpStream, sync::watch};

/// A proxy between a process and its database. It ends with the runtime of its test.
pub struct Silencer(Arc<watch::Sender<u32>>);

impl Silencer {
    /// A proxy for the PostgreSQL server at `url`, and the address that leads through it.
    pub async fn before(url: &str) -> (String, Self) {
        let Way { url, listener, database } = Way::to(url).await;
        let silenced = Arc::new(watch::Sender::new(0));
        let silencer = Self(silenced.clone());
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (mut silenced, database) = (silenced.subscribe(), database.clone());
                tokio::spawn(async move {
                    let mut far = TcpStream::connect(database).await.unwrap();
                    tokio::select! {
                        ended = copy_bidirectional(&mut near, &mut far) => drop(ended),
                        // Both ends stay open.
                        _ = silenced.changed() => std::future::pending().await,
                    }
                });
            }
        });
        (url.into(), silencer)
    }

    /// Stops all traffic on the existing connections. New ones work.
    pub fn silence(&self) {
        self.0.send_modify(|times| *times += 1);
    }
}
