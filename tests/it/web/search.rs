//! What comes of looking for the pages that the drafts mean.

use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::draft::{Draft, drafts};
use super::outlet::SEED;
use super::server::Web;

/// What came of the attributions of some drafts.
#[derive(Debug, Default)]
struct Score {
    /// Attributions whose page is there.
    there: usize,
    /// Those of them for which it was taken.
    right: usize,
    /// The same, and all, of those whose paragraph has a figure or a name wrong.
    slips: (usize, usize),
    /// Those of them for which nothing was taken, or more than one page.
    open: usize,
    /// Attributions for which another page was taken for certain.
    wrong: Vec<String>,
    /// The most requests that a draft cost.
    requests: u64,
}

impl Score {
    fn add(&mut self, draft: &Draft, report: &Value, web: &Web) {
        self.requests = self.requests.max(report["requests"].as_u64().unwrap());
        let leads = report["leads"].as_array().unwrap();
        for (at, attribution) in draft.attributions.iter().enumerate() {
            let meant = attribution.meant.map(|article| &web.world.articles[article]);
            let addresses =
                meant.map(|article| web.addresses(article)).unwrap_or_default();
            let taken: Vec<&Value> = leads
                .iter()
                .filter(|lead| lead["citation"] == at && lead["chosen"] == true)
                .filter(|lead| lead["tied"] == false && lead["problem"].is_null())
                .collect();
            let is_right = |lead: &&Value| {
                addresses.iter().any(|address| lead["url"] == address.as_str())
            };
            self.there += usize::from(meant.is_some());
            if attribution.slipped && meant.is_some() {
                self.slips.0 += usize::from(taken.first().is_some_and(is_right));
                self.slips.1 += 1;
            }
            match taken.first() {
                None => self.open += usize::from(meant.is_some()),
                Some(lead) if is_right(lead) => self.right += 1,
                Some(lead) => self.wrong.push(format!("{lead} for {addresses:?}")),
            }
        }
    }
}

/// Checks the drafts with the program and the web, and weighs the leads.
fn search(seed: u64) -> Score {
    let web = Web::of(seed, Duration::ZERO);
    let drafts = drafts(&web.world);
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("sources.toml");
    std::fs::write(&sources, web.sources_toml()).unwrap();
    let paths = drafts.iter().enumerate().map(|(at, draft)| {
        let path = folder.path().join(format!("{at:02}.md"));
        std::fs::write(&path, &draft.text).unwrap();
        path
    });
    let ran = Command::new(env!("CARGO_BIN_EXE_veracite"))
        .arg("check")
        .args(paths)
        .arg("--sources")
        .arg(&sources)
        .args(["--fetch", "--no-cache", "--allow-private", "localhost", "--delay", "0"])
        .args(["--format", "json", "--fail-on", "never"])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let reports = String::from_utf8(ran.stdout).unwrap();
    let mut score = Score::default();
    for (draft, report) in drafts.iter().zip(reports.lines()) {
        score.add(draft, &serde_json::from_str(report).unwrap(), &web);
    }
    score
}

/// Worlds that the search was not made on, beside the one of the other tests.
const UNSEEN: [u64; 2] = [1002, 1003];

/// What is wanted is nine of ten right and none wrong, with one paragraph in seven having a
/// figure or a name wrong; measured: 312, 311 and 315 right of 330, none wrong.
#[test]
#[expect(clippy::print_stdout, reason = "the figures are what README states")]
fn most_pages_are_found_and_no_wrong_one_is_taken_for_certain() {
    for seed in std::iter::once(SEED).chain(UNSEEN) {
        let score = search(seed);
        let Score { there, right, slips, open, wrong, requests } = &score;
        println!(
            "{right} of {there} right, {open} open, {} wrong, {requests} requests; \
             {} of {} right where the draft has a slip",
            wrong.len(),
            slips.0,
            slips.1,
        );
        assert!(*there >= 300);
        assert!(*requests <= 60);
        assert!(right * 100 >= there * 92, "{right} of {there}, {open} open");
        assert!(slips.1 >= 30 && slips.0 * 100 >= slips.1 * 70, "{slips:?}");
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
