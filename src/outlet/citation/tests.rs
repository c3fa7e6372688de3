//! The table of what attributions look like. To teach the grammar a form, add its row.

use super::*;
use crate::outlet::sample::{self, Sample};
use crate::text::Plain;

/// A draft with a paragraph for each line, in which `[words](address)` is a link and
/// `[^address: note]` a footnote.
pub(super) fn draft(text: &str) -> Draft {
    let (mut paragraphs, mut links) = (Vec::new(), Vec::new());
    let mut at = 0;
    for (index, line) in text.split('\n').enumerate() {
        let mut plain = Plain::default();
        let mut rest = line;
        while let Some([before, words, url, after]) = split_link(rest) {
            let here = at + (line.len() - rest.len());
            plain.push(before, Span::new(here, here + before.len()));
            let start = plain.text().len();
            let open = here + before.len() + 1;
            let note = words.strip_prefix('^');
            if note.is_none() {
                plain.push(words, Span::new(open, open + words.len()));
            }
            links.push(Link {
                paragraph: index,
                span: Span::new(start, plain.text().len()),
                url: url.to_owned(),
                label: note.unwrap_or(words).to_owned(),
                footnote: note.is_some(),
            });
            rest = after;
        }
        let here = at + (line.len() - rest.len());
        plain.push(rest, Span::new(here, here + rest.len()));
        paragraphs.push(Paragraph { kind: ParagraphKind::Text, plain });
        at += line.len() + 1;
    }
    Draft {
        name: "draft".to_owned(),
        text: text.to_owned(),
        paragraphs,
        links,
        date: None,
        sources: Vec::new(),
        format: crate::draft::Format::Text,
        sha256: String::new(),
        notes: Vec::new(),
    }
}

/// The first `[words](address)` of `text`: what is before, the words, the address, the rest.
fn split_link(text: &str) -> Option<[&str; 4]> {
    let (before, after) = text.split_once("](")?;
    let (before, words) = before.rsplit_once('[')?;
    let (url, rest) = after.split_once(')')?;
    Some([before, words, url, rest])
}

/// A citation on one line: `label=outlet EDITION date <address> via label {description}`.
pub(super) fn show(citation: &Citation) -> String {
    let (outlet, edition) = match &citation.resolution {
        Resolution::Known { outlet, edition, .. } => {
            (sample::name(*outlet), edition.clone())
        }
        Resolution::Ambiguous(_) => ("several", None),
        Resolution::Unknown(_) => ("unknown", None),
    };
    let date = citation.date.map(|date| date.to_string());
    [
        Some(format!("{}={outlet}", citation.label)),
        edition,
        date.or(citation.year.map(|year| year.to_string())),
        citation.url.as_ref().map(|url| format!("<{url}>")),
        citation.via.as_ref().map(|via| format!("via {via}")),
        citation.description.as_ref().map(|words| format!("{{{words}}}")),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ")
}

/// What is read from `text`: citations as [`show`] writes them, and notes as
/// `rule: place`.
#[track_caller]
fn check(text: &str, citations: &[&str], notes: &[&str]) -> Citations {
    let read = read(&draft(text), &Sample);
    let shown: Vec<String> = read.citations.iter().map(show).collect();
    assert_eq!(shown, citations, "{text}");
    let shown: Vec<String> = read
        .notes
        .iter()
        .map(|note| format!("{}: {}", note.rule, note.span.of(text)))
        .collect();
    assert_eq!(shown, notes, "{text}");
    read
}

const GUARDIAN_WRAP: &[&str] = &["The Guardian=guardian", "TheWrap=thewrap"];

#[test]
fn the_place_of_a_citation_takes_in_its_year() {
    let text = "It fell. (Sources: The Guardian 2023, The Guardian)";
    let read = read(&draft(text), &Sample);
    let places: Vec<&str> = read.citations.iter().map(|c| c.span.of(text)).collect();
    assert_eq!(places, ["The Guardian 2023", "The Guardian"]);
}

#[test]
fn brackets_lines_and_dashes_set_an_attribution_apart() {
    for tail in [
        "(Sources: The Guardian, TheWrap)",
        "(sources: The Guardian, TheWrap)",
        "(SOURCES: The Guardian, TheWrap)",
        "(Source: The Guardian, TheWrap)",
        "(Sourced from The Guardian, TheWrap)",
        "(Sources The Guardian, TheWrap)",
        "(via The Guardian, TheWrap)",
        "[Sources: The Guardian, TheWrap]",
        "（Sources： The Guardian，TheWrap）",
        "【Sources: The Guardian、TheWrap】",
        "(Sources: The Guardian; TheWrap)",
        "(Sources: The Guardian；TheWrap)",
        "(Sources: The Guardian / TheWrap)",
        "(Sources: The Guardian/TheWrap)",
        "(Sources: The Guardian and TheWrap)",
        "(Sources: The Guardian, and TheWrap)",
        "(Sources: The Guardian & TheWrap)",
        "(Sources: The Guardian, TheWrap).",
        "*(Sources: The Guardian, TheWrap)*",
        "_(Sources: The Guardian, TheWrap)_.",
        "(**Sources:** The Guardian, TheWrap)",
        "(Sources: *The Guardian*, *TheWrap*)",
        "(Sources: The Guardian, TheWrap.)",
        "— Sources: The Guardian; TheWrap",
        "- Sources: The Guardian; TheWrap",
        "– via The Guardian, TheWrap",
        "Sources: The Guardian; TheWrap.",
        "Via The Guardian and TheWrap",
        "(The Guardian, TheWrap)",
        "[The Guardian; TheWrap].",
    ] {
        let text = format!("It fell on Monday. {tail}");
        let read = check(&text, GUARDIAN_WRAP, &[]);
        let [found] = &read.attributions[..] else {
            panic!("{text}: not one attribution")
        };
        assert!(found.tail, "{text}");
        assert_eq!(found.source.of(&text).trim(), tail, "{text}");
    }
}

#[test]
fn a_closing_quotation_mark_after_the_brackets_is_not_theirs() {
    let read = check("“It fell (Source: TheWrap).”", &["TheWrap=thewrap"], &[]);
    assert_eq!(
        read.attributions[0].span.of("“It fell (Source: TheWrap).”"),
        "(Source: TheWrap)."
    );
}

#[test]
fn an_attribution_between_sentences_is_set_apart_too() {
    let read = check("It fell (Source: TheWrap). It rose.", &["TheWrap=thewrap"], &[]);
    assert!(read.attributions[0].tail);
}

#[test]
fn an_attribution_of_its_own_speaks_for_the_paragraph_before() {
    for line in [
        "(Sources: The Guardian, TheWrap)",
        "Sources: The Guardian; TheWrap",
        "*— via The Guardian, TheWrap*",
    ] {
        let read =
            check(&format!("It fell.\nIt rose.\n{line}\nIt fell."), GUARDIAN_WRAP, &[]);
        assert_eq!(read.attributions[0].paragraph, 1);
        assert!(read.citations.iter().all(|citation| citation.paragraph == 1));
    }
    let read = check(
        "It fell.\n(Source: TheWrap)\n(Source: The Verge)",
        &["TheWrap=thewrap", "The Verge=verge"],
        &[],
    );
    assert!(read.citations.iter().all(|citation| citation.paragraph == 0));
}

#[test]
fn several_attributions_may_end_a_paragraph() {
    check(
        "It fell. (The Verge) (Source: TheWrap) (via AP)",
        &["The Verge=verge", "TheWrap=thewrap", "AP=ap"],
        &[],
    );
}

/// What stands in an attribution, and the citations it is read as.
type Row = (&'static str, &'static [&'static str]);

/// Names, and what parts them.
const LABELS: &[Row] = &[
    ("TheWrap", &["TheWrap=thewrap"]),
    ("TheVerge", &["TheVerge=verge"]),
    ("AP, AFP", &["AP=ap", "AFP=afp"]),
    ("U.S. CENTCOM", &["U.S. CENTCOM=us centcom"]),
    ("U.S. CENTCOM, AP.", &["U.S. CENTCOM=us centcom", "AP=ap"]),
    ("Investing.com", &["Investing.com=investing com"]),
    ("Investing.com/Reuters", &["Investing.com=investing com", "Reuters=reuters"]),
    (
        "Variety AU, The Guardian US",
        &["Variety AU=variety AU", "The Guardian US=guardian US"],
    ),
    ("Variety (AU)", &["Variety (AU)=variety AU"]),
    ("The Guardian Nigeria", &["The Guardian Nigeria=guardian nigeria"]),
    (
        "Channel 4, France 24, 1843, Studio 10, News18",
        &[
            "Channel 4=channel 4",
            "France 24=france 24",
            "1843=1843",
            "Studio 10=studio 10",
            "News18=news18",
        ],
    ),
    ("Press and Journal", &["Press and Journal=press and journal"]),
    (
        "AP, Press and Journal, Reuters",
        &["AP=ap", "Press and Journal=press and journal", "Reuters=reuters"],
    ),
    (
        "Wall Street Journal & Co",
        &["Wall Street Journal & Co=wall street journal and co"],
    ),
    (
        "The Guardian — AP - TheWrap",
        &["The Guardian=guardian", "AP=ap", "TheWrap=thewrap"],
    ),
    ("The Guardian • AP", &["The Guardian=guardian", "AP=ap"]),
    ("(The Guardian), [AP]", &["The Guardian=guardian", "AP=ap"]),
    ("'The Guardian', “AP”", &["The Guardian=guardian", "AP=ap"]),
];

/// Dates and years beside a name.
const DATES: &[Row] = &[
    (
        "The Guardian 2023, India Today",
        &["The Guardian=guardian 2023", "India Today=india today"],
    ),
    ("The Guardian (2023)", &["The Guardian=guardian 2023"]),
    ("The Guardian, 2023", &["The Guardian=guardian 2023"]),
    ("The Guardian, 2023, TheWrap", &["The Guardian=guardian 2023", "TheWrap=thewrap"]),
    (
        "The Guardian, 2016-02-25; Digiday, 2016-10-13",
        &["The Guardian=guardian 2016-02-25", "Digiday=digiday 2016-10-13"],
    ),
    ("The Guardian, Mar 16–19, 2026", &["The Guardian=guardian 2026"]),
    (
        "The Guardian, January 22, 2026, TheWrap",
        &["The Guardian=guardian 2026-01-22", "TheWrap=thewrap"],
    ),
    ("The Guardian, Thursday, January 22, 2026", &["The Guardian=guardian 2026-01-22"]),
    ("The Guardian January 22, 2026", &["The Guardian=guardian 2026-01-22"]),
    (
        "The Guardian 22 January 2026/TheWrap",
        &["The Guardian=guardian 2026-01-22", "TheWrap=thewrap"],
    ),
    ("The Guardian (22/01/2026)", &["The Guardian=guardian 2026-01-22"]),
    ("The Guardian, 22/01/2026", &["The Guardian=guardian 2026-01-22"]),
    ("The Guardian, January 2026", &["The Guardian=guardian 2026"]),
    (
        "Digiday, 2016-10-13, 2016-10-20",
        &["Digiday=digiday 2016-10-13", "Digiday=digiday 2016-10-20"],
    ),
    ("BBC Radio 4 2023", &["BBC Radio 4=bbc radio 4 2023"]),
    (
        "Press and Journal, 2 March 2026",
        &["Press and Journal=press and journal 2026-03-02"],
    ),
    (
        "The Guardian (US edition, 2023) and AP",
        &["The Guardian=guardian {US edition, 2023}", "AP=ap"],
    ),
    ("The Guardian – 16 March 2026", &["The Guardian=guardian 2026-03-16"]),
    ("The Guardian, Mar 16 – 19, 2026", &["The Guardian=guardian 2026"]),
    (
        "The Guardian, 2 March 2026 and 4 March 2026",
        &["The Guardian=guardian 2026-03-02", "The Guardian=guardian 2026-03-04"],
    ),
];

/// Words about the article.
const DESCRIPTIONS: &[Row] = &[
    (
        "The Guardian article on AI licensing",
        &["The Guardian=guardian {article on AI licensing}"],
    ),
    (
        "The Guardian article on film and music; TheWrap",
        &["The Guardian=guardian {article on film, music}", "TheWrap=thewrap"],
    ),
    (
        "The Guardian’s report on AI, TheWrap interview with the head",
        &[
            "The Guardian=guardian {report on AI}",
            "TheWrap=thewrap {interview with the head}",
        ],
    ),
    ("Guardian (exclusive)", &["Guardian=guardian {exclusive}"]),
    (
        "The Guardian, “Artists, rallied, win”, TheWrap",
        &["The Guardian=guardian {“Artists, rallied, win”}", "TheWrap=thewrap"],
    ),
    (
        "The Guardian – Artists rally again",
        &["The Guardian=guardian {Artists rally again}"],
    ),
    (
        "The Guardian, page 4; AP, p. 2",
        &["The Guardian=guardian {page 4}", "AP=ap {p. 2}"],
    ),
    (
        "The Guardian, accessed today, AP",
        &["The Guardian=guardian {accessed today}", "AP=ap"],
    ),
];

#[test]
fn labels_dates_and_descriptions() {
    for (list, expected) in LABELS.iter().chain(DATES).chain(DESCRIPTIONS) {
        check(&format!("It fell. (Sources: {list})"), expected, &[]);
    }
}

#[test]
fn second_hand_citations_name_what_they_were_read_in() {
    for (list, expected) in [
        (
            "Business Insider, citing the Financial Times",
            &[
                "Business Insider=business insider",
                "the Financial Times=financial times via Business Insider",
            ][..],
        ),
        (
            "Business Insider citing AP and AFP",
            &[
                "Business Insider=business insider",
                "AP=ap via Business Insider",
                "AFP=afp via Business Insider",
            ],
        ),
        (
            "Business Insider, citing AP; AFP",
            &[
                "Business Insider=business insider",
                "AP=ap via Business Insider",
                "AFP=afp",
            ],
        ),
        ("Reuters via Yahoo", &["Reuters=reuters via Yahoo", "Yahoo=yahoo"]),
        (
            "The Verge, AP and AFP via Yahoo",
            &["The Verge=verge", "AP=ap via Yahoo", "AFP=afp via Yahoo", "Yahoo=yahoo"],
        ),
        ("The Verge quoting AP", &["The Verge=verge", "AP=ap via The Verge"]),
        (
            "U.S. CENTCOM, as reported by Reuters",
            &["U.S. CENTCOM=us centcom via Reuters", "Reuters=reuters"],
        ),
        ("AP/Guardian", &["AP=ap", "Guardian=guardian"]),
    ] {
        check(&format!("It fell. (Sources: {list})"), expected, &[]);
    }
}

#[test]
fn addresses_stand_in_a_list() {
    for (list, expected) in [
        (
            "https://www.theguardian.com/a,b/c",
            &[
                "https://www.theguardian.com/a,b/c=guardian <https://www.theguardian.com/a,b/c>",
            ][..],
        ),
        (
            "www.thewrap.com/a, AP",
            &["www.thewrap.com/a=thewrap <https://www.thewrap.com/a>", "AP=ap"],
        ),
        (
            "theguardian.com/a; AP",
            &["theguardian.com/a=guardian <https://theguardian.com/a>", "AP=ap"],
        ),
        (
            "The Guardian, https://theguardian.com/a",
            &["The Guardian=guardian <https://theguardian.com/a>"],
        ),
        (
            "The Guardian: https://theguardian.com/a, AP",
            &["The Guardian=guardian <https://theguardian.com/a>", "AP=ap"],
        ),
        (
            "AP, https://theguardian.com/a",
            &["AP=ap", "https://theguardian.com/a=guardian <https://theguardian.com/a>"],
        ),
    ] {
        check(&format!("It fell. (Sources: {list})"), expected, &[]);
    }
    let text = "It fell. (Source: https://a.example/x)";
    check(
        text,
        &["https://a.example/x=unknown <https://a.example/x>"],
        &["unknown-outlet: https://a.example/x"],
    );
}

#[test]
fn links_give_the_address_of_the_label_they_cover() {
    check(
        "It fell. (Sources: [The Guardian](https://theguardian.com/a), [TheWrap](https://thewrap.com/b), AP)",
        &[
            "The Guardian=guardian <https://theguardian.com/a>",
            "TheWrap=thewrap <https://thewrap.com/b>",
            "AP=ap",
        ],
        &[],
    );
    check(
        "It fell. ([Source](https://theguardian.com/a))",
        &["Source=guardian <https://theguardian.com/a>"],
        &[],
    );
    check(
        "It fell. (Source: [the ministry](https://a.example/x))",
        &["the ministry=unknown <https://a.example/x>"],
        &["unknown-outlet: the ministry"],
    );
}

#[test]
fn a_link_to_a_known_outlet_is_a_citation_wherever_it_stands() {
    let read = check(
        "It [fell on Monday](https://theguardian.com/a) and [rose](https://a.example/x).",
        &["fell on Monday=guardian <https://theguardian.com/a>"],
        &[],
    );
    assert!(!read.attributions[0].tail);
    check(
        "[The Guardian reported](https://theguardian.com/a) a fall.",
        &["The Guardian=guardian <https://theguardian.com/a>"],
        &[],
    );
}

#[test]
fn footnotes_are_citations() {
    check(
        "It fell.[^The Guardian, 22 January 2026](https://theguardian.com/a)",
        &["The Guardian=guardian 2026-01-22 <https://theguardian.com/a>"],
        &[],
    );
    check(
        "It fell.[^Sources: AP, TheWrap]() It rose.[^See the annex.]()",
        &["AP=ap", "TheWrap=thewrap"],
        &[],
    );
    check("It fell.[^The Guardian, 2023]()", &["The Guardian=guardian 2023"], &[]);
}

#[test]
fn the_address_of_a_link_is_surer_than_its_words() {
    check(
        "It fell.[^The Guardian, 2023, and TheWrap](https://thewrap.com/b)",
        &["TheWrap=thewrap <https://thewrap.com/b>"],
        &[],
    );
    check(
        "As [The Guardian](https://thewrap.com/b) says, it fell.",
        &["The Guardian=thewrap <https://thewrap.com/b>"],
        &[],
    );
    check(
        "It fell.[^The Guardian](https://a.example/b)",
        &["The Guardian=guardian <https://a.example/b>"],
        &[],
    );
}

#[test]
fn a_name_after_a_dash_is_never_taken_for_a_title() {
    check(
        "It fell. (Sources: The Guardian — The Vrge)",
        &["The Guardian=guardian", "The Vrge=unknown"],
        &["unknown-outlet: The Vrge"],
    );
}

#[test]
fn outlets_named_in_sentences_are_inline() {
    let read = check(
        "The Guardian reported a fall. (Source: AP)",
        &["The Guardian=guardian", "AP=ap"],
        &[],
    );
    assert_eq!(
        read.attributions.iter().map(|a| a.tail).collect::<Vec<_>>(),
        [false, true]
    );
    check(
        "The Guardian and AP reported a fall.",
        &["The Guardian=guardian", "AP=ap"],
        &[],
    );
    check("It fell, the Guardian Media Group said.", &[], &[]);
}

#[test]
fn a_list_that_cannot_be_read_is_never_silent() {
    for (tail, citations, place) in [
        ("(Sources: )", &[][..], "(Sources: )"),
        ("(Sources:)", &[], "(Sources:)"),
        ("(Sources: —, …)", &[], "—, …"),
        ("(Sources: The Guardian,, )", &["The Guardian=guardian"], ",,"),
        ("(Sources: , The Guardian)", &["The Guardian=guardian"], " ,"),
        (
            "(Sources: The Guardian, TheWrap",
            GUARDIAN_WRAP,
            "(Sources: The Guardian, TheWrap",
        ),
        (
            "Sources: The Guardian, TheWrap)",
            GUARDIAN_WRAP,
            "Sources: The Guardian, TheWrap)",
        ),
        ("(Source: 2023)", &[], "2023"),
    ] {
        let text = format!("It fell. {tail}");
        let read = read(&draft(&text), &Sample);
        assert_eq!(
            read.citations.iter().map(show).collect::<Vec<_>>(),
            citations,
            "{text}"
        );
        let note = &read.notes[0];
        assert_eq!(note.rule, Rule::MalformedAttribution, "{text}");
        assert_eq!(note.span.of(&text).trim(), place.trim(), "{text}");
    }
    let prose = "it fell ".repeat(40);
    let text = format!("It fell. (Source: {prose})");
    check(&text, &[], &[&format!("malformed-attribution: {}", prose.trim())]);
}

#[test]
fn labels_that_mean_no_one_outlet_are_noted_at_their_place() {
    let read = check(
        "It fell. (Sources: The Gaurdian 2023, The Sentinel, AP)",
        &["The Gaurdian=unknown 2023", "The Sentinel=several", "AP=ap"],
        &["unknown-outlet: The Gaurdian", "ambiguous-outlet: The Sentinel"],
    );
    assert_eq!(
        read.notes[0].message,
        "no outlet is called \"The Gaurdian\"; nearest: The Guardian"
    );
}

#[test]
fn an_outlet_is_named_twice_only_if_nothing_tells_the_articles_apart() {
    check(
        "It fell. (Sources: The Guardian, Guardian)",
        &["The Guardian=guardian", "Guardian=guardian"],
        &["duplicate-outlet: Guardian"],
    );
    check(
        "It fell. (Sources: The Guardian, The Guardian 2023, Guardian US)",
        &[
            "The Guardian=guardian",
            "The Guardian=guardian 2023",
            "Guardian US=guardian US",
        ],
        &[],
    );
    check("It fell. (Source: AP) It rose. (Source: AP)", &["AP=ap", "AP=ap"], &[]);
}

#[test]
fn vague_words_are_noted_in_prose_and_in_lists() {
    check(
        "According to reports, it fell. (Sources: AP, other outlets)",
        &["AP=ap"],
        &["vague-attribution: According to reports", "vague-attribution: other outlets"],
    );
    check("Critics say it fell. It reportedly rose.", &[], &[]);
}

#[test]
fn brackets_for_another_reason_are_no_attribution() {
    for text in [
        "It fell (and rose).",
        "It fell. (See the annex)",
        "It fell (source code is public).",
        "They met (via video link).",
        "It was on at AP (Monday).",
        "It joined the Associated Press (AP).",
        "She named her sources: the minister and two aides.",
        "Via Appia is a road.",
        "It fell (The Guardian, the minister).",
        "(according to the minister, it fell)",
        "1) It fell :) and rose (",
    ] {
        check(text, &[], &[]);
    }
}

#[test]
fn a_headline_with_a_colon_is_no_attribution() {
    let mut draft = draft("Sources: minister to resign");
    draft.paragraphs[0].kind = ParagraphKind::Title;
    assert_eq!(read(&draft, &Sample), Citations::default());
}

/// A draft as they come: one paragraph a line, a title, lists of two or three.
#[test]
fn a_whole_draft_is_read() {
    let text = "Harbour towns ask for a say in the planning of wind farms\n\
        More than forty towns have signed a letter. It names Ester Lind of Vik. (Sources: The Guardian, TheWrap)\n\
        According to reports, ministers weigh a new law. (Sources: The Guardian, Variety AU)\n\
        Reports also note the cost of cables. “We were not asked. We will be,” the letter says. (Sources: The Guardian 2023, India Today)\n\
        Supporters say it goes beyond one coast. (Sources: TheWrap, The Independent, The Guardian)";
    let mut draft = draft(text);
    draft.paragraphs[0].kind = ParagraphKind::Title;
    let read = read(&draft, &Sample);
    assert_eq!(read.citations.len(), 9);
    let count = |rule| read.notes.iter().filter(|note| note.rule == rule).count();
    assert_eq!(count(Rule::VagueAttribution), 2);
    assert_eq!(read.notes.len(), 2);
    let labels: BTreeSet<String> = read.citations.iter().map(show).collect();
    assert_eq!(labels.len(), 6);
    let paragraphs: Vec<usize> = read.citations.iter().map(|c| c.paragraph).collect();
    assert_eq!(paragraphs, [1, 1, 2, 2, 3, 3, 4, 4, 4]);
}

/// Text built to make a careless reader look at the same characters again and again: it
/// would take hours if the work grew with the square of the length.
#[test]
fn hostile_text_takes_linear_time() {
    let repeat = |part: &str, len: usize| part.repeat(len / part.len());
    for text in [
        repeat("(", 100_000),
        repeat("[", 50_000) + &repeat(")", 50_000),
        repeat("(", 50_000) + &repeat(")", 50_000),
        repeat("(Sources: ", 100_000),
        repeat("(Sources:[", 100_000),
        repeat("(Source: ", 50_000) + &repeat(")", 50_000),
        format!("(Sources: {})", repeat(",", 1_000_000)),
        format!("(Sources: {}", repeat("a,", 60_000)),
        format!("(Sources: {})", repeat("\"a", 60_000)),
        format!("(Sources: {})", repeat("*a", 60_000)),
        format!("(Sources: {})", repeat("“", 60_000)),
        format!("(Sources: {})", repeat("www.a,", 20_000)),
        format!("(Sources: {})", repeat("a (", 60_000)),
        format!("(Sources: {})", repeat("a and b via ", 30_000)),
        repeat(". via A", 60_000),
        repeat("according to The ", 60_000),
        repeat("A reported ", 60_000),
        repeat("reports also ", 60_000),
        repeat("some media ", 60_000),
        repeat("* ", 60_000),
        repeat("source ", 60_000),
        repeat(". Sources: A ", 60_000),
        repeat("(AP)", 60_000),
    ] {
        let read = read(&draft(&text), &Sample);
        for note in &read.notes {
            assert!(text.get(note.span.start..note.span.end).is_some());
        }
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Pieces that attributions are made of, to be put together at random.
    const PIECES: &[&str] = &[
        "(",
        ")",
        "[",
        "]",
        "（",
        "）",
        "【",
        "Sources:",
        "source",
        "via ",
        "citing ",
        ", ",
        ";",
        "/",
        " and ",
        "&",
        "The Guardian",
        "AP",
        "Press and Journal",
        "2023",
        "2026-02-25",
        "Mar 16–19, 2026",
        "https://theguardian.com/a",
        "www.",
        "“",
        "”",
        "\"",
        "’s",
        "*",
        "_",
        "\n",
        " ",
        ".",
        ":",
        "—",
        "-",
        "é",
        "\u{3000}",
        "\u{202e}",
        "😀",
        "article on x",
        "according to ",
        "told ",
        " reported ",
        "reports ",
        "sources say",
        "[a](https://b.c)",
        "[^AP](https://thewrap.com/x)",
        "[^Source: AP]()",
        "西",
        "A.B",
        "the ",
    ];

    fn text() -> impl Strategy<Value = String> {
        let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..24);
        prop_oneof![pieces.prop_map(|pieces| pieces.concat()), "(?s).{0,80}"]
    }

    proptest! {
        #[test]
        fn every_place_is_in_the_draft(text in text()) {
            let draft = draft(&text);
            let read = read(&draft, &Sample);
            let slices = |span: Span| text.get(span.start..span.end).is_some();
            for attribution in &read.attributions {
                prop_assert!(slices(attribution.source));
                let within = draft
                    .paragraphs
                    .iter()
                    .find(|p| p.span().contains(attribution.source))
                    .expect("it is in a paragraph");
                let plain = within.plain.text();
                prop_assert!(plain.get(attribution.span.start..attribution.span.end).is_some());
                prop_assert!(attribution.paragraph < draft.paragraphs.len());
            }
            let places = read.citations.iter().map(|citation| citation.span);
            for span in places.chain(read.notes.iter().map(|note| note.span)) {
                prop_assert!(slices(span));
                prop_assert!(draft.paragraphs.iter().any(|p| p.span().contains(span)));
            }
            for citation in &read.citations {
                prop_assert!(!citation.label.is_empty());
            }
        }

        #[test]
        fn attributions_do_not_overlap(text in text()) {
            let read = read(&draft(&text), &Sample);
            let tails: Vec<Span> =
                read.attributions.iter().filter(|a| a.tail).map(|a| a.source).collect();
            for pair in tails.windows(2) {
                prop_assert!(!pair[0].overlaps(pair[1]));
            }
        }

        #[test]
        fn an_attribution_that_says_so_is_never_silent(inside in "[^\\[\\]()（）［］【】\n]{0,40}") {
            let read = read(&draft(&format!("It fell. (Sources: {inside})")), &Sample);
            prop_assert!(!read.citations.is_empty() || !read.notes.is_empty());
        }
    }
}
