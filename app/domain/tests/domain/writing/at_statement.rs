//! A fault at one statement after the other of every action that writes.

use super::{ACTIONS, Faults, clear_away, is_unavailable, prepare, refused_sight};
use crate::support::{World, dump};
use domain::audit::{Verdict, verify};

#[tokio::test]
async fn whichever_statement_fails_nothing_is_stored_and_the_next_try_works() {
    for name in ACTIONS {
        let world = World::new().await;
        let action = prepare(&world, name).await;
        let faults = Faults::install(&world).await;
        let second = world.second_process().await;
        let mut statements = 0;
        loop {
            statements += 1;
            faults.at_statement(statements).await;
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
async fn a_refusal_that_cannot_be_recorded_is_not_told_as_one() {
    let world = World::new().await;
    let faults = Faults::install(&world).await;
    faults.at_statement(1).await;
    assert!(is_unavailable(&refused_sight(&world).await, "a refusal"));
    faults.end().await;
    assert!(!is_unavailable(&refused_sight(&world).await, "a refusal"));
}

#[tokio::test]
async fn what_expired_is_cleared_away_later_when_it_cannot_be_now() {
    let world = World::new().await;
    world.browser().start(&world.link(crate::support::Person::User).await).await.unwrap();
    let faults = Faults::install(&world).await;
    faults.at_statement(1).await;
    assert!(is_unavailable(&clear_away(&world).await, "clearing away"));
    faults.end().await;
    clear_away(&world).await.unwrap();
}
