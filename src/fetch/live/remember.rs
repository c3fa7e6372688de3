//! The cache before the web.
//!
//! What is fresh is used, and nothing is sent for it, not even for a robots.txt. What is
//! not is confirmed with its server (`If-None-Match`, `If-Modified-Since`), and stands in
//! for an answer that can't be had, marked as stale (RFC 5861, section 4).

use std::sync::Arc;

use crate::fetch::cache::{Cache, Lookup};
use crate::fetch::live::agent::{Agent, Ask};
use crate::fetch::live::errand::Errand;
use crate::fetch::live::wire;
use crate::fetch::{Exchange, FetchProblem, Via};

/// What came of asking.
pub(super) type Answer = Result<Arc<Exchange>, FetchProblem>;

impl Agent {
    /// What there is without asking.
    pub(super) fn look(&self, ask: &Ask<'_>) -> Lookup {
        let Some(cache) = &self.cache else { return Lookup::Miss };
        cache.look(ask.url.as_str(), &self.fields(ask), wire::now())
    }

    /// Answers with what was found, if it is fresh or its server confirms it; else asks
    /// the server anew and keeps what may be kept.
    pub(super) async fn answer(
        &self,
        ask: &Ask<'_>,
        found: Lookup,
        errand: &mut Errand,
    ) -> Answer {
        let Some(cache) = &self.cache else { return self.over_wire(ask, errand).await };
        let answer = match found {
            Lookup::Fresh(stored) => return Ok(errand.recall(stored, Via::Cache)),
            Lookup::Miss => self.over_wire(ask, errand).await,
            Lookup::Stale { stored, validators, may_stand_in } => {
                let confirming = Ask { fields: validators, ..*ask };
                match self.over_wire(&confirming, errand).await {
                    Ok(confirmed) if confirmed.status == 304 => {
                        match cache.refresh(&stored, &confirmed) {
                            Some(stored) => return Ok(errand.recall(stored, Via::Cache)),
                            None => self.over_wire(ask, errand).await,
                        }
                    }
                    answer if may_stand_in && is_outage(&answer) => {
                        return Ok(errand.recall(stored, Via::Stale));
                    }
                    answer => answer,
                }
            }
        };
        keep(cache, &answer);
        answer
    }

    /// What was found, marked as stale, if it may stand in for a page that must not be
    /// asked for as its robots.txt can't be had.
    pub(super) fn stand_in(
        found: &Lookup,
        problem: &FetchProblem,
        errand: &mut Errand,
    ) -> Option<Arc<Exchange>> {
        match found {
            Lookup::Stale { stored, may_stand_in: true, .. } if is_passing(problem) => {
                Some(errand.recall(Arc::clone(stored), Via::Stale))
            }
            _ => None,
        }
    }
}

fn keep(cache: &Cache, answer: &Answer) {
    if let Ok(answer) = answer
        && answer.status != 304
    {
        cache.keep(answer);
    }
}

/// Whether a server can't be reached or fails, so that a kept answer may stand in.
fn is_outage(answer: &Answer) -> bool {
    match answer {
        Ok(answer) => matches!(answer.status, 500 | 502 | 503 | 504),
        Err(problem) => is_passing(problem),
    }
}

/// Whether a server, or its robots.txt, can't be had now and may be again.
fn is_passing(problem: &FetchProblem) -> bool {
    use FetchProblem::{Broken, Timeout, Tls, Unasked};
    matches!(problem, Broken(_) | Timeout | Tls(_) | Unasked(_))
}
