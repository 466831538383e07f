//! Under which address other machines reach a listener that listens everywhere.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Addresses of documentation (RFC 5737, RFC 3849): nothing is sent there. Connecting a datagram
/// socket only asks the system which of its own addresses it would send from.
const FAR_V4: (IpAddr, u16) = (IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 9);
const FAR_V6: (IpAddr, u16) = (IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)), 9);

/// The address to put into links and QR codes: the machine's own in its network where the listener
/// has none, since no telephone reaches `0.0.0.0`; without a network, this machine.
pub fn reachable(listen: SocketAddr) -> SocketAddr {
    if !listen.ip().is_unspecified() {
        return listen;
    }
    let own = own_address(FAR_V4, Ipv4Addr::UNSPECIFIED.into());
    let own = own.or_else(|| own_address(FAR_V6, Ipv6Addr::UNSPECIFIED.into()));
    SocketAddr::new(own.unwrap_or(Ipv4Addr::LOCALHOST.into()), listen.port())
}

fn own_address(far: (IpAddr, u16), any: IpAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect(far).ok()?;
    let own = socket.local_addr().ok()?.ip();
    (!own.is_unspecified()).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_everywhere_has_an_address_that_can_be_reached() {
        for everywhere in ["0.0.0.0:8080", "[::]:8080"] {
            let found = reachable(everywhere.parse().unwrap());
            assert!(!found.ip().is_unspecified(), "{found}");
            assert_eq!(found.port(), 8080);
        }
        let named: SocketAddr = "127.0.0.1:9".parse().unwrap();
        assert_eq!(reachable(named), named);
    }
}
