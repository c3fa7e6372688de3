//! Colour, where it is wanted.

use anstyle::{AnsiColor, Style};

use crate::rule::Severity;
use crate::verdict::Verdict;

const BOLD: Style = Style::new().bold();

/// Colours text, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    color: bool,
}

impl Paint {
    pub(super) const fn new(color: bool) -> Self {
        Self { color }
    }

    /// Text that heads something.
    pub(super) fn strong(self, text: &str) -> String {
        self.with(BOLD, text)
    }

    /// Text that frames something.
    pub(super) fn faint(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    /// Words that the draft has and the page has not.
    pub(super) fn removed(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default(), text)
    }

    /// Words that the page has and the draft has not.
    pub(super) fn added(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    /// Text of a finding of this severity.
    pub(super) fn severity(self, severity: Severity, text: &str) -> String {
        let color = match severity {
            Severity::Error => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Note => AnsiColor::Cyan,
        };
        self.with(color.on_default().bold(), text)
    }

    /// Text that tells a verdict.
    pub(super) fn verdict(self, verdict: Verdict, text: &str) -> String {
        let color = match verdict {
            Verdict::Supported => AnsiColor::Green,
            Verdict::Altered => AnsiColor::Red,
            Verdict::Partial | Verdict::Absent | Verdict::Unread => AnsiColor::Yellow,
        };
        self.with(color.on_default().bold(), text)
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}
