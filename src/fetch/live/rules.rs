//! Asking for a robots.txt.

use reqwest::header::HeaderMap;
use url::Url;

use crate::fetch::FetchProblem;
use crate::fetch::answer;
use crate::fetch::live::agent::{Agent, Ask};
use crate::fetch::live::errand::Errand;
use crate::fetch::live::fault;
use crate::fetch::live::trip::redirect;
use crate::fetch::live::turn::Purpose;
use crate::fetch::robot::{LARGEST, REDIRECTS, Robot};

/// What came of asking once.
enum Step {
    Read(Robot),
    Redirected(Url),
}

/// Reads the robots.txt that holds for an address. It is had under the page's own limits,
/// and no redirect leads it past the guard.
///
/// # Errors
///
/// If no request may be spent on it; then nothing is known of it.
pub(super) async fn read(
    agent: &Agent,
    url: &Url,
    errand: &mut Errand,
) -> Result<Robot, FetchProblem> {
    let Ok(mut here) = robotxt::robots_url(url) else {
        return Ok(Robot::unread("there is no place for it".to_owned()));
    };
    for step in 0..=REDIRECTS {
        match ask(agent, &here, errand).await {
            Ok(Step::Read(robot)) => return Ok(robot),
            Ok(Step::Redirected(next)) => here = next,
            Err(problem @ FetchProblem::Spent(_)) => return Err(problem),
            // The page's own host gives no answer, whatever it is asked for.
            Err(problem) if step == 0 => return Ok(Robot::Unread(problem)),
            Err(problem) => {
                let why = format!("{}: {problem}", fault::shown(&here));
                return Ok(Robot::unread(why));
            }
        }
    }
    Ok(Robot::absent())
}

async fn ask(
    agent: &Agent,
    here: &Url,
    errand: &mut Errand,
) -> Result<Step, FetchProblem> {
    agent.guard.check(here).map_err(|refusal| FetchProblem::Refused(refusal.0))?;
    let fields = HeaderMap::new();
    let ask = Ask { url: here, want: None, purpose: Purpose::Robot, fields };
    let found = agent.look(&ask);
    let answer = match agent.answer(&ask, found, errand).await {
        // A file that breaks off may have held more rules.
        Err(problem) if errand.has_begun => {
            let why = format!("{}: {problem}", fault::shown(here));
            return Ok(Step::Read(Robot::unread(why)));
        }
        answer => answer?,
    };
    if let Some(next) = redirect(here, &answer) {
        return Ok(Step::Redirected(next?));
    }
    if answer.status != 200 {
        let robot = Robot::without_file(answer.status, &fault::shown(here));
        return Ok(Step::Read(robot));
    }
    Ok(Step::Read(match answer::unpacked(&answer, LARGEST) {
        Ok((bytes, _)) => Robot::parse(&bytes, &agent.name),
        Err(problem) => Robot::unread(format!("{}: {problem}", fault::shown(here))),
    }))
}
