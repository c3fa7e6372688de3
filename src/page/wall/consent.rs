//! Screens that ask for consent in place of the article. A notice beside an article is none.

use super::{RUNS, Scene, THIN, has_any};
use crate::text::Span;

/// Bytes of what is shown that are looked at; no such screen is as long.
const LOOKED: usize = 100_000;

/// What such screens speak of, in lower case.
#[rustfmt::skip]
const TERMS: &[&str] = &[
    "cookie", "consent", "privacy", "our partners", "personal data", "personalised",
    "personalized", "iab", "legitimate interest", "datenschutz", "einwilligung",
    "zustimm", "tracking", "unsere partner", "personenbezogen", "confidentialité",
    "consentement", "traceurs", "nos partenaires", "données personnelles",
    "données à caractère", "privacidad", "consentimiento", "nuestros socios",
    "datos personales", "privacidade", "consentimento", "nossos parceiros",
    "dados pessoais", "consenso", "i nostri partner", "dati personali", "toestemming",
    "privacybeleid", "onze partners", "persoonsgegevens", "samtyck", "samtykke",
    "personuppgifter", "personopplysninger", "evästee", "zgod", "prywatno",
    "danych osobowych", "souhlas", "osobních údajů", "hozzájárul", "согласи",
    "персональных данных", "同意", "プライバシー", "隐私", "쿠키", "çerez",
];

/// What their buttons say, in lower case.
#[rustfmt::skip]
const CHOICES: &[&str] = &[
    "accept", "agree", "reject", "decline", "manage", "got it", "akzeptier", "zustimm",
    "einverstanden", "ablehn", "accepter", "refuser", "j'accepte", "acept", "rechaz",
    "aceit", "rejeit", "concordo", "accett", "rifiut", "akkoord", "accepteren", "weiger",
    "godkänn", "acceptera", "avvisa", "godta", "avvis", "tillad", "afvis", "hyväksy",
    "akceptuj", "zgadzam", "odrzuć", "souhlasím", "přijmout", "elfogad", "принять",
    "соглас", "同意", "承諾", "接受", "동의", "kabul",
];

/// Parts of addresses to which such screens send the answer.
#[rustfmt::skip]
const ADDRESSES: &[&str] = &[
    "consent.", "guce.", "/consent", "privacy-mgmt.com", "/zustimmung", "/cookiewall",
    "/cookie-wall", "/privacywall", "/privacy-wall", "/privacygate", "/privacy-gate",
    "/privacy/cookie", "cmp.", "/collectconsent",
];

/// Whether such a screen stands in place of the article.
pub(super) fn stands(scene: &Scene<'_>) -> bool {
    let (words, plain) = (scene.words, plain_words(scene));
    if plain >= THIN || (words >= THIN && scene.is_article()) {
        return false;
    }
    let url = scene.page.url.as_deref().unwrap_or_default();
    let sends = has_any(&scene.marks.addresses, ADDRESSES) || has_any(url, ADDRESSES);
    let asking = share(scene);
    let chooses = has_any(&scene.marks.buttons, CHOICES) || links(scene);
    if words >= THIN {
        return asking.terms >= 2 && (chooses || sends) && asking.share_over(50);
    }
    (asking.terms >= 1 && sends)
        || (asking.terms >= 1 && chooses && asking.share_over(30))
}

/// Words of the article in passages that do not speak of consent.
fn plain_words(scene: &Scene<'_>) -> usize {
    let passages = scene.page.passages.iter();
    let texts = passages.map(|passage| passage.span.of(&scene.page.text));
    texts
        .filter(|text| !has_any(&text.to_lowercase(), TERMS))
        .map(|text| text.split_whitespace().count())
        .sum()
}

/// How much of what is shown speaks of consent.
struct Asking {
    /// How many terms are used.
    terms: usize,
    /// Bytes of the runs that have one.
    bytes: usize,
    /// Bytes of all runs.
    all: usize,
}

impl Asking {
    const fn share_over(&self, percent: usize) -> bool {
        self.bytes * 100 >= self.all * percent
    }
}

fn share(scene: &Scene<'_>) -> Asking {
    let mut found = Asking { terms: 0, bytes: 0, all: 0 };
    let mut used = vec![false; TERMS.len()];
    for (_, run) in scene.shown() {
        if found.all > LOOKED {
            break;
        }
        let text = scene.outline.text_of(run).to_lowercase();
        let mut asks = false;
        for (used, term) in used.iter_mut().zip(TERMS) {
            if text.contains(term) {
                *used = true;
                asks = true;
            }
        }
        found.all += text.len();
        found.bytes += if asks { text.len() } else { 0 };
    }
    found.terms = used.into_iter().filter(|&used| used).count();
    found
}

/// Whether a short run, a link or a label of its own, is a choice.
fn links(scene: &Scene<'_>) -> bool {
    scene.shown().take(RUNS).any(|(_, run)| {
        let Span { start, end } = run.span;
        end - start < 60 && has_any(&scene.outline.text_of(run).to_lowercase(), CHOICES)
    })
}
