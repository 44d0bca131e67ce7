//! What is counted, and when.

use crate::support::{Browser, DatabaseFailures, Mood, Person, SoftAuthenticator, World, told};
use chrono::TimeDelta;
use domain::{Domain, link, mail::send_due, views};
use model::{AttemptReport, DeviceFailure};

/// The value of a metric. `name` is with its labels, as Prometheus reads it; `None`: it has not been counted yet.
async fn value(domain: &Domain, name: &str) -> Option<String> {
    let text = views::metrics(domain).await.unwrap();
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned))
}

/// How many ceremonies there were.
async fn ceremonies(world: &World, ceremony: &str, kind: &str, outcome: &str) -> Option<String> {
    let labels = format!(r#"{{ceremony="{ceremony}",kind="{kind}",outcome="{outcome}"}}"#);
    value(&world.domain, &format!("cim_ceremonies_total{labels}")).await
}

#[tokio::test]
async fn ceremonies_are_counted_by_kind_and_outcome() {
    let world = World::new().await;
    let (mut phone, mut browser) = (SoftAuthenticator::phone(), world.browser());
    world.register(Person::User, &mut phone).await;
    let token = world.link(Person::Colleague).await;
    browser.options(&token).await.unwrap();
    told(browser.finish("{}").await);
    browser.sign_in(&mut phone).await.unwrap();
    browser.test(&mut phone).await.unwrap();
    told(browser.finish_test("{}").await);
    for (ceremony, kind, outcome, number) in [
        ("registration", "passkey", "started", "2"),
        ("registration", "passkey", "done", "1"),
        ("registration", "passkey", "refused", "1"),
        ("sign_in", "unknown", "started", "1"),
        ("sign_in", "passkey", "done", "1"),
        ("test", "unknown", "started", "1"),
        ("test", "passkey", "done", "1"),
        ("test", "unknown", "refused", "1"),
    ] {
        let counted = ceremonies(&world, ceremony, kind, outcome).await;
        assert_eq!(counted.as_deref(), Some(number), "{ceremony} {kind} {outcome}");
    }
    assert_eq!(ceremonies(&world, "sign_in", "unknown", "refused").await, None);
}

#[tokio::test]
async fn nothing_is_counted_that_was_not_committed() {
    let world = World::new().await;
    let (mut phone, mut browser) = (SoftAuthenticator::phone(), world.browser());
    let options = browser.options(&world.link(Person::User).await).await.unwrap();
    let response = phone.create(&options);
    let failures = DatabaseFailures::install(&world).await;
    failures.at_commit().await;
    browser.finish(&response).await.unwrap_err();
    assert_eq!(ceremonies(&world, "registration", "passkey", "done").await.as_deref(), Some("0"));
    let of_commit = value(&world.domain, r#"cim_database_failures_total{step="commit"}"#).await;
    assert_eq!(of_commit.as_deref(), Some("1"));
    failures.end().await;
    browser.finish(&response).await.unwrap();
    assert_eq!(ceremonies(&world, "registration", "passkey", "done").await.as_deref(), Some("1"));
}

/// How many registrations failed in a browser that calls itself `user_agent`, by device and browser.
async fn failed_in(user_agent: &str, labels: &str) -> Option<String> {
    let world = World::new().await;
    let mut browser: Browser = world.browser();
    browser.client.user_agent = Some(user_agent.to_owned());
    browser.options(&world.link(Person::User).await).await.unwrap();
    let failure = AttemptReport::Failed(DeviceFailure::NotAllowed);
    link::report(&world.domain, browser.attempt.as_ref(), failure).await.unwrap();
    // The second report changes nothing, so it is not counted.
    link::report(&world.domain, browser.attempt.as_ref(), failure).await.unwrap();
    value(&world.domain, &format!(r#"cim_device_failures_total{{{labels},failure="not_allowed"}}"#)).await
}

#[tokio::test]
async fn device_failures_are_counted_by_device_browser_and_failure() {
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) Version/26.1 Mobile/15E148 Safari/604.1";
    assert_eq!(failed_in(iphone, r#"device="iphone",browser="safari""#).await.as_deref(), Some("1"));
    let teams = [iphone, " Teams/7.1"].concat();
    assert_eq!(failed_in(&teams, r#"device="iphone",browser="in_app""#).await.as_deref(), Some("1"));
    let invented = r#"sarah.jones@riverside.example",device="x"#;
    assert_eq!(failed_in(invented, r#"device="other",browser="other""#).await.as_deref(), Some("1"));
}

#[tokio::test]
async fn limits_are_counted_when_they_end_a_link() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let mut browser = world.browser();
    for _ in 0..20 {
        browser.options(&token).await.unwrap();
        told(browser.finish("{}").await);
    }
    let reached = value(&world.domain, r#"cim_limits_reached_total{limit="link_attempts"}"#).await;
    assert_eq!(reached.as_deref(), Some("1"));
}

#[tokio::test]
async fn notices_are_counted_by_outcome_and_the_due_ones_are_seen() {
    let (world, mailbox) = World::with_mailbox().await;
    mailbox.be(Mood::Delays);
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let gauges = async || {
        let (due, queued) = ("cim_notices_due", "cim_notices_queued");
        [value(&world.domain, due).await.unwrap(), value(&world.domain, queued).await.unwrap()]
    };
    assert_eq!(gauges().await, ["1", "1"]);
    send_due(&world.domain).await.unwrap();
    assert_eq!(gauges().await, ["0", "1"], "it waits for its next try");
    mailbox.be(Mood::Takes);
    world.clock.advance(TimeDelta::minutes(1));
    send_due(&world.domain).await.unwrap();
    assert_eq!(gauges().await, ["0", "0"]);
    for outcome in ["delayed", "sent"] {
        let name = format!(r#"cim_notices_total{{outcome="{outcome}"}}"#);
        assert_eq!(value(&world.domain, &name).await.as_deref(), Some("1"), "{outcome}");
    }
}

#[tokio::test]
async fn the_end_of_the_audit_log_and_the_wait_for_the_database_are_seen() {
    let world = World::new().await;
    world.link(Person::User).await;
    let sequence = world.last_audited().await.sequence.to_string();
    assert_eq!(value(&world.domain, "cim_audit_sequence").await, Some(sequence));
    assert_ne!(value(&world.domain, "cim_database_wait_seconds_count").await.as_deref(), Some("0"));
    assert_eq!(value(&world.domain, "cim_database_waiting").await.as_deref(), Some("0"));
    assert_eq!(value(&world.domain, "cim_database_up").await.as_deref(), Some("1"));
}

#[tokio::test]
async fn the_metrics_are_readable_when_the_database_does_not_answer() {
    let world = World::new().await;
    world.browser().load_sign_in_options().await;
    world.domain.database().close().await.unwrap();
    assert_eq!(value(&world.domain, "cim_database_up").await.as_deref(), Some("0"));
    assert_eq!(ceremonies(&world, "sign_in", "unknown", "started").await.as_deref(), Some("1"));
}

#[tokio::test]
async fn what_alerts_watch_begins_at_zero() {
    let world = World::new().await;
    for name in [
        r#"cim_notices_total{outcome="given_up"}"#,
        r#"cim_limits_reached_total{limit="request_time"}"#,
        r#"cim_database_failures_total{step="begin"}"#,
        r#"cim_live_streams{watcher="user"}"#,
    ] {
        assert_eq!(value(&world.domain, name).await.as_deref(), Some("0"), "{name}");
    }
}
