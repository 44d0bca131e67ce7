//! The rows that an act writes.

use crate::support::{Person, SoftAuthenticator, World, told};
use domain::{
    access::{RemoveAuthenticator, permit},
    audit::EventKind,
    authenticators,
    entity::audit_event,
};
use model::AuthenticatorId;
use std::collections::HashSet;
use strum::VariantArray;

#[tokio::test]
async fn every_step_of_an_authenticators_life_is_recorded_from_the_link_to_the_removal() {
    let world = World::new().await;
    let known = world.count(audit_event::Entity).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let token = world.link(Person::User).await;
    told(browser.register(&token, &mut SoftAuthenticator::security_key()).await);
    browser.register(&token, &mut phone).await.unwrap();
    browser.sign_in(&mut phone).await.unwrap();
    let (agent, sponsor) = (world.actor(Person::Advanced).await, world.actor(Person::Sponsor).await);
    told(permit::<RemoveAuthenticator>(&world.domain, &sponsor, &Person::User.id()).await);
    let permit = world.permit::<RemoveAuthenticator>(&agent, Person::User).await;
    let id = world.authenticators(Person::User).await[0].id;
    authenticators::remove(&world.domain, &permit, AuthenticatorId(id), model::RemovalReason::Lost, "").await.unwrap();
    told(browser.sign_in(&mut phone).await);

    let user = world.user(Person::User).await.id;
    let manager = world.user(Person::Manager).await.id;
    let rows = world.audited_after(known).await;
    let told: Vec<_> = rows.iter().map(|row| (row.action.as_str(), row.outcome.as_str(), row.actor_id)).collect();
    assert_eq!(
        told,
        [
            ("generate-link", "done", Some(manager)),
            ("register", "refused", None),
            ("register", "done", Some(user)),
            ("sign-in", "done", Some(user)),
            ("remove-authenticator", "refused", Some(sponsor.user_id)),
            ("remove-authenticator", "done", Some(agent.user_id)),
            ("sign-in", "refused", None),
        ]
    );
    for row in &rows {
        assert_eq!(row.subject_id, Some(user));
        assert_eq!((row.at, row.remote_address.as_deref()), (world.domain.now(), Some("192.0.2.7")));
    }
    assert_eq!(rows[2].detail, r#"{"kind":"Passkey","model":"iCloud Keychain"}"#);
}

#[tokio::test]
async fn rows_are_numbered_without_gaps_and_each_holds_the_hash_of_the_previous_row() {
    let world = World::new().await;
    let rows = world.audited_after(0).await;
    assert_eq!(rows[0].previous_hash, [0; 32]);
    for (number, pair) in (1..).zip(rows.windows(2)) {
        assert_eq!(pair[0].sequence, number);
        assert_eq!(pair[1].previous_hash, pair[0].hash);
    }
}

#[tokio::test]
async fn a_rolled_back_act_leaves_no_row_and_no_gap() {
    use crate::support::DatabaseFailures;
    use domain::{Client, audit};
    let world = World::new().await;
    let known = world.count(audit_event::Entity).await;
    let event = audit::Event {
        kind: EventKind::Searched,
        outcome: audit::Outcome::Refused,
        actor_id: None,
        subject_id: None,
        detail: serde_json::json!({}),
        client: &Client::default(),
    };
    let failures = DatabaseFailures::install(&world).await;
    failures.at_commit().await;
    audit::record_alone(&world.domain, event.clone()).await.unwrap_err();
    failures.end().await;
    assert_eq!(world.count(audit_event::Entity).await, known);
    audit::record_alone(&world.domain, event).await.unwrap();
    assert_eq!(world.last_audited().await.sequence, i64::try_from(known).unwrap() + 1);
}

#[tokio::test]
async fn the_words_of_the_log_are_those_of_the_first_release() {
    // They are stored for ever: new words may be added, but none may be changed.
    let words: HashSet<_> = EventKind::VARIANTS.iter().map(|action| action.word()).collect();
    let first_release = [
        "sign-in",
        "sign-out",
        "generate-link",
        "invite",
        "register",
        "remove-authenticator",
        "search",
        "view-profile",
        "view-history",
    ];
    assert!(first_release.iter().all(|word| words.contains(word)));
    assert_eq!(words.len(), EventKind::VARIANTS.len());
    assert!(EventKind::VARIANTS.iter().all(|action| action.word().parse() == Ok(*action)));
}
