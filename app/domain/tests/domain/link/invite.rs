use crate::support::{Browser, Person, Place, SoftAuthenticator, World, checked, new_user, operator, told};
use chrono::TimeDelta;
use domain::{
    Domain,
    access::IssueAuthenticator,
    directory,
    entity::{staff_role, words::UserStatus},
    link::{self, Invitation},
};
use model::{
    AppError, AuthenticatorKind::Passkey, CeremonyRefusal, LinkEnd, Meeting, RegistrationToken, StaffRole, UniqueUserId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

fn id(number: u8) -> UniqueUserId {
    format!("5555111111{number:02}").parse().unwrap()
}

async fn two_people(domain: &Domain) {
    for number in [1, 2] {
        directory::add_alone(domain, new_user(id(number), "Amina", "Okafor")).await.unwrap();
    }
}

async fn invited(domain: &Domain, number: u8, anyway: bool) -> Option<RegistrationToken> {
    match link::invite(domain, &operator(), &id(number), Passkey, anyway).await.unwrap() {
        Invitation::Link { link, .. } => Some(link.token),
        Invitation::NotNeeded => None,
    }
}

#[tokio::test]
async fn the_first_ra_manager_is_invited_registers_and_signs_in() {
    let world = World::empty().await;
    two_people(&world.domain).await;
    let token = invited(&world.domain, 1, false).await.unwrap();
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    browser.register(&token, &mut phone).await.unwrap();
    assert_eq!(browser.sign_in(&mut phone).await.unwrap().roles, [StaffRole::RaManager]);
}

#[tokio::test]
async fn an_invitation_is_renewed_until_an_ra_manager_can_sign_in() {
    let world = World::empty().await;
    two_people(&world.domain).await;
    let lost = invited(&world.domain, 1, false).await.unwrap();
    let token = invited(&world.domain, 1, false).await.unwrap();
    assert_ne!(lost, token);
    Browser::new(&world.domain).register(&token, &mut SoftAuthenticator::phone()).await.unwrap();
    assert_eq!(invited(&world.domain, 2, false).await, None);
    assert!(invited(&world.domain, 2, true).await.is_some());
}

#[tokio::test]
async fn another_ra_manager_is_invited_when_the_only_one_has_left() {
    let world = World::new().await;
    assert_eq!(
        link::invite(&world.domain, &operator(), &Person::User.id(), Passkey, false).await.unwrap(),
        Invitation::NotNeeded
    );
    for person in [Person::Manager, Person::OtherManager] {
        let mut user = world.user(person).await.into_active_model();
        user.status = Set(UserStatus::Inactive);
        user.update(&world.back_door().await).await.unwrap();
    }
    let invitation = link::invite(&world.domain, &operator(), &Person::User.id(), Passkey, false).await.unwrap();
    assert!(matches!(invitation, Invitation::Link { .. }));
}

#[tokio::test]
async fn an_ra_manager_is_invited_at_the_top_of_their_tree() {
    let world = World::new().await;
    world.grow_tree().await;
    link::invite(&world.domain, &operator(), &Place::Below.id(), Passkey, false).await.unwrap();
    let user = directory::find(&world.domain, &Place::Below.id()).await.unwrap().unwrap();
    let of_user = staff_role::Column::UserId.eq(user.id);
    let roles = staff_role::Entity::find().filter(of_user).all(world.domain.db()).await.unwrap();
    let top = world.organisation(Place::Above).await.id;
    assert_eq!(roles.iter().map(|held| held.organisation_id).collect::<Vec<_>>(), [top]);
}

#[tokio::test]
async fn an_authenticator_that_an_agent_issued_before_does_not_sign_in_an_invited_ra_manager() {
    let world = World::new().await;
    let advanced = world.actor(Person::Advanced).await;
    let issuing = world.permit::<IssueAuthenticator>(&advanced, Person::User).await;
    let link = link::generate(&world.domain, &issuing, Passkey, Meeting::Video, None, &checked()).await.unwrap();
    let (mut theirs, mut own) = (SoftAuthenticator::phone(), SoftAuthenticator::computer());
    world.browser().register(&link.token, &mut theirs).await.unwrap();
    let invitation = link::invite(&world.domain, &operator(), &Person::User.id(), Passkey, true).await.unwrap();
    let Invitation::Link { link, .. } = invitation else { panic!("it was asked for anyway") };
    world.browser().register(&link.token, &mut own).await.unwrap();
    world.browser().sign_in(&mut own).await.unwrap();
    let refused = told(world.browser().sign_in(&mut theirs).await);
    assert_eq!(refused, AppError::Ceremony(CeremonyRefusal::NotConfirmed));
}

#[tokio::test]
async fn an_unknown_user_is_not_invited() {
    let world = World::empty().await;
    assert_eq!(told(link::invite(&world.domain, &operator(), &id(1), Passkey, false).await), AppError::NotFound);
}

#[tokio::test]
async fn an_invitation_is_audited_as_an_act_of_the_operator() {
    let world = World::empty().await;
    two_people(&world.domain).await;
    invited(&world.domain, 1, false).await.unwrap();
    let audited = world.last_audited().await;
    let user = directory::find(&world.domain, &id(1)).await.unwrap().unwrap();
    assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("invite", "done"));
    assert_eq!((audited.actor_id, audited.subject_id), (None, Some(user.id)));
}

#[tokio::test]
async fn an_invitation_that_is_set_to_live_longer_still_works_for_thirty_minutes_only() {
    let world = World::empty().await;
    two_people(&world.domain).await;
    let longer = world.with(|settings| settings.invitation_life = TimeDelta::hours(9));
    let Invitation::Link { link, .. } = link::invite(&longer, &operator(), &id(1), Passkey, false).await.unwrap()
    else {
        panic!("no RA Manager can sign in yet")
    };
    assert_eq!(world.minutes_of(&link), 30);
    world.clock.advance(TimeDelta::minutes(30));
    assert_eq!(told(link::look_up(&longer, &link.token, None).await), AppError::LinkEnded(LinkEnd::Expired));
}
