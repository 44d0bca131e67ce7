//! Fills a database of ours with users who have an open link each.

use crate::database::Database;
use anyhow::Result;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Writes `count` users and links into a migrated database. An RA Manager, who has a passkey, generated the links. Returns the
/// tokens.
///
/// # Errors
/// When the database's own command line fails.
pub fn ours(database: &Database, count: usize) -> Result<Vec<String>> {
    let tokens: Vec<[u8; 32]> = (0..count).map(|_| crate::random()).collect();
    let mut sql = String::from("BEGIN;\n");
    let blob = |bytes: &[u8]| database.blob(bytes);
    let (organisation, agent, link) = (database.id(0), database.id(1), database.id(2));
    let (past, future) = ("'2026-01-01T00:00:00.000000+00:00'", "'2126-01-01T00:00:00.000000+00:00'");
    writeln!(
        sql,
        "INSERT INTO organisation (id, ods_code, name, lineage) VALUES ({organisation}, 'BENCH', 'Bench', '{}/');",
        uuid::Uuid::from_u128(1).simple()
    )?;
    let user = |id: &str, number: usize| {
        format!(
            "INSERT INTO \"user\" (id, unique_user_id, first_name, last_name, email, first_name_search, last_name_search, \
             email_search, date_of_birth, organisation_id, status, created_at) VALUES ({id}, '{number:012}', 'User', \
             'Number {number}', 'user{number}@bench.example', 'user', 'number {number}', 'user{number}@bench.example', \
             '1990-01-01', {organisation}, 'active', {past});\n"
        )
    };
    let token = |id: &str, hash: &str, user: &str, agent: &str, state: &str| {
        format!(
            "INSERT INTO registration_token (id, secret_hash, user_id, kind, meeting, issued_by_id, issued_at, expires_at, state, \
             match_code_wanted, wrong_codes) VALUES ({id}, {hash}, {user}, 'passkey', 'face-to-face', {agent}, {past}, {future}, \
             '{state}', FALSE, 0);\n"
        )
    };
    sql += &user(&agent, 1);
    sql += &ra_manager(database, &agent);
    sql += &token(&link, &blob(&[2; 32]), &agent, &agent, "registered");
    writeln!(
        sql,
        "INSERT INTO authenticator (id, user_id, kind, credential_id, credential, aaguid, aaguid_proven, transports, \
         backup_eligible, backup_state, sign_count, status, registration_token_id, registered_at) VALUES ({link}, {agent}, \
         'passkey', {}, '{{}}', {link}, FALSE, '[]', TRUE, TRUE, 0, 'active', {link}, {past});",
        blob(&[2; 32]),
    )?;
    for (number, bytes) in tokens.iter().enumerate() {
        let (user_id, link_id) = (database.id(2 * number + 4), database.id(2 * number + 5));
        sql += &user(&user_id, number + 2);
        sql += &token(&link_id, &blob(&Sha256::digest(bytes)), &user_id, &agent, "open");
    }
    sql += "COMMIT;\n";
    database.run(&sql)?;
    Ok(tokens.iter().map(|bytes| URL_SAFE_NO_PAD.encode(bytes)).collect())
}

/// Makes the user of the first link an RA Manager.
///
/// # Errors
/// When the database's own command line fails.
pub fn promote_first(database: &Database) -> Result<()> {
    database.run(&ra_manager(database, &database.id(4))).map(|_nothing| ())
}

/// Makes the user with this ID an RA Manager.
fn ra_manager(database: &Database, user: &str) -> String {
    format!(
        "INSERT INTO staff_role (user_id, role, organisation_id, granted_at) VALUES ({user}, 'ra-manager', {}, \
         '2026-01-01T00:00:00.000000+00:00');\n",
        database.id(0)
    )
}

/// The unique user ID of the user of this link; the first is 0.
pub fn user(link: usize) -> String {
    format!("{:012}", link + 2)
}
