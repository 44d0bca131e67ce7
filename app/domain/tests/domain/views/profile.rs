use crate::support::{Person, World, checked};
use domain::{
    access::{IssueAuthenticator, ViewProfile},
    link, views,
};
use model::{
    AuthenticatorKind, Day, LifeRefusals, LinkTerms, Meeting, MeetingTerms, Moment, Organisation, StaffRole,
    UserProfile, UserStatus, UserSummary,
};

async fn profile(world: &World, viewer: Person, subject: Person) -> UserProfile {
    let viewer = world.actor(viewer).await;
    let permit = world.permit::<ViewProfile>(&viewer, subject).await;
    views::profile(&world.domain, &permit).await.unwrap()
}

/// Whether the page offers issuing, removing and the history.
async fn offered(world: &World, viewer: Person, subject: Person) -> (bool, bool, bool) {
    let profile = profile(world, viewer, subject).await;
    (profile.issue_refused.is_none(), profile.remove_refused.is_none(), profile.may_view_history)
}

#[tokio::test]
async fn a_profile_shows_the_details_of_the_user() {
    let world = World::new().await;
    assert_eq!(
        profile(&world, Person::Manager, Person::User).await,
        UserProfile {
            user: UserSummary {
                unique_user_id: Person::User.id(),
                name: "User Care".to_owned(),
                date_of_birth: Day { iso: "1980-02-29".to_owned(), words: "29 February 1980".to_owned() },
                email: "555500000007@riverside.example".to_owned(),
                organisation: Organisation {
                    name: "Riverside Hospitals NHS Trust".to_owned(),
                    ods_code: "RX1".to_owned(),
                },
                status: UserStatus::Active,
            },
            roles: vec![],
            own: false,
            issue_refused: None,
            last_meeting: Some(Meeting::Video),
            known_kinds: vec![AuthenticatorKind::Passkey],
            link_terms: LinkTerms {
                video: MeetingTerms { usual: 30, least: 5, most: 30, match_code: false },
                face_to_face: MeetingTerms { usual: 10, least: 5, most: 30, match_code: false },
            },
            confirm_refused: None,
            open_link: None,
            may_email: false,
            remove_refused: None,
            change_refused: None,
            created: Moment { utc: "2026-11-22T14:05:00.000Z".to_owned(), words: "2:05pm today".to_owned() },
            may_view_history: true,
            closure: None,
            life: LifeRefusals { close: None, reopen: None, suspend: None, reinstate: None },
        }
    );
}

#[tokio::test]
async fn a_profile_shows_the_roles_of_staff_and_whether_the_user_has_left() {
    let world = World::new().await;
    assert_eq!(profile(&world, Person::Manager, Person::Lsa).await.roles, [StaffRole::LocalSmartcardAdministrator]);
    assert_eq!(profile(&world, Person::Manager, Person::Inactive).await.user.status, UserStatus::Inactive);
}

#[tokio::test]
async fn the_profile_offers_only_what_the_server_would_allow() {
    let world = World::new().await;
    assert_eq!(offered(&world, Person::Advanced, Person::User).await, (true, true, true));
    assert_eq!(offered(&world, Person::Advanced, Person::Lsa).await, (false, false, true));
    assert_eq!(offered(&world, Person::Manager, Person::Manager).await, (false, false, true));
    assert_eq!(offered(&world, Person::Manager, Person::Inactive).await, (false, true, true));
    assert_eq!(offered(&world, Person::Agent, Person::User).await, (false, false, true));
    assert_eq!(offered(&world, Person::Sponsor, Person::User).await, (false, false, false));
}

#[tokio::test]
async fn a_users_own_profile_says_so() {
    let world = World::new().await;
    assert!(profile(&world, Person::Colleague, Person::Colleague).await.own);
    assert_eq!(offered(&world, Person::Colleague, Person::Colleague).await, (false, false, true));
}

#[tokio::test]
async fn a_profile_says_what_the_viewer_chose_for_their_last_links() {
    let world = World::new().await;
    let before = async |viewer, subject| {
        let profile = profile(&world, viewer, subject).await;
        (profile.last_meeting, profile.known_kinds)
    };
    assert_eq!(before(Person::Advanced, Person::User).await, (None, vec![]));
    let advanced = world.actor(Person::Advanced).await;
    for (kind, meeting) in [
        (AuthenticatorKind::Passkey, Meeting::FaceToFace),
        (AuthenticatorKind::SecurityKey, Meeting::FaceToFace),
        (AuthenticatorKind::Passkey, Meeting::Video),
    ] {
        world.clock.advance(chrono::TimeDelta::seconds(1));
        let permit = world.permit::<IssueAuthenticator>(&advanced, Person::User).await;
        link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap();
    }
    let kinds = vec![AuthenticatorKind::Passkey, AuthenticatorKind::SecurityKey];
    let expected = (Some(Meeting::Video), kinds);
    assert_eq!(before(Person::Advanced, Person::Colleague).await, expected, "it does not depend on the user");
    assert_eq!(before(Person::Advanced, Person::Lsa).await, (None, vec![]), "they may not issue to this user");
    assert_ne!(before(Person::Manager, Person::User).await, expected, "these are the links of another agent");
}
