//! Settings read from files.
//!
//! All mistakes in a file are told at once, each with its place and what is valid there.

mod baseline;
mod entry;
mod field;
mod mistake;
mod overlay;
mod settings;
mod source;

pub use self::baseline::{Baseline, Known, baseline};
pub use self::mistake::{ConfigError, ConfigErrors, Mistake};
pub use self::overlay::outlets;
pub use self::settings::{
    FETCH, Key, Kind, Override, RuleSetting, SETTINGS, Setting, SettingsFile, Value,
    example, schema, settings,
};
pub use self::source::sources;
