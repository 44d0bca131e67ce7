use crate::support::{Person, Place, World, told};
use domain::{
    access::{Actor, Reach, RevokeRole, ViewProfile, ViewRoles, general_permit, permit},
    directory, views,
};
use model::{Activity, AppError, Refusal, RolesPage, RolesWanted, StaffRole};
use sea_orm::{ConnectionTrait, DbBackend, QueryTrait, Statement};
use strum::VariantArray;

async fn list(world: &World, actor: &Actor, wanted: &RolesWanted) -> RolesPage {
    let permit = general_permit::<ViewRoles>(&world.domain, actor).await.unwrap();
    views::roles(&world.domain, &permit, wanted).await.unwrap()
}

fn names(page: &RolesPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

#[tokio::test]
async fn an_ra_manager_sees_who_has_which_role_within_the_reach_and_who_granted_it() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    for place in [Place::Above, Place::Beside] {
        world.operator_grants(&place.id(), StaffRole::Sponsor, place.ods_code()).await.unwrap();
    }
    world.grant(&manager, &Place::Below.id(), StaffRole::Sponsor, "RX3").await.unwrap();
    world.operator_grants(&Place::Beside.id(), StaffRole::LocalSmartcardAdministrator, "RX1").await.unwrap();
    let page = list(&world, &manager, &RolesWanted::default()).await;
    assert_eq!(page.rows.len(), 9, "seven people of the cast, one below, and one role here of somebody beside");
    assert_eq!(page.next, None);
    let below = page.rows.last().unwrap();
    assert_eq!((below.name.as_str(), below.granted_by.as_deref()), ("Below Zimmermann", Some("Manager Care")));
    assert_eq!((below.role, below.organisation.ods_code.as_str()), (StaffRole::Sponsor, "RX3"));
    assert_eq!(below.reason.as_deref(), Some("Needed at night"));
    let beside = page.rows.iter().find(|row| row.name == "Beside Zimmermann").unwrap();
    assert_eq!(
        (beside.role, beside.may_view, &beside.granted_by),
        (StaffRole::LocalSmartcardAdministrator, false, &None)
    );

    let filter = |role, ods_code: &str| RolesWanted { role, ods_code: ods_code.to_owned(), after: String::new() };
    assert_eq!(names(&list(&world, &manager, &filter(None, "rx3")).await), ["Below Zimmermann"]);
    let sponsors = list(&world, &manager, &filter(Some(StaffRole::Sponsor), "")).await;
    assert_eq!(names(&sponsors), ["Sponsor Care", "Below Zimmermann"]);
    for out_of_reach in ["QAA", "RX2", "XXX"] {
        let page = list(&world, &manager, &filter(None, out_of_reach)).await;
        let here = page.rows.iter().filter(|row| row.organisation.ods_code == out_of_reach).count();
        assert_eq!(here, 0, "{out_of_reach}");
    }
}

#[tokio::test]
async fn only_ra_managers_see_the_list() {
    let world = World::new().await;
    for person in [Person::Advanced, Person::Agent, Person::Sponsor, Person::Colleague] {
        let actor = world.actor(person).await;
        let refused = told(general_permit::<ViewRoles>(&world.domain, &actor).await);
        assert_eq!(refused, AppError::Refused(Refusal::Role(Activity::Administer)), "{person:?}");
        assert_eq!(world.last_audited().await.action, "view-roles");
    }
}

#[tokio::test]
async fn page_by_page_every_role_is_listed_once() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    for number in 0..60 {
        let id = format!("7777000000{number:02}").parse().unwrap();
        let user = directory::add_alone(&world.domain, crate::support::new_user(id, "Ann", "Other")).await.unwrap();
        directory::grant_alone(&world.domain, &user, StaffRole::VARIANTS[number % 6]).await.unwrap();
    }
    let mut wanted = RolesWanted::default();
    let first = list(&world, &manager, &wanted).await;
    assert_eq!(first.rows.len(), 50);
    wanted.after = first.next.clone().unwrap();
    let second = list(&world, &manager, &wanted).await;
    assert_eq!((second.rows.len(), &second.next), (17, &None));
    assert!(second.rows.iter().all(|row| !first.rows.contains(row)));
    for wrong in ["x", "RX1-x-y", "RX1-ra-agent-999999999999", "-", "ÿ-ÿ-ÿ"] {
        wanted.after = wrong.to_owned();
        assert_eq!(list(&world, &manager, &wanted).await, first, "{wrong}");
    }
}

#[tokio::test]
async fn the_profile_says_which_roles_somebody_has_and_what_the_viewer_may_do() {
    let world = World::new().await;
    let of = async |viewer: Person, subject: Person| {
        let actor = world.actor(viewer).await;
        let viewing = permit::<ViewProfile>(&world.domain, &actor, &subject.id()).await.unwrap();
        views::roles_of_user(&world.domain, &viewing).await.unwrap()
    };
    let by_manager = of(Person::Manager, Person::Advanced).await;
    assert_eq!((by_manager.rows.len(), by_manager.rows[0].may_revoke, by_manager.grant_refused), (1, true, None));
    let own = of(Person::Manager, Person::Manager).await;
    assert_eq!((own.rows[0].may_revoke, own.grant_refused), (false, Some(Refusal::Yourself)));
    let by_agent = of(Person::Agent, Person::Advanced).await;
    assert!(!by_agent.rows[0].may_revoke && by_agent.grant_refused.is_some());

    let manager = world.actor(Person::Manager).await;
    let revoking = permit::<RevokeRole>(&world.domain, &manager, &Person::Advanced.id()).await.unwrap();
    let held = views::role_held(&world.domain, &revoking, StaffRole::RaAgentAdvanced, "RX1").await.unwrap();
    assert_eq!(held.name, "Advanced Care");
    let other = views::role_held(&world.domain, &revoking, StaffRole::RaAgent, "RX1").await;
    assert_eq!(told(other), AppError::NotFound);
}

#[tokio::test]
async fn both_databases_find_a_page_by_an_index() {
    let world = World::new().await;
    let db = world.back_door().await;
    let backend = db.get_database_backend();
    if backend == DbBackend::Postgres {
        // The planner takes a whole scan for a table as small as this one, unless it must not.
        db.execute_unprepared("SET enable_seqscan = off").await.unwrap();
    }
    let (reach, after) = (
        Reach::Below(vec!["a/".to_owned()]),
        views::After { lineage: "a/b/".to_owned(), role: StaffRole::RaAgent, user_id: uuid::Uuid::nil() },
    );
    for (role, after) in [(None, None), (Some(StaffRole::RaManager), None), (None, Some(&after))] {
        let Statement { sql, values, .. } = views::roles_query(&reach, role, Some("a/b/"), after).build(backend);
        let (explain, column) = match backend {
            DbBackend::Postgres => ("EXPLAIN (COSTS OFF)", "QUERY PLAN"),
            _ => ("EXPLAIN QUERY PLAN", "detail"),
        };
        let explain = Statement { sql: format!("{explain} {sql}"), values, db_backend: backend };
        let rows = db.query_all_raw(explain).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", column).unwrap()).collect();
        let whole = plan.iter().any(|line| line.contains("SCAN") || line.contains("Seq Scan"));
        assert!(!whole && plan.iter().any(|line| line.contains("staff_role")), "{role:?}: {plan:#?}");
    }
}
