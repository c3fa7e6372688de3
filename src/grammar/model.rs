//! The weights, read where they lie in the program.
//!
//! Tables map features (64-bit hashes) to rows of 8-bit weights. They are set-associative:
//! a feature may stand in any of the few places of one bucket, told apart by 16 bits of
//! its hash, so that a feature that training did not keep costs one look at eight bytes
//! and adds nothing.
//! The parser's moves, which are chosen from most often, have key and weights in one word.

/// Number of weights in a row that chooses between tags or relations.
pub(crate) const WIDTH: usize = 32;
/// Number of the parser's moves.
pub(crate) const MOVES: usize = 3;
/// Places in a bucket of a table of rows.
pub(crate) const PLACES: usize = 4;
/// Places in a bucket of a table of moves.
pub(crate) const MOVE_PLACES: usize = 2;
/// Places in a bucket of classes of words.
pub(crate) const CLUSTER_PLACES: usize = 8;
/// First bytes of the data: name and version of its form.
pub(crate) const MAGIC: [u8; 8] = *b"VGRAM\0\0\x02";
/// The header's length: the magic, then four counts of buckets; padded to a cache line.
pub(crate) const HEADER: usize = 64;
/// Bytes of one bucket of clusters: eight keys, eight values.
const CLUSTER_BUCKET: usize = 4 * CLUSTER_PLACES;

/// Keeps rows from straddling cache lines.
#[repr(align(64))]
struct Aligned<T>(T);

static SHIPPED: Aligned<[u8; include_bytes!("../../data/grammar.bin").len()]> =
    Aligned(*include_bytes!("../../data/grammar.bin"));

/// What gives scores to choices by features: a table that was read, or one in training.
pub(crate) trait Score<const W: usize> {
    /// The sum of the rows of `features`.
    fn score(&self, features: &[u64]) -> [i32; W];
}

/// Rows of weights by feature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'d, const W: usize> {
    keys: &'d [[u8; 2 * PLACES]],
    rows: &'d [[u8; W]],
}

/// Features whose rows are looked for before the first is added.
const BATCH: usize = 32;

impl<const W: usize> Score<W> for Table<'_, W> {
    fn score(&self, features: &[u64]) -> [i32; W] {
        let mut sums = [0_i16; W];
        for batch in features.chunks(BATCH) {
            let (places, n_found) = self.find(batch);
            for row in places[..n_found].iter().filter_map(|at| self.rows.get(*at)) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
                }
            }
        }
        let mut wide = [0; W];
        for (wide, sum) in wide.iter_mut().zip(sums) {
            *wide = i32::from(sum);
        }
        wide
    }
}

impl<const W: usize> Table<'_, W> {
    /// Where the rows of those of `features` are that have one, and how many have. Whether
    /// one has is as good as a coin toss, so nothing branches on it.
    #[inline]
    fn find(&self, features: &[u64]) -> ([usize; BATCH], usize) {
        const ONES: u64 = 0x0001_0001_0001_0001;
        let mut rows = [0; BATCH];
        let mut n_found = 0;
        for feature in features.iter().take(BATCH) {
            let bucket = bucket(*feature, self.keys.len());
            let Some(keys) = self.keys.get(bucket) else { break };
            // The lowest lane of 16 bits that is zero is where the key stands; borrows
            // reach only the lanes above it.
            let unlike = u64::from_le_bytes(*keys) ^ (u64::from(check(*feature)) * ONES);
            let found = unlike.wrapping_sub(ONES) & !unlike & (ONES << 15);
            let place = found.trailing_zeros() as usize / 16;
            if let Some(row) = rows.get_mut(n_found) {
                *row = bucket * PLACES + place;
            }
            n_found += usize::from(found != 0);
        }
        (rows, n_found)
    }
}

/// The first of the highest of `scores`.
pub(crate) fn highest(scores: &[i32]) -> usize {
    let most = scores.iter().max();
    scores.iter().position(|score| Some(score) == most).unwrap_or(0)
}

/// Weights of moves by feature: in each place the key, then by how much the feature is
/// for the second and for the third move rather than the first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moves<'d>(&'d [[u8; 4 * MOVE_PLACES]]);

impl Score<MOVES> for Moves<'_> {
    fn score(&self, features: &[u64]) -> [i32; MOVES] {
        let (mut second, mut third) = (0, 0);
        for feature in features {
            let Some(bytes) = self.0.get(bucket(*feature, self.0.len())) else { break };
            let places = u64::from_le_bytes(*bytes);
            let unlike = places ^ (u64::from(check(*feature)) * 0x0000_0001_0000_0001);
            let [low, high] = [unlike & 0xffff, unlike >> 32 & 0xffff];
            let place = if high == 0 { places >> 32 } else { places };
            let place = if low == 0 || high == 0 { place } else { 0 };
            let [_, _, for_second, for_third, ..] = place.to_le_bytes();
            second += i32::from(for_second.cast_signed());
            third += i32::from(for_third.cast_signed());
        }
        [0, second, third]
    }
}

/// Which of `n_buckets` a feature may stand in.
pub(crate) fn bucket(feature: u64, n_buckets: usize) -> usize {
    let high = u128::from(feature) * n_buckets as u128;
    usize::try_from(high >> 64).unwrap_or_default()
}

/// What tells a feature from others of its bucket; never zero, which marks a free place.
pub(crate) fn check(feature: u64) -> u16 {
    let [low, high, ..] = feature.to_le_bytes();
    u16::from_le_bytes([low, high]).max(1)
}

/// Classes of words by the company they keep.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clusters<'d>(&'d [[u8; CLUSTER_BUCKET]]);

impl Clusters<'_> {
    /// The class of a word by the [hash](hash_of) of its form; 0 where it has none. Words
    /// alike in use share low bits.
    pub(crate) fn of(&self, word: u64) -> u16 {
        let Some(bucket) = self.0.get(bucket(word, self.0.len())) else { return 0 };
        let (keys, values) = bucket.split_at(2 * CLUSTER_PLACES);
        let check = check(word).to_le_bytes();
        let place = keys.as_chunks::<2>().0.iter().position(|key| *key == check);
        place
            .and_then(|place| values.as_chunks::<2>().0.get(place))
            .map_or(0, |value| u16::from_le_bytes(*value))
    }
}

/// All that reading a sentence rests on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model<'d> {
    pub(crate) clusters: Clusters<'d>,
    pub(crate) tags: Table<'d, WIDTH>,
    pub(crate) moves: Moves<'d>,
    pub(crate) relations: Table<'d, WIDTH>,
}

impl<'d> Model<'d> {
    /// Reads the weights in place; `None` where `data` is not in the form of [`MAGIC`].
    pub(crate) fn read(data: &'d [u8]) -> Option<Self> {
        let counts = data.get(..HEADER)?.strip_prefix(&MAGIC)?.as_chunks::<4>().0;
        let count = |at: usize| u32::from_le_bytes(counts[at]) as usize;
        let mut rest = &data[HEADER..];
        let model = Self {
            clusters: Clusters(take(&mut rest, count(0))?),
            tags: table(&mut rest, count(1))?,
            moves: Moves(take(&mut rest, count(2))?),
            relations: table(&mut rest, count(3))?,
        };
        rest.is_empty().then_some(model)
    }
}

impl Model<'static> {
    /// The weights that ship with the program.
    pub(crate) fn shipped() -> Self {
        Self::read(&SHIPPED.0).expect("data/grammar.bin is in its form, as a test checks")
    }
}

fn table<'d, const W: usize>(
    rest: &mut &'d [u8],
    n_buckets: usize,
) -> Option<Table<'d, W>> {
    let keys = take(rest, n_buckets)?;
    let rows = take(rest, n_buckets.checked_mul(PLACES)?)?;
    Some(Table { keys, rows })
}

fn take<'d, const N: usize>(rest: &mut &'d [u8], n: usize) -> Option<&'d [[u8; N]]> {
    let (taken, left) = rest.split_at_checked(n.checked_mul(N)?)?;
    *rest = left;
    Some(taken.as_chunks::<N>().0)
}

/// A hash of `bytes` that is the same on every machine and in every build.
pub(crate) fn hash_of(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(hash)
}

/// Spreads `hash` over all 64 bits (the finaliser of `MurmurHash3`, Austin Appleby).
pub(crate) const fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}
