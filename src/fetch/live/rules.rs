//! Asking for a robots.txt.

use url::Url;

use crate::fetch::FetchProblem;
use crate::fetch::live::agent::Agent;
use crate::fetch::live::answer;
use crate::fetch::live::budget::Budget;
use crate::fetch::live::turn::Purpose;
use crate::fetch::robot::{LARGEST, REDIRECTS, Robot};

/// What came of asking once.
enum Step {
    Read(Robot),
    Redirected(Url),
}

/// Reads the robots.txt that holds for an address. It is had under the page's own limits,
/// and no redirect leads it past the guard.
pub(super) async fn read(agent: &Agent, url: &Url) -> Robot {
    let Ok(mut here) = robotxt::robots_url(url) else {
        return Robot::unread("there is no place for it".to_owned());
    };
    let mut budget = agent.budget();
    for step in 0..=REDIRECTS {
        match ask(agent, &here, &mut budget).await {
            Ok(Step::Read(robot)) => return robot,
            Ok(Step::Redirected(next)) => here = next,
            // The page's own host gives no answer, whatever it is asked for.
            Err(problem) if step == 0 => return Robot::Unread(problem),
            Err(problem) => {
                return Robot::unread(format!("{}: {problem}", answer::shown(&here)));
            }
        }
    }
    Robot::absent()
}

async fn ask(
    agent: &Agent,
    here: &Url,
    budget: &mut Budget,
) -> Result<Step, FetchProblem> {
    agent.guard.check(here).map_err(|refusal| FetchProblem::Refused(refusal.0))?;
    let host = here.host_str().unwrap_or_default();
    let _turn = agent.turns.take(host, Purpose::Robot).await;
    let response = budget.spend(agent.send(here)).await?;
    if let Some(next) = answer::redirect(here, &response) {
        return Ok(Step::Redirected(next?));
    }
    let status = response.status().as_u16();
    if status != 200 {
        return Ok(Step::Read(Robot::without_file(status, &answer::shown(here))));
    }
    let read = budget.spend(answer::read(response, LARGEST)).await;
    Ok(Step::Read(match read {
        Ok(read) => Robot::parse(&read.bytes, &agent.name),
        Err(problem) => Robot::unread(format!("{}: {problem}", answer::shown(here))),
    }))
}
