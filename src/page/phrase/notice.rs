//! Words of a site's notices.

/// What notices of a site speak of, in lower case: cookies, accounts, rights, letters.
const NOTICE_WORDS: &[&str] = &[
    "cookie",
    "privacy policy",
    "privacy notice",
    "privacy statement",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "user agreement",
    "all rights reserved",
    "copyright",
    "©",
    "newsletter",
    "subscribe",
    "subscription",
    "sign up",
    "sign in",
    "log in",
    "your account",
    "email address",
    "e-mail address",
    "personal data",
    "personal information",
    "third-party",
    "third party",
    "opt out",
    "opt-out",
    "unsubscribe",
    "affiliate",
    "may not be reproduced",
    "may not be published",
    "this website",
    "our website",
    "this site",
    "our site",
    "our partners",
    "community rules",
    "community guidelines",
    "community standards",
    "your inbox",
    "your experience",
    "your browser",
    "javascript",
    "click here",
    "free trial",
    "your comment",
    "follow us",
    "download our app",
    "our app",
    "your consent",
    "política de privacidad",
    "política de privacidade",
    "politique de confidentialité",
    "datenschutz",
    "boletín",
    "infolettre",
    "suscríbete",
    "suscribirse",
    "abonnez-vous",
    "s'abonner",
    "abonnieren",
    "assine",
    "iscriviti",
    "derechos reservados",
    "direitos reservados",
    "droits réservés",
    "diritti riservati",
    "alle rechte vorbehalten",
];

/// Longest notice, in bytes.
const NOTICE: usize = 1500;

/// How many things a passage speaks of that notices of a site do.
pub(in crate::page) fn words(text: &str) -> usize {
    if text.len() > NOTICE {
        return 0;
    }
    let lower = text.to_lowercase();
    NOTICE_WORDS.iter().filter(|word| lower.contains(*word)).count()
}
