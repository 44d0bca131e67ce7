//! A connection to the database that is lost while it commits.

use super::way::Way;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy},
    net::TcpStream,
};

/// PostgreSQL's answer to a commit that it has carried out (its protocol, "CommandComplete").
const COMMITTED: &[u8] = b"COMMIT\0";

/// A proxy between a process and its database. It ends with the runtime of its test.
pub struct LostAnswer(Arc<AtomicBool>);

impl LostAnswer {
    /// A proxy for the PostgreSQL server at `url`, and the address that leads through it.
    pub async fn before(url: &str) -> (String, Self) {
        let Way { mut url, listener, database } = Way::to(url).await;
        // The proxy reads the answers, so they are not encrypted.
        url.query_pairs_mut().append_pair("sslmode", "disable");
        let wanted = Arc::new(AtomicBool::new(false));
        let lost_answer = Self(wanted.clone());
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(database.clone()).await.unwrap();
                tokio::spawn(pass_on(near, far, wanted.clone()));
            }
        });
        (url.into(), lost_answer)
    }

    /// Closes the connection that commits next, after the database has committed and before the process hears of it.
    pub fn lose_next(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

async fn pass_on(near: TcpStream, far: TcpStream, wanted: Arc<AtomicBool>) {
    let ((mut near_reads, mut near_writes), (mut far_reads, mut far_writes)) = (near.into_split(), far.into_split());
    let asking = tokio::spawn(async move { copy(&mut near_reads, &mut far_writes).await });
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = far_reads.read(&mut bytes).await {
        let committed = bytes[..count].windows(COMMITTED.len()).any(|window| window == COMMITTED);
        if committed && wanted.swap(false, Ordering::SeqCst) || near_writes.write_all(&bytes[..count]).await.is_err() {
            break;
        }
    }
    asking.abort();
}
