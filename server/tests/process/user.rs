//! `cim user`, on the database of the demonstration.

use crate::support::{Process, run};

const PERSON: [&str; 10] = [
    "--first-name",
    "Sara",
    "--last-name",
    "Johns",
    "--email",
    "sara.johns@riverside.example",
    "--date-of-birth",
    "1988-05-17",
    "--ods-code",
    "rx1",
];

#[test]
fn the_operator_adds_a_user_after_deciding_about_the_likely_duplicates_and_shows_them() {
    let process = Process::start(&[]);
    let database = format!("sqlite://{}?mode=rw", process.file("cim.db").display());
    let add = |more: &[&str]| run(&database, &[&["user", "add"], &PERSON[..], more].concat());
    let (printed, error) = add(&[]);
    assert!(printed.contains("555200000008  Sarah Jones, born 17 May 1988"), "{printed}");
    assert!(error.contains("no user was added") && error.contains("--someone-else"), "{error}");
    let (printed, error) = add(&["--someone-else"]);
    let id = printed.lines().last().unwrap().strip_prefix("User created. Their UUID is ").unwrap();
    assert_eq!(error, "");
    let (_, error) = add(&["--someone-else"]);
    assert!(error.contains("Sara Johns (UUID ") && error.contains("has this email address"), "{error}");
    let (shown, _) = run(&database, &["user", "show", id.trim_end_matches('.')]);
    assert!(shown.contains("Name: Sara Johns\n") && shown.contains("Status: Active\n"), "{shown}");
    assert!(run(&database, &["user", "show", "999999999999"]).1.contains("there is no such user"));
}
