//! Drafts that retell events in words of their own, with the page that each of their
//! attributions means.

use std::fmt::Write as _;

use jiff::ToSpan;

use super::outlet::{OUTLETS, World};
use super::story::Dice;

/// A draft in Markdown.
pub(super) struct Draft {
    pub(super) text: String,
    /// In the order of the text.
    pub(super) attributions: Vec<Attribution>,
}

/// One outlet that a paragraph cites.
pub(super) struct Attribution {
    pub(super) outlet: usize,
    /// The article that is meant: none where the outlet has none, or has it no more.
    pub(super) meant: Option<usize>,
    /// Whether the paragraph has a figure or a name that the article has otherwise.
    pub(super) slipped: bool,
}

/// Facts that the three paragraphs on an event restate.
const FACTS: [&[usize]; 3] = [&[0, 1], &[2, 3, 0], &[4, 5]];
/// One paragraph in so many has a figure or a name wrong, as drafts do.
const SLIPS: usize = 7;

pub(super) fn drafts(world: &World) -> Vec<Draft> {
    let mut dice = Dice(world.seed ^ 0x51);
    (0..world.events.len() / 2).map(|which| draft(world, which, &mut dice)).collect()
}

fn draft(world: &World, which: usize, dice: &mut Dice) -> Draft {
    let pair = [which * 2, which * 2 + 1];
    let [first, second] = pair.map(|event| &world.events[event]);
    let day = first.day.max(second.day).checked_add(2.days()).unwrap();
    let mut text = format!(
        "---\ndate: {day}\n---\n\n# News from {} and {}\n",
        first.place, second.place
    );
    let mut attributions = Vec::new();
    for (half, number) in pair.into_iter().enumerate() {
        let event = &world.events[number];
        for (paragraph, facts) in FACTS.iter().enumerate() {
            let slipped = dice.roll(SLIPS) == 0;
            let slip =
                slipped.then(|| event.slipped(facts[dice.roll(facts.len())], dice));
            let told = slip.as_ref().unwrap_or(event);
            let sentences: Vec<String> =
                facts.iter().map(|&fact| told.retold(fact)).collect();
            let cited = cited(world, number, paragraph, which * 2 + half);
            // A year tells the story from that of the year before.
            let year = (which % 4 == 1 && paragraph == 0)
                .then(|| format!(" {}", event.day.year()));
            let labels: Vec<String> = cited
                .iter()
                .enumerate()
                .map(|(nth, &outlet)| {
                    let year = year.as_deref().filter(|_| nth == 0).unwrap_or_default();
                    format!("{}{year}", OUTLETS[outlet].name)
                })
                .collect();
            let labels = labels.join(", ");
            writeln!(text, "\n{} (Sources: {labels})", sentences.join(" ")).unwrap();
            attributions.extend(cited.into_iter().map(|outlet| Attribution {
                outlet,
                meant: meant(world, number, outlet),
                slipped,
            }));
        }
    }
    Draft { text, attributions }
}

fn meant(world: &World, event: usize, outlet: usize) -> Option<usize> {
    let article = *world.told.get(&(event, outlet))?;
    world.articles[article].dead.is_none().then_some(article)
}

/// The outlets that a paragraph cites: two that tell the event, the same one in all three
/// paragraphs of every third story; and now and then one that does not tell it.
fn cited(world: &World, event: usize, paragraph: usize, story: usize) -> Vec<usize> {
    let tells = |outlet: &usize| world.told.contains_key(&(event, *outlet));
    let (tell, silent): (Vec<usize>, Vec<usize>) = (0..OUTLETS.len()).partition(tells);
    let mut cited = if story.is_multiple_of(3) {
        vec![tell[0], tell[paragraph + 1]]
    } else {
        vec![tell[(paragraph * 2) % 5], tell[(paragraph * 2 + 1) % 5]]
    };
    if story % 10 == 9 && paragraph == 2 {
        cited.push(silent[story % silent.len()]);
    }
    cited
}
