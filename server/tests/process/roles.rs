//! `cim organisation` and `cim role`, as an operator runs them.

use std::process::{Command, Output};

/// Runs `cim` on the SQLite file in this folder.
fn cim(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    let database = format!("sqlite://{}/cim.db?mode=rwc", folder.path().display());
    // The tests themselves have settings in the environment, which the command would take for its own.
    let mut command = Command::new(env!("CARGO_BIN_EXE_cim"));
    command.env_clear().env("CIM_DATABASE_URL", database).args(arguments).output().unwrap()
}

/// What it prints.
fn printed(folder: &tempfile::TempDir, arguments: &[&str]) -> String {
    let output = cim(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Why it fails.
fn failure(folder: &tempfile::TempDir, arguments: &[&str]) -> String {
    let output = cim(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

const PERSON: &str = "555500000001";

#[test]
fn an_operator_builds_a_tree_of_organisations_and_grants_a_role_and_takes_it_away() {
    let folder = tempfile::tempdir().unwrap();
    printed(&folder, &["organisation", "add", "QAA", "--name", "Care Board"]);
    printed(&folder, &["organisation", "add", "rx1", "--name", "Hospital", "--below", "QAA"]);
    let taken = failure(&folder, &["organisation", "add", "RX1", "--name", "Again", "--below", "QAA"]);
    assert!(taken.contains("There is already an organisation with this ODS code"), "{taken}");
    let person = "--first-name Ann --last-name Other --email a@b.example --date-of-birth 1980-02-29 --ods-code RX1";
    let invited: Vec<&str> =
        ["invite", PERSON, "--organisation", "Hospital"].into_iter().chain(person.split(' ')).collect();
    printed(&folder, &invited);

    let reason = ["--reason", "Needed at night"];
    let grant = |role, at| [&["role", "grant", PERSON, role, "--at", at][..], &reason].concat();
    assert_eq!(printed(&folder, &grant("sponsor", "RX1")), "Ann Other is now Sponsor at RX1\n");
    let held = failure(&folder, &grant("sponsor", "RX1"));
    assert!(held.contains("This person already has that role at that organisation."), "{held}");
    let unknown = failure(&folder, &grant("king", "RX1"));
    assert!(unknown.contains("the roles are ra-manager"), "{unknown}");
    let nowhere = failure(&folder, &grant("sponsor", "XXX"));
    assert!(nowhere.contains("There is no organisation with this ODS code"), "{nowhere}");
    let all = printed(&folder, &["role", "list"]);
    assert_eq!(all.lines().count(), 2, "the invitation made them an RA Manager at the top: {all}");
    assert!(all.contains("ra-manager\tCare Board (QAA)\tsince "), "{all}");
    assert_eq!(printed(&folder, &["role", "list", "--at", "RX1"]).lines().count(), 1);

    printed(&folder, &["organisation", "change", "RX1", "--name", "Hospitals", "--reason", "Merged"]);
    printed(&folder, &["organisation", "close", "RX1", "--reason", "Merged"]);
    let tree = printed(&folder, &["organisation", "list"]);
    assert_eq!(tree, "QAA  Care Board (staff roles: 1)\n  RX1  Hospitals, closed (staff roles: 1)\n");
    let closed = failure(&folder, &grant("id-checker", "RX1"));
    assert!(closed.contains("This organisation has closed"), "{closed}");
    printed(&folder, &["organisation", "reopen", "RX1", "--reason", "Split again"]);

    let revoke = [&["role", "revoke", PERSON, "sponsor", "--at", "RX1"][..], &reason].concat();
    assert_eq!(printed(&folder, &revoke), "Ann Other is no longer Sponsor at RX1\n");
    failure(&folder, &revoke);
    assert_eq!(printed(&folder, &["role", "list"]).lines().count(), 1);
    printed(&folder, &["verify-audit"]);
}
