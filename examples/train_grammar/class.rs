//! Classes of words, from tables of `spacy-lookups-data`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::Context;
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use veracite::grammar::training::Classes;

/// How many forms have a class.
const MOST: usize = 28_000;

/// The most frequent forms with their classes, from the tables in `folder`.
pub(crate) fn read(folder: &Path) -> anyhow::Result<Classes> {
    let clusters: BTreeMap<String, u64> =
        table(&folder.join("en_lexeme_cluster.json.gz"))?;
    let shares: BTreeMap<String, f64> = table(&folder.join("en_lexeme_prob.json.gz"))?;
    // Only the branches of the tree of clusters nearest to its root are kept.
    let class = |form: &str| clusters.get(form).map_or(0, |cluster| cluster & 0xffff);
    let mut forms: Vec<(&String, f64)> = shares
        .iter()
        .filter(|(form, _)| form.contains(char::is_alphabetic))
        .filter(|(form, _)| !form.contains(char::is_whitespace))
        .map(|(form, share)| (form, *share))
        .collect();
    forms.sort_by(|(a, one), (b, other)| other.total_cmp(one).then_with(|| a.cmp(b)));
    let told_by_lower = |form: &str| {
        let lower = form.to_lowercase();
        lower != form && clusters.get(&lower) == clusters.get(form)
    };
    Ok(forms
        .into_iter()
        .filter(|(form, _)| class(form) != 0 && !told_by_lower(form))
        .filter_map(|(form, _)| Some((form.clone(), u16::try_from(class(form)).ok()?)))
        .take(MOST)
        .collect())
}

fn table<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let read = || -> anyhow::Result<T> {
        let mut text = String::new();
        GzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
        Ok(serde_json::from_str(&text)?)
    };
    read().with_context(|| format!("reading {}", path.display()))
}
