//! Reports made by hand, for the tests of the writers.

use std::sync::Arc;

use jiff::civil::date;

use crate::claim::{Checkable, Claim, Claims, Facet, Speaker, Value};
use crate::draft::{Draft, Format, Paragraph, ParagraphKind};
use crate::evidence::{Difference, Kind};
use crate::gather::{Shelf, Shelved};
use crate::outlet::{Attribution, Citation, Citations, Outlets, Resolution};
use crate::page::{Dated, Page, Passage, PassageKind, Tier, Wall};
use crate::report::Report;
use crate::rule::Rule;
use crate::text::{Plain, Span};
use crate::verdict::{Finding, Ruling, Verdict};

/// All that a report is made of.
pub(super) struct Sample {
    pub(super) outlets: Outlets,
    pub(super) report: Report<'static>,
}

impl Sample {
    pub(super) fn report(&self) -> Report<'_> {
        Report { outlets: &self.outlets, ..self.report.clone() }
    }

    /// The place of `words` in the draft.
    #[track_caller]
    fn place(&self, words: &str) -> Span {
        place(&self.report.draft.text, words)
    }

    /// Adds a paragraph of the draft, which has `words`.
    #[track_caller]
    fn paragraph(&mut self, kind: ParagraphKind, words: &str) {
        let span = self.place(words);
        let plain = Plain::verbatim(words, span.start);
        self.report.draft.paragraphs.push(Paragraph { kind, plain });
    }

    /// Adds a sentence that is a claim.
    #[track_caller]
    fn claim(&mut self, paragraph: usize, words: &str, checkable: Checkable) -> usize {
        let span = self.place(words);
        self.report.claims.sentences.push((paragraph, span));
        let plain = Plain::verbatim(words, span.start);
        let claim = Claim { paragraph, plain, checkable, facets: Vec::new() };
        self.report.claims.claims.push(claim);
        self.report.claims.claims.len() - 1
    }

    /// Adds a citation; its attribution is `(Sources: …)` around the label.
    #[track_caller]
    fn cite(&mut self, paragraph: usize, label: &str) {
        let inside = self.report.draft.paragraphs[paragraph].span();
        let text = inside.of(&self.report.draft.text);
        let span = place(text, label).shift(inside.start);
        let open = text.find('(').unwrap() + inside.start;
        let source = Span::new(open, inside.end);
        let known = &mut self.report.citations.attributions;
        if known.last().is_none_or(|last| last.paragraph != paragraph) {
            let span = Span::new(open - inside.start, inside.len());
            known.push(Attribution { paragraph, span, source, tail: true });
        }
        self.report.citations.citations.push(Citation {
            paragraph,
            span,
            label: label.to_owned(),
            resolution: Resolution::Unknown(Vec::new()),
            year: None,
            date: None,
            url: None,
            description: None,
            via: None,
        });
    }

    fn rule_on(
        &mut self,
        claim: usize,
        citation: usize,
        verdict: Verdict,
        page: Option<usize>,
    ) {
        self.report.rulings.push(Ruling {
            claim,
            citation,
            verdict,
            rule: None,
            score: 0.5,
            page,
            passages: Vec::new(),
            differences: Vec::new(),
            unsupported: Vec::new(),
            whole: true,
        });
    }

    /// Adds a finding on the first claim, at `words`.
    #[track_caller]
    pub(super) fn find(&mut self, rule: Rule, words: &str) {
        let mut finding =
            Finding::new(rule, self.place(words), rule.summary().to_owned());
        finding.claim = Some(0);
        self.report.findings.push(finding);
    }

    /// Adds a difference on the first claim and the first page.
    #[track_caller]
    pub(super) fn differ(&mut self, kind: Kind, ours: &str, theirs: &str) {
        let claim = place(self.report.claims.claims[0].text(), ours);
        let page = place(&self.report.shelf.pages[0].page.text, theirs);
        let mut finding =
            Finding::new(Rule::NegationFlip, claim, "they differ".to_owned());
        finding.claim = Some(0);
        finding.page = Some(0);
        finding.differences.push(Difference { kind, claim, page });
        self.report.findings.push(finding);
    }
}

#[track_caller]
fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

/// A draft without anything in it.
pub(super) fn empty() -> Sample {
    draft("empty.txt", "")
}

fn draft(name: &str, text: &str) -> Sample {
    // The registry of the report itself is put in by `Sample::report`.
    static NONE: std::sync::LazyLock<Outlets> =
        std::sync::LazyLock::new(Outlets::default);
    let draft = Draft {
        name: name.to_owned(),
        text: text.to_owned(),
        paragraphs: Vec::new(),
        links: Vec::new(),
        date: None,
        sources: Vec::new(),
        format: Format::Text,
        sha256: "0".repeat(64),
        notes: Vec::new(),
    };
    let report = Report {
        outlets: &NONE,
        draft,
        claims: Claims::default(),
        citations: Citations::default(),
        leads: Vec::new(),
        shelf: Shelf::default(),
        rulings: Vec::new(),
        findings: Vec::new(),
    };
    Sample { outlets: Outlets::default(), report }
}

fn page(site: &str, url: &str, title: &str, text: &str) -> Shelved {
    let mut page = Page {
        url: Some(url.to_owned()),
        site: Some(site.to_owned()),
        title: Some(title.to_owned()),
        published: Some(Dated::on(date(2026, 1, 22), Tier::Meta)),
        text: text.to_owned(),
        ..Page::default()
    };
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        page.passages.push(Passage { span, kind: PassageKind::Text });
        at += line.len() + 1;
    }
    Shelved { name: format!("{site}.html"), page, ..Shelved::default() }
}

/// One sentence, which is a claim, and a page of one line.
pub(super) fn one_claim(words: &str) -> Sample {
    let mut sample = draft("one.txt", words);
    sample.paragraph(ParagraphKind::Text, words);
    sample.claim(0, words, Checkable::Yes);
    let shelved =
        page("The Quay", "https://quay.example/a", "A", "It is not innovation.");
    sample.report.shelf.pages.push(shelved.into());
    sample
}

/// A report in which every text that comes from outside holds `hostile`.
pub(super) fn hostile(hostile: &str) -> Sample {
    let words = format!("One {hostile} two.");
    let text = format!("{words} (Source: L{hostile})");
    let mut sample = draft(&format!("d{hostile}.txt"), &text);
    sample.paragraph(ParagraphKind::Title, &text);
    sample.claim(0, &words, Checkable::Yes);
    sample.cite(0, &format!("L{hostile}"));
    let url = format!("https://quay.example/{hostile}");
    let theirs = format!("One {hostile} not two.");
    let shelved = page(&format!("S{hostile}"), &url, &format!("T{hostile}"), &theirs);
    sample.report.shelf.pages.push(shelved.into());
    sample.rule_on(1, 0, Verdict::Altered, Some(0));
    sample.differ(Kind::Number, "two", "not two");
    sample.find(Rule::NotStated, "two");
    for finding in &mut sample.report.findings {
        finding.message = format!("m{hostile}");
        finding.help = format!("h{hostile}");
        finding.page = Some(0);
        finding.evidence.push((0, Span::new(0, theirs.len())));
    }
    sample
}

const CAMPAIGN: &str = "\
Orchestras back pledge on recorded music
More than 800 players from 42 orchestras have signed a pledge against the unlicensed use of recordings. Most of them work in Europe. (Sources: The Quay, Harbour Post)

\"Copying our playing is progress. It is not homage. It is plainly and simply a shortcut,\" the pledge declares, urging companies to pay for what they use. (Source: The Quay)

Is that fair? Organisers say that talks with three labels will start in May. (Sources: Harbour Post, Lantern)

Ticket sales rose by a tenth in the same year.
";

/// A draft with a bit of everything.
pub(super) fn campaign() -> Sample {
    let mut sample = draft("drafts/pledge.txt", CAMPAIGN);
    let lines: Vec<&str> = CAMPAIGN.lines().filter(|line| !line.is_empty()).collect();
    sample.paragraph(ParagraphKind::Title, lines[0]);
    for line in &lines[1..] {
        sample.paragraph(ParagraphKind::Text, line);
    }
    campaign_claims(&mut sample, &lines);
    campaign_pages(&mut sample);
    for (claim, citation, verdict, page) in [
        (1, 0, Verdict::Altered, Some(0)),
        (1, 1, Verdict::Absent, Some(1)),
        (2, 0, Verdict::Supported, Some(0)),
        (2, 1, Verdict::Absent, Some(1)),
        (3, 2, Verdict::Altered, Some(0)),
        (5, 3, Verdict::Partial, Some(1)),
        (5, 4, Verdict::Unread, Some(2)),
    ] {
        sample.rule_on(claim, citation, verdict, page);
    }
    campaign_findings(&mut sample);
    sample
}

fn campaign_claims(sample: &mut Sample, lines: &[&str]) {
    sample.claim(0, lines[0], Checkable::Heading);
    for words in [
        "More than 800 players from 42 orchestras have signed a pledge against the unlicensed use of recordings.",
        "Most of them work in Europe.",
    ] {
        sample.claim(1, words, Checkable::Yes);
    }
    let statement = lines[2].split(" (Source").next().unwrap();
    sample.claim(2, statement, Checkable::Yes);
    sample.claim(3, "Is that fair?", Checkable::Question);
    let talks = "Organisers say that talks with three labels will start in May.";
    sample.claim(3, talks, Checkable::Yes);
    sample.claim(4, lines[4], Checkable::Yes);
    let quoted = "Copying our playing is progress. It is not homage. It is plainly and simply a shortcut,";
    let claim = &mut sample.report.claims.claims[3];
    claim.facets.push(Facet {
        span: place(claim.text(), quoted),
        value: Value::Quotation {
            speaker: Some(Speaker {
                span: place(claim.text(), "the pledge"),
                name: None,
            }),
        },
    });
    for (paragraph, label) in [
        (1, "The Quay"),
        (1, "Harbour Post"),
        (2, "The Quay"),
        (3, "Harbour Post"),
        (3, "Lantern"),
    ] {
        sample.cite(paragraph, label);
    }
}

fn campaign_pages(sample: &mut Sample) {
    let quay = page(
        "The Quay",
        "https://quay.example/2026/pledge",
        "Players of 42 orchestras pledge not to be copied",
        "Over 700 players from 42 orchestras have put their names to a pledge against recordings being used without a licence.\n\
         “Copying our playing is not progress. It is not homage. It is plainly and simply theft,” it says.",
    );
    let mut post = page(
        "Harbour Post",
        "https://post.example/talks?id=7#top",
        "Labels to talk",
        "Talks with three labels are planned, the organisers say, though no month was given.",
    );
    post.page.published = None;
    let mut lantern = page("Lantern", "https://lantern.example/x", "Pledge", "");
    lantern.page.wall = Some(Wall::Paywall);
    sample.report.shelf.pages = [quay, post, lantern].map(Arc::new).to_vec();
}

fn campaign_findings(sample: &mut Sample) {
    let text = sample.report.shelf.pages[0].page.text.clone();
    let claims = sample.report.claims.claims.clone();
    let mut figure = Finding::new(
        Rule::NumberMismatch,
        sample.place("800"),
        "the draft has more than 800 players, The Quay over 700".to_owned(),
    );
    figure.claim = Some(1);
    figure.citation = Some(0);
    figure.page = Some(0);
    figure.evidence.push((0, Span::new(0, text.find('\n').unwrap())));
    figure.differences.push(Difference {
        kind: Kind::Number,
        claim: place(claims[1].text(), "More than 800"),
        page: place(&text, "Over 700"),
    });
    let mut quote = Finding::new(
        Rule::QuoteAltered,
        sample.place("progress"),
        "2 words of the quotation are not The Quay's".to_owned(),
    );
    quote.claim = Some(3);
    quote.citation = Some(2);
    quote.page = Some(0);
    for (ours, theirs) in [("is progress", "is not progress"), ("a shortcut,", "theft,")]
    {
        quote.differences.push(Difference {
            kind: Kind::Quotation,
            claim: place(claims[3].text(), ours),
            page: place(&text, theirs),
        });
    }
    let mut part = Finding::new(
        Rule::PartlySupported,
        sample.place("start in May"),
        "Harbour Post states some of it; Lantern could not be read (paywall)".to_owned(),
    );
    part.claim = Some(5);
    part.citation = Some(3);
    part.page = Some(1);
    let post = sample.report.shelf.pages[1].page.text.len();
    part.evidence.push((1, Span::new(0, post)));
    sample.report.rulings[5].unsupported = vec![place(claims[5].text(), "in May")];
    let last = sample.report.draft.paragraphs[4].span();
    let uncited =
        Finding::new(Rule::Uncited, last, "1 claim and no outlet named".to_owned());
    sample.report.findings = vec![figure, quote, part, uncited];
    for name in ["scan.txt", "notes/clip.html"] {
        let message = format!("{name}: nothing in it tells its outlet");
        let finding = Finding::new(Rule::PageUnidentified, Span::default(), message);
        sample.report.findings.push(finding);
    }
}
