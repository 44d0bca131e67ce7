//! The whole permission table: every actor asks for a permit for every subject.

use crate::support::{Person, World, told};
use domain::{
    Domain,
    access::{
        Act, Actor, AdmitAttempt, CancelLink, ChangeDetails, CloseProfile, EmailLink, IssueAuthenticator,
        ReinstateAuthenticator, RemoveAuthenticator, ReopenProfile, SuspendAuthenticator, ViewHistory, ViewProfile,
        WatchLink, permit,
    },
    entity::audit_event,
};
use model::{AppError, Refusal, StaffRole};
use strum::VariantArray;

/// Somebody with each role, in the order of the table of permissions, and somebody without one.
fn actors() -> impl Iterator<Item = Person> {
    StaffRole::VARIANTS.iter().map(|role| Person::with(*role)).chain([Person::Colleague])
}

/// The results when `actor` asks for a permit for themselves, a user, an inactive user, an ID checker (a sponsor if the actor is
/// the ID checker), and an RA Manager other than themselves.
async fn row<A: Act>(domain: &Domain, person: Person, actor: &Actor) -> String {
    let staff = if person == Person::IdChecker { Person::Sponsor } else { Person::IdChecker };
    let mut row = format!("{:<10}", format!("{person:?}"));
    for subject in [person, Person::User, Person::Inactive, staff, Person::OtherManager] {
        row += match permit::<A>(domain, actor, &subject.id()).await {
            Ok(permit) => {
                assert_eq!(permit.subject().unique_user_id, subject.id().to_string());
                " yes     "
            }
            refused => match told(refused) {
                AppError::Refused(Refusal::Role(activity)) if activity == A::ACTIVITY => " role    ",
                AppError::Refused(Refusal::Yourself) => " self    ",
                AppError::Refused(Refusal::StaffNeedsManager) => " staff   ",
                AppError::Refused(Refusal::UserInactive) => " inactive",
                other => panic!("{other:?}"),
            },
        };
    }
    row.trim_end().to_owned()
}

async fn table<A: Act>(world: &World, domain: &Domain) -> String {
    let known = world.count(audit_event::Entity).await;
    let mut table = String::new();
    for person in actors() {
        table += &row::<A>(domain, person, &world.actor(person).await).await;
        table.push('\n');
    }
    // Every refusal is in the audit log, with the actor, the subject and the activity.
    let audited = world.audited_after(known).await;
    assert_eq!(audited.len(), 5 * actors().count() - table.matches("yes").count());
    for row in audited {
        assert_eq!((row.action.as_str(), row.outcome.as_str()), (A::EVENT.word(), "refused"));
        assert!(row.actor_id.is_some() && row.subject_id.is_some());
    }
    table
}

const ISSUE: &str = "\
Manager    self     yes      inactive yes      yes
Advanced   self     yes      inactive staff    staff
Agent      role     role     role     role     role
IdChecker  role     role     role     role     role
Sponsor    role     role     role     role     role
Lsa        role     role     role     role     role
Colleague  role     role     role     role     role
";

const REMOVE: &str = "\
Manager    self     yes      yes      yes      yes
Advanced   self     yes      yes      staff    staff
Agent      role     role     role     role     role
IdChecker  role     role     role     role     role
Sponsor    role     role     role     role     role
Lsa        role     role     role     role     role
Colleague  role     role     role     role     role
";

const VIEW_PROFILE: &str = "\
Manager    yes      yes      yes      yes      yes
Advanced   yes      yes      yes      yes      yes
Agent      yes      yes      yes      yes      yes
IdChecker  yes      yes      yes      yes      yes
Sponsor    yes      yes      yes      yes      yes
Lsa        yes      yes      yes      yes      yes
Colleague  yes      role     role     role     role
";

const VIEW_HISTORY: &str = "\
Manager    yes      yes      yes      yes      yes
Advanced   yes      yes      yes      yes      yes
Agent      yes      yes      yes      yes      yes
IdChecker  yes      role     role     role     role
Sponsor    yes      role     role     role     role
Lsa        yes      role     role     role     role
Colleague  yes      role     role     role     role
";

const SUSPEND: &str = "\
Manager    yes      yes      yes      yes      yes
Advanced   yes      yes      yes      staff    staff
Agent      yes      role     role     role     role
IdChecker  yes      role     role     role     role
Sponsor    yes      role     role     role     role
Lsa        yes      role     role     role     role
Colleague  yes      role     role     role     role
";

#[tokio::test]
async fn those_who_remove_authenticators_also_close_and_reopen_profiles_suspend_and_reinstate() {
    let world = World::new().await;
    assert_eq!(table::<CloseProfile>(&world, &world.domain).await, ISSUE);
    assert_eq!(table::<ReopenProfile>(&world, &world.domain).await, REMOVE);
    assert_eq!(table::<ReinstateAuthenticator>(&world, &world.domain).await, ISSUE);
}

#[tokio::test]
async fn everybody_suspends_their_own_authenticators() {
    let world = World::new().await;
    assert_eq!(table::<SuspendAuthenticator>(&world, &world.domain).await, SUSPEND);
}

#[tokio::test]
async fn ra_managers_and_advanced_agents_issue_but_not_to_themselves_and_only_managers_to_staff() {
    let world = World::new().await;
    assert_eq!(table::<IssueAuthenticator>(&world, &world.domain).await, ISSUE);
    assert_eq!(table::<AdmitAttempt>(&world, &world.domain).await, ISSUE);
    assert_eq!(table::<EmailLink>(&world, &world.domain).await, ISSUE);
}

#[tokio::test]
async fn the_same_people_watch_and_cancel_a_link_even_after_its_user_has_left() {
    let world = World::new().await;
    assert_eq!(table::<WatchLink>(&world, &world.domain).await, REMOVE);
    assert_eq!(table::<CancelLink>(&world, &world.domain).await, REMOVE);
}

#[tokio::test]
async fn the_same_people_remove_authenticators_even_from_users_who_have_left() {
    let world = World::new().await;
    assert_eq!(table::<RemoveAuthenticator>(&world, &world.domain).await, REMOVE);
}

#[tokio::test]
async fn all_staff_view_every_profile_and_a_user_views_their_own() {
    let world = World::new().await;
    assert_eq!(table::<ViewProfile>(&world, &world.domain).await, VIEW_PROFILE);
}

#[tokio::test]
async fn ra_staff_view_every_history_and_a_user_views_their_own() {
    let world = World::new().await;
    assert_eq!(table::<ViewHistory>(&world, &world.domain).await, VIEW_HISTORY);
}

const CHANGE_DETAILS: &str = "\
Manager    self     yes      inactive yes      yes
Advanced   self     yes      inactive staff    staff
Agent      self     yes      inactive staff    staff
IdChecker  self     yes      inactive staff    staff
Sponsor    role     role     role     role     role
Lsa        role     role     role     role     role
Colleague  role     role     role     role     role
";

#[tokio::test]
async fn id_checkers_and_ra_staff_change_the_details_of_others_and_only_managers_those_of_staff() {
    let world = World::new().await;
    assert_eq!(table::<ChangeDetails>(&world, &world.domain).await, CHANGE_DETAILS);
}

#[tokio::test]
async fn the_switch_gives_ra_agents_the_rights_of_advanced_agents_and_changes_nothing_else() {
    let world = World::new().await;
    let on = world.with(|settings| settings.switches.ra_agent_manages_authenticators = true);
    let as_advanced = |table: &str| {
        let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
        lines[2] = lines[1].replace("Advanced ", "Agent    ");
        lines.join("\n") + "\n"
    };
    assert_eq!(table::<IssueAuthenticator>(&world, &on).await, as_advanced(ISSUE));
    assert_eq!(table::<RemoveAuthenticator>(&world, &on).await, as_advanced(REMOVE));
    assert_eq!(table::<ViewProfile>(&world, &on).await, VIEW_PROFILE);
    assert_eq!(table::<ViewHistory>(&world, &on).await, VIEW_HISTORY);
}
