//! News as it reads, made to any length: the same text for the same seed.

use std::fmt::Write as _;

const PEOPLE: &[&str] = &[
    "Ada Lane",
    "Ben Ross",
    "Mira Okafor",
    "Tomas Verrick",
    "Ines Kowalik",
    "Jo Hallworth",
    "Prime Minister Lena Storm",
    "Sir Peter Ashby",
    "Dr Yusuf Adler",
    "Rosa Quint",
];
const PLACES: &[&str] = &[
    "Kelmouth",
    "Varra",
    "Port Anselm",
    "Dunmore",
    "Skellan",
    "Lower Tay",
    "Brackwater",
];
const THINGS: &[&str] = &[
    "ferry",
    "harbour",
    "library",
    "wind farm",
    "school",
    "reservoir",
    "tram line",
    "hospital",
    "film archive",
    "fish market",
    "court house",
    "sea wall",
];
const DEEDS: &[&str] = &[
    "approved",
    "delayed",
    "funded",
    "opened",
    "inspected",
    "sold",
    "repaired",
    "closed",
    "extended",
    "redesigned",
    "moved",
    "rented",
];
const KINDS: &[&str] = &[
    "costly",
    "unsafe",
    "popular",
    "overdue",
    "quiet",
    "modern",
    "crowded",
    "profitable",
];
const MONTHS: &[&str] =
    &["January", "March", "April", "June", "August", "October", "November"];

/// Draws from lists; a linear congruential generator (Knuth's MMIX constants).
pub(crate) struct Writer(u64);

impl Writer {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn number(&mut self, from: u64, to: u64) -> u64 {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        from + (self.0 >> 33) % (to - from)
    }

    fn pick(&mut self, list: &[&'static str]) -> &'static str {
        let count = u64::try_from(list.len()).unwrap_or(1);
        let at = usize::try_from(self.number(0, count)).unwrap_or(0);
        list[at]
    }

    /// A sentence with details of every sort.
    pub(crate) fn sentence(&mut self) -> String {
        let (who, place) = (self.pick(PEOPLE), self.pick(PLACES));
        let (thing, deed, kind) = (self.pick(THINGS), self.pick(DEEDS), self.pick(KINDS));
        let (month, year, day) =
            (self.pick(MONTHS), self.number(1990, 2026), self.number(1, 29));
        let (few, many) = (self.number(2, 90), self.number(1_000, 90_000));
        match self.number(0, 6) {
            0 => format!("The {thing} in {place} was {deed} on {day} {month} {year}."),
            1 => format!("“We have never seen a {kind} {thing} here,” said {who}."),
            2 => format!(
                "{who} told {place} council that the {thing} cost £{few}.5m, up {day}% \
                 from {year}."
            ),
            3 => format!(
                "About {many} people in {place} signed a letter that called the {thing} \
                 {kind}, according to {who}."
            ),
            4 => format!(
                "It could be {deed} before {month}, and {few} of the {many} who work \
                 there may not be paid."
            ),
            _ => format!(
                "By {few} votes to {day} the board of the {thing} {deed} a plan that \
                 {who} had described as “{kind} but overdue”."
            ),
        }
    }

    /// Passages of four sentences, a line each, until there are `bytes` of them.
    pub(crate) fn text(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 600);
        while text.len() < bytes {
            for _ in 0..4 {
                text.push_str(&self.sentence());
                text.push(' ');
            }
            text.push('\n');
        }
        text
    }
}

/// `text` as an article on a page, with the rest of a page around it.
pub(crate) fn html(text: &str, url: &str) -> String {
    let mut links = String::new();
    for at in 0..60 {
        let _ = write!(
            links,
            "<li class=\"nav-item item-{at}\"><a href=\"/section/{at}?ref=nav\">\
             <span>More on subject {at}</span></a></li>"
        );
    }
    let mut body = String::new();
    for passage in text.lines() {
        let _ = write!(
            body,
            "<p class=\"article-text\" data-block=\"text\">{passage}</p>\
             <div class=\"ad\"><script>slots.push({{id:1}});</script></div>"
        );
    }
    let script = "window.track=function(e){return e&&e.type};".repeat(200);
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>News of the day\
         </title><link rel=canonical href=\"{url}\"><meta property=\"og:url\" \
         content=\"{url}\"><meta property=\"article:published_time\" \
         content=\"2026-03-17T09:00:00Z\"><script>{script}</script></head><body>\
         <header><nav><ul>{links}</ul></nav></header><main><article><h1>News of the day\
         </h1>{body}</article></main><aside><ul>{links}</ul></aside><footer><ul>{links}\
         </ul></footer></body></html>"
    )
}

/// The hosts of outlets that the registry knows, with their names.
pub(crate) const HOSTS: &[(&str, &str)] = &[
    ("www.theguardian.com", "The Guardian"),
    ("www.reuters.com", "Reuters"),
    ("www.bbc.co.uk", "BBC News"),
    ("www.independent.co.uk", "The Independent"),
    ("www.ft.com", "Financial Times"),
    ("www.theverge.com", "The Verge"),
    ("www.irishtimes.com", "The Irish Times"),
    ("apnews.com", "Associated Press"),
    ("variety.com", "Variety"),
    ("www.nytimes.com", "The New York Times"),
    ("www.latimes.com", "Los Angeles Times"),
    ("www.wired.com", "Wired"),
];
