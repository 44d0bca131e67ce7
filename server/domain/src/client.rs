//! Where a request comes from.

/// The other end of a request, for the audit log and the list of attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// IP address, as the configured proxies tell it.
    pub remote_address: Option<String>,
    /// The `User-Agent` header, cut to 512 characters.
    pub user_agent: Option<String>,
}
