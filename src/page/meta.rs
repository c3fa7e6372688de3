//! Title, outlet, byline and dates: the best witness for each.

mod byline;
mod canonical;
mod day;
mod guess;
mod language;
mod site;
mod title;

pub(super) use self::guess::guess;
pub(super) use self::language::check as check_language;

use url::Url;

use super::Page;
use super::entity::unescape;
use super::fact::Facts;
use super::linked::Linked;

/// Fills in what the page says of itself.
pub(super) fn fill(page: &mut Page, facts: &Facts, linked: &Linked) {
    let given = page.url.as_deref().and_then(|url| Url::parse(url).ok());
    page.canonical = canonical::find(facts, linked, given.as_ref());
    let address = page.canonical.as_deref().and_then(|url| Url::parse(url).ok());
    let address = given.or(address);
    let host = address.as_ref().and_then(Url::host_str);
    page.site = site::find(facts, linked, host);
    let names = site::Names::new(page.site.as_deref(), host);
    page.title = title::find(facts, linked, &names);
    page.language = language::find(facts, linked);
    page.byline = byline::find(facts, linked, &names, page.language.as_deref());
    day::fill(page, facts, linked, address.as_ref());
}

/// Text on one line, without control characters, its references resolved.
fn one_line(text: &str) -> String {
    let plain = unescape(text);
    let words = plain.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
