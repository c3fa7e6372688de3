//! One perceptron in training, and how its weights become a table.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::grammar::model::{self, MOVE_PLACES, MOVES, PLACES, Score};

/// Perceptron steps are counted in these, to leave room for averages.
const STEP: i32 = 100;

/// A perceptron in training, its weights by exact feature.
pub(crate) struct Learner<const W: usize> {
    rows: FxHashMap<u64, u32>,
    weights: Vec<Row<W>>,
    clock: i64,
    margin: i32,
    dropout: usize,
    chance: Chance,
    /// The features it may use; all where there are none.
    kept: Option<Rc<FxHashSet<u64>>>,
}

#[derive(Clone, Copy)]
struct Row<const W: usize> {
    now: [i32; W],
    total: [i64; W],
    since: i64,
}

impl<const W: usize> Learner<W> {
    /// One that draws from `chance` which features it sees, and may use those of `kept`.
    pub(crate) fn new(
        margin: i32,
        dropout: usize,
        kept: Option<Rc<FxHashSet<u64>>>,
        chance: Chance,
    ) -> Self {
        Self {
            rows: FxHashMap::default(),
            weights: Vec::new(),
            clock: 0,
            margin,
            dropout,
            chance,
            kept,
        }
    }

    /// One that has the sum of the weights of `voices`, which are finished.
    pub(crate) fn chorus(voices: impl Iterator<Item = Self>) -> Self {
        let mut all = Self::new(0, 0, None, Chance(1));
        for voice in voices {
            for (feature, row) in voice.sorted() {
                let sum = all.row(feature);
                for (sum, weight) in sum.now.iter_mut().zip(row.now) {
                    *sum += weight;
                }
            }
        }
        all
    }

    /// Scores the first `n` choices and, where a wrong one comes too near, moves the
    /// weights. The scores returned are those before.
    pub(crate) fn learn(
        &mut self,
        bag: &[u64],
        n: usize,
        is_right: impl Fn(usize) -> bool,
    ) -> [i32; W] {
        self.learn_among(bag, |at| at < n, is_right)
    }

    pub(crate) fn learn_among(
        &mut self,
        bag: &[u64],
        is_allowed: impl Fn(usize) -> bool,
        is_right: impl Fn(usize) -> bool,
    ) -> [i32; W] {
        self.clock += 1;
        let dropout = self.dropout;
        let chance = &mut self.chance;
        let left: Vec<u64> =
            bag.iter().copied().filter(|_| chance.below(100) >= dropout).collect();
        let scores = self.score(&left);
        let best = |wanted: bool| {
            (0..W)
                .filter(|at| is_allowed(*at) && is_right(*at) == wanted)
                .max_by_key(|at| (scores[*at], std::cmp::Reverse(*at)))
        };
        if let (Some(right), Some(wrong)) = (best(true), best(false))
            && scores[right] <= scores[wrong] + self.margin
        {
            self.step(&left, right, wrong);
        }
        scores
    }

    fn step(&mut self, bag: &[u64], right: usize, wrong: usize) {
        for feature in bag {
            if self.kept.as_ref().is_some_and(|kept| !kept.contains(feature)) {
                continue;
            }
            let clock = self.clock;
            let row = self.row(*feature);
            row.settle(clock);
            row.now[right] += STEP;
            row.now[wrong] -= STEP;
        }
    }

    /// The row of a feature, a new one if it has none.
    fn row(&mut self, feature: u64) -> &mut Row<W> {
        let next = u32::try_from(self.weights.len()).expect("rows fit in memory");
        let row = *self.rows.entry(feature).or_insert(next);
        if row == next {
            self.weights.push(Row { now: [0; W], total: [0; W], since: self.clock });
        }
        &mut self.weights[row as usize]
    }

    /// All features with their rows, in order.
    fn sorted(&self) -> Vec<(u64, Row<W>)> {
        let mut features: Vec<(u64, u32)> =
            self.rows.iter().map(|(f, r)| (*f, *r)).collect();
        features.sort_unstable();
        features.into_iter().map(|(f, r)| (f, self.weights[r as usize])).collect()
    }

    /// Puts the average of each weight over the training in its place.
    pub(crate) fn finish(&mut self) {
        let clock = self.clock.max(1);
        for row in &mut self.weights {
            row.settle(clock);
            row.now = row.total.map(|total| i32::try_from(total / clock).unwrap_or(0));
        }
    }

    /// Features by bucket, the strongest of each.
    fn chosen(&self, n_buckets: usize, n_places: usize) -> Vec<Vec<(u64, Row<W>)>> {
        let mut buckets = vec![Vec::new(); n_buckets];
        for (feature, row) in self.sorted() {
            buckets[model::bucket(feature, n_buckets)].push((feature, row));
        }
        for bucket in &mut buckets {
            bucket.sort_by_key(|(feature, row)| {
                (std::cmp::Reverse(row.strength()), *feature)
            });
            let mut seen = FxHashSet::default();
            bucket.retain(|(feature, row)| {
                row.strength() > 0 && seen.insert(model::check(*feature))
            });
            bucket.truncate(n_places);
        }
        buckets
    }

    pub(crate) fn strongest(&self, n_buckets: usize, n_places: usize) -> FxHashSet<u64> {
        self.chosen(n_buckets, n_places)
            .into_iter()
            .flatten()
            .map(|(feature, _)| feature)
            .collect()
    }

    /// Keys and rows in 8 bits, as [`model::Table`] reads them.
    pub(crate) fn pack(&self, n_buckets: usize) -> Vec<u8> {
        let buckets = self.chosen(n_buckets, PLACES);
        let largest = largest(buckets.iter().flatten().flat_map(|(_, row)| row.now));
        let mut keys = Vec::new();
        let mut rows = Vec::new();
        for bucket in &buckets {
            for place in 0..PLACES {
                let (key, row) =
                    bucket.get(place).map_or((0, [0; W]), |(feature, row)| {
                        (model::check(*feature), row.now)
                    });
                keys.extend(key.to_le_bytes());
                rows.extend(row.map(|weight| in_a_byte(weight, largest)));
            }
        }
        keys.extend(rows);
        keys
    }
}

impl Learner<MOVES> {
    /// Keys with weights in 8 bits, as [`model::Moves`] reads them.
    pub(crate) fn pack_moves(&self, n_buckets: usize) -> Vec<u8> {
        let buckets = self.chosen(n_buckets, MOVE_PLACES);
        let against_first = |row: &Row<MOVES>| {
            let [first, second, third] = row.now;
            [second - first, third - first]
        };
        let largest =
            largest(buckets.iter().flatten().flat_map(|(_, row)| against_first(row)));
        let mut data = Vec::new();
        for bucket in &buckets {
            for place in 0..MOVE_PLACES {
                let (key, row) =
                    bucket.get(place).map_or((0, [0; 2]), |(feature, row)| {
                        (model::check(*feature), against_first(row))
                    });
                data.extend(key.to_le_bytes());
                data.extend(row.map(|weight| in_a_byte(weight, largest)));
            }
        }
        data
    }
}

/// The size that all but a few of `weights` are at most: 1 in 2000 may be cut.
fn largest(weights: impl Iterator<Item = i32>) -> i32 {
    let mut sizes: Vec<i32> = weights.map(i32::abs).filter(|size| *size > 0).collect();
    sizes.sort_unstable();
    sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1).max(1)
}

/// `weight` as a byte, `largest` and all beyond it being 127.
fn in_a_byte(weight: i32, largest: i32) -> u8 {
    let largest = i64::from(largest);
    let scaled =
        (i64::from(weight) * 254 + largest * i64::from(weight.signum())) / (largest * 2);
    i8::try_from(scaled.clamp(-127, 127)).unwrap_or(0).cast_unsigned()
}

impl<const W: usize> Row<W> {
    fn settle(&mut self, clock: i64) {
        let passed = clock - self.since;
        for (total, now) in self.total.iter_mut().zip(self.now) {
            *total += i64::from(now) * passed;
        }
        self.since = clock;
    }

    fn strength(&self) -> i64 {
        self.now.iter().map(|weight| i64::from(*weight).pow(2)).sum()
    }
}

impl<const W: usize> Score<W> for Learner<W> {
    fn score(&self, features: &[u64]) -> [i32; W] {
        let mut sums = [0; W];
        for row in features.iter().filter_map(|feature| self.rows.get(feature)) {
            for (sum, weight) in sums.iter_mut().zip(self.weights[*row as usize].now) {
                *sum += weight;
            }
        }
        sums
    }
}

/// Numbers that look random and are the same in every run (xorshift64, Marsaglia).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// The chances of one purpose for one voice of a chorus.
    pub(crate) fn of(purpose: u64, voice: u64) -> Self {
        Self(model::mix(1 + purpose + 16 * voice))
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    pub(crate) fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at + 1));
        }
    }
}
