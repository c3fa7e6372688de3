//! Articles of which only subscribers see the rest.
//!
//! No sign is enough by itself: pages say they are not free and hold all of their text,
//! ask for subscriptions below whole articles, and end in three dots for effect. Each
//! sign has points, and [`ENOUGH`] points are a wall.
//!
//! | sign                                                              | points |
//! |-------------------------------------------------------------------|--------|
//! | an ask to subscribe so as to read on, right after the last words  | 4      |
//! | the same further down, or before the article                      | 2, 1   |
//! | an element named as a gate, with text, right after the last words | 2      |
//! | the page says it is not free, or locked; metered                  | 2, 1   |
//! | it counts half as many words again as are there                   | 3      |
//! | the last words end in dots; in mid sentence                       | 2, 1   |
//! | there are fewer than [`TEASER`] words                             | 2      |
//! | the page says it is free                                          | −2     |
//!
//! One of the first five signs must be there, and there is no wall where as many words are
//! there as the page counts.

use super::super::outline::Run;
use super::super::signal::Signals;
use super::{RUNS, Scene, THIN, has_any};

/// Points that are a wall.
const ENOUGH: i32 = 4;
/// Points for an ask some way after the article.
const FAR: i32 = 2;
/// Words under which a text may be the teaser of a longer one.
const TEASER: usize = 200;
/// Runs after the article's last words in which an ask is looked for.
const NEAR: usize = 6;
/// Most words of a link that is an ask.
const LINK: usize = 10;
/// Longest run that is an ask, in bytes: what is longer tells of asking.
const ASK: usize = 300;

/// What reading on is called, in lower case.
#[rustfmt::skip]
const PURPOSES: &[&str] = &[
    "continue reading", "keep reading", "read the full story", "read the full article",
    "read the full post", "read the full piece", "read the full interview",
    "read the rest", "read the whole", "read the entire", "read the complete",
    "read this article", "read this story", "read this post", "read more of this",
    "finish reading", "subscribe to continue", "register to continue",
    "sign in to continue", "log in to continue", "sign up to continue",
    "account to continue", "email to continue", "unlock this", "unlock the", "to unlock",
    "access the full", "access this article", "access this story", "access this content",
    "access to this article", "access to this content", "view this article",
    "subscribe to read", "register to read", "join to read", "sign in to read",
    "log in to read", "member to read", "lire la suite", "la suite de cet article",
    "suite de l'article", "poursuivre la lecture", "poursuivre votre lecture",
    "continuer la lecture", "continuer à lire", "lire cet article", "lire l'article",
    "l'intégralité", "accéder à cet article", "débloque", "weiterlesen", "weiter lesen",
    "weiterzulesen", "artikel lesen", "artikel zu lesen", "ganzen artikel",
    "vollständigen artikel", "diesen artikel", "gesamten artikel", "seguir leyendo",
    "continuar leyendo", "sigue leyendo", "continúa leyendo", "artículo completo",
    "noticia completa", "leer este", "leer esta", "acceder a este", "continuar lendo",
    "continue lendo", "continuar a ler", "continue a ler", "ler o artigo",
    "ler a matéria", "ler esta", "ler este", "acessar este", "acesso a esta",
    "continuare a leggere", "continua a leggere", "proseguire la lettura", "per leggere",
    "leggere l'articolo", "verder lezen", "verder te lezen", "lees verder",
    "artikel te lezen", "lees dit artikel", "läsa vidare", "läs vidare", "fortsätta läsa",
    "läsa hela", "läs hela", "lese videre", "les videre", "lese hele", "les hele",
    "læse videre", "læs videre", "læse hele", "læs hele", "jatkaa lukemista",
    "jatka lukemista", "lue koko", "czytaj dalej", "czytać dalej", "przeczytać cały",
    "dalszą część", "číst dál", "pokračovat ve čtení", "читать далее", "читать дальше",
    "продолжить чтение", "дочитать", "читать полностью", "прочитать полностью",
    "okumaya devam", "devamını ok", "続きを読む", "続きをお読み", "全文を読む", "继续阅读", "繼續閱讀", "阅读全文",
    "閱讀全文", "계속 읽",
];

/// What must be done for it, in lower case.
#[rustfmt::skip]
const ACTS: &[&str] = &[
    "subscri", "sign in", "log in", "register to", "register for", "register now",
    "register free", "sign up", "become a member", "members only", "to members",
    "for members", "members sign in", "an account to", "create an account",
    "a free account", "have an account", "trial", "join now", "join to", "per month",
    "per week", "a month", "a week", "your email", "unlock", "upgrade", "purchase",
    "premium", "abonn", "inscri", "connectez", "identifiez", "compte", " abo ", "-abo",
    "probeabo", "anmeld", "registrier", "testen", "digitalzugang", "freischalten",
    "suscri", "suscríb", "regístr", "registra", "inicia sesión", "iniciar sesión",
    "cuenta", "assin", "cadastr", "login", "entre na sua conta", "abbon", "accedi",
    "iscri", "inlog", "proef", "prenum", "logga in", "logg inn", "log ind", "kjøp", "køb",
    "medlem", "tilaa", "kirjaudu", "subskry", "zaloguj", "wykup", "předplat", "přihlas",
    "подпис", "подпиш", "войдите", "авториз", "abone", "üye ol", "giriş yap", "有料", "会員",
    "ログイン", "登録", "订阅", "訂閱", "登录", "登入", "会员", "會員", "구독", "로그인", "회원",
];

/// What is an ask by itself, in lower case.
#[rustfmt::skip]
const ASKS: &[&str] = &[
    "is for subscribers only", "is for paid subscribers", "is for paying subscribers",
    "is for premium members", "is for members only", "for subscribers only",
    "is only available to", "is available only to", "is only for subscribers",
    "is exclusive to subscribers", "is exclusive for", "are exclusive for",
    "is exclusively for", "is exclusively available", "is reserved for",
    "are reserved for subscribers", "available exclusively to",
    "reached your article limit", "reached your limit", "reached your monthly limit",
    "reached the limit of", "reached your free", "read your last free",
    "used all of your free", "used all your free", "used your free",
    "out of free articles", "no free articles left", "no more free articles",
    "de cet article à lire", "de cet article a lire", "réservé aux abonnés",
    "réservée aux abonnés", "réservé à nos abonnés", "réservée à nos abonnés",
    "nur für abonnenten", "abonnenten vorbehalten", "exklusiv für abonnenten",
    "abonnentinnen und abonnenten", "solo para suscriptores", "sólo para suscriptores",
    "exclusivo para suscriptores", "exclusiva para suscriptores",
    "exclusivo para assinantes", "exclusiva para assinantes", "apenas para assinantes",
    "só para assinantes", "riservato agli abbonati", "riservata agli abbonati",
    "alleen voor abonnees", "exclusief voor abonnees", "bara för prenumeranter",
    "endast för prenumeranter", "för dig som är prenumerant", "kun for abonnenter",
    "forbeholdt abonnenter", "vain tilaajille", "tilaajille", "tylko dla prenumeratorów",
    "tylko dla subskrybentów", "dla prenumeratorów", "pouze pro předplatitele",
    "только для подписчиков", "доступен только подписчикам",
    "доступна только подписчикам", "доступен по подписке", "доступна по подписке",
    "sadece aboneler", "有料記事です", "有料会員限定です", "会員限定記事です", "有料会員になると", "仅限订阅", "仅限会员",
    "付费阅读", "訂戶限定", "會員專屬", "유료회원 전용", "구독자 전용",
];

/// What shows that a line with the words of an ask asks for something else.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "newsletter", "scroll", "advert", "inbox", "podcast", "comment", "report",
    "infolettre", "boletín", "nieuwsbrief", "nyhetsbrev", "рассылк", "more stories",
    "stories like this", "other articles", "more articles like",
];

/// Whether the rest of the article is for subscribers.
pub(super) fn stands(scene: &Scene<'_>) -> bool {
    let (words, counted) = (scene.words, scene.linked.words);
    if words >= 100 && counted.is_some_and(|said| said <= words + words / 10) {
        return false;
    }
    let near = near(scene);
    let more = counted.is_some_and(|said| said > words + words / 2 + 40);
    let mut signs = Signs::default();
    signs.see(ask_near(scene, &near));
    signs.see(if gate(scene, &near) { 2 } else { 0 });
    signs.see(declared(scene));
    signs.see(if more { 3 } else { 0 });
    signs.points += cut(&scene.page.text);
    signs.points += if words < TEASER { 2 } else { 0 };
    signs.points -= if scene.linked.free == Some(true) { 2 } else { 0 };
    // Most pages have enough of an article for no far ask to matter.
    if !(signs.is_seen && signs.points >= ENOUGH) && signs.points + FAR >= ENOUGH {
        signs.see(ask_far(scene));
    }
    signs.is_seen && signs.points >= ENOUGH
}

/// What speaks for a paywall.
#[derive(Default)]
struct Signs {
    points: i32,
    /// Whether one was seen that is not of the text alone.
    is_seen: bool,
}

impl Signs {
    /// Adds a sign of a paywall itself; without points it is none.
    fn see(&mut self, points: i32) {
        self.points += points;
        self.is_seen |= points > 0;
    }
}

/// Points for what the page says of itself.
fn declared(scene: &Scene<'_>) -> i32 {
    let tier = scene.facts.first_meta(&["article:content_tier"]);
    match (scene.linked.free, tier) {
        (Some(false), _) | (_, Some("locked")) => 2,
        (None, Some("metered")) => 1,
        _ => 0,
    }
}

/// The runs right after the article's last words that a reader sees.
fn near(scene: &Scene<'_>) -> Vec<usize> {
    let Some(&last) = scene.picked.last() else { return Vec::new() };
    let after = scene.shown().filter(|&(index, _)| index > last).take(NEAR);
    let near = after.take_while(|(_, run)| !is_in(scene, run, Signals::COMMENT));
    near.map(|(index, _)| index).collect()
}

/// Whether a run stands in an element with one of these signals.
fn is_in(scene: &Scene<'_>, run: &Run, signals: Signals) -> bool {
    scene.outline.around(run).any(|(_, element)| element.signals.any(signals))
}

/// Points for an ask among the article's last words or right after them.
fn ask_near(scene: &Scene<'_>, near: &[usize]) -> i32 {
    let tail = scene.picked.iter().rev().take(3);
    let mut close = tail.chain(near).map(|&index| &scene.outline.runs[index]);
    if close.any(|run| is_ask(scene, run) && is_told(scene, run)) {
        return ENOUGH;
    }
    let in_two = near.windows(2).any(|pair| is_ask_in_two(scene, pair[0], pair[1]));
    if in_two { FAR } else { 0 }
}

/// Whether a line says what reading on is called, and the next what must be done for it.
fn is_ask_in_two(scene: &Scene<'_>, first: usize, second: usize) -> bool {
    if second != first + 1 || !is_beside(scene, first, second) {
        return false;
    }
    let (one, two) = (&scene.outline.runs[first], &scene.outline.runs[second]);
    let is_other = |run: &Run, text: &str| {
        has_any(text, OTHERS)
            || is_in(scene, run, Signals::RELATED)
            || (run.linked * 2 > text.len() && text.split(' ').count() > LINK / 2)
    };
    if one.span.len() > ASK / 3 || two.span.len() > ASK {
        return false;
    }
    let (said, done) =
        (lower(scene.outline.text_of(one)), lower(scene.outline.text_of(two)));
    has_any(&said, PURPOSES)
        && has_any(&done, ACTS)
        && !is_other(one, &said)
        && !is_other(two, &done)
}

/// Whether two runs stand in one box: they have a parent, or the parent of one, in common.
fn is_beside(scene: &Scene<'_>, first: usize, second: usize) -> bool {
    let parent = |index: usize| {
        let element = scene.outline.runs[index].element;
        scene.outline.elements[element].parent
    };
    parent(first) == parent(second)
}

/// Points for an ask elsewhere, by whether it stands after the article. Where there is no
/// article, the ask may have been taken for it.
fn ask_far(scene: &Scene<'_>) -> i32 {
    let last = scene.picked.last().copied().unwrap_or(0);
    let is_read = scene.words >= THIN;
    let elsewhere = Signals::RELATED.and(Signals::COMMENT).and(Signals::NAVIGATION);
    let mut best = 0;
    for (index, run) in scene.shown().take(RUNS) {
        let is_own = is_read && scene.picked.binary_search(&index).is_ok();
        if is_own || !is_ask(scene, run) {
            continue;
        }
        if !is_in(scene, run, elsewhere) {
            let after = index > last || !is_read;
            best = best.max(if after { FAR } else { 1 });
        }
    }
    best
}

/// Whether a run asks its reader to subscribe so as to read on. A long link leads to
/// another story, and so does one with the label of those that are for subscribers.
fn is_ask(scene: &Scene<'_>, run: &Run) -> bool {
    let text = scene.outline.text_of(run);
    let is_link = run.linked * 2 > text.len();
    let is_story = is_link && text.split_whitespace().count() > LINK;
    let is_label = run.linked > 0
        && (!asks_for_act(&lower(text)) || is_in(scene, run, Signals::RELATED));
    !is_story && !is_label && asks(text)
}

/// Whether a run says so in a sentence; a word or two are the label of a teaser.
fn is_told(scene: &Scene<'_>, run: &Run) -> bool {
    let text = scene.outline.text_of(run);
    text.split_whitespace().count() >= 4
        || text.chars().filter(|c| c.len_utf8() == 3).count() >= 9
        || asks_for_act(&lower(text))
}

fn lower(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// Whether a text is an ask to subscribe so as to read on.
pub(super) fn asks(text: &str) -> bool {
    if text.len() > ASK {
        return false;
    }
    let text = lower(text);
    !has_any(&text, OTHERS) && (has_any(&text, ASKS) || asks_for_act(&text))
}

fn asks_for_act(text: &str) -> bool {
    has_any(text, PURPOSES) && has_any(text, ACTS)
}

/// Whether an element that is named as a gate follows the article, with a few words in it.
fn gate(scene: &Scene<'_>, near: &[usize]) -> bool {
    near.iter().any(|&index| {
        let run = &scene.outline.runs[index];
        let mut around = scene.outline.around(run);
        let gate = around.find(|(_, element)| element.signals.any(Signals::GATE));
        gate.is_some_and(|(_, element)| {
            let inside = scene.outline.runs[element.first_run..element.end_run].iter();
            let bytes: usize = inside.map(|run| run.span.len()).sum();
            let last = scene.picked.last().copied().unwrap_or(0);
            element.first_run > last && (20..2000).contains(&bytes)
        })
    })
}

/// Points for how the last words end.
fn cut(text: &str) -> i32 {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']);
    if bare.ends_with('…') || bare.ends_with("...") {
        return 2;
    }
    let last = bare.rsplit('\n').next().unwrap_or_default();
    let is_open = bare.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
    i32::from(is_open && last.len() >= 80)
}
