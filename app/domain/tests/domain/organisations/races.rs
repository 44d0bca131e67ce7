//! Simultaneous changes of the tree, on two processes.

use super::{assert_sound, operator_moves_below};
use crate::support::{World, operator, told};
use domain::{
    Domain, Result,
    access::{AddOrganisation, CloseOrganisation, general_permit},
    organisations,
};
use model::{AppError, Conflict};
use std::sync::Arc;
use tokio::sync::Barrier;

/// Runs `work` with each of the pairs at the same time, on two processes.
async fn at_once<F: Future<Output = Result<()>> + Send + 'static>(
    world: &World,
    work: impl Fn(Domain, usize) -> F,
) -> Vec<Result<()>> {
    let (second, barrier) = (world.second_process().await, Arc::new(Barrier::new(2)));
    let running = [(world.domain.clone(), 0), (second, 1)].map(|(domain, number)| {
        let (barrier, work) = (barrier.clone(), work(domain, number));
        tokio::spawn(async move {
            barrier.wait().await;
            work.await
        })
    });
    let mut outcomes = Vec::new();
    for one in running {
        outcomes.push(one.await.unwrap());
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_organisations_that_move_below_each_other_at_once_make_no_circle() {
    for _ in 0..4 {
        let world = World::new().await;
        for ods_code in ["RX8", "RX9"] {
            world.add_organisation(ods_code, "RX1").await.unwrap();
        }
        let moved = at_once(&world, |domain, number| async move {
            let (ods_code, above) = [("RX8", "RX9"), ("RX9", "RX8")][number];
            operator_moves_below(&domain, ods_code, above).await
        });
        let refused = moved.await.into_iter().filter(Result::is_err).count();
        assert_eq!(refused, 1);
        assert_sound(&world).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_that_is_added_while_its_parent_moves_has_the_right_lineage() {
    for _ in 0..4 {
        let world = World::new().await;
        for ods_code in ["RX8", "RX9"] {
            world.add_organisation(ods_code, "RX1").await.unwrap();
        }
        let done = at_once(&world, |domain, number| async move {
            if number == 0 {
                return operator_moves_below(&domain, "RX8", "RX9").await;
            }
            let operator = operator();
            let permit = general_permit::<AddOrganisation>(&domain, &operator).await?;
            organisations::add(&domain, &permit, "FK111", "Elm Tree Pharmacy", "RX8").await
        });
        assert!(done.await.iter().all(Result::is_ok));
        assert_sound(&world).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_open_is_below_an_organisation_that_closes_at_the_same_time() {
    for _ in 0..4 {
        let world = World::new().await;
        world.add_organisation("RX8", "RX1").await.unwrap();
        let done = at_once(&world, |domain, number| async move {
            let operator = operator();
            if number == 0 {
                let permit = general_permit::<CloseOrganisation>(&domain, &operator).await?;
                return organisations::close(&domain, &permit, "RX8", "Merged").await;
            }
            let permit = general_permit::<AddOrganisation>(&domain, &operator).await?;
            organisations::add(&domain, &permit, "FK111", "Elm Tree Pharmacy", "RX8").await
        });
        let refused: Vec<AppError> = done.await.into_iter().filter(Result::is_err).map(told).collect();
        assert_eq!(refused.len(), 1);
        assert!(matches!(refused[0], AppError::Conflict(Conflict::OpenBelow) | AppError::Invalid(_)), "{refused:?}");
    }
}
