//! A way to the database through a proxy of the test.

use tokio::net::TcpListener;
use url::Url;

/// What a proxy needs.
pub struct Way {
    /// The address that leads through the proxy.
    pub url: Url,
    /// Where the proxy accepts connections.
    pub listener: TcpListener,
    /// Host and port of the database.
    pub database: (String, u16),
}

impl Way {
    /// To the PostgreSQL server at `url`.
    pub async fn to(url: &str) -> Self {
        let mut url: Url = url.parse().unwrap();
        let database = (url.host_str().unwrap().to_owned(), url.port().unwrap_or(5432));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(listener.local_addr().unwrap().port())).unwrap();
        Self { url, listener, database }
    }
}
