//! Checks by other implementations, where they are installed.

use std::env;
use std::process::{Command, Output};

/// Runs a check of another implementation, if it is installed for the Python that
/// `VERACITE_PYTHON` names, else `python3`.
#[expect(clippy::disallowed_methods, reason = "the user names a Python that has it")]
#[expect(clippy::print_stderr, reason = "what is not checked is told")]
pub(crate) fn with_python(module: &str, args: &[&str], then: impl FnOnce(Output)) {
    let python = env::var("VERACITE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = |code: String| {
        let out = Command::new(&python).args(["-c", &code]).output();
        out.is_ok_and(|out| out.status.success())
    };
    if !has(format!("import {module}")) {
        eprintln!(
            "SKIPPED: {python} has no module {module}; what it would check is not checked"
        );
        return;
    }
    then(Command::new(&python).args(args).output().unwrap());
}
