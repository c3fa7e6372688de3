//! Which addresses may be asked for: those of the public web.
//!
//! A draft names addresses, and a page's redirects name more. None may make the machine
//! that checks it call at its own door or its neighbours'. So an address is looked at
//! twice:
//!
//! - [`Guard::check`] reads it before every request, redirects included: its scheme, its
//!   port, credentials, and a host that is written as an IP address. `url` has then
//!   already read `0x7f.1`, `2130706433` and `[::ffff:7f00:1]` for what they are.
//! - The guard is also the client's resolver: a host's name gives the addresses that may
//!   be connected to and no other, so there is no moment between the look and the
//!   connection in which a name could come to mean something else. The HTTP client does
//!   not ask its resolver about IP addresses, hence the first look.

mod range;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Ports from 1024 on that speak another protocol, by the Fetch standard's list of bad
/// ports (<https://fetch.spec.whatwg.org/#port-blocking>).
const BAD_PORTS: &[u16] = &[
    1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

/// The name of this machine, and of all names under it.
const LOCAL: &str = "localhost";

/// Why an address may not be asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Refusal(pub(super) String);

/// Says which addresses may be asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    /// Hosts that may lead anywhere, a private network too.
    private: Vec<Host<String>>,
}

impl Guard {
    /// A guard that lets these hosts lead anywhere, as written in an address; the error
    /// is the first that is no host.
    pub(super) fn new(private: &[String]) -> Result<Self, String> {
        let read = private.iter().map(|host| {
            let bare: Result<Ipv6Addr, _> = host.parse();
            bare.map(Host::Ipv6).or_else(|_| Host::parse(host)).map_err(|_| host.clone())
        });
        Ok(Self { private: read.collect::<Result<_, _>>()? })
    }

    /// Looks at an address before it is asked for.
    pub(super) fn check(&self, url: &Url) -> Result<(), Refusal> {
        let refuse = |why: String| Err(Refusal(why));
        if !matches!(url.scheme(), "http" | "https") {
            return refuse(format!("{} is neither http nor https", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("it holds a user name or a password".to_owned());
        }
        let Some(host) = url.host() else {
            return refuse("it names no host".to_owned());
        };
        if self.lifts(&host) {
            return Ok(());
        }
        let port = url.port_or_known_default().unwrap_or_default();
        if !is_web(port) {
            return refuse(format!("port {port} is none of the web's"));
        }
        let address: IpAddr = match host {
            Host::Domain(_) => return Ok(()),
            Host::Ipv4(address) => address.into(),
            Host::Ipv6(address) => address.into(),
        };
        match range::kind(address) {
            Some(kind) => refuse(format!("{address} is {kind}")),
            None => Ok(()),
        }
    }

    fn lifts(&self, host: &Host<&str>) -> bool {
        self.private.iter().any(|lifted| match (lifted, host) {
            // All names under `localhost` are this machine's own.
            (Host::Domain(lifted), Host::Domain(host)) => {
                lifted == host || lifted == LOCAL && is_local(host)
            }
            (Host::Ipv4(lifted), Host::Ipv4(host)) => lifted == host,
            (Host::Ipv6(lifted), Host::Ipv6(host)) => lifted == host,
            _ => false,
        })
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let lifted = self.lifts(&Host::Domain(name.as_str()));
        Box::pin(async move {
            let found: Vec<SocketAddr> = if is_local(name.as_str()) {
                vec![(Ipv4Addr::LOCALHOST, 0).into()]
            } else {
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect()
            };
            let allowed = if lifted { found } else { public(name.as_str(), &found)? };
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// Whether a name is this machine's own: such are not looked up (RFC 6761, section 6.3).
fn is_local(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name == LOCAL || name.strip_suffix(LOCAL).is_some_and(|rest| rest.ends_with('.'))
}

/// The public ones of a name's addresses; if none is, what the first is instead.
fn public(name: &str, found: &[SocketAddr]) -> Result<Vec<SocketAddr>, Refusal> {
    let allowed: Vec<SocketAddr> =
        found.iter().copied().filter(|at| range::kind(at.ip()).is_none()).collect();
    let refused = found.iter().find_map(|at| Some((at.ip(), range::kind(at.ip())?)));
    match refused {
        Some((address, kind)) if allowed.is_empty() => {
            Err(Refusal(format!("{name} leads to {address}, {kind}")))
        }
        _ => Ok(allowed),
    }
}

/// Whether the web may be served at a port: 80 and 443, and those that anyone may open
/// and no other protocol is known for.
fn is_web(port: u16) -> bool {
    matches!(port, 80 | 443) || (port >= 1024 && !BAD_PORTS.contains(&port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, private: &[&str], expected: Result<(), &str>) {
        let private: Vec<String> = private.iter().map(ToString::to_string).collect();
        let guard = Guard::new(&private).unwrap();
        let found = guard.check(&Url::parse(url).unwrap());
        match (found, expected) {
            (Ok(()), Ok(())) => {}
            (Err(Refusal(why)), Err(part)) if why.contains(part) => {}
            (found, _) => panic!("{url}: {found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn the_public_web_may_be_asked_for() {
        for url in [
            "http://example.com/",
            "https://example.com:8443/a?b",
            "http://8.8.8.8/",
            "https://[2606:4700::1111]/",
            "http://xn--bcher-kva.example/",
        ] {
            check(url, &[], Ok(()));
        }
    }

    #[test]
    fn other_schemes_are_refused() {
        for url in [
            "file:///etc/passwd",
            "ftp://example.com/",
            "data:text/html,a",
            "javascript:alert(1)",
            "gopher://example.com:70/",
            "ws://example.com/",
        ] {
            check(url, &["example.com"], Err("is neither http nor https"));
        }
    }

    #[test]
    fn credentials_are_refused_and_not_repeated() {
        for url in ["http://ann@example.com/", "http://:secret@example.com/"] {
            check(url, &["example.com"], Err("a user name or a password"));
        }
        let url = Url::parse("http://ann:secret@example.com/").unwrap();
        let Refusal(why) = Guard::default().check(&url).unwrap_err();
        assert!(!why.contains("secret"), "{why}");
    }

    #[test]
    fn an_ip_address_is_seen_through_any_spelling() {
        for host in [
            "127.0.0.1",
            "127.1",
            "0x7f.1",
            "0x7f000001",
            "2130706433",
            "017700000001",
            "0177.0.0.1",
            "127.0.0.1.",
            "%31%32%37.0.0.1",
            "①②⑦.0.0.1",
            "127。0。0。1",
        ] {
            check(
                &format!("http://{host}/"),
                &[],
                Err("127.0.0.1 is a loopback address"),
            );
        }
        for host in ["[::1]", "[0:0:0:0:0:0:0:1]", "[::0.0.0.1]"] {
            check(&format!("http://{host}/"), &[], Err("::1 is a loopback address"));
        }
        check("http://[::ffff:127.0.0.1]/", &[], Err("an IPv4 address written as IPv6"));
        check("http://[::ffff:7f00:1]/", &[], Err("an IPv4 address written as IPv6"));
        check("http://[64:ff9b::10.0.0.1]/", &[], Err("a private address"));
        check("http://169.254.169.254/latest/", &[], Err("a link-local address"));
        check("http://2852039166/", &[], Err("169.254.169.254"));
    }

    #[test]
    fn ports_of_other_protocols_are_refused() {
        for port in [0, 22, 25, 79, 81, 442, 444, 1023, 2049, 6000, 6667, 10080] {
            check(&format!("http://example.com:{port}/"), &[], Err("none of the web's"));
        }
        for port in [80, 443, 1024, 8000, 8080, 8443, 65535] {
            check(&format!("http://example.com:{port}/"), &[], Ok(()));
        }
    }

    #[test]
    fn a_named_host_alone_may_be_private() {
        check("http://127.0.0.1:8000/", &["127.0.0.1"], Ok(()));
        check("http://0x7f.1:81/", &["127.0.0.1"], Ok(()));
        check("http://127.0.0.2/", &["127.0.0.1"], Err("a loopback address"));
        check("http://[::1]/", &["::1"], Ok(()));
        check("http://[::1]/", &["[::1]"], Ok(()));
        check("http://[::1]/", &["localhost"], Err("a loopback address"));
    }

    #[test]
    fn localhost_lifts_all_names_under_it() {
        for host in ["localhost", "a.localhost", "a.b.localhost"] {
            check(&format!("http://{host}:8000/"), &["localhost"], Ok(()));
            assert!(is_local(host), "{host}");
        }
        for host in ["notlocalhost", "localhost.example", "a.localhost.example"] {
            assert!(!is_local(host), "{host}");
        }
        let guard = Guard::new(&["a.localhost".to_owned()]).unwrap();
        assert!(!guard.lifts(&Host::Domain("b.localhost")));
    }

    #[test]
    fn what_is_no_host_is_not_taken_for_one() {
        for host in ["127.0.0.1:80", "http://a/", "", "a b", "::g"] {
            assert_eq!(Guard::new(&[host.to_owned()]).unwrap_err(), host);
        }
    }

    #[test]
    fn a_name_gives_its_public_addresses_only() {
        let at = |text: &str| SocketAddr::new(text.parse().unwrap(), 0);
        let mixed = [at("10.0.0.1"), at("8.8.8.8"), at("::1"), at("2606:4700::1")];
        let found = public("a.example", &mixed).unwrap();
        assert_eq!(found, [at("8.8.8.8"), at("2606:4700::1")]);
        let Refusal(why) = public("a.example", &mixed[..1]).unwrap_err();
        assert_eq!(why, "a.example leads to 10.0.0.1, a private address");
        assert_eq!(public("a.example", &[]).unwrap(), []);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_ipv4_address_is_refused_in_one_spelling_and_let_through_in_another(
            bits: u32,
        ) {
            let [a, b, c, d] = bits.to_be_bytes();
            let low = bits & 0x00ff_ffff;
            let verdict = |host: String| {
                let url = Url::parse(&format!("http://{host}/")).unwrap();
                Guard::default().check(&url).is_ok()
            };
            let plain = verdict(format!("{a}.{b}.{c}.{d}"));
            prop_assert_eq!(plain, verdict(format!("{bits}")));
            prop_assert_eq!(plain, verdict(format!("0x{bits:x}")));
            prop_assert_eq!(plain, verdict(format!("0{a:o}.{low}")));
            prop_assert_eq!(plain, verdict(format!("[64:ff9b::{a}.{b}.{c}.{d}]")));
            let mapped = verdict(format!("[::ffff:{a}.{b}.{c}.{d}]"));
            prop_assert!(!mapped);
        }
    }
}
