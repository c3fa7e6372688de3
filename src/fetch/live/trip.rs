//! The way from an address to its page, over redirects.

use url::Url;

use crate::fetch::live::agent::Agent;
use crate::fetch::live::answer;
use crate::fetch::live::budget::Budget;
use crate::fetch::live::turn::Purpose;
use crate::fetch::{Body, FetchProblem};

/// What came of asking for a page.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The last address that answered, if one did.
    pub(super) answered: Option<Url>,
    pub(super) body: Result<Body, FetchProblem>,
}

/// Asks for a page.
pub(super) async fn make(agent: &Agent, url: Url) -> Outcome {
    let mut trip = Trip { agent, answered: Vec::new(), budget: agent.budget() };
    let body = trip.run(url).await;
    Outcome { answered: trip.answered.pop(), body }
}

struct Trip<'a> {
    agent: &'a Agent,
    /// The addresses that answered, in order.
    answered: Vec<Url>,
    budget: Budget,
}

impl Trip<'_> {
    async fn run(&mut self, url: Url) -> Result<Body, FetchProblem> {
        let mut here = url;
        loop {
            self.check(&here).await.map_err(|problem| self.on_the_way(&here, problem))?;
            match self.ask(&here).await? {
                Step::Read(body) => return Ok(body),
                Step::Redirected(next) => here = self.follow(next)?,
            }
        }
    }

    /// Whether an address may be asked for.
    async fn check(&self, here: &Url) -> Result<(), FetchProblem> {
        let guard = &self.agent.guard;
        guard.check(here).map_err(|refusal| FetchProblem::Refused(refusal.0))?;
        self.agent.allowed(here).await
    }

    /// A refusal as it is told: after a redirect it names the address that is refused,
    /// as nobody else would.
    fn on_the_way(&self, here: &Url, problem: FetchProblem) -> FetchProblem {
        match (problem, self.answered.last()) {
            (FetchProblem::Refused(why), Some(from)) => {
                let (from, to) = (answer::shown(from), answer::shown(here));
                FetchProblem::Refused(format!("{from} redirects to {to}: {why}"))
            }
            (problem, _) => problem,
        }
    }

    async fn ask(&mut self, here: &Url) -> Result<Step, FetchProblem> {
        let host = here.host_str().unwrap_or_default();
        let before = self.answered.last().and_then(Url::host_str);
        let purpose =
            if before == Some(host) { Purpose::Redirect } else { Purpose::Page };
        let _turn = self.agent.turns.take(host, purpose).await;
        let response = self.budget.spend(self.agent.send(here)).await?;
        self.answered.push(here.clone());
        if let Some(next) = answer::redirect(here, &response) {
            return Ok(Step::Redirected(next?));
        }
        let largest = self.agent.options.largest;
        self.budget.spend(answer::page(response, largest)).await.map(Step::Read)
    }

    /// Where to go on, unless that leads nowhere.
    fn follow(&self, next: Url) -> Result<Url, FetchProblem> {
        let limit = self.agent.options.redirects;
        if self.answered.contains(&next) {
            let why = format!("they come back to {}", answer::shown(&next));
            return Err(FetchProblem::Astray(why));
        }
        if self.answered.len() > limit {
            let why = format!("{limit} were followed, and one more leads to");
            return Err(FetchProblem::Astray(format!("{why} {}", answer::shown(&next))));
        }
        Ok(next)
    }
}

/// What came of asking once.
enum Step {
    Read(Body),
    Redirected(Url),
}
