use crate::support::{Person, Place, SoftAuthenticator, World, checked, told};
use domain::{access::IssueAuthenticator, access::permit, entity::staff_role, link, organisations};
use model::{AppError, AuthenticatorKind, Conflict, LinkEnd, Meeting, Refusal, StaffRole};

#[tokio::test]
async fn an_ra_manager_grants_a_role_within_the_reach_and_the_history_says_so() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "rx3").await.unwrap();
    let audited = world.last_audited().await;
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("grant-role", "done"));
    assert_eq!(audited.actor_id, Some(manager.user_id));
    for word in ["RA Agent", "Organisation RX3", "Needed at night"] {
        assert!(audited.detail.contains(word), "{}", audited.detail);
    }
    let again = world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX3").await;
    assert_eq!(told(again), AppError::Conflict(Conflict::RoleHeld));
    world.grant(&manager, &Person::User.id(), StaffRole::RaAgent, "RX1").await.unwrap();
}

#[tokio::test]
async fn no_role_is_granted_at_an_organisation_out_of_reach_unknown_or_closed() {
    let world = World::new().await;
    world.grow_tree().await;
    let (manager, known) = (world.actor(Person::Manager).await, world.count(staff_role::Entity).await);
    for place in [Place::Above, Place::Beside] {
        let refused = world.grant(&manager, &Person::User.id(), StaffRole::Sponsor, place.ods_code()).await;
        assert_eq!(told(refused), AppError::Refused(Refusal::PlaceOutOfReach));
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("grant-role", "refused"));
    }
    let AppError::Invalid(errors) = told(world.grant(&manager, &Person::User.id(), StaffRole::Sponsor, "XXX").await)
    else {
        panic!("there is no such organisation")
    };
    assert_eq!(errors[0].message, "There is no organisation with this ODS code");
    let permit = domain::access::general_permit(&world.domain, &manager).await.unwrap();
    organisations::close(&world.domain, &permit, "RX3", "Merged").await.unwrap();
    let AppError::Invalid(errors) = told(world.grant(&manager, &Person::User.id(), StaffRole::Sponsor, "RX3").await)
    else {
        panic!("it has closed")
    };
    assert_eq!(errors[0].message, "This organisation has closed");
    assert_eq!(world.count(staff_role::Entity).await, known);
}

#[tokio::test]
async fn nobody_grants_themselves_a_role_and_only_ra_managers_grant() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let own = world.grant(&manager, &Person::Manager.id(), StaffRole::Sponsor, "RX1").await;
    assert_eq!(told(own), AppError::Refused(Refusal::Yourself));
    let taken = world.revoke(&manager, &Person::Manager.id(), StaffRole::RaManager, "RX1").await;
    assert_eq!(told(taken), AppError::Refused(Refusal::Yourself));
    for person in [Person::Advanced, Person::Agent, Person::Sponsor, Person::Colleague] {
        let actor = world.actor(person).await;
        let refused = told(world.grant(&actor, &Person::User.id(), StaffRole::Sponsor, "RX1").await);
        assert!(matches!(refused, AppError::Refused(Refusal::Role(_))), "{person:?}: {refused:?}");
    }
}

#[tokio::test]
async fn a_new_role_ends_the_open_link_of_its_holder() {
    let world = World::new().await;
    let advanced = world.actor(Person::Advanced).await;
    let issuing = permit::<IssueAuthenticator>(&world.domain, &advanced, &Person::User.id()).await.unwrap();
    let link = link::generate(&world.domain, &issuing, AuthenticatorKind::Passkey, Meeting::Video, None, &checked())
        .await
        .unwrap();
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let response = phone.create(&browser.options(&link.token).await.unwrap());
    let manager = world.actor(Person::Manager).await;
    world.grant(&manager, &Person::User.id(), StaffRole::Sponsor, "RX1").await.unwrap();
    assert_eq!(told(browser.finish(&response).await), AppError::LinkEnded(LinkEnd::Cancelled));
    assert!(world.authenticators(Person::User).await.is_empty());
}
