//! The dimension of places in the permission table: every act on the users of the organisation at which the role is held, of one above
//! it, of one below it and of one beside it, under each of the two settings.

use crate::support::{Person, Place, World, told};
use domain::{
    Domain, RolesReach,
    access::{
        Act, AdmitAttempt, CancelLink, ChangeDetails, CloseProfile, ConfirmAuthenticator, EmailLink, GrantRole,
        IssueAuthenticator, ReinstateAuthenticator, RemoveAuthenticator, ReopenProfile, RevokeRole,
        SuspendAuthenticator, ViewHistory, ViewProfile, WatchLink, may_search, permit,
    },
    entity::audit_event,
    views,
};
use model::{AppError, Refusal, StaffRole, UserSearch};
use strum::VariantArray;

/// The results when somebody with each role asks for a permit for a user inside, above, below and beside.
async fn table<A: Act>(world: &World, domain: &Domain) -> String {
    let (known, mut table) = (world.count(audit_event::Entity).await, String::new());
    for person in StaffRole::VARIANTS.iter().map(|role| Person::with(*role)) {
        let actor = world.actor(person).await;
        let mut row = format!("{person:?}");
        for place in Place::VARIANTS {
            row += match permit::<A>(domain, &actor, &place.id()).await {
                Ok(_) => " yes",
                refused => match told(refused) {
                    AppError::Refused(Refusal::Role(activity)) if activity == A::ACTIVITY => " role",
                    AppError::Refused(Refusal::OutOfReach) => " out",
                    other => panic!("{other:?}"),
                },
            };
        }
        table += &(row + "\n");
    }
    let refused = table.matches(" out").count() + table.matches(" role").count();
    let audited = world.audited_after(known).await;
    assert_eq!(audited.len(), refused, "every refusal is in the audit log");
    assert!(audited.iter().all(|row| row.action == A::EVENT.word() && row.outcome == "refused"));
    table
}

/// The tables of every act, under its name.
async fn tables(world: &World, domain: &Domain) -> Vec<(&'static str, String)> {
    vec![
        ("view", table::<ViewProfile>(world, domain).await),
        ("history", table::<ViewHistory>(world, domain).await),
        ("issue", table::<IssueAuthenticator>(world, domain).await),
        ("issue", table::<WatchLink>(world, domain).await),
        ("issue", table::<CancelLink>(world, domain).await),
        ("issue", table::<AdmitAttempt>(world, domain).await),
        ("issue", table::<EmailLink>(world, domain).await),
        ("issue", table::<RemoveAuthenticator>(world, domain).await),
        ("issue", table::<SuspendAuthenticator>(world, domain).await),
        ("issue", table::<ReinstateAuthenticator>(world, domain).await),
        ("issue", table::<CloseProfile>(world, domain).await),
        ("issue", table::<ReopenProfile>(world, domain).await),
        ("details", table::<ChangeDetails>(world, domain).await),
        ("administer", table::<GrantRole>(world, domain).await),
        ("administer", table::<ConfirmAuthenticator>(world, domain).await),
        ("revoke", table::<RevokeRole>(world, domain).await),
    ]
}

const ALLOWED: &str = " yes out yes out";
const REFUSED: &str = " role role role role";

/// The table in which the first `allowed` roles in the order of the permission table are allowed to do it within their reach.
fn first(allowed: usize) -> String {
    let rows = StaffRole::VARIANTS.iter().enumerate().map(|(number, role)| {
        let cells = if number < allowed { ALLOWED } else { REFUSED };
        format!("{:?}{cells}\n", Person::with(*role))
    });
    rows.collect()
}

fn expected(act: &str) -> String {
    match act {
        "view" => first(6),
        "history" => first(3),
        "details" => first(4),
        "issue" => first(2),
        "administer" => first(1),
        // The organisation of the role decides, and the action asks for that one: see the tests of the action.
        "revoke" => first(1).replace(ALLOWED, " yes yes yes yes"),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_role_reaches_its_organisation_and_those_below_it_for_every_act() {
    let world = World::new().await;
    world.grow_tree().await;
    for (act, table) in tables(&world, &world.domain).await {
        assert_eq!(table, expected(act), "{act}");
    }
}

#[tokio::test]
async fn with_the_setting_a_role_reaches_everywhere_for_every_act() {
    let world = World::new().await;
    world.grow_tree().await;
    let everywhere = world.with(|settings| settings.roles_reach = RolesReach::Everywhere);
    for (act, table) in tables(&world, &everywhere).await {
        assert_eq!(table, expected(act).replace("out", "yes"), "{act}");
    }
}

#[tokio::test]
async fn the_national_directory_opens_the_profiles_of_all_organisations_to_ra_staff_and_nothing_else() {
    let world = World::new().await;
    world.grow_tree().await;
    let national = world.with(|settings| settings.switches.national_directory = true);
    let viewed = expected("view").replacen("out", "yes", 2 * 3);
    for (act, table) in tables(&world, &national).await {
        assert_eq!(table, if act == "view" { viewed.clone() } else { expected(act) }, "{act}");
    }
}

/// The UUIDs that `person` finds with this search.
async fn found(world: &World, domain: &Domain, person: Person, wanted: UserSearch) -> Vec<String> {
    let actor = world.actor(person).await;
    let permit = may_search(domain, &actor).await.unwrap();
    let results = views::search(domain, &permit, &wanted).await.unwrap();
    results.users.into_iter().map(|user| user.unique_user_id.to_string()).collect()
}

/// Each way to search for the user of a place.
fn ways(place: Place) -> Vec<UserSearch> {
    let (id, name) = (place.id().to_string(), format!("{place:?}"));
    let anything = |text: &str| UserSearch { anything: text.to_owned(), ..UserSearch::default() };
    let [birth_day, birth_month, birth_year] = ["29", "2", "1980"].map(str::to_owned);
    vec![
        anything(&id),
        anything(&format!("{id}@riverside.example")),
        anything(&format!("{name} Zimmermann")),
        UserSearch { unique_user_id: id.clone(), ..UserSearch::default() },
        UserSearch { email: format!("{id}@riverside.example"), ..UserSearch::default() },
        UserSearch { first_name: name.clone(), birth_day, birth_month, birth_year, ..UserSearch::default() },
    ]
}

#[tokio::test]
async fn no_search_finds_a_user_out_of_reach() {
    let world = World::new().await;
    world.grow_tree().await;
    for place in Place::VARIANTS {
        let expected = if matches!(place, Place::Inside | Place::Below) { 1 } else { 0 };
        for wanted in ways(*place) {
            let found = found(&world, &world.domain, Person::Manager, wanted.clone()).await;
            assert_eq!(found.len(), expected, "{place:?} by {wanted:?}");
        }
    }
    let all = UserSearch { last_name: "Zimmermann".to_owned(), ..UserSearch::default() };
    let ids = |places: &[Place]| places.iter().map(|place| place.id().to_string()).collect::<Vec<_>>();
    let within = ids(&[Place::Below, Place::Inside]);
    assert_eq!(found(&world, &world.domain, Person::Sponsor, all.clone()).await, within);
    let national = world.with(|settings| settings.switches.national_directory = true);
    assert_eq!(found(&world, &national, Person::Sponsor, all.clone()).await, within, "a sponsor is no RA agent");
    let everybody = ids(&[Place::Above, Place::Below, Place::Beside, Place::Inside]);
    assert_eq!(found(&world, &national, Person::Agent, all).await, everybody);
}

#[tokio::test]
async fn an_ra_manager_does_not_act_on_somebody_whose_role_is_out_of_reach() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    for place in [Place::Above, Place::Beside] {
        world.operator_grants(&Person::User.id(), StaffRole::Sponsor, place.ods_code()).await.unwrap();
        let refused = AppError::Refused(Refusal::StaffOutOfReach);
        for refusal in [
            permit::<IssueAuthenticator>(&world.domain, &manager, &Person::User.id()).await.map(drop),
            permit::<RemoveAuthenticator>(&world.domain, &manager, &Person::User.id()).await.map(drop),
            permit::<GrantRole>(&world.domain, &manager, &Person::User.id()).await.map(drop),
            permit::<CloseProfile>(&world.domain, &manager, &Person::User.id()).await.map(drop),
        ] {
            assert_eq!(told(refusal), refused, "{place:?}");
        }
        permit::<ViewProfile>(&world.domain, &manager, &Person::User.id()).await.unwrap();
        world.operator_revokes(&Person::User.id(), StaffRole::Sponsor, place.ods_code()).await.unwrap();
    }
    world.operator_grants(&Person::User.id(), StaffRole::Sponsor, Place::Below.ods_code()).await.unwrap();
    permit::<IssueAuthenticator>(&world.domain, &manager, &Person::User.id()).await.unwrap();
}
