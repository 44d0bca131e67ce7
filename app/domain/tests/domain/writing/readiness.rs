//! `/health/ready` knows whether the database can be written.

use super::{DatabaseFailures, is_unavailable, prepare};
use crate::support::World;
use chrono::TimeDelta;
use domain::database::{Readiness, ready};

#[tokio::test]
async fn a_process_is_not_ready_while_commits_fail_and_ready_again_soon_after() {
    let world = World::new().await;
    let action = prepare(&world, "generate").await;
    let failures = DatabaseFailures::install(&world).await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
    failures.at_commit().await;
    assert!(is_unavailable(&action().await, "generate"));
    world.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ready(&world.domain).await, Readiness::CannotWrite);
    failures.end().await;
    world.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
}

#[tokio::test]
async fn readiness_is_checked_at_most_once_a_second() {
    let world = World::new().await;
    let failures = DatabaseFailures::install(&world).await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
    failures.at_statement(1).await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready, "as a moment ago");
    world.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ready(&world.domain).await, Readiness::CannotWrite);
}

#[tokio::test]
async fn checking_readiness_changes_nothing() {
    let world = World::new().await;
    let before = crate::support::dump(world.domain.db()).await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
    assert_eq!(crate::support::dump(world.domain.db()).await, before);
}
