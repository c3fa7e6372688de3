//! The rules: everything veracite can find fault with, each stated once.
//!
//! The slug is the rule's id everywhere: reports, settings, `explain`, ignore comments.
//! `explain`, the SARIF rule list and the README table are all made from this file.

use std::fmt;

/// How much a finding matters. Declared from least to most pressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// An editor should look.
    Warning,
    /// The draft is wrong, or cannot be checked as it stands.
    Error,
}

impl Severity {
    /// The word used in reports and settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Declares [`Rule`] and the facts about each rule, once.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident, $slug:literal, $severity:ident, $summary:literal,
        example: $example:literal, fix: $fix:literal;)*) => {
        /// A rule that a finding or a note is made under.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* #[doc = $summary] $name,)*
        }

        impl Rule {
            /// Every rule, in the order of `veracite explain`.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The id used in reports, settings and ignore comments.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug),* }
            }

            /// The severity when no setting says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),* }
            }

            /// When it fires, in one line.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$name => $summary),* }
            }

            /// A case in which it fires.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $(Self::$name => $example),* }
            }

            /// What an editor does about it.
            #[must_use]
            pub const fn fix(self) -> &'static str {
                match self { $(Self::$name => $fix),* }
            }
        }
    };
}

rules! {
    Uncited, "uncited", Warning,
    "a paragraph holds checkable claims and no attribution",
    example: "A paragraph states that 700 artists signed a letter, and ends without `(Source: …)`.",
    fix: "name the outlets the paragraph rests on: `(Sources: The Guardian, TheWrap)`";
    UnknownOutlet, "unknown-outlet", Error,
    "a cited label is no outlet in the registry",
    example: "`(Source: The Gaurdian)`",
    fix: "correct the spelling, or add the outlet to your own sources.toml";
    AmbiguousOutlet, "ambiguous-outlet", Error,
    "a cited label could mean more than one outlet",
    example: "`(Source: The Sentinel)`, which several papers are called",
    fix: "add the edition, place or address that tells them apart";
    MalformedAttribution, "malformed-attribution", Error,
    "an attribution is there, but its list can't be read",
    example: "`(Sources: )` or `(Sources: The Guardian,, )`",
    fix: "write the outlets' names, separated by commas";
    DuplicateOutlet, "duplicate-outlet", Note,
    "one attribution names the same outlet twice",
    example: "`(Sources: The Guardian, Guardian)`",
    fix: "name it once; give year or edition if two pages are meant";
    VagueAttribution, "vague-attribution", Note,
    "the text rests on reports that it does not name",
    example: "`According to reports, …`",
    fix: "say whose reports they are";
    QuoteAltered, "quote-altered", Error,
    "a word of the quotation is not the page's",
    example: "the draft quotes \"is innovation\"; the page has \"is not innovation\"",
    fix: "restore the page's wording, or cite the page that has this wording";
    QuoteSpliced, "quote-spliced", Error,
    "two passages are joined in one pair of quotation marks without a mark of omission",
    example: "\"We will fight. We will win.\" where the page has a paragraph between them",
    fix: "mark the cut with an ellipsis, or close and reopen the quotation";
    WrongSpeaker, "wrong-speaker", Error,
    "the page gives the quotation to someone else",
    example: "the draft has Ada Lane say what the page has Ben Ross say",
    fix: "name the speaker the page names";
    QuoteNotFound, "quote-not-found", Warning,
    "no page that was read holds the quotation",
    example: "a quotation that none of the cited outlets' pages has",
    fix: "cite the outlet that carries it, or paraphrase";
    NumberMismatch, "number-mismatch", Error,
    "the page gives another figure for the same thing",
    example: "the draft has more than 800 signatories; the page has more than 700",
    fix: "use the page's figure, or cite the page that has this one";
    DateMismatch, "date-mismatch", Error,
    "the page gives another date for the same event",
    example: "the draft has 3 March; the page has 3 May",
    fix: "use the page's date, or cite the page that has this one";
    NameMismatch, "name-mismatch", Error,
    "the page names someone or something else in the same place",
    example: "the draft has Cate Blanchett; the page has Kate Winslet",
    fix: "use the page's name, or cite the page that has this one";
    NegationFlip, "negation-flip", Error,
    "the draft denies what the page affirms, or the reverse",
    example: "the draft has \"will sign\"; the page has \"will not sign\"",
    fix: "say what the page says";
    RolesSwapped, "roles-swapped", Error,
    "who did it and to whom are exchanged",
    example: "the draft has the union sue the studio; the page has the studio sue the union",
    fix: "put the roles as the page has them";
    CertaintyRaised, "certainty-raised", Warning,
    "the draft is surer than the page",
    example: "the page has \"allegedly broke\"; the draft has \"broke\"",
    fix: "keep the page's hedge";
    ScopeChanged, "scope-changed", Warning,
    "the draft speaks of more, or fewer, than the page",
    example: "the page has \"some members\"; the draft has \"all members\"",
    fix: "keep the page's quantifier";
    PartlySupported, "partly-supported", Warning,
    "the cited page states some of the claim and not the rest",
    example: "the page has the fine, but not that it was the largest ever",
    fix: "cite a page for the rest, or cut it";
    NotStated, "not-stated", Warning,
    "no cited page states the claim",
    example: "every cited page was read, and none speaks of it",
    fix: "cite the page that states it, or cut the claim";
    UnknownLanguage, "unknown-language", Warning,
    "the claim is in a language that is not compared, and no page has it word for word",
    example: "a sentence in French, cited to an English page, or to a French one in other words",
    fix: "compare it with the page by hand, or check the English text it was made from";
    Misattributed, "misattributed", Error,
    "the cited outlet was read and does not say it, and another page at hand does",
    example: "cited to The Guardian, whose page was read whole, and found only in TheWrap's",
    fix: "cite the outlet that carries it";
    OutletCarriesNothing, "outlet-carries-nothing", Warning,
    "a cited outlet supports no claim of its paragraph",
    example: "three outlets are named and one of them says none of it",
    fix: "drop the outlet, or cite it where it is needed";
    SingleOrigin, "single-origin", Note,
    "the outlets cited for a paragraph carry one and the same text",
    example: "two papers that print one agency report, be it cut or edited lightly; not two \
              reports that share a quotation",
    fix: "credit the agency, or find a second origin";
    UnquotedCopy, "unquoted-copy", Warning,
    "twelve or more of a page's words in a row stand outside quotation marks",
    example: "twenty words of the page, unchanged, as if they were the draft's; names, titles, \
              figures and set phrases alone do not count",
    fix: "quote the words, or put it in your own";
    PageNotFound, "page-not-found", Warning,
    "no page of the cited outlet is at hand",
    example: "The Guardian is cited and no page of it was given or found",
    fix: "save the page into the --pages folder, or give its address";
    PageAmbiguous, "page-ambiguous", Warning,
    "several pages could be the one cited, and nothing tells them apart",
    example: "two pages of one outlet fit equally well",
    fix: "give the address of the page that is meant";
    PageDisallowed, "page-disallowed", Warning,
    "the outlet's robots.txt asks not to fetch the page",
    example: "`Disallow: /news/`",
    fix: "save the page by hand into the --pages folder";
    PageUnreachable, "page-unreachable", Warning,
    "the page could not be had",
    example: "the server answers 503, or the address is refused",
    fix: "try again, or save the page by hand into the --pages folder";
    PageWalled, "page-walled", Warning,
    "the page shows less than its article",
    example: "a paywall, a consent screen, an empty shell that needs scripts, a test for robots, \
              an error page",
    fix: "save the page by hand, as a reader sees it, into the --pages folder";
    PageDateMismatch, "page-date-mismatch", Warning,
    "the year cited is not the page's",
    example: "`The Guardian 2023` and the page at hand is of 2026",
    fix: "correct the year, or give the page that is meant";
    PageChanged, "page-changed", Warning,
    "the evidence is not what it was at the last check",
    example: "the outlet corrected a figure",
    fix: "read the page again and correct the draft";
    PageUnidentified, "page-unidentified", Warning,
    "a saved page does not tell which outlet it is of",
    example: "a plain text file without a host folder or an entry in pages.toml",
    fix: "put it in a folder named by its host, or list it in pages.toml";
}

impl Rule {
    /// The rule with this slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.slug() == slug)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

/// Something odd about a text, kept beside what was read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The rule it falls under.
    pub rule: Rule,
    /// Where, in the text that was read (a draft's source).
    pub span: crate::text::Span,
    /// What was looked at and what was found; lower case, no full stop.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slug_names_one_rule() {
        for rule in Rule::ALL {
            assert_eq!(Rule::from_slug(rule.slug()), Some(*rule));
        }
    }
}
