//! Mail settings that cannot work are refused at the start.

use crate::support::{Mailbox, Person, World};
use domain::{
    Domain, SettingsError, SystemRandom,
    access::ViewProfile,
    mail::{self, MailSettings},
    models::Models,
    views,
};
use std::sync::Arc;

fn refused(world: &World, settings: MailSettings) -> String {
    let settings = domain::Settings { mail: Some(settings), ..world.domain.settings().clone() };
    let database = world.domain.database().clone();
    match Domain::new(database, world.clock.clone(), Arc::new(SystemRandom), settings, Models::default()) {
        Err(error @ SettingsError::Mail { .. }) => error.to_string(),
        other => panic!("this should have been refused: {other:?}"),
    }
}

#[tokio::test]
async fn each_wrong_setting_is_named_and_no_password_is_repeated() {
    let (world, good) = (World::new().await, Mailbox::closed().await.settings());
    for (name, settings) in [
        ("smtp_url", MailSettings { smtp_url: "localhost:25".into(), ..good.clone() }),
        ("smtp_url", MailSettings { smtp_url: "smtp://user:secret@localhost".into(), ..good.clone() }),
        ("mail_from", MailSettings { from: String::new(), ..good.clone() }),
        ("mail_from", MailSettings { from: "Care Identity".to_owned(), ..good.clone() }),
        ("mail_from", MailSettings { from: "a@b.example\r\nBcc: c@d.example".to_owned(), ..good.clone() }),
        ("mail_reply_to", MailSettings { reply_to: "nobody".to_owned(), ..good.clone() }),
        ("mail_contact", MailSettings { contact: " ".to_owned(), ..good.clone() }),
    ] {
        let error = refused(&world, settings);
        assert!(error.starts_with(&format!("{name}: ")) && !error.contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn debug_output_never_contains_the_password_of_the_mail_server() {
    let world = World::new().await;
    let settings = Mailbox::closed().await.settings();
    let settings = MailSettings { smtp_url: "smtps://user:secret@relay.example".into(), ..settings };
    let domain = world.with(|all| all.mail = Some(settings));
    assert!(mail::is_configured(&domain));
    let shown = format!("{domain:?}");
    assert!(shown.contains("relay.example") && !shown.contains("secret"), "{shown}");
}

#[tokio::test]
async fn the_profile_offers_e_mail_to_agents_who_may_issue_when_it_is_set_up() {
    let (world, _mailbox) = World::with_mailbox().await;
    for (domain, viewer, expected) in [
        (world.domain.clone(), Person::Manager, true),
        (world.domain.clone(), Person::Sponsor, false),
        (world.with(|settings| settings.mail = None), Person::Manager, false),
    ] {
        let viewer = world.actor(viewer).await;
        let permit = world.permit::<ViewProfile>(&viewer, Person::User).await;
        assert_eq!(views::profile(&domain, &permit).await.unwrap().may_email, expected);
    }
}
