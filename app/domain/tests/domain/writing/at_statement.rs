//! A database failure at each statement in turn, for every action that writes.

use super::{ACTIONS, DatabaseFailures, clear_away, is_unavailable, prepare, refused_sight};
use crate::support::{World, dump};
use domain::audit::{Verdict, verify};

#[tokio::test]
async fn any_failed_statement_stores_nothing_and_the_next_try_succeeds() {
    for name in ACTIONS {
        let world = World::new().await;
        let action = prepare(&world, name).await;
        let failures = DatabaseFailures::install(&world).await;
        let second = world.second_process().await;
        let mut statements = 0;
        loop {
            statements += 1;
            failures.at_statement(statements).await;
            let before = dump(second.db()).await;
            if !is_unavailable(&action().await, name) {
                assert_ne!(dump(second.db()).await, before, "{name}: nothing was stored");
                break;
            }
            assert_eq!(
                dump(second.db()).await,
                before,
                "{name}: statement {statements} failed, and something is stored"
            );
        }
        assert!(statements > 1, "{name} writes nothing");
        assert!(matches!(verify(&second).await.unwrap(), Verdict::Sound { .. }), "{name}");
    }
}

#[tokio::test]
async fn a_refusal_that_cannot_be_audited_becomes_an_error() {
    let world = World::new().await;
    let failures = DatabaseFailures::install(&world).await;
    failures.at_statement(1).await;
    assert!(is_unavailable(&refused_sight(&world).await, "a refusal"));
    failures.end().await;
    assert!(!is_unavailable(&refused_sight(&world).await, "a refusal"));
}

#[tokio::test]
async fn a_failed_clean_up_is_done_the_next_time() {
    let world = World::new().await;
    world.browser().options(&world.link(crate::support::Person::User).await).await.unwrap();
    let failures = DatabaseFailures::install(&world).await;
    failures.at_statement(1).await;
    assert!(is_unavailable(&clear_away(&world).await, "clearing away"));
    failures.end().await;
    clear_away(&world).await.unwrap();
}
