//! Ranges of IP addresses that are no part of the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

/// What an IPv4 range is for; the first that holds an address names it.
///
/// The IANA IPv4 Special-Purpose Address Registry, without the ranges that it calls
/// globally reachable (AS112, AMT), and multicast, which has a registry of its own. The
/// one address that is in neither is public in form only: Azure's machines find their
/// platform there.
const V4: &[(Ipv4Net, &str)] = &[
    (v4([0, 0, 0, 0], 8), "an address of this network"),
    (v4([10, 0, 0, 0], 8), "a private address"),
    (v4([100, 64, 0, 0], 10), "an address shared inside a carrier"),
    (v4([127, 0, 0, 0], 8), "a loopback address"),
    (v4([168, 63, 129, 16], 32), "an address of the machine's cloud platform"),
    (v4([169, 254, 0, 0], 16), "a link-local address"),
    (v4([172, 16, 0, 0], 12), "a private address"),
    (v4([192, 0, 0, 0], 24), "an address for protocols"),
    (v4([192, 0, 2, 0], 24), "an address for documentation"),
    (v4([192, 88, 99, 0], 24), "an address for 6to4 relays"),
    (v4([192, 168, 0, 0], 16), "a private address"),
    (v4([198, 18, 0, 0], 15), "an address for benchmarks"),
    (v4([198, 51, 100, 0], 24), "an address for documentation"),
    (v4([203, 0, 113, 0], 24), "an address for documentation"),
    (v4([224, 0, 0, 0], 4), "a multicast address"),
    (v4([240, 0, 0, 0], 4), "a reserved address"),
];

/// What an IPv6 range is for; the first that holds an address names it.
///
/// The IANA IPv6 Special-Purpose Address Registry likewise. Its last line is that of the
/// address space itself: only `2000::/3` is given out, and what is outside it and has no
/// line of its own is reserved.
const V6: &[(Ipv6Net, &str)] = &[
    (v6([0, 0, 0, 0, 0, 0, 0, 0], 128), "an address of this network"),
    (v6([0, 0, 0, 0, 0, 0, 0, 1], 128), "a loopback address"),
    (v6([0, 0, 0, 0, 0, 0xffff, 0, 0], 96), "an IPv4 address written as IPv6"),
    (v6([0, 0, 0, 0, 0, 0, 0, 0], 96), "an IPv4 address written as IPv6"),
    (v6([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48), "an address inside a translator"),
    (v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 32), "a Teredo address"),
    (v6([0x2001, 2, 0, 0, 0, 0, 0, 0], 48), "an address for benchmarks"),
    (v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 23), "an address for protocols"),
    (v6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32), "an address for documentation"),
    (v6([0x2002, 0, 0, 0, 0, 0, 0, 0], 16), "a 6to4 address"),
    (v6([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20), "an address for documentation"),
    (v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7), "a private address"),
    (v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10), "a link-local address"),
    (v6([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10), "a site-local address"),
    (v6([0xff00, 0, 0, 0, 0, 0, 0, 0], 8), "a multicast address"),
];

/// All of IPv6 that is given out to networks (RFC 4291, section 2.4).
const GLOBAL: Ipv6Net = v6([0x2000, 0, 0, 0, 0, 0, 0, 0], 3);
/// IPv6 addresses that stand for the IPv4 address in their last 32 bits (RFC 6052). A
/// network without IPv4 reaches half the web through them.
const NAT64: Ipv6Net = v6([0x64, 0xff9b, 0, 0, 0, 0, 0, 0], 96);

const fn v4(first: [u8; 4], length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::from_octets(first), length)
}

const fn v6(first: [u16; 8], length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::from_segments(first), length)
}

/// What an address is if it is no part of the public internet: `a private address`.
pub(super) fn kind(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => kind_v4(address),
        IpAddr::V6(address) if NAT64.contains(&address) => {
            let [.., a, b, c, d] = address.octets();
            kind_v4(Ipv4Addr::new(a, b, c, d))
        }
        IpAddr::V6(address) => {
            let known = V6.iter().find(|(range, _)| range.contains(&address));
            let reserved = (!GLOBAL.contains(&address)).then_some("a reserved address");
            known.map(|&(_, kind)| kind).or(reserved)
        }
    }
}

fn kind_v4(address: Ipv4Addr) -> Option<&'static str> {
    V4.iter().find(|(range, _)| range.contains(&address)).map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first and last address of a range have this kind; the ones just outside it
    /// have another.
    #[track_caller]
    fn check(first: &str, last: &str, expected: &str) {
        let [first, last] = [first, last].map(|text| text.parse::<IpAddr>().unwrap());
        for address in [first, last] {
            assert_eq!(kind(address), Some(expected), "{address}");
        }
        for address in [step(first, -1), step(last, 1)].into_iter().flatten() {
            assert_ne!(kind(address), Some(expected), "{address}");
        }
    }

    fn step(address: IpAddr, by: i128) -> Option<IpAddr> {
        match address {
            IpAddr::V4(address) => {
                let bits = i128::from(address.to_bits()) + by;
                u32::try_from(bits).ok().map(|bits| Ipv4Addr::from_bits(bits).into())
            }
            IpAddr::V6(address) => {
                let bits = address.to_bits().checked_add_signed(by)?;
                Some(Ipv6Addr::from_bits(bits).into())
            }
        }
    }

    #[test]
    fn every_ipv4_range_is_refused_from_its_first_address_to_its_last() {
        for (first, last, expected) in [
            ("0.0.0.0", "0.255.255.255", "an address of this network"),
            ("10.0.0.0", "10.255.255.255", "a private address"),
            ("100.64.0.0", "100.127.255.255", "an address shared inside a carrier"),
            ("127.0.0.0", "127.255.255.255", "a loopback address"),
            ("169.254.0.0", "169.254.255.255", "a link-local address"),
            ("172.16.0.0", "172.31.255.255", "a private address"),
            ("192.0.0.0", "192.0.0.255", "an address for protocols"),
            ("192.0.2.0", "192.0.2.255", "an address for documentation"),
            ("192.88.99.0", "192.88.99.255", "an address for 6to4 relays"),
            ("192.168.0.0", "192.168.255.255", "a private address"),
            ("198.18.0.0", "198.19.255.255", "an address for benchmarks"),
            ("198.51.100.0", "198.51.100.255", "an address for documentation"),
            ("203.0.113.0", "203.0.113.255", "an address for documentation"),
            ("224.0.0.0", "239.255.255.255", "a multicast address"),
            ("240.0.0.0", "255.255.255.255", "a reserved address"),
            (
                "168.63.129.16",
                "168.63.129.16",
                "an address of the machine's cloud platform",
            ),
        ] {
            check(first, last, expected);
        }
    }

    #[test]
    fn every_ipv6_range_is_refused_from_its_first_address_to_its_last() {
        for (first, last, expected) in [
            ("::", "::", "an address of this network"),
            ("::1", "::1", "a loopback address"),
            ("::2", "::ffff:ffff", "an IPv4 address written as IPv6"),
            ("::ffff:0:0", "::ffff:ffff:ffff", "an IPv4 address written as IPv6"),
            (
                "64:ff9b:1::",
                "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
                "an address inside a translator",
            ),
            ("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "a Teredo address"),
            (
                "2001:2::",
                "2001:2:0:ffff:ffff:ffff:ffff:ffff",
                "an address for benchmarks",
            ),
            (
                "2001:2:1::",
                "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
                "an address for protocols",
            ),
            (
                "2001:db8::",
                "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                "an address for documentation",
            ),
            ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "a 6to4 address"),
            (
                "3fff::",
                "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
                "an address for documentation",
            ),
            ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "a private address"),
            ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "a link-local address"),
            ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "a site-local address"),
            ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "a multicast address"),
            ("4000::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "a reserved address"),
        ] {
            check(first, last, expected);
        }
    }

    #[test]
    fn what_is_not_given_out_yet_is_reserved() {
        for address in
            ["0:1::", "64:ff9b:0:0:1::", "100::", "200::1", "1fff::", "5f00::1"]
        {
            let address: IpAddr = address.parse().unwrap();
            assert_eq!(kind(address), Some("a reserved address"), "{address}");
        }
    }

    #[test]
    fn addresses_just_outside_the_ranges_are_public() {
        for address in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "168.63.129.15",
            "168.63.129.17",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "191.255.255.255",
            "192.0.1.0",
            "192.0.3.0",
            "192.88.98.255",
            "192.88.100.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "198.51.99.255",
            "198.51.101.0",
            "203.0.112.255",
            "203.0.114.0",
            "223.255.255.255",
            "2000::",
            "2001:200::",
            "2001:db7:ffff::",
            "2001:db9::",
            "2003::",
            "3ffe:ffff::",
            "3fff:1000::",
            "2606:4700::1",
        ] {
            assert_eq!(kind(address.parse().unwrap()), None, "{address}");
        }
    }

    #[test]
    fn a_translated_ipv4_address_is_what_it_stands_for() {
        for (address, expected) in [
            ("64:ff9b::8.8.8.8", None),
            ("64:ff9b::10.0.0.1", Some("a private address")),
            ("64:ff9b::169.254.169.254", Some("a link-local address")),
            ("64:ff9b::127.0.0.1", Some("a loopback address")),
        ] {
            assert_eq!(kind(address.parse().unwrap()), expected, "{address}");
        }
    }
}
