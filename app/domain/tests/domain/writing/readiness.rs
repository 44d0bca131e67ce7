//! `/health/ready` knows whether something can be stored.

use super::{Faults, is_unavailable, prepare};
use crate::support::World;
use chrono::TimeDelta;
use domain::database::{Readiness, ready};

#[tokio::test]
async fn a_process_is_not_ready_while_commits_fail_and_ready_again_soon_after() {
    let world = World::new().await;
    let action = prepare(&world, "generate").await;
    let faults = Faults::install(&world).await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
    faults.at_commit().await;
    assert!(is_unavailable(&action().await, "generate"));
    world.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ready(&world.domain).await, Readiness::CannotWrite);
    faults.end().await;
    world.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
}

#[tokio::test]
async fn the_answer_is_found_out_once_a_second_at_most() {
    let world = World::new().await;
    let faults = Faults::install(&world).await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
    faults.at_statement(1).await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready, "as a moment ago");
    world.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ready(&world.domain).await, Readiness::CannotWrite);
}

#[tokio::test]
async fn asking_changes_nothing() {
    let world = World::new().await;
    let before = crate::support::dump(world.domain.db()).await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
    assert_eq!(crate::support::dump(world.domain.db()).await, before);
}
