//! The client of a request.

use std::net::{IpAddr, Ipv6Addr};

/// The other end of a request, for the audit log and the list of attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The IP address, as the configured proxies report it.
    pub remote_address: Option<String>,
    /// The `User-Agent` header, cut to 512 characters.
    pub user_agent: Option<String>,
    /// The user of the operating system who runs a command. The audit log names them with everything that the command does.
    pub system_user: Option<String>,
}

impl Client {
    /// The network by which a client is counted: an IPv4 address, or the /64 of an IPv6 address, because a client with one
    /// address of a /64 can use them all. `None` when no address is known, or the text is not an address.
    #[must_use]
    pub fn network(&self) -> Option<String> {
        let address: IpAddr = self.remote_address.as_ref()?.parse().ok()?;
        Some(match address.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                format!("{}/64", Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)))
            }
        })
    }
}
