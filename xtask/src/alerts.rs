//! The alert rules for Prometheus, in `docs/operations`.

use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{install, process};

/// Checks that the rules can be read, and that each goes off in the cases beside them, and none when all is well.
pub fn check(workspace: &Workspace) -> Result<()> {
    let promtool = install::promtool(workspace)?;
    for arguments in [["check", "rules", "alerts.yml"], ["test", "rules", "alerts.test.yml"]] {
        process::run(Command::new(&promtool).args(arguments).current_dir(workspace.root.join("docs/operations")))?;
    }
    Ok(())
}
