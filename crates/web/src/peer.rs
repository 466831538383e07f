//! Where a request comes from: the address of the connection, or, where that is a proxy of ours,
//! the one that the proxy names. Back-offs go by it, so nobody may choose it freely.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::FORWARDED;
use axum::http::request::Parts;
use ipnet::IpNet;

use crate::state::App;

/// Addresses of proxies that may say for whom they ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Reads single addresses and networks, as `10.0.0.7` and `fd00::/8`.
    pub fn parse(texts: &[String]) -> Result<Self, String> {
        let read = |text: &String| {
            let address = text.parse::<IpAddr>().map(IpNet::from);
            address.or_else(|_| text.parse()).map_err(|_| {
                format!("{text} is no address and no network, as 10.0.0.7 or 10.0.0.0/8")
            })
        };
        texts.iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// For whom a connection from `peer` asks: the last address that is no proxy of ours.
    ///
    /// A proxy sets one of the two headers and lets the other pass as the client wrote it. So where
    /// both are there and differ, neither is believed.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return peer;
        }
        let (plain, standard) = (x_forwarded_for(headers), forwarded(headers));
        match (plain.is_empty(), standard.is_empty()) {
            (true, _) => self.walk(peer, &standard),
            (false, true) => self.walk(peer, &plain),
            (false, false) => {
                let client = self.walk(peer, &plain);
                if client == self.walk(peer, &standard) { client } else { peer }
            }
        }
    }

    /// Goes from the nearest hop outwards. What is no address (`unknown`, `_hidden`) ends the way.
    fn walk(&self, peer: IpAddr, hops: &[Option<IpAddr>]) -> IpAddr {
        let mut at = peer;
        for hop in hops.iter().rev() {
            let Some(hop) = hop.filter(|_| self.trusts(at)) else { break };
            at = hop;
        }
        at
    }
}

/// The hops of `X-Forwarded-For`, the outermost first.
fn x_forwarded_for(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let values = headers.get_all("x-forwarded-for").iter();
    let parts = values.flat_map(|value| value.to_str().unwrap_or("?").split(','));
    parts.map(address).collect()
}

/// The hops of `Forwarded` (RFC 7239), the outermost first.
fn forwarded(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let values = headers.get_all(FORWARDED).iter();
    let hops = values.flat_map(|value| value.to_str().unwrap_or("?").split(','));
    let named = |hop: &str| {
        let mut pairs = hop.split(';').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
        address(value.trim().trim_matches('"'))
    };
    hops.map(named).collect()
}

/// An address, with or without a port; one of version 6 in brackets where it has one.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.split(']').next()).unwrap_or(text);
    let with_port = || text.parse::<SocketAddr>().ok().map(|at| at.ip());
    bare.parse().ok().or_else(with_port).map(|address: IpAddr| address.to_canonical())
}

/// Where a request comes from.
pub struct Peer(pub IpAddr);

impl Peer {
    /// Who sent the request with this head.
    pub fn of(app: &App, head: &Parts) -> Self {
        let peer = head.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(at)| at.ip());
        Self(app.proxies.client(peer, &head.headers))
    }
}

impl FromRequestParts<App> for Peer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(Self::of(app, parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let trusted = ["10.0.0.0/8", "127.0.0.1", "fd00::/8"].map(String::from);
        let proxies = Proxies::parse(&trusted).unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        proxies.client(peer.parse().unwrap(), &map).to_string()
    }

    const X: &str = "x-forwarded-for";

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(client("203.0.113.9", &[(X, "198.51.100.1")]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &[(X, "198.51.100.1")]), "198.51.100.1");
        assert_eq!(client("::ffff:10.0.0.1", &[(X, "198.51.100.1")]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn the_last_address_that_is_no_proxy_counts() {
        let chain = [(X, "1.1.1.1, 198.51.100.1, 10.9.9.9")];
        assert_eq!(
            client("10.0.0.1", &chain),
            "198.51.100.1",
            "what the client wrote is left of it"
        );
        let lines = [(X, "1.1.1.1"), (X, "198.51.100.2")];
        assert_eq!(client("127.0.0.1", &lines), "198.51.100.2");
        assert_eq!(client("10.0.0.1", &[(X, "198.51.100.3:8080")]), "198.51.100.3");
        assert_eq!(client("fd00::1", &[(X, "[2001:db8::5]:443")]), "2001:db8::5");
        assert_eq!(client("10.0.0.1", &[(X, "198.51.100.1, unknown")]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[(X, "10.0.0.3, 10.0.0.2")]), "10.0.0.3");
    }

    #[test]
    fn the_standard_header_is_read_too() {
        let named = [("forwarded", "for=\"[2001:db8::6]:4711\";proto=https, For=10.0.0.2")];
        assert_eq!(client("10.0.0.1", &named), "2001:db8::6");
        assert_eq!(client("10.0.0.1", &[("forwarded", "for=_hidden")]), "10.0.0.1");
        let forged = [(X, "198.51.100.1"), ("forwarded", "for=192.0.2.1")];
        assert_eq!(client("10.0.0.1", &forged), "10.0.0.1", "the two differ");
        let agreed = [(X, "198.51.100.1"), ("forwarded", "for=198.51.100.1")];
        assert_eq!(client("10.0.0.1", &agreed), "198.51.100.1");
    }

    #[test]
    fn what_is_no_network_is_told() {
        for text in ["10.0.0.0/33", "proxy.example", ""] {
            assert!(
                Proxies::parse(&[text.into()]).unwrap_err().contains("is no address"),
                "{text}"
            );
        }
    }
}
