//! `veracite init`: a commented file of settings.

use std::fs::File;
use std::io::{ErrorKind, Write as _};

use anyhow::{Context, bail};
use veracite::config;

use crate::args::InitArgs;
use crate::config::NAME;
use crate::exit::Exit;
use crate::output;

pub(crate) fn run(args: &InitArgs) -> anyhow::Result<Exit> {
    let path = args.folder.join(NAME);
    let path = path.strip_prefix(".").unwrap_or(&path);
    let shown = path.display();
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{shown} is there already; edit it, or move it away")
        }
        Err(error) => return Err(error).context(format!("{shown} can't be written")),
    };
    let written = file.write_all(config::example().as_bytes());
    written.with_context(|| format!("{shown} can't be written"))?;
    output::print(&format!(
        "{shown} is written; every setting in it is commented out\n"
    ))?;
    Ok(Exit::Clean)
}
