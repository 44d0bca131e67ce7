//! Real disks that are full, read-only or broken: a file system of a few megabytes in memory, in its own mount namespace (Linux,
//! `unshare`). Every test runs itself again inside that namespace.

use super::{ACTIONS, is_unavailable, prepare, search};
use crate::support::{Person, World, checked};
use chrono::TimeDelta;
use domain::{
    audit::{self, Verdict},
    database::{Readiness, ready},
    sessions,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::{
    fs::Permissions,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

/// The variable with the path of the small file system, inside the namespace.
const PLACE: &str = "CIM_TEST_SMALL_DISK";

/// Runs the test with this name again with a small disk, unless this already is that run. `None`: the test was run there.
fn on_a_small_disk(test: &str) -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "how a test tells itself where it runs")]
    if let Ok(place) = std::env::var(PLACE) {
        return Some(place.into());
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "the test as a whole is run once on each database; this needs SQLite"
    )]
    if std::env::var("TEST_DATABASE_URL").is_ok() {
        return None;
    }
    let place = tempfile::tempdir().unwrap();
    // Without the capabilities that let root write to read-only files.
    let script = "mount -t tmpfs -o size=8m small \"$CIM_TEST_SMALL_DISK\" \
                  && exec setpriv --bounding-set=-dac_override,-dac_read_search \"$0\" \"$@\"";
    let run = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(PLACE, place.path())
        .output()
        .unwrap();
    let (out, errors) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{out}\n{errors}");
    assert!(out.contains("1 passed"), "there is no test {test}: {out}");
    None
}

/// Leaves `left` bytes free.
fn fill(place: &Path, left: usize) {
    let filler = place.join("filler");
    std::fs::remove_file(&filler).ok();
    let free = free(place);
    std::fs::write(&filler, vec![1; free.saturating_sub(left)]).unwrap();
}

fn free(place: &Path) -> usize {
    let df = Command::new("df").args(["--output=avail", "--block-size=1"]).arg(place).output().unwrap();
    String::from_utf8(df.stdout).unwrap().lines().nth(1).unwrap().trim().parse().unwrap()
}

async fn world_at(place: &Path, name: &str) -> World {
    World::at(&place.join(format!("{name}.db"))).await
}

#[tokio::test]
async fn a_full_disk_causes_only_true_results_and_free_space_is_enough_to_recover() {
    let Some(place) =
        on_a_small_disk("writing::disk::a_full_disk_causes_only_true_results_and_free_space_is_enough_to_recover")
    else {
        return;
    };
    for (number, name) in ACTIONS.into_iter().enumerate() {
        let world = world_at(&place, &number.to_string()).await;
        let action = prepare(&world, name).await;
        fill(&place, 0);
        fill_log(&world).await;
        for _ in 0..3 {
            assert!(is_unavailable(&action().await, name), "{name} was told to have happened on a full disk");
        }
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(ready(&world.domain).await, Readiness::CannotWrite, "{name}");
        std::fs::remove_file(place.join("filler")).unwrap();
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(ready(&world.domain).await, Readiness::Ready, "{name}");
        assert!(!is_unavailable(&action().await, name), "{name}: there is room again");
        let second = world.second_process().await;
        assert!(matches!(audit::verify(&second).await.unwrap(), Verdict::Sound { .. }), "{name}");
        drop(world);
        std::fs::remove_file(place.join(format!("{number}.db"))).unwrap();
    }
}

/// More writes than a disk of this size has room for.
const MOST_WRITES: u32 = 20_000;

/// Writes until nothing more fits, because free pages of the log can still be used on a full disk. One failure is not enough: the
/// connection that failed is closed, and that may make room in the log once more.
async fn fill_log(world: &World) {
    let client = crate::support::client();
    let mut failures_in_a_row = 0;
    for _ in 0..MOST_WRITES {
        match audit::record_alone(&world.domain, search(&client)).await {
            Ok(()) => failures_in_a_row = 0,
            Err(_) => failures_in_a_row += 1,
        }
        if failures_in_a_row == 5 {
            return;
        }
    }
    panic!("the disk is full, and everything is told to be stored");
}

/// This failed once: fifteen users were told that they had registered, and nothing of it was stored.
#[tokio::test]
async fn every_result_while_the_disk_fills_up_is_true() {
    let Some(place) = on_a_small_disk("writing::disk::every_result_while_the_disk_fills_up_is_true") else { return };
    let world = world_at(&place, "cim").await;
    fill(&place, 400 * 1024);
    let (mut done, mut failed) = (Vec::new(), 0);
    while failed < 40 {
        let manager = world.actor(Person::Manager).await;
        let permit = world.permit::<domain::access::IssueAuthenticator>(&manager, Person::User).await;
        let generated = domain::link::generate(
            &world.domain,
            &permit,
            model::AuthenticatorKind::Passkey,
            model::Meeting::Video,
            None,
            &checked(),
        )
        .await;
        let Ok(link) = generated else {
            failed += 1;
            continue;
        };
        done.push(("link", link.id.0));
        let mut phone = crate::support::SoftAuthenticator::phone();
        let mut browser = world.browser();
        if browser.register(&crate::support::token(&link.url), &mut phone).await.is_ok() {
            let rows = world.authenticators(Person::User).await;
            let row = rows.iter().find(|row| row.credential_id == phone.credential_id).unwrap();
            done.push(("authenticator", row.id));
        } else {
            failed += 1;
        }
    }
    assert!(done.iter().any(|(what, _)| *what == "authenticator"), "some of them worked");
    // A second process, which shares nothing with the first, finds everything that was confirmed.
    let file = place.join("cim.db");
    for (what, id) in done {
        let table = if what == "link" { "registration_token" } else { "authenticator" };
        let count =
            format!("SELECT count(*) FROM {table} WHERE hex(id) = '{}'", id.simple().to_string().to_uppercase());
        let found = Command::new("sqlite3").arg(&file).arg(&count).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&found.stdout).trim(), "1", "{what} {id} was told and is not stored");
    }
    std::fs::remove_file(place.join("filler")).unwrap();
    assert!(matches!(audit::verify(&world.second_process().await).await.unwrap(), Verdict::Sound { .. }));
}

#[tokio::test]
async fn a_file_that_becomes_read_only_refuses_writes_and_can_still_be_read() {
    let Some(place) =
        on_a_small_disk("writing::disk::a_file_that_becomes_read_only_refuses_writes_and_can_still_be_read")
    else {
        return;
    };
    let mut world = world_at(&place, "cim").await;
    // Both the database and its log, because SQLite makes the log as writable as the database.
    let mode = |mode| {
        for file in std::fs::read_dir(&place).unwrap() {
            std::fs::set_permissions(file.unwrap().path(), Permissions::from_mode(mode)).unwrap();
        }
    };
    world.domain.database().clone().close().await.unwrap();
    mode(0o444);
    world.domain = world.second_process().await;
    let action = prepare(&world, "generate").await;
    for _ in 0..3 {
        assert!(is_unavailable(&action().await, "generate"));
    }
    assert!(world.browser_of(Person::Manager).actor().await.is_some());
    assert_eq!(ready(&world.domain).await, Readiness::CannotWrite);
    world.domain.database().clone().close().await.unwrap();
    mode(0o644);
    world.domain = world.second_process().await;
    assert_eq!(ready(&world.domain).await, Readiness::Ready);
    let action = prepare(&world, "generate").await;
    action().await.unwrap();
}

#[tokio::test]
async fn an_unreadable_file_causes_an_error_on_our_side_and_no_refusal() {
    let Some(place) = on_a_small_disk("writing::disk::an_unreadable_file_causes_an_error_on_our_side_and_no_refusal")
    else {
        return;
    };
    let mut world = world_at(&place, "cim").await;
    let db = world.back_door().await;
    let pages = "SELECT rootpage FROM sqlite_schema WHERE rootpage > 1";
    let pages = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, pages)).await.unwrap();
    let pages: Vec<u32> = pages.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    db.close().await.unwrap();
    world.domain.database().clone().close().await.unwrap();
    let file = place.join("cim.db");
    let mut contents = std::fs::read(&file).unwrap();
    for page in pages {
        contents[(page as usize - 1) * 4096..][..4096].fill(0x5a);
    }
    std::fs::write(&file, contents).unwrap();
    world.domain = world.second_process().await;
    let session = world.browser_of(Person::Manager).session.unwrap();
    let outcome = sessions::find(&world.domain, &session, crate::support::client()).await;
    assert!(is_unavailable(&outcome.map(drop), "who asks"));
    assert_eq!(ready(&world.domain).await, Readiness::CannotRead);
}
