use crate::support::{Person, World};
use domain::{access::ViewProfile, views};
use model::{Day, LinkTerms, MeetingTerms, Organisation, StaffRole, UserProfile, UserStatus, UserSummary};

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
            link_terms: LinkTerms {
                video: MeetingTerms { usual: 30, least: 5, most: 30, match_code: false },
                face_to_face: MeetingTerms { usual: 10, least: 5, most: 30, match_code: false },
            },
            open_link: None,
            may_email: false,
            remove_refused: None,
            may_view_history: true,
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
