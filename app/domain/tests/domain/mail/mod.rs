//! E-mail: registration links, and notices of what happened.

mod injection;
mod link;
mod link_refused;
mod notices;
mod processes;
mod retry;
mod servers;
mod settings;

use crate::support::{Person, World};
use domain::{Domain, access::RemoveAuthenticator, authenticators, mail::Round};
use model::AuthenticatorId;

const NOTHING: Round = Round { sent: 0, delayed: 0, given_up: 0 };
const SENT: Round = Round { sent: 1, ..NOTHING };
const DELAYED: Round = Round { delayed: 1, ..NOTHING };
const GIVEN_UP: Round = Round { given_up: 1, ..NOTHING };

async fn send_due(domain: &Domain) -> Round {
    domain::mail::send_due(domain).await.unwrap()
}

/// Removes the first authenticator of `person`.
async fn remove(world: &World, agent: Person, person: Person) {
    let (agent, id) = (world.actor(agent).await, world.authenticators(person).await[0].id);
    let permit = world.permit::<RemoveAuthenticator>(&agent, person).await;
    authenticators::remove(&world.domain, &permit, AuthenticatorId(id), model::RemovalReason::Lost, "on a train")
        .await
        .unwrap();
}
