use crate::support::{MICROSECOND, Person, World, client};
use chrono::TimeDelta;
use domain::{
    Secret, SystemRandom,
    access::roles,
    directory,
    entity::{
        session, staff_role,
        words::{Role, UserStatus},
    },
    sessions,
};
use model::StaffRole;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

const PERSON: Person = Person::Agent;

#[tokio::test]
async fn a_session_gives_the_actor_and_the_address_of_the_request() {
    let world = World::new().await;
    let actor = world.actor(PERSON).await;
    assert_eq!((actor.user_id, actor.name), (world.user(PERSON).await.id, "Agent Care".to_owned()));
    assert_eq!((roles(&actor.roles), actor.client), (vec![StaffRole::RaAgent], client()));
}

#[tokio::test]
async fn an_unknown_secret_gives_no_session() {
    let world = World::new().await;
    let unknown = Secret::new(&SystemRandom);
    assert!(sessions::find(&world.domain, &unknown, client()).await.unwrap().is_none());
}

#[tokio::test]
async fn an_unused_session_expires_exactly_at_its_end() {
    let world = World::new().await;
    let idle = world.domain.settings().session_idle;
    world.clock.advance(idle - MICROSECOND);
    assert!(world.browser_of(PERSON).actor().await.is_some());
    // The line above was a request.
    world.clock.advance(idle - MICROSECOND);
    assert!(world.browser_of(PERSON).actor().await.is_some());
    world.clock.advance(idle);
    assert!(world.browser_of(PERSON).actor().await.is_none());
}

#[tokio::test]
async fn a_session_in_use_expires_exactly_at_the_end_of_its_whole_life() {
    let world = World::new().await;
    let (opened, life) = (world.domain.now(), world.domain.settings().session_life);
    let mut passed = TimeDelta::zero();
    while passed < life {
        world.clock.set(opened + passed);
        assert!(world.browser_of(PERSON).actor().await.is_some(), "{passed}");
        passed += TimeDelta::minutes(20);
    }
    world.clock.set(opened + life - MICROSECOND);
    assert!(world.browser_of(PERSON).actor().await.is_some());
    world.clock.set(opened + life);
    assert!(world.browser_of(PERSON).actor().await.is_none());
}

#[tokio::test]
async fn not_every_request_writes_the_time_of_last_use() {
    let world = World::new().await;
    let opened = world.domain.now();
    let id = world.actor(PERSON).await.session_id;
    let last_seen = async || {
        world.browser_of(PERSON).actor().await.unwrap();
        session::Entity::find_by_id(id).one(world.domain.db()).await.unwrap().unwrap().last_seen_at
    };
    world.clock.advance(TimeDelta::seconds(60) - MICROSECOND);
    assert_eq!(last_seen().await, opened);
    world.clock.advance(MICROSECOND);
    assert_eq!(last_seen().await, opened + TimeDelta::seconds(60));
}

#[tokio::test]
async fn a_granted_or_removed_role_takes_effect_at_the_next_request() {
    let world = World::new().await;
    let user = world.user(PERSON).await;
    directory::grant_alone(&world.domain, &user, StaffRole::RaAgentAdvanced).await.unwrap();
    assert_eq!(roles(&world.actor(PERSON).await.roles), [StaffRole::RaAgentAdvanced, StaffRole::RaAgent]);
    for role in [Role::RaAgentAdvanced, Role::RaAgent] {
        let held = staff_role::Entity::delete_by_id((user.id, role, user.organisation_id));
        held.exec(&world.back_door().await).await.unwrap();
    }
    assert_eq!(world.actor(PERSON).await.roles, []);
}

#[tokio::test]
async fn the_session_of_a_user_who_has_left_ends_at_the_next_request() {
    let world = World::new().await;
    let mut user = world.user(PERSON).await.into_active_model();
    user.status = Set(UserStatus::Inactive);
    user.update(&world.back_door().await).await.unwrap();
    assert!(world.browser_of(PERSON).actor().await.is_none());
}

#[tokio::test]
async fn a_session_lasts_while_its_person_watches_a_link_but_not_beyond_its_whole_life() {
    let world = World::new().await;
    let (opened, life) = (world.domain.now(), world.domain.settings().session_life);
    let secret = world.browser_of(PERSON).session.clone().unwrap();
    let watcher = async || sessions::find_quietly(&world.domain, &secret, client()).await.unwrap();
    let mut passed = TimeDelta::zero();
    while passed < life {
        world.clock.set(opened + passed);
        let actor = watcher().await;
        assert!(actor.is_some(), "{passed}");
        sessions::note_use(&world.domain, &actor.unwrap()).await;
        passed += TimeDelta::minutes(20);
    }
    world.clock.set(opened + life);
    assert!(watcher().await.is_none());
}

#[tokio::test]
async fn a_use_starts_the_idle_time_again_but_not_the_whole_life() {
    let world = World::new().await;
    let (idle, life) = (world.domain.settings().session_idle, world.domain.settings().session_life);
    let left = async || {
        let actor = world.browser_of(PERSON).actor().await.unwrap();
        let left = sessions::time_left(&world.domain, &actor);
        (i64::from(left.idle), i64::from(left.whole), i64::from(left.soonest()))
    };
    world.clock.advance(idle - TimeDelta::seconds(1));
    let passed = (idle - TimeDelta::seconds(1)).num_seconds();
    let whole = life.num_seconds() - passed;
    assert_eq!(left().await, (idle.num_seconds(), whole, idle.num_seconds()), "to ask this way is a use");
    let secret = world.browser_of(PERSON).session.clone().unwrap();
    world.clock.advance(TimeDelta::seconds(70));
    let quiet = sessions::find_quietly(&world.domain, &secret, client()).await.unwrap().unwrap();
    assert_eq!(i64::from(sessions::time_left(&world.domain, &quiet).idle), idle.num_seconds() - 70);
}

#[tokio::test]
async fn near_the_end_of_its_whole_life_a_session_says_so() {
    let world = World::new().await;
    let (opened, life) = (world.domain.now(), world.domain.settings().session_life);
    let mut passed = TimeDelta::zero();
    while passed < life {
        world.clock.set(opened + passed);
        let actor = world.browser_of(PERSON).actor().await.unwrap();
        let left = sessions::time_left(&world.domain, &actor);
        assert_eq!(left.is_at_its_end(), life - passed <= world.domain.settings().session_idle, "{passed}");
        passed += TimeDelta::minutes(20);
    }
}

#[tokio::test]
async fn a_page_that_only_looks_does_not_prolong_the_session() {
    let world = World::new().await;
    let idle = world.domain.settings().session_idle;
    let secret = world.browser_of(PERSON).session.clone().unwrap();
    let watcher = async || sessions::find_quietly(&world.domain, &secret, client()).await.unwrap();
    world.clock.advance(idle - MICROSECOND);
    assert!(watcher().await.is_some());
    world.clock.advance(MICROSECOND);
    assert!(watcher().await.is_none());
}
