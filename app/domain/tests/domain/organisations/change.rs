use super::{assert_sound, move_below, operator_moves_below};
use crate::support::{Person, Place, World, checked, operator, told};
use domain::{
    access::{ChangeOrganisation, IssueAuthenticator, general_permit, permit},
    entity::registration_token::State,
    link,
    organisations::{self, Changes},
};
use model::{AppError, AuthenticatorKind, Meeting, Refusal, StaffRole};

/// The sentence about a wrong field.
fn wrong(outcome: domain::Result<()>) -> (String, String) {
    let AppError::Invalid(mut errors) = told(outcome) else { panic!("a field is wrong") };
    let error = errors.remove(0);
    (error.field, error.message)
}

#[tokio::test]
async fn all_organisations_below_move_along_and_the_reach_with_them() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    let issue = async |place: Place| permit::<IssueAuthenticator>(&world.domain, &manager, &place.id()).await;
    assert!(issue(Place::Below).await.is_ok() && issue(Place::Beside).await.is_err());
    world.add_organisation("RX4", "RX3").await.unwrap();
    operator_moves_below(&world.domain, "RX3", "RX2").await.unwrap();
    assert_sound(&world).await;
    assert_eq!(told(issue(Place::Below).await), AppError::Refused(Refusal::OutOfReach));
    operator_moves_below(&world.domain, "RX2", "RX1").await.unwrap();
    assert_sound(&world).await;
    assert!(issue(Place::Below).await.is_ok() && issue(Place::Beside).await.is_ok());
    let depth = world.organisation_with("RX4").await.lineage.matches('/').count();
    assert_eq!(depth, 5, "QAA, RX1, RX2, RX3, RX4");
}

#[tokio::test]
async fn an_organisation_is_never_below_itself() {
    let world = World::new().await;
    world.grow_tree().await;
    for (ods_code, above) in [("RX1", "RX1"), ("RX1", "RX3"), ("QAA", "RX3")] {
        let (field, message) = wrong(operator_moves_below(&world.domain, ods_code, above).await);
        assert_eq!((field.as_str(), message.as_str()), ("parent", "An organisation cannot be below itself"));
    }
    assert_sound(&world).await;
}

#[tokio::test]
async fn open_links_end_when_a_move_takes_their_users_out_of_reach_and_others_stay_open() {
    let world = World::new().await;
    world.grow_tree().await;
    let manager = world.actor(Person::Manager).await;
    let mut links = Vec::new();
    for place in [Place::Below, Place::Inside] {
        let issuing = permit::<IssueAuthenticator>(&world.domain, &manager, &place.id()).await.unwrap();
        let link =
            link::generate(&world.domain, &issuing, AuthenticatorKind::Passkey, Meeting::Video, None, &checked()).await;
        links.push(link.unwrap());
    }
    operator_moves_below(&world.domain, "RX3", "RX2").await.unwrap();
    let state = async |number: usize| world.link_with(links[number].id).await.state;
    assert_eq!((state(0).await, state(1).await), (State::Cancelled, State::Open));
    assert_eq!(world.last_audited().await.action, "change-organisation");
}

#[tokio::test]
async fn an_ra_manager_changes_what_is_below_and_neither_their_own_organisation_nor_others() {
    let world = World::new().await;
    world.grow_tree().await;
    world.add_organisation("RX4", "RX1").await.unwrap();
    let manager = world.actor(Person::Manager).await;
    move_below(&world.domain, &manager, "RX4", "RX3").await.unwrap();
    for (ods_code, above) in [("RX1", "QAA"), ("RX1", "RX2"), ("RX2", "RX1"), ("QAA", "RX1"), ("RX3", "RX2")] {
        let refused = told(move_below(&world.domain, &manager, ods_code, above).await);
        assert_eq!(refused, AppError::Refused(Refusal::NotBelowYours), "{ods_code} below {above}");
        let audited = world.last_audited().await;
        assert_eq!((audited.action.as_str(), audited.outcome.as_str()), ("change-organisation", "refused"));
    }
    let changing = general_permit::<ChangeOrganisation>(&world.domain, &manager).await.unwrap();
    let top = Changes { name: None, place: organisations::Place::Top, reason: "Merged".to_owned() };
    let (field, _) = wrong(organisations::change(&world.domain, &changing, "RX3", top).await);
    assert_eq!(field, "parent", "only the operator makes a tree of its own");
    assert_sound(&world).await;
    for person in [Person::Advanced, Person::Colleague] {
        let actor = world.actor(person).await;
        let refused = told(move_below(&world.domain, &actor, "RX4", "RX1").await);
        assert!(matches!(refused, AppError::Refused(Refusal::Role(_))), "{person:?}");
    }
}

#[tokio::test]
async fn a_name_is_changed_with_a_reason_and_the_old_one_is_in_the_audit_log() {
    let world = World::new().await;
    world.grow_tree().await;
    let operator = operator();
    let changing = general_permit::<ChangeOrganisation>(&world.domain, &operator).await.unwrap();
    let named = |name: &str, reason: &str| Changes {
        name: Some(name.to_owned()),
        place: organisations::Place::Same,
        reason: reason.to_owned(),
    };
    let change = async |changes| organisations::change(&world.domain, &changing, "RX3", changes).await;
    assert_eq!(wrong(change(named("New", " ")).await).1, "Enter a reason");
    assert_eq!(wrong(change(named(" ", "Renamed")).await).1, "Enter the name of the organisation");
    change(named("New", "Renamed by the board")).await.unwrap();
    let audited = world.last_audited().await;
    for word in ["Organisation RX3", "New", "Renamed by the board", "alice"] {
        assert!(audited.detail.contains(word), "{}", audited.detail);
    }
    change(named("New", "Again")).await.unwrap();
    assert_eq!(world.last_audited().await, audited, "nothing changed, so nothing is written");
}

#[tokio::test]
async fn the_operator_makes_an_organisation_the_top_of_a_tree_of_its_own() {
    let world = World::new().await;
    world.grow_tree().await;
    world.operator_grants(&Person::Manager.id(), StaffRole::RaManager, "QAA").await.unwrap();
    let operator = operator();
    let changing = general_permit::<ChangeOrganisation>(&world.domain, &operator).await.unwrap();
    let top = Changes { name: None, place: organisations::Place::Top, reason: "Left the board".to_owned() };
    organisations::change(&world.domain, &changing, "RX1", top).await.unwrap();
    assert_sound(&world).await;
    assert_eq!(world.organisation_with("RX3").await.lineage.matches('/').count(), 2);
}
