//! What one process learns of the changes of another through PostgreSQL.

use super::Link;
use crate::support::{Person, Silencer, SoftAuthenticator, World, checked, told};
use domain::{
    Domain,
    access::{IssueAuthenticator, permit},
    link, live,
    live::Change,
};
use model::{AuthenticatorKind, Meeting};
use std::time::Duration;
use tokio::{sync::broadcast::Receiver, task::JoinHandle, time::timeout};

/// So long that a test whose event never happens fails instead of hanging.
const GUARD: Duration = Duration::from_secs(60);

/// The next event, which must be on its way. Those for pages that watch all links of an agent are left out.
async fn next(events: &mut Receiver<Change>) -> Change {
    loop {
        match any(events).await {
            Change::LinksOf(_) => {}
            change => return change,
        }
    }
}

async fn any(events: &mut Receiver<Change>) -> Change {
    timeout(GUARD, events.recv()).await.expect("nothing was heard").unwrap()
}

/// Starts to listen to the changes of other processes.
async fn listening(domain: &Domain, silence: Duration) -> (Receiver<Change>, JoinHandle<()>) {
    let mut events = domain.events().subscribe();
    let listening = tokio::spawn(live::listen(domain.clone(), silence));
    assert_eq!(next(&mut events).await, Change::Everything, "what came before may have been missed");
    (events, listening)
}

#[tokio::test]
async fn a_process_on_sqlite_does_not_listen_to_others() {
    let world = World::new().await;
    if !world.is_postgres() {
        let listening = live::listen(world.domain.clone(), live::SILENCE);
        timeout(GUARD, listening).await.expect("there is no process to listen to");
    }
}

#[tokio::test]
async fn another_process_receives_committed_changes_only() {
    let world = World::new().await;
    let second = world.second_process().await;
    if !world.is_postgres() {
        return;
    }
    let (mut events, listening) = listening(&second, live::SILENCE).await;

    let link = Link::new(&world).await;
    assert_eq!(next(&mut events).await, Change::Link(link.id.0));
    let (mut browser, mut late) = (link.joined().await, link.joined().await);
    let options = late.options(&link.token).await.unwrap();
    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    for _ in ["join", "join", "finish"] {
        assert_eq!(next(&mut events).await, Change::Link(link.id.0));
    }
    told(late.finish(&SoftAuthenticator::phone().create(&options)).await);
    let manager = world.actor(Person::Manager).await;
    let permit = permit::<IssueAuthenticator>(&world.domain, &manager, &Person::Colleague.id()).await.unwrap();
    let newer =
        link::generate(&world.domain, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, &checked()).await;
    assert_eq!(next(&mut events).await, Change::Link(newer.unwrap().id.0), "the late finish was rolled back");
    listening.abort();
}

#[tokio::test]
async fn another_process_hears_that_an_agent_has_generated_a_link() {
    let world = World::new().await;
    let second = world.second_process().await;
    if !world.is_postgres() {
        return;
    }
    let (mut events, listening) = listening(&second, live::SILENCE).await;
    let link = Link::new(&world).await;
    assert_eq!(any(&mut events).await, Change::Link(link.id.0));
    assert_eq!(any(&mut events).await, Change::LinksOf(world.user(Person::Advanced).await.id));
    listening.abort();
}

#[tokio::test]
async fn a_process_receives_its_own_changes_once() {
    let world = World::new().await;
    if !world.is_postgres() {
        return;
    }
    let (mut events, listening) = listening(&world.domain, live::SILENCE).await;
    let mine = Link::new(&world).await;
    assert_eq!(next(&mut events).await, Change::Link(mine.id.0));
    // The database passes events on in the order of the commits.
    let (second, manager) = (world.second_process().await, world.actor(Person::Manager).await);
    let permit = permit::<IssueAuthenticator>(&second, &manager, &Person::Colleague.id()).await.unwrap();
    let theirs =
        link::generate(&second, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, &checked()).await.unwrap();
    assert_eq!(next(&mut events).await, Change::Link(theirs.id.0));
    listening.abort();
}

#[tokio::test]
async fn a_silent_connection_is_noticed_and_replaced() {
    let world = World::new().await;
    if !world.is_postgres() {
        return;
    }
    let (url, silencer) = Silencer::before(&world.database.url).await;
    let second = world.second_process_at(&url).await;
    let (mut events, listening) = listening(&second, Duration::from_millis(200)).await;
    until_a_link_is_heard(&world, &mut events).await;
    // From now on nothing gets through, and no error is reported.
    silencer.silence();
    assert_eq!(next(&mut events).await, Change::Everything, "it was noticed, and something may have been missed");
    until_a_link_is_heard(&world, &mut events).await;
    listening.abort();
}

/// Generates links until one is heard. On a busy machine the database may take longer to respond than the silence that the test
/// allows. Then the process listens anew, and says that it may have missed something.
async fn until_a_link_is_heard(world: &World, events: &mut Receiver<Change>) {
    loop {
        let link = Link::generate(&world.domain, world.actor(Person::Manager).await, Meeting::Video).await;
        loop {
            match next(events).await {
                Change::Everything => break,
                Change::Link(heard) if heard == link.id.0 => return,
                // It replaced an earlier link.
                _ => {}
            }
        }
    }
}
