//! SIGTERM and SIGINT: the server stops whatever its clients do, and finishes the requests under way.

use crate::support::{Connection, GREAT_FILE, Process};
use std::net::TcpStream;

/// So long that only the tested behaviour ends the process.
const FOR_EVER: (&str, &str) = ("CIM_STOP_SECONDS", "3600");
/// So short that the test does not take long.
const SOON: (&str, &str) = ("CIM_STOP_SECONDS", "1");

const GET: &str = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// A connection that is kept alive after its first request.
fn idle(process: &Process) -> Connection {
    let mut connection = process.connect(GET);
    assert!(connection.head().starts_with("HTTP/1.1 200 "));
    assert_eq!(connection.take("live\n".len()), "live\n");
    connection
}

/// A page that waits for live events.
fn watching(process: &Process, token: &str) -> Connection {
    let joined = process.call("join_link", &format!(r#"{{"token":"{token}","preflight":null}}"#));
    let cookie = joined.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap().split(';').next().unwrap();
    let request = format!("GET /live/attempt HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
    let mut connection = process.connect(&request);
    assert!(connection.head().contains("content-type: text/event-stream\r\n"));
    connection
}

#[test]
fn a_request_under_way_is_answered_before_the_process_ends() {
    let process = Process::start(&[FOR_EVER]);
    let mut unfinished = process.send_unfinished("who_am_i", 2);
    unfinished.send("{");
    process.signal("TERM");
    process.says("Stopping");
    // New connections are refused a moment after the signal.
    while TcpStream::connect(&process.address).is_ok() {}
    unfinished.send("}");
    let answer = unfinished.rest();
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("null"), "{answer}");
    assert_eq!(process.says("Stopped"), "Stopped.");
    process.ends_well();
    assert!(process.file("cim.db").exists() && !process.file("cim.db-wal").exists(), "the database was closed");
}

#[test]
fn idle_connections_and_live_events_do_not_delay_the_stop() {
    for signal in ["TERM", "INT"] {
        let (process, token) = Process::start_with_token(&[FOR_EVER]);
        let (mut idle, mut watching) = (idle(&process), watching(&process, &token));
        process.signal(signal);
        assert_eq!(process.says("Stopped"), "Stopped.");
        process.ends_well();
        assert_eq!(idle.rest(), "");
        assert!(watching.rest().ends_with("0\r\n\r\n"), "the stream came to its end");
    }
}

/// Clients that would keep a server running for ever.
fn obstinate(process: &Process) -> Vec<Connection> {
    let mut after_another = idle(process);
    after_another.send("GET /sign-in HTTP/1.1\r\nHos");
    let mut half_a_body = process.send_unfinished("who_am_i", 2);
    half_a_body.send("{");
    let mut never_reads = process.connect(&format!("GET {GREAT_FILE} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    assert!(never_reads.head().starts_with("HTTP/1.1 200 "));
    let half_a_chunk = process.connect(
        "POST /api/who_am_i HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\n\r\n2\r\n{",
    );
    vec![
        after_another,
        half_a_body,
        never_reads,
        half_a_chunk,
        process.connect("GET / HTTP/1.1\r\nHos"),
        process.connect(""),
    ]
}

#[test]
fn clients_that_never_finish_do_not_keep_the_process_running() {
    let process = Process::start(&[SOON]);
    let connections = obstinate(&process);
    process.signal("TERM");
    assert_eq!(process.says("Stopped"), "Stopped. What had not finished by then was cut off.");
    process.ends_well();
    assert!(!process.file("cim.db-wal").exists(), "the database was closed");
    drop(connections);
}

#[test]
fn a_second_signal_ends_the_process_immediately() {
    for (first, second) in [("TERM", "TERM"), ("INT", "INT"), ("TERM", "INT")] {
        let process = Process::start(&[FOR_EVER]);
        let connections = obstinate(&process);
        process.signal(first);
        process.says("Stopping");
        process.signal(second);
        assert_eq!(process.says("Stopped"), "Stopped at once. What had not finished was cut off.");
        process.ends_well();
        drop(connections);
    }
}
