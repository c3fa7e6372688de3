//! Twelve outlets, each with manners of its own, and what each has printed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::story::{Dice, Event};

/// How an outlet lists what it has printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    News,
    Gzip,
    Rss,
    Atom,
    JsonFeed,
    Search,
    Numbers,
    Agency,
    Printer,
    Moved,
    Paywall,
}

/// One outlet of the web.
pub(super) struct Outlet {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) manner: Manner,
}

pub(super) const OUTLETS: [Outlet; 12] = [
    Outlet { key: "harbour", name: "The Harbour Post", manner: Manner::News },
    Outlet { key: "fell", name: "Fell Gazette", manner: Manner::Gzip },
    Outlet { key: "lantern", name: "The Evening Lantern", manner: Manner::Rss },
    Outlet { key: "meridian", name: "Meridian Ledger", manner: Manner::Atom },
    Outlet { key: "cartwheel", name: "Cartwheel Daily", manner: Manner::JsonFeed },
    Outlet { key: "plover", name: "The Plover Review", manner: Manner::Search },
    Outlet { key: "quarry", name: "Quarry Bulletin", manner: Manner::Numbers },
    Outlet { key: "tern", name: "Tern Wire", manner: Manner::Agency },
    Outlet { key: "orchard", name: "Orchard Courier", manner: Manner::Printer },
    Outlet { key: "saltmarsh", name: "Saltmarsh Echo", manner: Manner::Printer },
    Outlet { key: "copperas", name: "Copperas Standard", manner: Manner::Moved },
    Outlet { key: "verdigris", name: "Verdigris Chronicle", manner: Manner::Paywall },
];

pub(super) const AGENCY: usize = 7;

/// One article at one outlet.
pub(super) struct Article {
    pub(super) outlet: usize,
    pub(super) event: Event,
    pub(super) title: String,
    pub(super) day: Date,
    /// Where it is.
    pub(super) path: String,
    /// Where it was, which still leads to where it is.
    pub(super) moved_from: Option<String>,
    pub(super) amp: Option<String>,
    /// The status of a page that is no more.
    pub(super) dead: Option<u16>,
    pub(super) paywall: bool,
    /// The agency's page of which this one is a copy.
    pub(super) agency: Option<String>,
    pub(super) voice: usize,
}

impl Article {
    /// The address under which it is listed.
    pub(super) fn listed(&self) -> &str {
        self.moved_from.as_deref().unwrap_or(&self.path)
    }
}

/// Everything there is, and which event is told where.
pub(super) struct World {
    pub(super) seed: u64,
    pub(super) events: Vec<Event>,
    pub(super) articles: Vec<Article>,
    /// By event and outlet, the article that tells it.
    pub(super) told: BTreeMap<(usize, usize), usize>,
}

/// Articles of each outlet.
pub(super) const PRINTED: usize = 210;

/// What the world of most tests is made from.
pub(super) const SEED: u64 = 0x5EED;

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut events: Vec<Event> = (0..60).map(|_| Event::new(&mut dice)).collect();
        events.sort_by_key(|event| event.day);
        let mut world =
            Self { seed, events, articles: Vec::new(), told: BTreeMap::new() };
        for which in 0..world.events.len() {
            let event = world.events[which].clone();
            let likes = event.likes(&mut dice);
            for outlet in tellers(which) {
                world.told.insert((which, outlet), world.articles.len());
                world.print(outlet, &event, &mut dice);
                for like in &likes {
                    world.print(outlet, like, &mut dice);
                }
            }
        }
        for outlet in 0..OUTLETS.len() {
            let printed = world.of(outlet).count();
            for _ in printed..PRINTED {
                let filler = Event::new(&mut dice);
                world.print(outlet, &filler, &mut dice);
            }
        }
        world
    }

    pub(super) fn of(&self, outlet: usize) -> impl Iterator<Item = &Article> {
        self.articles.iter().filter(move |article| article.outlet == outlet)
    }

    fn print(&mut self, outlet: usize, event: &Event, dice: &mut Dice) {
        let manner = OUTLETS[outlet].manner;
        let id = self.articles.len() + 1000;
        let same =
            |of: &&Article| of.event.day == event.day && of.event.money == event.money;
        let agency = if manner == Manner::Printer {
            self.of(AGENCY)
                .find(same)
                .map(|article| (article.path.clone(), article.voice))
        } else {
            None
        };
        let voice = agency.as_ref().map_or_else(|| dice.roll(6), |(_, voice)| *voice);
        let title = event.title(voice);
        let slug = slug(&title);
        let day = event.day;
        let path = match manner {
            Manner::Numbers => format!("/item/{id}"),
            Manner::Rss | Manner::Atom => format!("/news/{slug}-{id}"),
            Manner::Moved => format!("/stories/{id}/{slug}"),
            _ => format!("/{}/{slug}-{id}", day.strftime("%Y/%m/%d")),
        };
        self.articles.push(Article {
            outlet,
            event: event.clone(),
            title,
            day,
            moved_from: (manner == Manner::Moved)
                .then(|| format!("/old/{slug}-{id}.html")),
            amp: (manner == Manner::Atom).then(|| format!("/amp{path}")),
            dead: match (manner, id % 12) {
                (Manner::Rss | Manner::JsonFeed, 0) => Some(404),
                (Manner::Rss | Manner::JsonFeed, 1) => Some(410),
                _ => None,
            },
            paywall: manner == Manner::Paywall,
            agency: agency.map(|(path, _)| path),
            path,
            voice,
        });
    }
}

/// The five outlets that tell an event: the agency first where it does, then others that
/// change from event to event.
fn tellers(event: usize) -> Vec<usize> {
    let mut of: Vec<usize> =
        (0..5).map(|nth| (event * 5 + nth * 7) % OUTLETS.len()).collect();
    of.sort_by_key(|&outlet| (outlet != AGENCY, outlet));
    of
}

fn slug(title: &str) -> String {
    let words = title.to_lowercase();
    let words = words
        .split(|of: char| !of.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
