//! SIGKILL during registrations. `cargo xtask bench kills` does the same for longer, and at random moments.

use crate::support::Process;
use bench::{comparison::Comparison, database::Database, ledger::Ledger, seed};
use std::thread;

const ORIGIN: &str = "http://localhost:3000";
const REGISTRATIONS: usize = 40;
/// After how many registrations the process is killed. Others are under way then.
const KILLS: [usize; 4] = [5, 14, 23, 32];

/// A database without tables: a SQLite file in this folder, or, with `TEST_DATABASE_URL`, one on that PostgreSQL server.
fn database(folder: &tempfile::TempDir) -> Database {
    match std::env::var_os("TEST_DATABASE_URL").filter(|url| !url.is_empty()) {
        Some(url) => Database::create_on(url.to_str().unwrap(), "cim_kills").unwrap(),
        None => Database::Sqlite(folder.path().join("cim.db")),
    }
}

#[test]
fn what_was_answered_is_stored_once_however_often_the_process_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let database = database(&folder);
    Process::run_to_its_end("migrate", &database.url());
    let ledger = Ledger::new(ORIGIN, seed::ours(&database, REGISTRATIONS).unwrap());
    thread::scope(|scope| {
        let clients: Vec<_> = (0..8).map(|_| scope.spawn(|| ledger.register())).collect();
        for registrations in KILLS {
            let process = Process::start_on(&database.url());
            ledger.up(&process.address);
            ledger.wait_for_registrations(registrations);
            process.kill();
            ledger.down();
        }
        let process = Process::start_on(&database.url());
        ledger.up(&process.address);
        clients.into_iter().for_each(|client| client.join().unwrap());
        process.kill();
    });
    Process::run_to_its_end("verify-audit", &database.url());
    let Comparison { stored, lost, doubled, failures, .. } = ledger.compare(&database).unwrap();
    assert_eq!((stored, lost, doubled, failures), (REGISTRATIONS, 0, 0, Vec::new()));
}
