//! Invented events, and how each is told: by outlets in two voices, by a draft in a third.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Numbers that are the same in every run: splitmix64 (Steele, Lea and Flood 2014).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let sides = u64::try_from(sides).unwrap();
        usize::try_from((z ^ (z >> 31)) % sides).unwrap()
    }

    pub(super) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

/// What an event is about: the matter, the things it counts, and what ended it before.
type Matter = (&'static str, &'static str, &'static str, &'static str);

const MATTERS: &[Matter] = &[
    ("ferry terminal", "berths", "passengers", "a storm"),
    ("desalination plant", "pumps", "households", "a drought"),
    ("tram line", "stops", "commuters", "a lawsuit"),
    ("salmon hatchery", "tanks", "anglers", "a virus"),
    ("wind farm", "turbines", "islanders", "a bird survey"),
    ("opera house", "seats", "subscribers", "a fire"),
    ("copper mine", "shafts", "miners", "a collapse"),
    ("heart clinic", "beds", "patients", "a shortage of nurses"),
    ("prison wing", "cells", "inmates", "an escape"),
    ("seed archive", "vaults", "botanists", "a flood"),
    ("cycling stadium", "stands", "riders", "a bankruptcy"),
    ("veterinary college", "laboratories", "students", "an audit"),
    ("cheese dairy", "vats", "farmers", "a recall"),
    ("battery factory", "ovens", "workers", "an explosion"),
    ("lighthouse museum", "rooms", "visitors", "a landslide"),
    ("radio observatory", "dishes", "astronomers", "a budget freeze"),
    ("textile mill", "looms", "weavers", "a strike"),
    ("film studio", "stages", "actors", "a walkout"),
    ("peat reserve", "ponds", "walkers", "a blaze"),
    ("timber bridge", "spans", "drivers", "rotten beams"),
    ("data centre", "halls", "customers", "a power cut"),
    ("fish market", "stalls", "traders", "an outbreak"),
    ("apple orchard", "terraces", "pickers", "late frost"),
    ("ski lift", "gondolas", "skiers", "an avalanche"),
    ("public library", "shelves", "readers", "leaking roofs"),
    ("airport runway", "gates", "travellers", "noise complaints"),
    ("waste furnace", "boilers", "residents", "fumes"),
    ("racecourse", "stables", "jockeys", "a doping case"),
    ("canal lock", "chambers", "boaters", "an oil spill"),
    ("vaccine depot", "freezers", "doctors", "spoiled doses"),
    ("swimming hall", "lanes", "swimmers", "mould"),
    ("school for the deaf", "classrooms", "pupils", "a merger"),
    ("bus depot", "chargers", "motorists", "a bribery case"),
    ("glass workshop", "kilns", "apprentices", "gas prices"),
    ("otter sanctuary", "pools", "volunteers", "a poisoning"),
    ("tidal barrage", "sluices", "sailors", "silt"),
    ("chess academy", "boards", "players", "a boycott"),
    ("steel foundry", "presses", "welders", "import duties"),
    ("botanic garden", "glasshouses", "gardeners", "hail"),
    ("cancer registry", "servers", "researchers", "a data leak"),
];
const HEADS: &[&str] = &[
    "Bram", "Cald", "Dun", "Esk", "Fenn", "Garv", "Hels", "Inver", "Kel", "Lund", "Mard",
    "Nor", "Oster", "Pell", "Quin", "Rav", "Sker", "Thorn", "Ulver", "Varn", "Wex",
    "Yarr",
];
const TAILS: &[&str] = &[
    "bury", "cliffe", "dale", "ford", "gate", "haven", "ley", "mouth", "ness", "port",
    "stead", "wick",
];
const FIRST: &[&str] = &[
    "Ada", "Bruno", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Ines",
    "Jonas", "Karin", "Leo", "Mira", "Nadia", "Oskar", "Petra", "Ravi", "Sofia", "Tomas",
    "Vera",
];
const LAST: &[&str] = &[
    "Abelard", "Brandt", "Castell", "Dorsey", "Ekman", "Farrow", "Grieve", "Halloran",
    "Ivers", "Jarvik", "Kestrel", "Lomax", "Mordaunt", "Nyqvist", "Okonjo", "Pereira",
    "Quarles", "Rosser", "Szabo", "Tarrant", "Uddin", "Voss", "Whitlock", "Yilmaz",
    "Zeller",
];
const ROLES: &[&str] =
    &["mayor", "treasurer", "chief engineer", "governor", "planning chief"];
const BODIES: &[&str] =
    &["city council", "port authority", "district assembly", "county board"];
const GROUPS: &[&str] = &[
    "Taxpayers League",
    "Heritage Trust",
    "Chamber of Trade",
    "Greens",
    "Tenants Union",
];
const FIRMS: &[&str] =
    &["Arkwell", "Bellis", "Corvane", "Delmar", "Everhold", "Fairlund"];
const MONTHS: &[&str] =
    &["January", "March", "April", "June", "August", "October", "November"];

/// The last day on which anything happens.
pub(super) const END: Date = date(2026, 6, 30);

/// What happened, and who told of it how.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) matter: Matter,
    pub(super) place: String,
    pub(super) body: &'static str,
    pub(super) person: String,
    role: &'static str,
    critic: String,
    group: &'static str,
    firm: String,
    pub(super) money: usize,
    pub(super) rise: usize,
    pub(super) count: usize,
    pub(super) served: usize,
    year: usize,
    start: &'static str,
    pub(super) day: Date,
}

fn name(dice: &mut Dice) -> String {
    format!("{} {}", dice.pick(FIRST), dice.pick(LAST))
}

fn place(dice: &mut Dice) -> String {
    format!("{}{}", dice.pick(HEADS), dice.pick(TAILS))
}

impl Event {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let mut event = Self {
            matter: MATTERS[dice.roll(MATTERS.len())],
            place: place(dice),
            body: dice.pick(BODIES),
            person: name(dice),
            role: dice.pick(ROLES),
            critic: name(dice),
            group: dice.pick(GROUPS),
            firm: format!("{} {}", dice.pick(FIRMS), dice.pick(LAST)),
            money: 0,
            rise: 0,
            count: 0,
            served: 0,
            year: 1990 + dice.roll(30),
            start: dice.pick(MONTHS),
            day: END.checked_sub(i64::try_from(dice.roll(900)).unwrap().days()).unwrap(),
        };
        event.count_anew(dice);
        event
    }

    fn count_anew(&mut self, dice: &mut Dice) {
        self.money = 11 + dice.roll(880);
        self.rise = 3 + dice.roll(60);
        self.count = 12 + dice.roll(190);
        self.served = 1_100 + dice.roll(8_800);
    }

    /// Three that are easily taken for this one: the same place and matter a year before
    /// or after, the same person in another matter, and a follow-up with other figures.
    pub(super) fn likes(&self, dice: &mut Dice) -> [Self; 3] {
        let mut other_year = self.clone();
        other_year.count_anew(dice);
        other_year.person = name(dice);
        other_year.critic = name(dice);
        let far = if self.day.year() == 2026 { -371.days() } else { 371.days() };
        other_year.day = self.day.checked_add(far).unwrap().min(END);
        let mut other_matter = Self::new(dice);
        other_matter.person.clone_from(&self.person);
        other_matter.role = self.role;
        let mut follow_up = self.clone();
        follow_up.count_anew(dice);
        follow_up.firm = format!("{} {}", dice.pick(FIRMS), dice.pick(LAST));
        follow_up.critic = name(dice);
        let later = i64::try_from(9 + dice.roll(30)).unwrap().days();
        follow_up.day = self.day.checked_add(later).unwrap().min(END);
        [other_year, other_matter, follow_up]
    }

    /// The event as one has it who gets the figure or the name in a fact wrong.
    pub(super) fn slipped(&self, fact: usize, dice: &mut Dice) -> Self {
        let mut slip = self.clone();
        match fact {
            0 => slip.money += 7 + dice.roll(90),
            1 => slip.person = name(dice),
            2 => slip.served += 100 * (1 + dice.roll(9)),
            3 => slip.rise += 2 + dice.roll(20),
            4 => slip.year -= 1 + dice.roll(9),
            _ => slip.firm = format!("{} {}", dice.pick(FIRMS), dice.pick(LAST)),
        }
        slip
    }

    pub(super) fn title(&self, voice: usize) -> String {
        let Self { place, body, person, money, .. } = self;
        let matter = self.matter.0;
        match voice % 3 {
            0 => format!("{place} {body} backs ${money} million {matter}"),
            1 => format!("{person} wins vote on {place} {matter}"),
            _ => format!("New {matter} for {place} to cost ${money} million"),
        }
    }

    /// One of six facts, as outlets tell it (voices 0 and 1).
    pub(super) fn fact(&self, which: usize, voice: usize) -> String {
        let Self { place, body, person, role, critic, group, firm, .. } = self;
        let Self { money, rise, count, served, year, start, .. } = self;
        let (matter, things, people, cause) = self.matter;
        match (which, voice % 2) {
            (0, 0) => format!(
                "The {place} {body} approved a ${money} million {matter} on {}.",
                self.said_day()
            ),
            (0, _) => format!(
                "Plans for a {matter} costing ${money} million were passed by the {body} of {place}."
            ),
            (1, 0) => format!(
                "{person}, the {role}, said that building would begin in {start}."
            ),
            (1, _) => {
                format!("Work is to start in {start}, according to {role} {person}.")
            }
            (2, 0) => format!(
                "The {matter} will have {count} {things} and serve {served} {people} a week."
            ),
            (2, _) => format!(
                "With {count} {things}, it is meant for {served} {people} every week."
            ),
            (3, 0) => format!(
                "{critic} of the {group} warned that costs had already risen by {rise} percent."
            ),
            (3, _) => format!(
                "Costs are up {rise} percent, {critic} of the {group} complained."
            ),
            (4, 0) => format!(
                "A first plan for the {matter} was put forward in {year} and dropped after {cause}."
            ),
            (4, _) => {
                format!("An earlier scheme of {year} was abandoned because of {cause}.")
            }
            (_, 0) => format!(
                "The contract went to {firm}, which had made the lowest of the bids."
            ),
            (_, _) => format!("{firm} won the contract with the cheapest bid."),
        }
    }

    /// The same fact in the words of a draft.
    pub(super) fn retold(&self, which: usize) -> String {
        let Self { place, body, person, role, critic, group, firm, .. } = self;
        let Self { money, rise, count, served, year, start, .. } = self;
        let (matter, things, people, cause) = self.matter;
        match which {
            0 => format!(
                "In {place}, the {body} has given its consent to a {matter} worth ${money} million."
            ),
            1 => format!(
                "Construction of the {matter} in {place} starts in {start}, {role} {person} announced."
            ),
            2 => format!(
                "Some {served} {people} are expected each week at the {count} {things} of the {place} {matter}."
            ),
            3 => format!(
                "The {group}, through {critic}, pointed to a rise in costs of {rise} percent."
            ),
            4 => format!(
                "The {place} {matter} had been proposed in {year}, but {cause} put an end to it."
            ),
            _ => format!("The lowest bidder, {firm}, will build the {matter}."),
        }
    }

    fn said_day(&self) -> String {
        self.day.strftime("%-d %B").to_string()
    }

    /// The paragraphs of an article: every fact with what was said around it.
    pub(super) fn paragraphs(&self, voice: usize) -> Vec<String> {
        let mut dice =
            Dice(u64::try_from(self.money * 31 + self.served + voice).unwrap());
        let extra = dice.roll(3);
        let mut told: Vec<String> = (0..6)
            .map(|which| format!("{} {}", self.fact(which, voice), self.aside(&mut dice)))
            .collect();
        told.extend(
            (0..extra)
                .map(|_| format!("{} {}", self.aside(&mut dice), self.aside(&mut dice))),
        );
        told
    }

    fn aside(&self, dice: &mut Dice) -> String {
        let (matter, _, people, _) = self.matter;
        let (place, other) = (&self.place, place(dice));
        let (who, number) = (name(dice), 2 + dice.roll(97));
        match dice.roll(10) {
            0 => format!(
                "{who}, who has lived in {place} for {number} years, told reporters at the gate that neighbours were still waiting for answers about dust, lorries and parking during the summer."
            ),
            1 => format!(
                "A similar proposal in {other} was settled out of court, and people who watched that dispute closely expect fewer objections here than were heard on that occasion."
            ),
            2 => format!(
                "Documents seen at the hearing run to {number} pages and describe drainage, access roads and the height of the roof in more detail than an earlier set of drawings did."
            ),
            3 => format!(
                "Several {people} spoke from the public benches, among them {who}, who asked for a written promise that nobody would be turned away while the site was closed."
            ),
            4 => format!(
                "The neighbouring town of {other} has offered to lend equipment and staff, an offer that officials in {place} described as generous but which they have not yet accepted."
            ),
            5 => format!(
                "Historians such as {who} point out that the ground once belonged to a monastery, and they want archaeologists to be given {number} days before any machine arrives."
            ),
            6 => format!(
                "An opinion survey among {people} found broad support for the {matter}, although many of those asked could not say who would pay for it in the end."
            ),
            7 => format!(
                "Shops along the main street of {place} hope for more custom, said {who}, whose family has kept a bakery beside the station for {number} years without a break."
            ),
            8 => format!(
                "Engineers from {other} examined the soil last autumn and left a report of {number} pages, most of which deals with ground water and with the old cellars below."
            ),
            _ => format!(
                "Questions about insurance were put off until a later sitting, at which {who} is expected to explain what would happen if the builder were unable to finish."
            ),
        }
    }
}
