//! The time that a page may take.

use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::fetch::FetchProblem;

/// Time that is left. Only work spends it: a page that waits behind others for its host
/// loses none.
#[derive(Debug)]
pub(super) struct Budget {
    left: Duration,
}

impl Budget {
    pub(super) fn new(left: Duration) -> Self {
        Self { left }
    }

    /// Does some work, or gives it up when the time has run out.
    pub(super) async fn spend<T, E: From<FetchProblem>>(
        &mut self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let began = Instant::now();
        let done = timeout(self.left, work).await;
        self.left = self.left.saturating_sub(began.elapsed());
        done.unwrap_or_else(|_| Err(FetchProblem::Timeout.into()))
    }

    /// Takes off a time that will be waited; false, and nothing is taken, if not so much
    /// is left.
    pub(super) fn afford(&mut self, wait: Duration) -> bool {
        let rest = self.left.checked_sub(wait).filter(|rest| !rest.is_zero());
        self.left = rest.unwrap_or(self.left);
        rest.is_some()
    }
}
