//! A disk that is full, and then has free space again.

use crate::support::Process;
use std::{fs::File, io::Write};

/// Uses up all free space.
fn fill(process: &Process) {
    let mut filler = File::create(process.disk().join("filler")).unwrap();
    while filler.write_all(&[0; 4096]).is_ok() {}
}

#[test]
fn writes_get_the_status_503_while_the_disk_is_full_and_succeed_once_there_is_space() {
    let (process, token) = Process::start_on_a_small_disk();
    let preflight = r#"{"device":"iphone","browser":"safari","secure_context":true,"webauthn":true}"#;
    let report = || process.call("report_visit", &format!(r#"{{"token":"{token}","preflight":{preflight}}}"#));
    assert!(report().starts_with("HTTP/1.1 200 "), "{}", report());
    assert!(process.get("/health/ready").starts_with("HTTP/1.1 200 "));

    fill(&process);
    // The free pages of the database's log are used first.
    let refused = (0..10_000).map(|_| report()).find(|answer| !answer.starts_with("HTTP/1.1 200 ")).unwrap();
    assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
    // The previous result may be repeated for up to a second.
    let ready =
        (0..100_000).map(|_| process.get("/health/ready")).find(|ready| !ready.starts_with("HTTP/1.1 200 ")).unwrap();
    assert!(
        ready.starts_with("HTTP/1.1 503 ") && ready.ends_with("nothing can be stored in the database\n"),
        "{ready}"
    );
    assert!(process.get("/health/live").starts_with("HTTP/1.1 200 "));
    let opened = process.call("look_up_link", &format!(r#"{{"token":"{token}"}}"#));
    assert!(opened.starts_with("HTTP/1.1 200 "), "reading goes on: {opened}");
    assert!(report().starts_with("HTTP/1.1 503 "));

    std::fs::remove_file(process.disk().join("filler")).unwrap();
    assert!(report().starts_with("HTTP/1.1 200 "), "there is room again");
    let ready = (0..100_000).map(|_| process.get("/health/ready")).find(|ready| ready.starts_with("HTTP/1.1 200 "));
    assert!(ready.is_some());
    process.signal("TERM");
    process.ends_well();
}
