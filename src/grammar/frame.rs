//! Who does what to whom: the verbs of a sentence with their roles.
//!
//! A passive has the roles of its active: `the mill was sold by the council` and `the
//! council sold the mill` give the same subject and object. A verb without a subject of
//! its own takes that of the clause it stands in: the second of two verbs joined by `and`,
//! a relative clause, a participle after a noun, an infinitive.

use crate::grammar::saying::SAYING;
use crate::grammar::{LONGEST, Relation, Tag, Word};
use crate::text::Span;

/// A verb, or a form of `be` with what it equates, and its roles. All are indices of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The verb; for `X is the mayor`, the form of `be`.
    pub verb: usize,
    /// Who does it, whatever the voice.
    pub subject: Option<usize>,
    /// What it is done to, whatever the voice; for `X is the mayor`, `mayor`.
    pub object: Option<usize>,
    /// To whom, where no preposition says so: `gave Lane the keys`.
    pub recipient: Option<usize>,
    /// Further nouns under the verb, in order.
    pub obliques: Vec<Oblique>,
    /// `will`, `may`, `had`, `was`, in order.
    pub auxiliaries: Vec<usize>,
    /// `up` in `set up`.
    pub particle: Option<usize>,
    /// `if`, `whether`, `that`, `to` before the clause.
    pub mark: Option<usize>,
    /// The head of the clause it reports, if it is a verb of saying: `said`, `told`.
    pub reported: Option<usize>,
    /// Whether the verb is a passive.
    pub is_passive: bool,
    /// Whether it is denied, by `not` or `never`, or by `no` before a role.
    pub is_negated: bool,
    /// Whether it equates its subject with its object.
    pub is_nominal: bool,
}

/// A noun under a verb, mostly with a preposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Oblique {
    /// The preposition, if there is one.
    pub preposition: Option<usize>,
    /// The noun.
    pub word: usize,
}

/// How far a verb looks up the tree for a subject: far enough for real sentences.
const REACH: usize = 6;

/// The frames of `words`, the words of `text`, in the order of their verbs.
///
/// # Examples
///
/// ```
/// use veracite::grammar::{self, Parser, frame};
///
/// let text = "The mill was sold by the council.";
/// let words = grammar::parse(&mut Parser::default(), text);
/// let sold = &frame::frames(text, &words)[0];
/// assert!(sold.is_passive);
/// assert_eq!(words[sold.subject.unwrap()].span.of(text), "council");
/// assert_eq!(words[sold.object.unwrap()].span.of(text), "mill");
/// ```
#[must_use]
pub fn frames(text: &str, words: &[Word]) -> Vec<Frame> {
    let tree = Tree::new(text, words);
    (0..words.len()).filter_map(|at| tree.frame(at)).collect()
}

/// Pairs of words where the second names the first again: `Ada Lane, the mayor`.
#[must_use]
pub fn aliases(words: &[Word]) -> Vec<(usize, usize)> {
    let is_alias = |word: &Word| word.relation == Relation::Apposition;
    (0..words.len())
        .filter(|at| is_alias(&words[*at]))
        .filter_map(|at| Some((words[at].head? as usize, at)))
        .collect()
}

/// The place of the word at `at` with all that hangs on it, without its preposition and
/// without marks at the ends.
#[must_use]
pub fn phrase(words: &[Word], at: usize) -> Span {
    let Some(head) = words.get(at) else { return Span::default() };
    let first = at.saturating_sub(LONGEST);
    let last = words.len().min(at + LONGEST);
    (first..last)
        .filter(|below| {
            words[*below].relation != Relation::Punctuation && hangs_on(words, *below, at)
        })
        .fold(head.span, |place, below| place.cover(words[below].span))
}

/// Whether the word at `below` hangs on that at `at`, by other ways than as its
/// preposition.
fn hangs_on(words: &[Word], below: usize, at: usize) -> bool {
    let mut here = below;
    for _ in 0..LONGEST {
        let Some(head) = words[here].head.map(|head| head as usize) else { return false };
        if head == at {
            return words[here].relation != Relation::Case
                || words[here].tag == Tag::Possessive;
        }
        let Some(_) = words.get(head) else { return false };
        here = head;
    }
    false
}

/// Words with what hangs on each.
struct Tree<'t> {
    text: &'t str,
    words: &'t [Word],
    /// Head and dependent, sorted.
    arcs: Vec<(usize, usize)>,
}

impl<'t> Tree<'t> {
    fn new(text: &'t str, words: &'t [Word]) -> Self {
        let head = |at: usize| Some((words[at].head? as usize, at));
        let mut arcs: Vec<(usize, usize)> = (0..words.len())
            .filter_map(head)
            .filter(|(head, _)| *head < words.len())
            .collect();
        arcs.sort_unstable();
        Self { text, words, arcs }
    }

    fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let start = self.arcs.partition_point(|(head, _)| *head < at);
        self.arcs[start..]
            .iter()
            .take_while(move |(head, _)| *head == at)
            .map(|(_, c)| *c)
    }

    /// The first that hangs on `at` by one of `relations`.
    fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).find(|child| relations.contains(&self.words[*child].relation))
    }

    fn has(&self, at: usize, relation: Relation) -> bool {
        self.child(at, &[relation]).is_some()
    }

    fn head(&self, at: usize) -> Option<usize> {
        self.words[at]
            .head
            .map(|head| head as usize)
            .filter(|head| *head < self.words.len())
    }

    fn is(&self, at: usize, forms: &[&str]) -> bool {
        let form = self.words[at].span.of(self.text);
        forms.iter().any(|other| form.eq_ignore_ascii_case(other))
    }

    fn frame(&self, at: usize) -> Option<Frame> {
        let word = &self.words[at];
        if let Some(copula) = self.child(at, &[Relation::Copula]) {
            let mut frame = self.frame_of(at);
            (frame.verb, frame.object, frame.is_nominal) = (copula, Some(at), true);
            return Some(frame);
        }
        let is_attribute = matches!(
            word.relation,
            Relation::Adjective | Relation::Compound | Relation::Case | Relation::Mark
        );
        if !word.tag.is_verb() || is_attribute {
            return None;
        }
        let mut frame = self.frame_of(at);
        frame.object = self.child(at, &[Relation::Object]).or(frame.object);
        self.fill_gap(at, &mut frame);
        if frame.is_passive {
            self.turn(at, &mut frame);
        }
        frame.is_negated |= [frame.subject, frame.object]
            .into_iter()
            .flatten()
            .any(|role| self.has(role, Relation::Negation));
        Some(frame)
    }

    /// What a verb and a noun after `be` have in common.
    fn frame_of(&self, at: usize) -> Frame {
        let is_passive = self.is_passive(at, 0);
        let mut frame = Frame {
            verb: at,
            subject: self.subject(at, 0),
            recipient: self.child(at, &[Relation::Recipient]),
            particle: self.child(at, &[Relation::Particle]),
            mark: self.child(at, &[Relation::Mark]),
            reported: self.reported(at),
            is_passive,
            is_negated: self.has(at, Relation::Negation),
            ..Frame::default()
        };
        for child in self.children(at) {
            match self.words[child].relation {
                Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula => {
                    frame.auxiliaries.push(child);
                }
                Relation::Oblique | Relation::Agent => {
                    let preposition = self.child(child, &[Relation::Case]);
                    frame.obliques.push(Oblique { preposition, word: child });
                }
                _ => {}
            }
        }
        if frame.auxiliaries.is_empty()
            && let Some(first) = self.shares_with(at)
        {
            frame.auxiliaries = self
                .children(first)
                .filter(|child| {
                    matches!(
                        self.words[*child].relation,
                        Relation::Auxiliary | Relation::PassiveAuxiliary
                    )
                })
                .collect();
        }
        frame
    }

    /// The verb that a further member of a list shares its subject and auxiliaries with.
    fn shares_with(&self, at: usize) -> Option<usize> {
        let is_further = self.words[at].relation == Relation::Conjunct;
        let has_own = self.children(at).any(|c| self.words[c].relation.is_subject());
        self.head(at).filter(|_| is_further && !has_own)
    }

    fn is_passive(&self, at: usize, depth: usize) -> bool {
        // After a noun, a past form without a subject is a participle: `a man accused of`.
        let word = &self.words[at];
        let is_after_noun = word.tag == Tag::Past
            && word.relation == Relation::NounClause
            && !self.has(at, Relation::Subject);
        if word.tag != Tag::Participle && !is_after_noun || self.has(at, Relation::Copula)
        {
            return self.has(at, Relation::PassiveAuxiliary);
        }
        let marks =
            [Relation::PassiveAuxiliary, Relation::PassiveSubject, Relation::Agent];
        if self.child(at, &marks).is_some() {
            return true;
        }
        if self.has(at, Relation::Auxiliary) {
            return false;
        }
        match self.words[at].relation {
            Relation::NounClause | Relation::AdverbClause | Relation::OpenComplement => {
                true
            }
            Relation::Conjunct if depth < REACH => {
                self.shares_with(at).is_some_and(|head| self.is_passive(head, depth + 1))
            }
            _ => false,
        }
    }

    /// The subject as grammar has it: of a passive, what the verb is done to.
    fn subject(&self, at: usize, depth: usize) -> Option<usize> {
        let own =
            self.children(at).find(|child| self.words[*child].relation.is_subject());
        let word = &self.words[at];
        if let Some(own) = own {
            // By whatever name the clause hangs: `who` after a noun stands for that noun.
            let is_after_noun = self
                .head(at)
                .is_some_and(|head| head < own && self.words[head].tag.is_nominal());
            let stands_for_head = is_after_noun
                && (self.words[own].tag == Tag::Relative
                    || word.relation == Relation::RelativeClause
                        && self.is(own, &["that", "who", "which"]));
            if stands_for_head {
                return self.head(at);
            }
            // Greedy parsers hang some relative clauses on the verb before the noun.
            let before = own.checked_sub(1).filter(|before| {
                self.is(own, &["who"])
                    && matches!(
                        self.words[*before].tag,
                        Tag::Noun | Tag::Plural | Tag::Proper
                    )
            });
            return before.or(Some(own));
        }
        let head = self.head(at).filter(|_| depth < REACH)?;
        match word.relation {
            Relation::Conjunct | Relation::AdverbClause => self.subject(head, depth + 1),
            Relation::NounClause if word.tag != Tag::Base => Some(head),
            Relation::OpenComplement => self
                .child(head, &[Relation::Object, Relation::Recipient])
                .or_else(|| self.subject(head, depth + 1)),
            _ => None,
        }
    }

    /// Puts the noun that a relative clause hangs on where the clause lacks it.
    fn fill_gap(&self, at: usize, frame: &mut Frame) {
        // Without a mark, what has a verb with a subject of its own is one by any name.
        let is_relative = match self.words[at].relation {
            Relation::RelativeClause => true,
            Relation::NounClause => {
                matches!(self.words[at].tag, Tag::Past | Tag::Present)
                    && self.has(at, Relation::Subject)
                    && !self.has(at, Relation::Mark)
            }
            _ => false,
        };
        if !is_relative || frame.is_passive {
            return;
        }
        let head = self.head(at);
        let is_gap = match frame.object {
            Some(object) => {
                object < at
                    && (self.words[object].tag == Tag::Relative
                        || self.is(object, &["that", "which", "whom", "who"]))
            }
            None => {
                frame.subject != head
                    && frame.subject.is_some()
                    && !self.children(at).any(|child| {
                        self.is(child, &["where", "when", "why", "whose"])
                            || self.words[child].tag == Tag::Relative
                    })
            }
        };
        if is_gap {
            frame.object = head;
        }
    }

    /// Gives a passive the roles of its active.
    fn turn(&self, at: usize, frame: &mut Frame) {
        let grammatical = frame.subject.take();
        let is_by = |oblique: &Oblique| {
            self.words[oblique.word].relation == Relation::Agent
                || oblique.preposition.is_some_and(|by| self.is(by, &["by"]))
                    && self.words[oblique.word].tag != Tag::Number
        };
        if let Some(place) = frame.obliques.iter().position(is_by) {
            frame.subject = Some(frame.obliques.remove(place).word);
        }
        if self.has(at, Relation::Object) {
            frame.recipient = frame.recipient.or(grammatical);
        } else {
            frame.object = grammatical;
        }
    }

    /// The head of the clause that the verb at `at` reports.
    fn reported(&self, at: usize) -> Option<usize> {
        let form = self.words[at].span.of(self.text);
        if form.len() > 16
            || SAYING.binary_search(&form.to_ascii_lowercase().as_str()).is_err()
        {
            return None;
        }
        let complement = self.child(at, &[Relation::Complement]);
        complement.or_else(|| {
            let is_beside = self.words[at].relation == Relation::Parataxis;
            self.head(at)
                .filter(|_| is_beside)
                .or_else(|| self.child(at, &[Relation::Parataxis]).filter(|_| !is_beside))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::{self, Parser};

    /// Frames as `not sold(council, mill; to Lane) passive`, one a line.
    fn shown(text: &str) -> String {
        let words = grammar::parse(&mut Parser::default(), text);
        let name = |at: usize| words[at].span.of(text);
        let role = |role: Option<usize>| role.map_or("-", name);
        let show = |frame: &Frame| {
            let mut line = String::new();
            if frame.is_negated {
                line.push_str("not ");
            }
            line.push_str(name(frame.verb));
            line += &["(", role(frame.subject), ", ", role(frame.object)].concat();
            for oblique in &frame.obliques {
                line +=
                    &["; ", role(oblique.preposition), " ", name(oblique.word)].concat();
            }
            line.push(')');
            if frame.is_passive {
                line.push_str(" passive");
            }
            if let Some(reported) = frame.reported {
                line += &[" says ", name(reported)].concat();
            }
            line
        };
        frames(text, &words).iter().map(show).collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(text), expected.join("\n"));
    }

    #[test]
    fn a_verb_has_a_subject_and_an_object() {
        check("Police arrested three men.", &["arrested(Police, men)"]);
        check("The court fined the company.", &["fined(court, company)"]);
    }

    #[test]
    fn a_passive_has_the_roles_of_its_active() {
        check("Lane defeated Hart in the race.", &["defeated(Lane, Hart; in race)"]);
        check("Hart was beaten by Lane.", &["beaten(Lane, Hart) passive"]);
        check("The storm killed 14 people.", &["killed(storm, people)"]);
        check("14 people were killed by the storm.", &["killed(storm, people) passive"]);
    }

    #[test]
    fn two_verbs_share_a_subject() {
        check(
            "Police arrested three men and released two women.",
            &["arrested(Police, men)", "released(Police, women)"],
        );
    }

    #[test]
    fn a_relative_clause_speaks_of_the_noun_before_it() {
        check(
            "They arrested a man who stole the paintings.",
            &["arrested(They, man)", "stole(man, paintings)"],
        );
    }

    #[test]
    fn a_past_form_with_a_subject_of_its_own_is_no_participle() {
        check(
            "They read the letter that the minister wrote.",
            &["read(They, letter)", "wrote(minister, -)"],
        );
    }

    #[test]
    fn a_denial_belongs_to_its_verb() {
        check(
            "The ministry did not approve the vaccine.",
            &["not approve(ministry, vaccine)"],
        );
        check("The ministry didn’t approve it.", &["not approve(ministry, it)"]);
        check(
            "No one was injured in the fire.",
            &["not injured(-, one; in fire) passive"],
        );
    }

    #[test]
    fn a_verb_of_saying_reports_a_clause() {
        check(
            "Officials denied that the army had attacked the village.",
            &["denied(Officials, -) says attacked", "attacked(army, village)"],
        );
    }

    #[test]
    fn an_infinitive_has_the_subject_of_its_verb() {
        check(
            "The senator refused to sign the bill.",
            &["refused(senator, -)", "sign(senator, bill)"],
        );
    }

    #[test]
    fn the_words_under_a_head_are_its_phrase() {
        let text = "Scientists at the university discovered a new species.";
        let words = grammar::parse(&mut Parser::default(), text);
        let frame = &frames(text, &words)[0];
        let phrases =
            [frame.subject, frame.object].map(|at| phrase(&words, at.unwrap()).of(text));
        assert_eq!(phrases, ["Scientists at the university", "a new species"]);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::grammar::{self, Parser};

    proptest! {
        #[test]
        fn roles_are_words_of_the_text(text in "([a-z]{1,6}|was|by|who|had|not|[,.'\"-]| ){0,60}") {
            let words = grammar::parse(&mut Parser::default(), &text);
            for frame in frames(&text, &words) {
                let roles = [Some(frame.verb), frame.subject, frame.object, frame.recipient];
                for role in roles.into_iter().flatten() {
                    prop_assert!(role < words.len());
                    prop_assert!(!phrase(&words, role).of(&text).is_empty());
                }
            }
        }
    }
}
