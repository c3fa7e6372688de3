//! One page's account: the time it has left, what it cost, what went over the wire.

use std::sync::Arc;

use crate::fetch::live::budget::Budget;
use crate::fetch::{Allowance, Exchange, FetchProblem, Via};

/// What getting a page has cost so far, and may cost yet.
#[derive(Debug)]
pub(super) struct Errand {
    pub(super) budget: Budget,
    /// Requests that were sent.
    pub(super) requests: usize,
    /// Whether the head of an answer to the last of them came.
    pub(super) has_begun: bool,
    /// Where the last answer was had from.
    pub(super) via: Via,
    /// What went over the wire, in order; an answer from the cache is that of then.
    pub(super) exchanges: Vec<Arc<Exchange>>,
    allowance: Allowance,
}

impl Errand {
    pub(super) fn new(budget: Budget, allowance: &Allowance) -> Self {
        let allowance = allowance.clone();
        let exchanges = Vec::new();
        Self {
            budget,
            requests: 0,
            has_begun: false,
            via: Via::Network,
            exchanges,
            allowance,
        }
    }

    /// Counts a request that is about to be sent, if one more is allowed.
    pub(super) fn count(&mut self) -> Result<(), FetchProblem> {
        if !self.allowance.take() {
            return Err(FetchProblem::Spent(self.allowance.limit()));
        }
        self.requests += 1;
        self.has_begun = false;
        Ok(())
    }

    /// Takes an answer of an earlier run.
    pub(super) fn recall(&mut self, stored: Arc<Exchange>, via: Via) -> Arc<Exchange> {
        self.via = via;
        self.exchanges.push(Arc::clone(&stored));
        stored
    }

    /// An errand on the way of this one, with time of its own.
    pub(super) fn aside(&self, budget: Budget) -> Self {
        Self::new(budget, &self.allowance)
    }

    /// Takes over what an errand on the way has cost; where its answer was had from is no
    /// matter of this one.
    pub(super) fn absorb(&mut self, aside: Self) {
        self.requests += aside.requests;
        self.exchanges.extend(aside.exchanges);
    }
}
