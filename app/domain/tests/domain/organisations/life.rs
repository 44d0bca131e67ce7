use crate::support::{Person, Place, World, operator, told};
use domain::{
    Result,
    access::{
        Actor, AddOrganisation, CloseOrganisation, ReopenOrganisation, ViewOrganisations, ViewProfile, general_permit,
        permit,
    },
    organisations, views,
};
use model::{AppError, Conflict, Refusal};

async fn add(world: &World, actor: &Actor, ods_code: &str, name: &str, above: &str) -> Result<()> {
    let permit = general_permit::<AddOrganisation>(&world.domain, actor).await?;
    organisations::add(&world.domain, &permit, ods_code, name, above).await
}

async fn close(world: &World, actor: &Actor, ods_code: &str) -> Result<()> {
    let permit = general_permit::<CloseOrganisation>(&world.domain, actor).await?;
    organisations::close(&world.domain, &permit, ods_code, "Merged").await
}

async fn reopen(world: &World, actor: &Actor, ods_code: &str) -> Result<()> {
    let permit = general_permit::<ReopenOrganisation>(&world.domain, actor).await?;
    organisations::reopen(&world.domain, &permit, ods_code, "Split again").await
}

fn wrong(outcome: Result<()>) -> String {
    let AppError::Invalid(errors) = told(outcome) else { panic!("a field is wrong") };
    errors[0].message.clone()
}

#[tokio::test]
async fn an_ra_manager_adds_an_organisation_below_their_own_and_sees_it_in_the_tree() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    add(&world, &manager, "fk111", "Elm Tree Pharmacy", "rx1").await.unwrap();
    assert_eq!(world.last_audited().await.action, "add-organisation");
    let viewing = general_permit::<ViewOrganisations>(&world.domain, &manager).await.unwrap();
    let page = views::organisations(&world.domain, &viewing, None).await.unwrap();
    let codes: Vec<_> = page.rows.iter().map(|row| row.organisation.ods_code.as_str()).collect();
    assert_eq!(codes, ["RX1", "FK111", "RX3"], "in the order of the tree, then of the names");
    let may: Vec<_> = page.rows.iter().map(|row| row.may_change).collect();
    assert_eq!(may, [false, true, true]);
    assert_eq!((page.rows[0].roles, page.rows[1].roles), (7, 0));
    assert_eq!(page.rows[1].parent.as_ref().unwrap().ods_code, "RX1");
    let above = views::organisation(&world.domain, &viewing, "QAA").await;
    assert_eq!(told(above), AppError::Refused(Refusal::PlaceOutOfReach));
    assert_eq!(told(views::organisation(&world.domain, &viewing, "XXX").await), AppError::NotFound);
}

#[tokio::test]
async fn an_organisation_needs_a_new_code_a_name_and_a_place_within_the_reach() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    for (ods_code, name, above, message) in [
        ("", "Name", "RX1", "Enter an ODS code"),
        ("R-1", "Name", "RX1", "ODS code must be 2 to 10 letters and numbers, like RX1"),
        ("FK111", "", "RX1", "Enter the name of the organisation"),
        ("FK111", "Name", "", "Enter the ODS code of the organisation above it"),
        ("FK111", "Name", "XXX", "There is no organisation with this ODS code"),
        ("RX3", "Name", "RX1", "There is already an organisation with this ODS code"),
    ] {
        assert_eq!(wrong(add(&world, &manager, ods_code, name, above).await), message);
    }
    for above in ["QAA", "RX2"] {
        let refused = told(add(&world, &manager, "FK111", "Name", above).await);
        assert_eq!(refused, AppError::Refused(Refusal::NotBelowYours));
        assert_eq!(world.last_audited().await.outcome, "refused");
    }
}

#[tokio::test]
async fn a_closed_organisation_takes_nothing_new_and_keeps_its_people_within_reach() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    add(&world, &manager, "FK111", "Elm Tree Pharmacy", "RX3").await.unwrap();
    assert_eq!(told(close(&world, &manager, "RX3").await), AppError::Conflict(Conflict::OpenBelow));
    close(&world, &manager, "FK111").await.unwrap();
    close(&world, &manager, "RX3").await.unwrap();
    let audited = world.last_audited().await;
    assert_eq!(audited.action, "close-organisation");
    close(&world, &manager, "RX3").await.unwrap();
    assert_eq!(world.last_audited().await, audited, "it has closed already");
    assert_eq!(wrong(add(&world, &manager, "FK222", "Name", "RX3").await), "This organisation has closed");
    permit::<ViewProfile>(&world.domain, &manager, &Place::Below.id()).await.unwrap();
    assert_eq!(told(reopen(&world, &manager, "FK111").await), AppError::Conflict(Conflict::ClosedAbove));
    reopen(&world, &manager, "RX3").await.unwrap();
    reopen(&world, &manager, "FK111").await.unwrap();
    assert_eq!(world.organisation_with("FK111").await.closed_at, None);
}

#[tokio::test]
async fn only_the_operator_closes_an_organisation_that_is_not_below_an_ra_manager() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    for ods_code in ["RX1", "RX2", "QAA"] {
        assert_eq!(told(close(&world, &manager, ods_code).await), AppError::Refused(Refusal::NotBelowYours));
    }
    let operator = operator();
    let closing = general_permit::<CloseOrganisation>(&world.domain, &operator).await.unwrap();
    organisations::close(&world.domain, &closing, "RX2", "Merged").await.unwrap();
}
