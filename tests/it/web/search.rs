//! What comes of looking for the pages that the drafts mean.

use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::draft::{Draft, drafts};
use super::outlet::{OUTLETS, SEED};
use super::server::Web;

/// What came of the attributions of some drafts.
#[derive(Debug, Default)]
struct Score {
    /// Attributions whose page is there.
    there: usize,
    /// Those of them for which it was taken.
    right: usize,
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
        .args(["--fetch", "--allow-private", "localhost", "--delay", "0"])
        .args(["--format", "json", "--fail-on", "never"])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let reports = String::from_utf8(ran.stdout).unwrap();
    let mut score = Score::default();
    if let Ok(dump) = std::env::var("FIND_DUMP") {
        let all: Vec<_> = drafts.iter().zip(reports.lines()).map(|(d, r)| serde_json::json!({"text": d.text, "report": serde_json::from_str::<Value>(r).unwrap(), "attributions": d.attributions.iter().map(|a| { let m = a.meant.map(|m| &web.world.articles[m]); serde_json::json!({"outlet": OUTLETS[a.outlet].name, "slipped": a.slipped, "meant": m.map(|m| web.addresses(m)), "title": m.map(|m| &m.title), "paywall": m.map(|m| m.paywall), "day": m.map(|m| m.day.to_string()), "manner": format!("{:?}", OUTLETS[a.outlet].manner)})}).collect::<Vec<_>>()})).collect();
        std::fs::write(
            format!("{dump}-{seed:x}.json"),
            serde_json::to_string(&all).unwrap(),
        )
        .unwrap();
    }
    for (draft, report) in drafts.iter().zip(reports.lines()) {
        score.add(draft, &serde_json::from_str(report).unwrap(), &web);
    }
    score
}

/// Bounds a little beside what was measured: 274 right of 330, 13 wrong. What is wanted is
/// nine of ten right and none wrong: the wrong ones are of a like event, cited by a
/// paragraph that names few details, while the page meant is gone or was not read.
#[test]
#[expect(clippy::print_stdout, reason = "the figures are what README states")]
fn most_pages_are_found_and_few_wrong_ones_are_taken_for_certain() {
    for seed in std::env::var("FIND_SEEDS")
        .unwrap_or_default()
        .split(',')
        .filter_map(|s| s.parse().ok())
    {
        let s = search(seed);
        println!(
            "SEED {seed:x}: {} of {} right, {} open, {} wrong, {} requests",
            s.right,
            s.there,
            s.open,
            s.wrong.len(),
            s.requests
        );
    }
    let score = search(SEED);
    let Score { there, right, open, wrong, requests } = &score;
    println!(
        "{right} of {there} right, {open} open, {} wrong, {requests} requests",
        wrong.len()
    );
    assert!(*there >= 300);
    assert!(*requests <= 60);
    assert!(right * 100 >= there * 80, "{right} of {there}, {open} open");
    assert!(wrong.len() <= 16, "{wrong:#?}");
}
