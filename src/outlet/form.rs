//! What codes, hosts and addresses in the registry look like.

/// ISO 3166-1 alpha-2 codes of 2024 (and `xk`, which Kosovo uses), lower case.
const COUNTRIES: &str = "\
ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo \
bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj \
dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp \
gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg \
kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml \
mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe \
pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl \
sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um \
us uy uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw";

/// What a country must be, for messages.
pub(crate) const COUNTRY: &str =
    "an ISO 3166-1 code of two lower-case letters, such as `gb` or `us`";
/// What a language must be, for messages.
pub(crate) const LANGUAGE: &str = "a BCP 47 tag, such as `en` or `pt-BR`";
/// What a host must be, for messages.
pub(crate) const HOST: &str = "a lower-case host without scheme, `www.` or port, with or without \
first path segments, such as `example.com` or `example.com/uk`";
/// What an address must be, for messages.
pub(crate) const ADDRESS: &str = "an address that starts with https:// or http://";
/// What a search address must be, for messages.
pub(crate) const SEARCH: &str =
    "an address that starts with https:// or http:// and holds {query}";

/// Whether `code` is a country's.
#[must_use]
pub(crate) fn is_country(code: &str) -> bool {
    COUNTRIES.split(' ').any(|country| country == code)
}

/// Whether `tag` is well-formed: a language of two or three letters, then subtags.
#[must_use]
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// Whether `host` is one as the index keeps it: lower case, two labels or more, no scheme,
/// `www.`, port or slash at the end; path segments may follow.
#[must_use]
pub(crate) fn is_host(host: &str) -> bool {
    let mut parts = host.split('/');
    let name = parts.next().unwrap_or_default();
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    name.contains('.')
        && !name.starts_with("www.")
        && name.split('.').all(label)
        && parts.clone().count() <= MAX_SEGMENTS
        && parts.all(|part| {
            !part.is_empty()
                && part.bytes().all(|b| {
                    b.is_ascii_graphic()
                        && !b.is_ascii_uppercase()
                        && !b"?#%".contains(&b)
                })
        })
}

/// Most path segments that may follow a host.
pub(crate) const MAX_SEGMENTS: usize = 3;

/// Whether `address` can be fetched over TLS.
#[must_use]
pub(crate) fn is_address(address: &str) -> bool {
    let rest =
        address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.contains('.')
            && !rest.starts_with('/')
            && !address.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

/// Whether `address` is an outlet's own search.
#[must_use]
pub(crate) fn is_search(address: &str) -> bool {
    is_address(address) && address.matches("{query}").count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(form(text), "{text} is good");
        }
        for text in bad {
            assert!(!form(text), "{text} is bad");
        }
    }

    #[test]
    fn a_country_is_an_iso_code_in_lower_case() {
        check(is_country, &["gb", "us", "zw", "ad"], &["uk", "GB", "usa", "", " ", "g"]);
    }

    #[test]
    fn a_language_is_a_tag() {
        check(
            is_language,
            &["en", "pt-BR", "zh-Hant-TW", "fil"],
            &["", "e", "EN", "en-"],
        );
        check(is_language, &[], &["english", "en_GB", "en-toolongtag"]);
    }

    #[test]
    fn a_host_has_no_scheme_www_port_or_end_slash() {
        let good = ["bbc.co.uk", "theguardian.com/us-news", "127.0.0.1", "xn--80a.ua"];
        let bad = ["", "localhost", "www.bbc.com", "https://bbc.com", "bbc.com/", "a..b"];
        check(is_host, &good, &bad);
        check(is_host, &[], &["bbc.com:80", "BBC.com", "-a.com", "a.com/b c", "a.b/c?d"]);
        check(is_host, &["a.b/c/d/e"], &["a.b/c/d/e/f", "a.b//c", "é.com"]);
    }

    #[test]
    fn an_address_is_fetched_over_tls() {
        check(
            is_address,
            &["https://bbc.com/feed", "http://bbc.com/feed"],
            &["httpx://bbc.com", "https://", "http://", "x"],
        );
        check(is_address, &[], &["https:///a.b", "https://a.b/c d", "ftp://a.b"]);
        check(is_search, &["https://a.b/?q={query}"], &["https://a.b/?q="]);
    }
}
