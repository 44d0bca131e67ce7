//! Data in the directory cannot add headers, recipients or lines to a message.

use super::{GIVEN_UP, SENT, send_due};
use crate::support::{Person, Received, SoftAuthenticator, World};
use domain::entity::user;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

const ADDRESS: &str = "555500000007@riverside.example";

/// The message about a user with this name and address, or `None` if no message was sent.
async fn message(first_name: &str, email: &str) -> Option<Received> {
    let (world, mailbox) = World::with_mailbox().await;
    world.register(Person::User, &mut SoftAuthenticator::phone()).await;
    let user = world.user(Person::User).await.into_active_model();
    let (first_name, email) = (Set(first_name.to_owned()), Set(email.to_owned()));
    user::ActiveModel { first_name, email, ..user }.update(&world.back_door().await).await.unwrap();
    match send_due(&world.domain).await {
        SENT => Some(mailbox.only()),
        outcome => {
            assert_eq!((outcome, mailbox.connections()), (GIVEN_UP, 0));
            assert_eq!(world.notices().await[0].last_error.as_deref(), Some("Email address is not valid"));
            None
        }
    }
}

#[tokio::test]
async fn a_name_with_any_characters_stays_a_name() {
    let usual = message("User", ADDRESS).await.unwrap();
    for (name, expected) in [
        ("Zoë", "Zoë Care"),
        ("李小龍", "李小龍 Care"),
        ("\u{1f469}\u{200d}\u{2695}\u{fe0f}", "\u{1f469}\u{200d}\u{2695}\u{fe0f} Care"),
        ("Eve\r\nBcc: victim@evil.example\r\n\r\nHi", "Eve  Bcc: victim@evil.example    Hi Care"),
        ("Eve\nX-Evil: 1", "Eve X-Evil: 1 Care"),
        ("Eve\u{2028}X\u{7}Y", "Eve X Y Care"),
        ("\" <victim@evil.example>, \"", "\" <victim@evil.example>, \" Care"),
        ("Eve, victim@evil.example", "Eve, victim@evil.example Care"),
        ("=?utf-8?q?Eve=0ABcc:_x?=", "=?utf-8?q?Eve=0ABcc:_x?= Care"),
        (&"Ł".repeat(300), &format!("{} Care", "Ł".repeat(300))),
    ] {
        let message = message(name, ADDRESS).await.unwrap();
        assert_eq!(message.recipients, [ADDRESS], "{name:?}");
        assert_eq!(message.header_names(), usual.header_names(), "{name:?}\n{}", message.data);
        let found = message.to();
        assert_eq!((found.len(), &*found[0].1), (1, ADDRESS), "{name:?}\n{}", message.data);
        assert_eq!(found[0].0, expected, "{name:?}\n{}", message.data);
        assert_eq!(message.text().lines().next(), Some(&*format!("Hello {expected},")));
        assert_eq!(message.text().lines().count(), usual.text().lines().count(), "{name:?}");
        assert!(message.data.lines().all(|line| line.len() <= 998), "{name:?}\n{}", message.data);
    }
}

#[tokio::test]
async fn no_message_is_sent_to_an_invalid_or_multiple_address() {
    for email in [
        "",
        "user",
        "user@",
        "user@riverside.example\r\nBcc: victim@evil.example",
        "user@riverside.example\nRCPT TO:<victim@evil.example>",
        "user@riverside.example>\r\nDATA",
        "user@riverside.example, victim@evil.example",
        "user@riverside.example> <victim@evil.example",
        "Eve <user@riverside.example>",
        "us er@riverside.example",
        "user@river side.example",
    ] {
        assert!(message("User", email).await.is_none(), "{email:?}");
    }
}
