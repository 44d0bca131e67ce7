//! The connection to PostgreSQL is lost during a commit. SQLite has no such connection.

use crate::support::{LostAnswer, Person, World, checked};
use domain::{
    access::{IssueAuthenticator, permit},
    link,
};
use model::{AppError, AuthenticatorKind, Meeting};

#[tokio::test]
async fn nobody_is_told_that_nothing_was_changed_when_that_is_not_known() {
    let world = World::new().await;
    if !world.is_postgres() {
        return;
    }
    let (url, lost_answer) = LostAnswer::before(&world.database.url).await;
    let through = world.second_process_at(&url).await;
    let manager = world.actor(Person::Manager).await;
    let generate = async || {
        let permit = permit::<IssueAuthenticator>(&through, &manager, &Person::User.id()).await.unwrap();
        link::generate(&through, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, &checked()).await
    };

    lost_answer.lose_next();
    let error = generate().await.map(drop).unwrap_err().told();
    assert_eq!((&error, error.status()), (&AppError::Uncertain, 503));
    assert!(!error.to_string().contains("Nothing was changed"), "{error}");
    assert_eq!(world.links(Person::User).await.len(), 1, "in this case it was saved");
    // The next request gets another connection.
    generate().await.unwrap();
    assert_eq!(world.links(Person::User).await.len(), 2);
}
