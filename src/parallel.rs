//! Work on many threads whose result is that of one.

use std::cell::Cell;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

thread_local! {
    /// Whether this thread is one of as many as there are processors.
    static IS_ONE_OF_ALL: Cell<bool> = const { Cell::new(false) };
}

/// What `work` makes of each item, in order, on as many threads as there are processors.
///
/// Each thread takes the next item when it is done with one, as items differ in size. Work
/// inside work that has all processors already starts no more threads.
pub(crate) fn map<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    // The system looks through files to tell, which takes as long as a small item.
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    let count = || thread::available_parallelism().map_or(1, NonZero::get);
    let processors = *PROCESSORS.get_or_init(count);
    let threads = items.len().min(processors);
    if threads <= 1 || IS_ONE_OF_ALL.get() {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take_all = || {
        let take = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            Some((at, work(items.get(at)?)))
        };
        IS_ONE_OF_ALL.set(threads == processors);
        let taken = std::iter::from_fn(take).collect::<Vec<_>>();
        IS_ONE_OF_ALL.set(false);
        taken
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take_all)).collect();
        let mut results = take_all();
        for other in others {
            results.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    });
    results.sort_unstable_by_key(|&(at, _)| at);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for count in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled = map(&items, |&item| 2 * item);
            assert_eq!(doubled, items.iter().map(|item| 2 * item).collect::<Vec<_>>());
        }
    }

    #[test]
    fn work_inside_work_gives_the_same() {
        let outer: Vec<usize> = (0..40).collect();
        let sums = map(&outer, |&item| {
            let inner: Vec<usize> = (0..item).collect();
            map(&inner, |&one| one + item).iter().sum::<usize>()
        });
        let expected = |item: &usize| (0..*item).map(|one| one + item).sum::<usize>();
        assert_eq!(sums, outer.iter().map(expected).collect::<Vec<_>>());
        let counts = map(&outer, |_| IS_ONE_OF_ALL.get());
        let all = thread::available_parallelism().map_or(1, NonZero::get);
        assert_eq!(counts.iter().all(|is| *is), all > 1 && all <= 40);
        assert!(!IS_ONE_OF_ALL.get());
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn a_panic_is_passed_on() {
        map(&[1, 2, 3], |&item| assert_ne!(item, 3, "the third"));
    }
}
