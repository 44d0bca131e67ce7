//! Where a request comes from.

use std::net::{IpAddr, Ipv6Addr};

/// The other end of a request, for the audit log and the list of attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// IP address, as the configured proxies tell it.
    pub remote_address: Option<String>,
    /// The `User-Agent` header, cut to 512 characters.
    pub user_agent: Option<String>,
}

impl Client {
    /// What to count a client by: an IPv4 address, or the /64 of an IPv6 address, because whoever has one address of a /64 has
    /// them all. `None` when no address is known, or what is known is none.
    pub(crate) fn network(&self) -> Option<String> {
        let address: IpAddr = self.remote_address.as_ref()?.parse().ok()?;
        Some(match address.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                format!("{}/64", Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)))
            }
        })
    }
}
