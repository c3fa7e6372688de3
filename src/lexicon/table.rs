//! The packed tables, read where they lie: no start-up, no allocation, no panic.
//!
//! `data/README.md` has the format. A damaged file answers as if it held nothing.

use super::relation::Relation;

/// What the file of words begins with.
pub(crate) const MAGIC: [u8; 4] = *b"vlx1";
/// Bytes before the first section: the magic and the lengths of four sections.
pub(crate) const HEADER: usize = 20;
/// A word of the table has at most this many bytes.
pub(crate) const LONGEST: usize = 31;
/// A form belongs to at most this many lemmas.
pub(crate) const LEMMAS: usize = 4;
/// Stands for a lemma or a vector that is not there.
pub(crate) const NONE: u16 = u16::MAX;
/// Bytes of a record before its lemmas: lengths, rarity, vector.
const BEFORE_LEMMAS: usize = 4;
/// Bytes of an entry in a list of relations: the other lemma and the relation.
const EDGE: usize = 3;

/// The sections of the file of words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'t> {
    /// Where each bucket starts in `records`, 24 bits each, and one for the end.
    buckets: &'t [u8],
    /// Words, bucket by bucket.
    records: &'t [u8],
    /// Where each lemma's list starts in `edges`, 24 bits each, and one for the end.
    lists: &'t [u8],
    /// Lists of relations to lemmas of lower number, in ascending order.
    edges: &'t [u8],
}

/// A word as the table has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Where its record starts, which no other word has.
    pub(crate) at: u32,
    /// Its lemmas, most used first; [`NONE`] after the last.
    pub(crate) lemmas: [u16; LEMMAS],
    /// Its row in the file of vectors, or [`NONE`].
    pub(crate) vector: u16,
    /// Its rarity in steps of `1 / rarity::STEPS`.
    pub(crate) rarity: u8,
}

impl<'t> Table<'t> {
    /// The sections of `bytes`; empty ones if it is no such file.
    pub(crate) const fn new(bytes: &'t [u8]) -> Self {
        const EMPTY: Table<'static> =
            Table { buckets: &[], records: &[], lists: &[], edges: &[] };
        let Some((header, rest)) = bytes.split_at_checked(HEADER) else { return EMPTY };
        if length(header, 0) != length(&MAGIC, 0) {
            return EMPTY;
        }
        let Some((buckets, rest)) = rest.split_at_checked(length(header, 4)) else {
            return EMPTY;
        };
        let Some((records, rest)) = rest.split_at_checked(length(header, 8)) else {
            return EMPTY;
        };
        let Some((lists, rest)) = rest.split_at_checked(length(header, 12)) else {
            return EMPTY;
        };
        let Some((edges, _)) = rest.split_at_checked(length(header, 16)) else {
            return EMPTY;
        };
        Self { buckets, records, lists, edges }
    }

    /// Whether it holds no word.
    pub(crate) const fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Looks a word up as it is written.
    #[inline]
    pub(crate) fn find(&self, word: &[u8]) -> Option<Entry> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let count = (self.buckets.len() / 3).checked_sub(1)?;
        let bucket = bucket(word, count);
        let mut at = u24(self.buckets, bucket)?;
        let end = u24(self.buckets, bucket + 1)?;
        while at < end {
            let record = self.records.get(at..)?;
            let (lemmas, text, length) = shape(record)?;
            if same(text, word) {
                return entry(record, lemmas, at);
            }
            at += length;
        }
        None
    }

    /// Every word and its entry, in no order of meaning.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'t [u8], Entry)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let record = self.records.get(at..)?;
            let (lemmas, text, length) = shape(record)?;
            let entry = entry(record, lemmas, at)?;
            at += length;
            Some((text, entry))
        })
    }

    /// How two lemmas are related.
    #[inline]
    pub(crate) fn relation(&self, one: u16, other: u16) -> Option<Relation> {
        let (low, high) = (one.min(other), one.max(other));
        let list = self.list(high)?;
        let (mut from, mut to) = (0, list.len() / EDGE);
        while from < to {
            let middle = usize::midpoint(from, to);
            let &[a, b, code] = list.get(middle * EDGE..)?.first_chunk::<EDGE>()?;
            match u16::from_le_bytes([a, b]).cmp(&low) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Relation::of_code(code),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The list of a lemma: its relations to lemmas of lower number.
    fn list(&self, lemma: u16) -> Option<&'t [u8]> {
        let start = u24(self.lists, usize::from(lemma))?;
        let end = u24(self.lists, usize::from(lemma) + 1)?;
        self.edges.get(start..end)
    }

    /// Every pair of related lemmas: the higher number, the lower, the relation.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (u16, u16, Relation)> {
        let lemmas = u16::try_from(self.lists.len() / 3).unwrap_or(NONE);
        (0..lemmas).flat_map(move |high| {
            let list = self.list(high).unwrap_or_default();
            list.chunks_exact(EDGE).filter_map(move |edge| {
                let low = u16::from_le_bytes([edge[0], edge[1]]);
                Some((high, low, Relation::of_code(edge[2])?))
            })
        })
    }
}

/// The lemmas and the word of the record that `record` begins with, and its length.
#[inline]
fn shape(record: &[u8]) -> Option<(&[u8], &[u8], usize)> {
    let &head = record.first()?;
    let text = BEFORE_LEMMAS + 2 * usize::from(head >> 5);
    let end = text + usize::from(head & 31);
    Some((record.get(BEFORE_LEMMAS..text)?, record.get(text..end)?, end))
}

/// What stands in the record that `record`, at `at`, begins with.
#[inline]
fn entry(record: &[u8], ids: &[u8], at: usize) -> Option<Entry> {
    let &[_, rarity, low, high] = record.first_chunk::<BEFORE_LEMMAS>()?;
    let mut lemmas = [NONE; LEMMAS];
    for (lemma, id) in lemmas.iter_mut().zip(ids.chunks_exact(2)) {
        *lemma = u16::from_le_bytes([id[0], id[1]]);
    }
    let vector = u16::from_le_bytes([low, high]);
    Some(Entry { at: u32::try_from(at).ok()?, lemmas, vector, rarity })
}

/// The number of 32 bits at `at` of the header, which is at least four bytes longer.
const fn length(header: &[u8], at: usize) -> usize {
    u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
        as usize
}

/// The `at`th number of 24 bits.
#[inline]
fn u24(bytes: &[u8], at: usize) -> Option<usize> {
    let &[a, b, c] = bytes.get(3 * at..)?.first_chunk::<3>()?;
    Some(u32::from_le_bytes([a, b, c, 0]) as usize)
}

/// An odd number without pattern: 2^64 by the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The bucket of a word, of `count`. Words are multiplied and mixed eight bytes at a
/// time, as `FxHash` does; the table is fixed, so no text can crowd a bucket.
#[expect(clippy::cast_possible_truncation, reason = "a bucket's number is below `count`")]
#[inline]
pub(crate) fn bucket(word: &[u8], count: usize) -> usize {
    let mut hash = word.len() as u64;
    let (whole, rest) = word.as_chunks::<8>();
    for part in whole {
        hash = mixed(hash ^ u64::from_le_bytes(*part));
    }
    if !rest.is_empty() {
        hash = mixed(hash ^ padded(rest));
    }
    hash = hash.wrapping_mul(FACTOR);
    ((u128::from(hash) * count as u128) >> 64) as usize
}

/// Whether two words are one; they are too short for a call to compare them to pay.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    let ((whole, rest), (other_whole, other_rest)) =
        (one.as_chunks::<8>(), other.as_chunks::<8>());
    one.len() == other.len()
        && padded(rest) == padded(other_rest)
        && whole.iter().zip(other_whole).all(|(a, b)| a == b)
}

#[inline]
const fn mixed(hash: u64) -> u64 {
    let product = hash.wrapping_mul(FACTOR);
    product ^ (product >> 29)
}

/// Less than eight bytes as a number, those that lack being zero. Two reads that overlap
/// do it without a loop.
#[inline]
fn padded(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let [first, last] =
            [first, last].map(|four| u64::from(u32::from_le_bytes(*four)));
        return first | last << (8 * (bytes.len() - 4));
    }
    let at = |at: usize| bytes.get(at).map_or(0, |&byte| u64::from(byte));
    at(0) | at(1) << 8 | at(2) << 16
}
