//! Pages that put their visitors to a test, or turn them away as machines.

use super::{Scene, THIN, fold, has_any, mark};

/// Words from which a page says more than such a page does.
const MOST: usize = 250;

/// What such pages are titled, folded: whole titles or how they begin.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "just a moment", "attention required", "access denied", "access to this page",
    "pardon our interruption", "are you a robot", "are you human", "robot check",
    "robot or human", "security check", "vercel security", "security challenge",
    "human verification", "verify you are human", "verifying you are human",
    "please verify", "verification required", "bot verification", "captcha", "recaptcha",
    "you have been blocked", "sorry you have been blocked", "one more step",
    "checking your browser", "ddos guard", "request unsuccessful", "client challenge",
    "human challenge", "unusual traffic", "unusual activity", "blocked", "radware",
    "request rejected", "einen moment", "nur einen moment", "un instant", "un momento",
    "um momento", "even geduld", "ett ögonblick", "et øjeblik", "один момент",
    "jeszcze chwila", "bir dakika", "accès refusé", "acceso denegado", "acesso negado",
    "accesso negato", "zugriff verweigert", "toegang geweigerd", "請稍候", "请稍候",
    "しばらくお待ちください", "잠시만 기다리",
];

/// What they say and no article says of its reader.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "verify you are human", "verify you are a human", "verify that you are human",
    "verify that you're human", "verify you're human", "verifying you are human",
    "you are a human", "you're a human", "you're not a robot", "you are not a robot",
    "i'm not a robot", "i am not a robot", "you are a bot", "you were a bot",
    "checking your browser", "verifying your browser", "connection is secure",
    "connection needs to be verified", "unusual traffic", "unusual activity",
    "suspicious activity", "automated requests", "automated access", "automated queries",
    "automation tools", "press & hold", "press and hold", "you have been blocked",
    "your access to this site", "has been denied", "you don't have permission to access",
    "request could not be satisfied", "incapsula incident", "incident id", "ray id",
    "reference #", "reference id", "complete the security check", "complete the captcha",
    "solve the captcha", "complete a captcha", "enter the characters",
    "enable cookies and reload", "enable javascript and cookies to continue",
    "n'êtes pas un robot", "pas un robot", "kein roboter", "kein bot", "no eres un robot",
    "no es un robot", "não é um robô", "não é um robot", "non sei un robot", "geen robot",
    "inte är en robot", "ikke er en robot", "не робот", "ロボットではない", "不是机器人", "不是機器人",
    "로봇이 아닙니다",
];

/// Whether the page is such a test; `message` is how it begins, in lower case.
pub(super) fn stands(scene: &Scene<'_>, message: &str) -> bool {
    let words = scene.words;
    if words >= MOST || scene.is_article() {
        return false;
    }
    let is_titled = scene.headings().iter().any(|heading| {
        TITLES.iter().any(|title| heading.starts_with(title) && is_short(heading))
    });
    let says = has_any(message, PHRASES);
    let marks = scene.marks;
    let tests = marks.challenge || (words < THIN && mark::is_challenge(scene.html));
    let signs = [is_titled, says, tests].into_iter().filter(|&sign| sign).count();
    let is_bare = all_words(message) < THIN * 2;
    signs >= 2
        || (signs == 1 && is_bare && (words < THIN))
        || (is_bare && words < 10 && marks.sensor && !marks.mount)
}

fn is_short(heading: &str) -> bool {
    heading.split(' ').count() <= 10
}

fn all_words(message: &str) -> usize {
    fold(message).split(' ').count()
}
