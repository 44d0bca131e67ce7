//! Secrets are nowhere in the database, neither in the audit log nor in any other column.

use crate::support::{Person, SoftAuthenticator, World, dump, told};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Secret;
use serde_json::Value;

/// The challenge in the options that the browser reads.
fn challenge(options: &str) -> String {
    let options: Value = serde_json::from_str(options).unwrap();
    options["publicKey"]["challenge"].as_str().unwrap().to_owned()
}

async fn assert_nowhere(world: &World, secrets: &[(&str, &str)]) {
    let dump = dump(world.domain.db()).await;
    assert!(dump.contains("User Care") || dump.contains("Riverside Hospitals NHS Trust"), "this is no dump");
    for (name, secret) in secrets {
        assert!(!dump.contains(secret), "the {name} is in the database");
        let bytes = URL_SAFE_NO_PAD.decode(secret).unwrap();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!dump.contains(&hex), "the {name} is in the database, as bytes");
        // The form in which serde writes bytes by default.
        let numbers = serde_json::to_string(&bytes).unwrap();
        assert!(!dump.contains(&numbers), "the {name} is in the database, as numbers");
    }
}

#[tokio::test]
async fn no_token_cookie_or_challenge_is_in_the_database() {
    let world = World::new().await;
    let reveal = |secret: &Option<Secret>| secret.as_ref().unwrap().reveal();
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    let token = world.link(Person::User).await;

    let options = browser.options(&token).await.unwrap();
    let (attempt, registration) = (reveal(&browser.attempt), challenge(&options));
    let registering =
        [("token", token.reveal()), ("attempt's cookie", &attempt), ("challenge of a registration", &registration)];
    assert_nowhere(&world, &registering).await;
    told(browser.finish(&phone.create_with(&options, |response| response.flags = 0x40)).await);
    assert_nowhere(&world, &registering).await;
    browser.register(&token, &mut phone).await.unwrap();
    assert_nowhere(&world, &registering).await;

    let options = browser.load_sign_in_options().await;
    let sign_in = challenge(&options);
    let signing_in = [("challenge of a sign-in", &*sign_in)];
    assert_nowhere(&world, &signing_in).await;
    browser.finish_sign_in(&phone.get(&options)).await.unwrap();
    assert_nowhere(&world, &signing_in).await;
    assert_nowhere(&world, &[("cookie of a session", &reveal(&browser.session))]).await;

    let options = browser.load_test_options().await;
    let test = challenge(&options);
    let testing = [("challenge of a test", &*test)];
    assert_nowhere(&world, &testing).await;
    browser.finish_test(&phone.get(&options)).await.unwrap();
    assert_nowhere(&world, &testing).await;
}

#[tokio::test]
async fn the_dump_of_the_database_would_contain_a_stored_secret() {
    let world = World::new().await;
    let token = world.link(Person::User).await;
    let hash: String =
        Secret::parse(token.reveal()).unwrap().hash().0.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(dump(world.domain.db()).await.contains(&hash));
    assert!(dump(world.domain.db()).await.contains("generate-link"));
}
