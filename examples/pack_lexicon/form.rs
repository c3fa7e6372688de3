//! Which words are listed, and to which lemmas each belongs.

use std::collections::{BTreeMap, BTreeSet};

use crate::wordnet::WordNet;
use crate::{COMMON, KNOWN, WITH_VECTOR, lexicon::table};

/// A listed word.
pub(crate) struct Form {
    pub(crate) word: String,
    /// Its place in the order of frequency, from 1.
    pub(crate) rank: usize,
    /// Numbers of its lemmas, most used first.
    pub(crate) lemmas: Vec<u16>,
    /// Its row among the vectors.
    pub(crate) vector: Option<u16>,
}

/// The listed words and their lemmas.
pub(crate) struct Forms {
    /// From frequent to rare.
    pub(crate) listed: Vec<Form>,
    /// The number of each lemma; spellings of one lemma have one number.
    pub(crate) numbers: BTreeMap<String, u16>,
    /// The lemma of each number.
    pub(crate) lemmas: Vec<String>,
}

/// Words of a closed class, which `WordNet` has, if at all, as something else: `in` as
/// indium, `us` as a country. They belong to no lemma but themselves.
pub(crate) const CLOSED: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "against",
    "all",
    "along",
    "although",
    "amid",
    "among",
    "an",
    "and",
    "any",
    "around",
    "as",
    "at",
    "because",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "can",
    "could",
    "despite",
    "down",
    "during",
    "each",
    "either",
    "every",
    "except",
    "for",
    "from",
    "he",
    "her",
    "hers",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "inside",
    "into",
    "it",
    "its",
    "may",
    "me",
    "might",
    "mine",
    "must",
    "my",
    "near",
    "neither",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "our",
    "ours",
    "out",
    "outside",
    "over",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "unless",
    "until",
    "up",
    "upon",
    "us",
    "we",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "you",
    "your",
    "yours",
];

/// A lemma used less than this, as a share of the form's most used lemma, is not what the
/// form means: `does` as more than one `doe`.
const SHARE: f64 = 0.02;

const NOUN: &[(&str, &str)] = &[
    ("s", ""),
    ("ses", "s"),
    ("xes", "x"),
    ("zes", "z"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("men", "man"),
    ("ies", "y"),
];
const VERB: &[(&str, &str)] = &[
    ("s", ""),
    ("ies", "y"),
    ("es", ""),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
];
const ADJECTIVE: &[(&str, &str)] = &[("er", ""), ("est", ""), ("er", "e"), ("est", "e")];

/// Lists the words of `ranks` worth their place.
pub(crate) fn list(ranks: &BTreeMap<String, usize>, wordnet: &WordNet) -> Forms {
    let mut order: Vec<(usize, &String)> =
        ranks.iter().map(|(word, &rank)| (rank, word)).collect();
    order.sort_unstable();
    let known = |word: &str| {
        wordnet.senses.contains_key(word) || wordnet.irregular.contains_key(word)
    };
    let listed: Vec<(usize, &String, Vec<String>)> = order
        .into_iter()
        .take(KNOWN)
        .enumerate()
        .filter(|(at, (_, word))| *at < COMMON || known(word))
        .map(|(_, (rank, word))| (rank, word, candidates(word, wordnet)))
        .collect();

    let (numbers, lemmas) = number(&listed, ranks, wordnet);
    let mut forms = Vec::with_capacity(listed.len());
    for (at, (rank, word, candidates)) in listed.into_iter().enumerate() {
        // A word that is a lemma itself has that first.
        let itself = candidates.iter().filter(|lemma| *lemma == word);
        let mut own: Vec<u16> = Vec::new();
        for id in itself.chain(&candidates).map(|lemma| numbers[lemma]) {
            if !own.contains(&id) {
                own.push(id);
            }
        }
        own.truncate(table::LEMMAS);
        let vector = u16::try_from(at).ok().filter(|_| at < WITH_VECTOR);
        forms.push(Form { word: word.clone(), rank, lemmas: own, vector });
    }
    Forms { listed: forms, numbers, lemmas }
}

/// The lemmas a form may belong to, most used first.
fn candidates(form: &str, wordnet: &WordNet) -> Vec<String> {
    if CLOSED.contains(&form) {
        return vec![form.to_owned()];
    }
    let mut found = BTreeSet::new();
    for (part, rules) in [('n', NOUN), ('v', VERB), ('a', ADJECTIVE), ('r', &[])] {
        if wordnet.has(form, part) {
            found.insert(form.to_owned());
        }
        let irregular = wordnet.irregular.get(form).into_iter().flatten();
        let before = found.len();
        let irregular = irregular
            .filter(|(of, lemma)| *of == part && wordnet.has(lemma, part))
            .map(|(_, lemma)| lemma.clone());
        found.extend(irregular);
        if found.len() > before && !wordnet.has(form, part) {
            continue;
        }
        let bases = rules.iter().filter_map(|(ending, instead)| {
            let base = format!("{}{instead}", form.strip_suffix(ending)?);
            let plural = *ending == "s" && (form.ends_with("ss") || base.len() < 3);
            (!plural && wordnet.has(&base, part)).then_some(base)
        });
        let bases: Vec<String> =
            bases.filter(|base| part != 'a' || compares(form, base, wordnet)).collect();
        found.extend(bases);
    }
    let most = found.iter().map(|lemma| wordnet.count(lemma)).max().unwrap_or(0);
    let mut found: Vec<String> = found
        .into_iter()
        .filter(|lemma| {
            f64::from(wordnet.count(lemma)) >= SHARE * f64::from(most.max(1)) || most == 0
        })
        .collect();
    found.sort_by_key(|lemma| std::cmp::Reverse(wordnet.count(lemma)));
    // Names, and words newer than `WordNet`, are lemmas too: our own list speaks of them.
    if found.is_empty() {
        found.push(form.to_owned());
    }
    found
}

/// Whether a form is a degree of an adjective, and not a noun or verb that only looks
/// like one: `lower`, but not `number`.
fn compares(form: &str, base: &str, wordnet: &WordNet) -> bool {
    let other = wordnet.has(form, 'n') || wordnet.has(form, 'v');
    !other || wordnet.count(base) >= wordnet.count(form).max(1)
}

/// Numbers the lemmas of the listed words, spellings of one as one, frequent ones first.
fn number(
    listed: &[(usize, &String, Vec<String>)],
    ranks: &BTreeMap<String, usize>,
    wordnet: &WordNet,
) -> (BTreeMap<String, u16>, Vec<String>) {
    let lemmas: BTreeSet<&String> = listed.iter().flat_map(|(_, _, all)| all).collect();
    let rank = |lemma: &str| ranks.get(lemma).copied().unwrap_or(usize::MAX);
    let mut first: BTreeMap<&String, &String> = BTreeMap::new();
    for &lemma in &lemmas {
        let senses = wordnet.senses.get(lemma).into_iter().flatten();
        let others = senses.flat_map(|sense| &wordnet.synsets[&sense.synset].words);
        let best = others
            .filter(|other| lemmas.contains(other) && key(other) == key(lemma))
            .chain([lemma])
            .min_by_key(|other| (rank(other), (*other).clone()));
        first.insert(lemma, best.unwrap_or(lemma));
    }
    let mut order: Vec<&String> = first.values().copied().collect();
    order.sort_by_key(|lemma| (rank(lemma), (*lemma).clone()));
    order.dedup();
    // A spelling's first spelling may itself have another: follow once more.
    let place: BTreeMap<&String, u16> =
        order.iter().copied().zip(0..table::NONE).collect();
    let numbers = first.iter().map(|(lemma, best)| {
        let best = first.get(*best).copied().unwrap_or(best);
        ((*lemma).clone(), place[best])
    });
    (numbers.collect(), order.into_iter().cloned().collect())
}

/// What British and American spellings of a word have in common. Two lemmas are spellings
/// of one only if they also share a meaning.
fn key(lemma: &str) -> String {
    let mut key = lemma.to_owned();
    for (british, american) in [
        ("isation", "ization"),
        ("ise", "ize"),
        ("ising", "izing"),
        ("yse", "yze"),
        ("our", "or"),
        ("tre", "ter"),
        ("ence", "ense"),
        ("ae", "e"),
        ("oe", "e"),
        ("ogue", "og"),
        ("ll", "l"),
        ("gramme", "gram"),
        ("grey", "gray"),
        ("dgement", "dgment"),
        ("isable", "izable"),
        ("iser", "izer"),
        ("ph", "f"),
        ("que", "ck"),
        ("tyre", "tire"),
        ("mould", "mold"),
        ("plough", "plow"),
    ] {
        key = key.replace(british, american);
    }
    key
}
