//! A commit that fails: the worst moment, because everything before it went well.

use super::{ACTIONS, Faults, is_unavailable, prepare};
use crate::support::{World, dump};
use domain::audit::{Verdict, verify};

#[tokio::test]
async fn when_the_commit_fails_nothing_is_stored_and_the_next_try_works() {
    for name in ACTIONS {
        let world = World::new().await;
        let action = prepare(&world, name).await;
        let faults = Faults::install(&world).await;
        let second = world.second_process().await;
        faults.at_commit().await;
        let before = dump(second.db()).await;
        // More often than there are connections: none of them may keep an open transaction.
        for _ in 0..3 {
            assert!(is_unavailable(&action().await, name), "{name} was told to have happened");
            assert_eq!(dump(second.db()).await, before, "{name}: the commit failed, and something is stored");
            assert_eq!(dump(world.domain.db()).await, before, "{name}: its own process sees what is not stored");
        }
        faults.end().await;
        assert!(!is_unavailable(&action().await, name), "{name}: the fault is over");
        assert_ne!(dump(second.db()).await, before, "{name} was told to have happened, and is not stored");
        assert!(matches!(verify(&second).await.unwrap(), Verdict::Sound { .. }), "{name}");
    }
}
