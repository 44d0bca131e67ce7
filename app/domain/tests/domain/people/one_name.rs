//! People with only one name.

use super::{create, created, likely, typed};
use crate::support::{Person, World, checked, token};
use domain::{
    access::{self, IssueAuthenticator, ViewProfile},
    link, views,
};
use model::{AuthenticatorKind, Meeting, UserDetails, UserSearch};
use serde_json::Value;

#[tokio::test]
async fn a_person_with_one_name_is_created_found_shown_and_issued_to() {
    let world = World::new().await;
    let manager = world.actor(Person::Manager).await;
    let id = created(create(&world, &typed("", "Suharto", "suharto@example.nhs.uk")).await.unwrap());
    for wanted in [
        UserSearch { anything: "suharto".into(), ..UserSearch::default() },
        UserSearch { last_name: "Suh".into(), ..UserSearch::default() },
    ] {
        let permit = access::may_search(&world.domain, &manager).await.unwrap();
        let found = views::search(&world.domain, &permit, &wanted).await.unwrap();
        let names: Vec<&str> = found.users.iter().map(|user| &*user.name).collect();
        assert_eq!(names, ["Suharto"]);
    }
    let permit = access::permit::<ViewProfile>(&world.domain, &manager, &id).await.unwrap();
    assert_eq!(views::profile(&world.domain, &permit).await.unwrap().user.name, "Suharto");
    let permit = access::permit::<IssueAuthenticator>(&world.domain, &manager, &id).await.unwrap();
    let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::FaceToFace);
    let link = link::generate(&world.domain, &permit, kind, meeting, None, &checked()).await.unwrap();
    let options = world.browser().options(&token(&link.url)).await.unwrap();
    let options: Value = serde_json::from_str(&options).unwrap();
    assert_eq!(options["publicKey"]["user"]["displayName"], "Suharto");
}

#[tokio::test]
async fn the_same_person_with_one_name_and_with_two_is_noticed() {
    let world = World::new().await;
    created(create(&world, &typed("Haji", "Suharto", "h.suharto@example.nhs.uk")).await.unwrap());
    let one = typed("", "Soeharto", "suharto@example.nhs.uk");
    let found = likely(create(&world, &UserDetails { last_name: "Suharto".into(), ..one.clone() }).await.unwrap());
    assert_eq!(found.users[0].name, "Haji Suharto");
    let first = UserDetails { first_name: "Suharto".into(), last_name: "Haji".into(), ..one };
    assert_eq!(likely(create(&world, &first).await.unwrap()).users.len(), 1);
}
