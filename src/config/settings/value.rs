//! Reading one value of `veracite.toml`.

use std::ffi::OsString;
use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;
use url::Url;

use crate::config::field::wrong;
use crate::config::mistake::Mistake;
use crate::config::mistake::Mistakes;
use crate::config::mistake::Placed;

use super::Value;
use super::key::{FAIL_LEVELS, Key, Kind, LONGEST};

/// What `key` is set to; none after a mistake.
pub(super) fn read(
    key: &Key,
    found: &Spanned<DeValue<'_>>,
    folder: &Path,
    mistakes: &mut Mistakes,
) -> Option<Value> {
    let one = |text: &str| Value::One(text.into());
    match key.kind {
        Kind::Text => text(key.name, found, mistakes).map(one),
        Kind::Path => {
            let path = text(key.name, found, mistakes)?;
            Some(Value::One(folder.join(path).into_os_string()))
        }
        Kind::Paths => paths(key.name, found, folder, mistakes),
        Kind::Date => date(key.name, found, mistakes).map(|date| one(&date.to_string())),
        Kind::Address => {
            let address = text(key.name, found, mistakes)?;
            let is_web = |url: Url| matches!(url.scheme(), "http" | "https");
            if Url::parse(address).is_ok_and(is_web) {
                return Some(one(address));
            }
            bad(
                key.name,
                address,
                "an address such as https://web.archive.org",
                found,
                mistakes,
            )
        }
        Kind::Flag => {
            let flag = found.get_ref().as_bool();
            if flag.is_none() {
                wrong(key.name, found.get_ref(), "true or false", found.span(), mistakes);
            }
            flag.map(Value::Flag)
        }
        Kind::Choice(words) => choice(key.name, words, found, mistakes).map(one),
        Kind::Count { least, most } => count(key.name, (least, most), found, mistakes)
            .map(|count| one(&count.to_string())),
        Kind::Seconds => seconds(key.name, found, mistakes).map(|text| one(&text)),
    }
}

/// One of a few words.
pub(super) fn choice(
    key: &str,
    words: &'static [&'static str],
    found: &Spanned<DeValue<'_>>,
    mistakes: &mut Mistakes,
) -> Option<&'static str> {
    let valid = if words == FAIL_LEVELS {
        "\"error\", \"warning\", \"note\" or \"never\""
    } else {
        "\"error\", \"warning\", \"note\" or \"off\""
    };
    let Some(text) = found.get_ref().as_str() else {
        wrong(key, found.get_ref(), valid, found.span(), mistakes);
        return None;
    };
    match words.iter().find(|word| **word == text) {
        Some(word) => Some(word),
        None => bad(key, text, valid, found, mistakes),
    }
}

/// The globs of an override; none after a mistake. `*` stays inside a folder, `**` does
/// not, and `drafts/` is all that is below it.
pub(super) fn globs(
    paths: &[Placed<String>],
    mistakes: &mut Mistakes,
) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    let mut told = false;
    for path in paths {
        let below = if path.value.ends_with('/') { "**" } else { "" };
        let text = format!("{}{below}", path.value);
        if let Ok(glob) = GlobBuilder::new(&text).literal_separator(true).build() {
            set.add(glob);
        } else {
            no_glob(path, mistakes);
            told = true;
        }
    }
    if told {
        return None;
    }
    // Each is a glob, and yet there is a size that all of them can't pass.
    let built = set.build().ok();
    if let (None, Some(path)) = (&built, paths.first()) {
        no_glob(path, mistakes);
    }
    built
}

fn no_glob(path: &Placed<String>, mistakes: &mut Mistakes) {
    let (key, found) = ("paths".to_owned(), path.value.clone());
    let valid = "a glob such as \"drafts/**/*.md\"";
    mistakes.push(path.at.clone(), Mistake::BadValue { key, found, valid });
}

/// Notes a list that must not be empty.
pub(super) fn empty(key: &str, found: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes) {
    if found.get_ref().as_array().is_some_and(|items| items.is_empty()) {
        let (key, list) = (key.to_owned(), "[]".to_owned());
        let valid = "a list with a glob in it";
        mistakes.push(found.span(), Mistake::BadValue { key, found: list, valid });
    }
}

fn text<'f>(
    key: &str,
    found: &'f Spanned<DeValue<'_>>,
    mistakes: &mut Mistakes,
) -> Option<&'f str> {
    let Some(text) = found.get_ref().as_str() else {
        wrong(key, found.get_ref(), "text in quotation marks", found.span(), mistakes);
        return None;
    };
    // What is set becomes an argument, which can't hold a NUL.
    if text.trim().is_empty() || text.contains('\0') {
        return bad(key, text, "something other than white space", found, mistakes);
    }
    Some(text)
}

fn paths(
    key: &str,
    found: &Spanned<DeValue<'_>>,
    folder: &Path,
    mistakes: &mut Mistakes,
) -> Option<Value> {
    let DeValue::Array(items) = found.get_ref() else {
        wrong(
            key,
            found.get_ref(),
            "a list of folders, such as [\"pages\"]",
            found.span(),
            mistakes,
        );
        return None;
    };
    let read = items.iter().filter_map(|item| text(key, item, mistakes));
    Some(Value::Many(read.map(|path| OsString::from(folder.join(path))).collect()))
}

/// A date, as TOML writes one or in quotation marks.
fn date(
    key: &str,
    found: &Spanned<DeValue<'_>>,
    mistakes: &mut Mistakes,
) -> Option<Date> {
    const VALID: &str = "a date such as 2026-03-01";
    let text = match found.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        other => {
            wrong(key, other, VALID, found.span(), mistakes);
            return None;
        }
    };
    let has_form = text.len() == "2026-03-01".len();
    match text.parse() {
        Ok(date) if has_form => Some(date),
        _ => bad(key, &text, VALID, found, mistakes),
    }
}

fn count(
    key: &str,
    (least, most): (u32, u32),
    found: &Spanned<DeValue<'_>>,
    mistakes: &mut Mistakes,
) -> Option<u32> {
    let valid = match (least, most) {
        (1, 256) => "a whole number from 1 to 256",
        (1, 16) => "a whole number from 1 to 16",
        _ => "a whole number from 0 to 1000000",
    };
    let DeValue::Integer(number) = found.get_ref() else {
        wrong(key, found.get_ref(), valid, found.span(), mistakes);
        return None;
    };
    let count = u32::from_str_radix(number.as_str(), number.radix()).ok();
    match count.filter(|count| (least..=most).contains(count)) {
        Some(count) => Some(count),
        None => bad(key, number.as_str(), valid, found, mistakes),
    }
}

fn seconds(
    key: &str,
    found: &Spanned<DeValue<'_>>,
    mistakes: &mut Mistakes,
) -> Option<String> {
    const VALID: &str = "a number of seconds from 0 to 3600";
    let (text, number) = match found.get_ref() {
        DeValue::Integer(number) => {
            let whole = u32::from_str_radix(number.as_str(), number.radix()).ok();
            (number.as_str(), whole.map(f64::from))
        }
        DeValue::Float(number) => (number.as_str(), number.as_str().parse().ok()),
        other => {
            wrong(key, other, VALID, found.span(), mistakes);
            return None;
        }
    };
    let fits = |seconds: &f64| (0.0..=f64::from(LONGEST)).contains(seconds);
    match number.filter(fits) {
        Some(seconds) => Some(seconds.to_string()),
        None => bad(key, text, VALID, found, mistakes),
    }
}

fn bad<T>(
    key: &str,
    text: &str,
    valid: &'static str,
    found: &Spanned<DeValue<'_>>,
    mistakes: &mut Mistakes,
) -> Option<T> {
    let (key, text) = (key.to_owned(), text.to_owned());
    mistakes.push(found.span(), Mistake::BadValue { key, found: text, valid });
    None
}
