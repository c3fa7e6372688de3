//! Ending a run from outside.

use std::pin::pin;
use std::task::Poll;

use tokio::sync::watch;

use crate::fetch::FetchProblem;

/// Ends what a client is doing, from any thread.
#[derive(Clone, Debug)]
pub struct Canceller(watch::Sender<bool>);

impl Canceller {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Ends every page that is waited for, and every one asked for later, with
    /// [`FetchProblem::Interrupted`]. Pages that have come stay.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Does some work unless, or until, it is cancelled.
    pub(super) async fn race<T>(
        &self,
        work: impl Future<Output = Result<T, FetchProblem>>,
    ) -> Result<T, FetchProblem> {
        let mut receiver = self.0.subscribe();
        let mut cancelled = pin!(receiver.wait_for(|&is_cancelled| is_cancelled));
        let mut work = pin!(work);
        std::future::poll_fn(|context| {
            if cancelled.as_mut().poll(context).is_ready() {
                return Poll::Ready(Err(FetchProblem::Interrupted));
            }
            work.as_mut().poll(context)
        })
        .await
    }
}
