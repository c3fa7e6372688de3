//! The way from an address to its page, over redirects.

use reqwest::header::HeaderMap;
use url::Url;

use crate::fetch::answer;
use crate::fetch::cache::Lookup;
use crate::fetch::live::agent::{Agent, Ask};
use crate::fetch::live::errand::Errand;
use crate::fetch::live::fault;
use crate::fetch::live::remember::Answer;
use crate::fetch::live::turn::Purpose;
use crate::fetch::{Allowance, Body, Exchange, FetchProblem, Want};

/// One page on its way.
pub(super) struct Trip<'a> {
    agent: &'a Agent,
    want: Want,
    /// The addresses that answered, in order.
    answered: Vec<Url>,
    errand: Errand,
}

impl<'a> Trip<'a> {
    pub(super) fn new(agent: &'a Agent, want: Want, allowance: &Allowance) -> Self {
        let errand = Errand::new(agent.budget(), allowance);
        Self { agent, want, answered: Vec::new(), errand }
    }

    /// What the way led over: the last address that answered, if one did, and what all of
    /// it cost.
    pub(super) fn end(mut self) -> (Option<Url>, Errand) {
        (self.answered.pop(), self.errand)
    }

    /// Asks for a page.
    pub(super) async fn run(&mut self, url: Url) -> Result<Body, FetchProblem> {
        let mut here = url;
        loop {
            let answer = self.step(&here).await?;
            let Some(next) = redirect(&here, &answer) else {
                let largest = self.agent.largest(Some(self.want));
                return answer::body_of(&answer, self.want, largest);
            };
            here = self.follow(next?)?;
        }
    }

    /// Gets the answer of one address, if it may be asked for.
    async fn step(&mut self, here: &Url) -> Answer {
        let agent = self.agent;
        let guarded = agent.guard.check(here);
        guarded.map_err(|refusal| self.on_the_way(here, refusal.0))?;
        let before = self.answered.last().and_then(Url::host_str);
        let is_within = before == here.host_str();
        let purpose = if is_within { Purpose::Redirect } else { Purpose::Page };
        let (want, fields) = (Some(self.want), HeaderMap::new());
        let ask = Ask { url: here, want, purpose, fields };
        let found = agent.look(&ask);
        if !matches!(found, Lookup::Fresh(_))
            && let Err(problem) = agent.allowed(here, &mut self.errand).await
        {
            let stored = Agent::stand_in(&found, &problem, &mut self.errand);
            self.answered.extend(stored.is_some().then(|| here.clone()));
            return stored.ok_or_else(|| self.blamed(here, problem));
        }
        self.errand.has_begun = false;
        let answer = agent.answer(&ask, found, &mut self.errand).await;
        if answer.is_ok() || self.errand.has_begun {
            self.answered.push(here.clone());
        }
        answer
    }

    /// A problem with an address, as [`Trip::on_the_way`] if it is a refusal.
    fn blamed(&self, here: &Url, problem: FetchProblem) -> FetchProblem {
        match problem {
            FetchProblem::Refused(why) => self.on_the_way(here, why),
            problem => problem,
        }
    }

    /// A refusal as it is told: after a redirect it names the address that is refused,
    /// as nobody else would.
    fn on_the_way(&self, here: &Url, why: String) -> FetchProblem {
        FetchProblem::Refused(match self.answered.last() {
            Some(from) => {
                let (from, to) = (fault::shown(from), fault::shown(here));
                format!("{from} redirects to {to}: {why}")
            }
            None => why,
        })
    }

    /// Where to go on, unless that leads nowhere.
    fn follow(&self, next: Url) -> Result<Url, FetchProblem> {
        let limit = self.agent.options.redirects;
        if self.answered.contains(&next) {
            let why = format!("they come back to {}", fault::shown(&next));
            return Err(FetchProblem::Astray(why));
        }
        if self.answered.len() > limit {
            let why = format!("{limit} were followed, and one more leads to");
            return Err(FetchProblem::Astray(format!("{why} {}", fault::shown(&next))));
        }
        Ok(next)
    }
}

/// Where an answer redirects to, if it does.
pub(super) fn redirect(
    here: &Url,
    answer: &Exchange,
) -> Option<Result<Url, FetchProblem>> {
    let location = answer.location()?;
    let next = here.join(&location).map(|mut next| {
        next.set_fragment(None);
        next
    });
    Some(next.map_err(|error| {
        let (from, to) = (fault::shown(here), answer::short(&location));
        FetchProblem::Refused(format!("{from} redirects to {to:?}: {error}"))
    }))
}
