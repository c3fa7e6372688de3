//! Reads the files of `WordNet` (`man wndb`).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

/// A synset: its part of speech and its offset in the data file.
pub(crate) type SynsetId = (char, u32);

/// The parts of speech and the names of their files.
pub(crate) const PARTS: [(char, &str); 4] =
    [('n', "noun"), ('v', "verb"), ('a', "adj"), ('r', "adv")];

/// A pointer of a synset, or of one of its words if `from` is not 0.
pub(crate) struct Pointer {
    pub(crate) symbol: String,
    pub(crate) to: SynsetId,
    /// The word it starts from and the word it leads to, from 1; both 0 for whole synsets.
    pub(crate) words: (usize, usize),
}

/// Words of one meaning.
pub(crate) struct Synset {
    pub(crate) words: Vec<String>,
    pub(crate) pointers: Vec<Pointer>,
}

/// A meaning of a lemma.
pub(crate) struct Sense {
    pub(crate) synset: SynsetId,
    /// Place among the lemma's senses of this part of speech, most used first, from 1.
    pub(crate) rank: usize,
    /// How often it was tagged in the corpora that come with `WordNet`.
    pub(crate) count: u32,
}

/// What is read of `WordNet`.
pub(crate) struct WordNet {
    pub(crate) synsets: BTreeMap<SynsetId, Synset>,
    /// Senses of lemmas, single words and others.
    pub(crate) senses: BTreeMap<String, Vec<Sense>>,
    /// Lemmas of irregular forms, with their part of speech.
    pub(crate) irregular: BTreeMap<String, Vec<(char, String)>>,
}

impl WordNet {
    /// How often a lemma was tagged, in all its senses.
    pub(crate) fn count(&self, lemma: &str) -> u32 {
        self.senses
            .get(lemma)
            .map_or(0, |senses| senses.iter().map(|sense| sense.count).sum())
    }

    /// Whether a lemma is of this part of speech.
    pub(crate) fn has(&self, lemma: &str, part: char) -> bool {
        let senses = self.senses.get(lemma);
        senses.is_some_and(|senses| senses.iter().any(|sense| sense.synset.0 == part))
    }
}

/// Reads the folder `dict`.
pub(crate) fn read(dict: &Path) -> anyhow::Result<WordNet> {
    let open = |name: String| {
        let path = dict.join(name);
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let counts = counts(&open("cntlist.rev".to_owned())?).context("cntlist.rev")?;
    let mut wordnet = WordNet {
        synsets: BTreeMap::new(),
        senses: BTreeMap::new(),
        irregular: BTreeMap::new(),
    };
    for (part, name) in PARTS {
        for line in open(format!("data.{name}"))?.lines() {
            if !line.starts_with(' ') {
                let (id, synset) = synset(line, part).context(line.to_owned())?;
                wordnet.synsets.insert(id, synset);
            }
        }
        for line in open(format!("index.{name}"))?.lines() {
            if !line.starts_with(' ') {
                let (lemma, offsets) = index(line).context(line.to_owned())?;
                let senses = wordnet.senses.entry(lemma.clone()).or_default();
                for (at, offset) in offsets.into_iter().enumerate() {
                    let key = (lemma.clone(), part, at + 1);
                    let count = counts.get(&key).copied().unwrap_or(0);
                    senses.push(Sense { synset: (part, offset), rank: at + 1, count });
                }
            }
        }
        for line in open(format!("{name}.exc"))?.lines() {
            let mut words = line.split_whitespace().map(str::to_owned);
            let form = words.next().context("an empty line")?;
            let lemmas = wordnet.irregular.entry(form).or_default();
            lemmas.extend(words.map(|lemma| (part, lemma)));
        }
    }
    Ok(wordnet)
}

/// A line of a data file.
fn synset(line: &str, part: char) -> Option<(SynsetId, Synset)> {
    let mut fields = line.split(' ');
    let offset = fields.next()?.parse().ok()?;
    let count = usize::from_str_radix(fields.nth(2)?, 16).ok()?;
    let mut words = Vec::with_capacity(count);
    for _ in 0..count {
        let word = fields.next()?;
        // Adjectives may carry where they stand: `galore(ip)`.
        let word = word.split('(').next()?;
        words.push(word.to_lowercase());
        fields.next()?;
    }
    let count: usize = fields.next()?.parse().ok()?;
    let mut pointers = Vec::with_capacity(count);
    for _ in 0..count {
        let symbol = fields.next()?.to_owned();
        let offset = fields.next()?.parse().ok()?;
        let part = fields.next()?.chars().next()?;
        let (from, to) = fields.next()?.split_at_checked(2)?;
        let from = usize::from_str_radix(from, 16).ok()?;
        let to = usize::from_str_radix(to, 16).ok()?;
        pointers.push(Pointer { symbol, to: (part, offset), words: (from, to) });
    }
    Some(((part, offset), Synset { words, pointers }))
}

/// A line of an index: the lemma, and where its synsets are.
fn index(line: &str) -> Option<(String, Vec<u32>)> {
    let mut fields = line.split_whitespace();
    let lemma = fields.next()?.to_owned();
    let synsets: usize = fields.nth(1)?.parse().ok()?;
    let pointers: usize = fields.next()?.parse().ok()?;
    let offsets = fields.skip(pointers + 2).take(synsets);
    Some((lemma, offsets.map(|offset| offset.parse().ok()).collect::<Option<_>>()?))
}

/// How often senses were tagged, by lemma, part of speech and rank.
fn counts(list: &str) -> Option<BTreeMap<(String, char, usize), u32>> {
    let mut counts = BTreeMap::new();
    for line in list.lines() {
        let mut fields = line.split_whitespace();
        let (lemma, key) = fields.next()?.split_once('%')?;
        let part = match key.as_bytes().first()? {
            b'1' => 'n',
            b'2' => 'v',
            b'4' => 'r',
            // Adjectives and their satellites.
            _ => 'a',
        };
        let rank = fields.next()?.parse().ok()?;
        let count = fields.next()?.parse().ok()?;
        counts.insert((lemma.to_owned(), part, rank), count);
    }
    Some(counts)
}
