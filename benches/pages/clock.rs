//! The time that this thread had a processor, which other programs do not disturb.

use std::time::{Duration, Instant};

/// A stretch of time under way.
pub(crate) struct Clock {
    on_processor: Option<u64>,
    on_wall: Instant,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "to take the time is what this is for")]
    pub(crate) fn start() -> Self {
        Self { on_processor: nanoseconds(), on_wall: Instant::now() }
    }

    /// Time on the processor; as a clock on the wall has it where Linux is not there to ask.
    pub(crate) fn elapsed(&self) -> Duration {
        match (self.on_processor, nanoseconds()) {
            (Some(start), Some(end)) => Duration::from_nanos(end - start),
            _ => self.on_wall.elapsed(),
        }
    }
}

/// What this thread has had so far.
fn nanoseconds() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_whitespace().next()?.parse().ok()
}
