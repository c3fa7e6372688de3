//! The end of a report: the outlets, the sums, where to read on.

use comfy_table::{
    CellAlignment, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle,
};

use crate::report::Report;
use crate::report::escape::escape;
use crate::report::line::{cut, flat};
use crate::report::tally::{Counts, OutletTally, Severities};
use crate::report::text::count;
use crate::report::text::paint::Paint;
use crate::rule::Severity;

/// Characters of an outlet's name.
const NAME: usize = 28;

const HEADER: [&str; 8] = [
    "outlet",
    "cited",
    "read",
    "supports",
    "partly",
    "alters",
    "silent",
    "could not see",
];

/// Lines above and below, and under the header; columns two spaces apart.
const STYLE: TableStyle = {
    let line = LineStyle::none().fill('─').junction('─');
    TableStyle::new()
        .top_border(line)
        .header_lines(ContentLineStyle::none().junction(' '))
        .header_separator(line)
        .content_lines(ContentLineStyle::none().junction(' '))
        .bottom_border(line)
};

/// The table by outlet. `cited` is `read` and `could not see` taken together; the last
/// row is the sum of those above it.
pub(super) fn table(outlets: &[OutletTally], width: usize, paint: Paint) -> String {
    if outlets.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(HEADER);
    for outlet in outlets {
        table.add_row(cells(outlet));
    }
    if outlets.len() > 1 {
        table.add_row(cells(&total(outlets)));
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        if (1..7).contains(&at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    lay_out(&table, width, paint)
}

/// The table's lines, the drawn ones made faint.
fn lay_out(table: &Table, width: usize, paint: Paint) -> String {
    let mut out = String::new();
    let lines: Vec<String> = table.lines().collect();
    for line in &lines {
        let line = line.trim_end();
        if line.chars().all(|c| !c.is_alphanumeric()) {
            out.push_str(&paint.faint(&"─".repeat(width)));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

fn cells(outlet: &OutletTally) -> [String; 8] {
    let number = |number: usize| match number {
        0 => "–".to_owned(),
        number => number.to_string(),
    };
    let reasons: Vec<String> = outlet
        .reasons
        .iter()
        .map(|(reason, citations)| format!("{citations} {reason}"))
        .collect();
    [
        escape(&cut(&flat(&outlet.name), NAME)).into_owned(),
        outlet.cited.to_string(),
        number(outlet.read),
        number(outlet.supports),
        number(outlet.partly),
        number(outlet.alters),
        number(outlet.silent),
        if reasons.is_empty() { "–".to_owned() } else { reasons.join(", ") },
    ]
}

/// The sum of all outlets.
fn total(outlets: &[OutletTally]) -> OutletTally {
    let mut sum = OutletTally { name: "all".to_owned(), ..OutletTally::default() };
    for outlet in outlets {
        sum.cited += outlet.cited;
        sum.read += outlet.read;
        sum.supports += outlet.supports;
        sum.partly += outlet.partly;
        sum.alters += outlet.alters;
        sum.silent += outlet.silent;
        sum.unread += outlet.unread;
        for (reason, citations) in &outlet.reasons {
            *sum.reasons.entry(reason.clone()).or_default() += citations;
        }
    }
    sum
}

/// `3 supported, 1 altered`: what there is any of.
pub(super) fn parts(counts: Counts) -> String {
    let parts = counts.parts();
    let shown: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    shown.join(", ")
}

/// The last line: the claims on the left, the findings on the right.
pub(super) fn line(
    head: &str,
    counts: Counts,
    severities: Severities,
    width: usize,
    paint: Paint,
) -> String {
    let claims = match counts.total() {
        0 => format!("{head}no claims"),
        total => format!("{head}{}: {}", count(total, "claim"), parts(counts)),
    };
    let (plain, shown) = found(severities, paint);
    let used = claims.chars().count() + plain.chars().count();
    let claims = paint.strong(&claims);
    if used + 2 <= width {
        format!("{claims}{}{shown}\n", " ".repeat(width - used))
    } else {
        format!("{claims}\n{shown}\n")
    }
}

/// The findings by severity, plain and coloured.
fn found(severities: Severities, paint: Paint) -> (String, String) {
    let all = [
        (severities.errors, Severity::Error),
        (severities.warnings, Severity::Warning),
        (severities.notes, Severity::Note),
    ];
    let told: Vec<(String, Severity)> = all
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| (count(number, severity.name()), severity))
        .collect();
    if told.is_empty() {
        return ("no findings".to_owned(), "no findings".to_owned());
    }
    let plain: Vec<&str> = told.iter().map(|(text, _)| text.as_str()).collect();
    let shown: Vec<String> =
        told.iter().map(|(text, severity)| paint.severity(*severity, text)).collect();
    (plain.join(", "), shown.join(", "))
}

/// A line across.
pub(super) fn rule(width: usize, paint: Paint) -> String {
    paint.faint(&"═".repeat(width)) + "\n"
}

/// Where to read more, once for all findings, by the gravest of them.
pub(super) fn pointer(report: &Report<'_>, paint: Paint) -> String {
    let gravest = report.findings.iter().rev().max_by_key(|one| one.severity);
    gravest.map_or_else(String::new, |one| {
        let text = format!("`veracite explain {}` tells more about a rule", one.rule);
        paint.faint(&text) + "\n"
    })
}
