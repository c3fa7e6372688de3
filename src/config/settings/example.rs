//! The `veracite.toml` that `veracite init` writes.

use std::fmt::Write as _;

use crate::rule::Rule;

use super::key::{FETCH, Key, SETTINGS};

const HEAD: &str = "\
# Settings of `veracite check`. A flag on the command line wins over this file.
# `veracite config show` tells what holds and why. What is commented out is not set.
";

const OVERRIDE: &str = "
# What holds for some drafts only; of several that match, the last wins.
#[[override]]
#paths = [\"drafts/opinion/**\"]
#fail-on = \"never\"
#[override.rules]
#uncited = \"off\"
";

/// A `veracite.toml` with every key, each with what it is for, and all commented out: a
/// line that starts with `#` and no space after it is a setting.
#[must_use]
pub fn example() -> String {
    let mut text = HEAD.to_owned();
    keys(&mut text, SETTINGS);
    text.push_str(
        "\n# How pages are asked for; used with --fetch only, which is no setting.\n",
    );
    text.push_str("#[fetch]\n");
    keys(&mut text, FETCH);
    text.push_str(
        "\n# Severities of rules: \"error\", \"warning\", \"note\", or \"off\".\n",
    );
    text.push_str("# `veracite explain RULE` tells more.\n#[rules]\n");
    for rule in Rule::ALL {
        // Writing to a string can't fail.
        let _ = writeln!(text, "#{rule} = \"{}\"", rule.severity());
    }
    text.push_str(OVERRIDE);
    text
}

fn keys(text: &mut String, keys: &[Key]) {
    for key in keys {
        let value = key.default.unwrap_or(key.example);
        let _ = write!(text, "\n# {}\n#{} = {value}\n", key.summary, key.name);
    }
}
