//! The command line, a case a file: what is typed, what is answered, which exit code.
//!
//! `TRYCMD=overwrite cargo test --test it case` writes the answers anew.

#[test]
fn each_command_answers_as_its_case_says() {
    trycmd::TestCases::new()
        .case("tests/case/*.trycmd")
        .case("tests/case/rows-are-answered-in-order.toml")
        .env("NO_COLOR", "1");
}
