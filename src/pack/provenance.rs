//! Which draft, tool, registry and pages made the report: PROV-JSON
//! (<https://www.w3.org/submissions/prov-json/>).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use crate::pack::container::Entry;
use crate::pack::setting::Sheet;
use crate::pack::write::{REPORT, Run};

/// The path of the document in a pack.
pub(super) const PATH: &str = "veracite/prov.json";

/// A document of the parts that are used here; each is a map from an id.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    prefix: Value,
    entity: BTreeMap<String, Value>,
    activity: BTreeMap<String, Value>,
    agent: BTreeMap<String, Value>,
    used: BTreeMap<String, Value>,
    was_generated_by: BTreeMap<String, Value>,
    was_associated_with: BTreeMap<String, Value>,
    was_derived_from: BTreeMap<String, Value>,
}

/// The activity, and who carried it out.
const CHECK: &str = "v:check";
const TOOL: &str = "v:tool";
const RESULT: &str = "v:report";

/// The document for a run; `entries` are the files that are there before it.
pub(super) fn document(sheet: &Sheet, entries: &[Entry], run: &Run<'_>) -> Document {
    let hashes: BTreeMap<&str, &str> =
        entries.iter().map(|entry| (&*entry.path, &*entry.hash)).collect();
    let mut document = Document {
        prefix: json!({ "v": "urn:veracite:", "sha": "urn:hash:" }),
        entity: BTreeMap::new(),
        activity: BTreeMap::from([(
            CHECK.to_owned(),
            json!({ "prov:endTime": sheet.ended, "prov:label": "check drafts" }),
        )]),
        agent: BTreeMap::from([(
            TOOL.to_owned(),
            json!({ "prov:type": "prov:SoftwareAgent", "prov:label": sheet.tool }),
        )]),
        used: BTreeMap::new(),
        was_generated_by: BTreeMap::from([(
            "_:made".to_owned(),
            json!({ "prov:entity": RESULT, "prov:activity": CHECK, "prov:time": sheet.ended }),
        )]),
        was_associated_with: BTreeMap::from([(
            "_:by".to_owned(),
            json!({ "prov:activity": CHECK, "prov:agent": TOOL }),
        )]),
        was_derived_from: BTreeMap::new(),
    };
    let report = hashes.get(REPORT).copied();
    let made =
        json!({ "prov:label": "report", "prov:location": REPORT, "v:hash": report });
    document.entity.insert(RESULT.to_owned(), made);
    for (at, draft) in sheet.drafts.iter().enumerate() {
        let hash = hashes.get(&*draft.path).copied();
        document.source(
            format!("v:draft-{}", at + 1),
            json!({
                "prov:label": draft.name, "prov:location": draft.path, "v:hash": hash,
            }),
        );
    }
    let registry =
        json!({ "prov:label": "registry of outlets", "v:hash": sheet.registry });
    document.source("v:registry".to_owned(), registry);
    document.pages(run);
    document
}

impl Document {
    /// Adds what the report was made from.
    fn source(&mut self, id: String, entity: Value) {
        let used = json!({ "prov:activity": CHECK, "prov:entity": id });
        self.used.insert(format!("_:used-{}", self.used.len() + 1), used);
        let derived = json!({ "prov:generatedEntity": RESULT, "prov:usedEntity": id });
        let number = self.was_derived_from.len() + 1;
        self.was_derived_from.insert(format!("_:from-{number}"), derived);
        self.entity.insert(id, entity);
    }

    /// Adds the pages that were had, each once.
    fn pages(&mut self, run: &Run<'_>) {
        let mut seen = BTreeSet::new();
        let shelved = run.reports.iter().flat_map(|report| &report.shelf.pages);
        for page in shelved.filter(|page| !page.sha256.is_empty()) {
            if !seen.insert((&page.name, &page.sha256)) {
                continue;
            }
            self.source(
                format!("v:page-{}", seen.len()),
                json!({
                    "prov:label": page.page.title,
                    "prov:location": page.page.url.as_ref().unwrap_or(&page.name),
                    "v:hash": format!("sha256:{}", page.sha256),
                    "v:retrieved": page.retrieved,
                }),
            );
        }
    }
}
