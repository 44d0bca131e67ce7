//! A commit that fails. This is the worst case, because everything before it succeeded.

use super::{ACTIONS, DatabaseFailures, is_unavailable, prepare};
use crate::support::{World, dump};
use domain::audit::{Verdict, verify};

#[tokio::test]
async fn a_failed_commit_stores_nothing_and_the_next_try_succeeds() {
    for name in ACTIONS {
        let world = World::new().await;
        let action = prepare(&world, name).await;
        let failures = DatabaseFailures::install(&world).await;
        let second = world.second_process().await;
        failures.at_commit().await;
        let before = dump(second.db()).await;
        // This runs more often than there are connections, so that a connection with an open transaction would be found.
        for _ in 0..3 {
            assert!(is_unavailable(&action().await, name), "{name} was told to have happened");
            assert_eq!(dump(second.db()).await, before, "{name}: the commit failed, and something is stored");
            assert_eq!(dump(world.domain.db()).await, before, "{name}: its own process sees what is not stored");
        }
        failures.end().await;
        assert!(!is_unavailable(&action().await, name), "{name}: the failure is over");
        assert_ne!(dump(second.db()).await, before, "{name} was told to have happened, and is not stored");
        assert!(matches!(verify(&second).await.unwrap(), Verdict::Sound { .. }), "{name}");
    }
}
