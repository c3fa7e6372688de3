//! Findings that are known: read, set aside, and written.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::ErrorKind;

use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use veracite::config::{self, Baseline, Known};
use veracite::report::{Report, Root};

use crate::args::CheckArgs;
use crate::{exit, output};

/// The baseline that is named, if one is; that it is not there yet is right only where it
/// is to be written.
pub(crate) fn open(args: &CheckArgs) -> anyhow::Result<Option<Baseline>> {
    let Some(path) = &args.baseline else { return Ok(None) };
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(config::baseline(path, &text)?)),
        Err(error) if error.kind() == ErrorKind::NotFound && args.update_baseline => {
            Ok(Some(Baseline::default()))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("{} is not there; --update-baseline writes it", path.display())
        }
        Err(error) => {
            Err(error).with_context(|| format!("{} can't be read", path.display()))
        }
    }
}

/// Takes what is known out of the reports; the baseline is written anew first, if that is
/// wanted.
pub(crate) fn set_aside(
    reports: &mut [Report<'_>],
    mut baseline: Baseline,
    args: &CheckArgs,
) -> anyhow::Result<()> {
    let root = Root::new(env::current_dir().unwrap_or_default());
    let named: Vec<Named> =
        reports.iter().map(|report| Named::of(report, &root)).collect();
    if let Some(path) = args.baseline.as_deref().filter(|_| args.update_baseline) {
        for (report, named) in reports.iter().zip(&named) {
            update(&mut baseline, report, named);
        }
        output::save(path, &baseline.write())?;
    }
    let today = today();
    let (mut n_known, mut n_stale) = (0, 0);
    for (report, Named { draft, fingerprints }) in reports.iter_mut().zip(&named) {
        let mut at = fingerprints.iter();
        report.findings.retain(|_| {
            let known = at.next().and_then(|at| baseline.get(draft, at));
            known.is_none_or(|known| known.is_expired(today))
        });
        n_known += fingerprints.len() - report.findings.len();
        let seen: BTreeSet<&str> = fingerprints.iter().map(String::as_str).collect();
        for (fingerprint, known) in baseline.of(draft) {
            if !seen.contains(fingerprint) {
                n_stale += 1;
            } else if known.is_expired(today) {
                tell_expired(draft, known);
            }
        }
    }
    if n_known > 0 {
        exit::warn(&format!("findings of the baseline that are not told: {n_known}"));
    }
    if n_stale > 0 {
        exit::warn(&format!(
            "entries of the baseline that no draft has any more: {n_stale}; \
             --update-baseline takes them out"
        ));
    }
    Ok(())
}

/// The findings of a draft as a baseline names them.
struct Named {
    /// Its path.
    draft: String,
    /// In the order of the findings.
    fingerprints: Vec<String>,
}

impl Named {
    fn of(report: &Report<'_>, root: &Root) -> Self {
        let draft = root.path_of(&report.draft.name);
        Self { draft, fingerprints: report.fingerprints() }
    }
}

fn tell_expired(draft: &str, known: &Known) {
    let owner = known.owner.as_deref().map(|owner| format!(" ({owner})"));
    exit::warn(&format!(
        "an entry of the baseline has expired: {} in {draft}{}: {}",
        known.rule,
        owner.unwrap_or_default(),
        known.message
    ));
}

/// Puts all that is found in a draft into the baseline. What is known of a finding stays,
/// and so does what is known of drafts that were not checked.
fn update(baseline: &mut Baseline, report: &Report<'_>, named: &Named) {
    let Named { draft, fingerprints } = named;
    let seen: BTreeSet<&str> = fingerprints.iter().map(String::as_str).collect();
    baseline.retain(draft, |fingerprint| seen.contains(fingerprint));
    for (finding, fingerprint) in report.findings.iter().zip(fingerprints) {
        let known = baseline.get(draft, fingerprint).cloned().unwrap_or_default();
        let (rule, message) = (finding.rule.slug().to_owned(), finding.message.clone());
        let known = Known { rule, message, ..known };
        baseline.insert(draft.clone(), fingerprint.clone(), known);
    }
}

/// The day by which entries expire, the same for a team in many places: that of UTC.
fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}
