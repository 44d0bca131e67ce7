//! The tables, for both SQLite and PostgreSQL. Never change a migration that has been released: write a new one.
//!
//! Every migration runs in a transaction on both databases (by default, sea-orm-migration uses none on SQLite). So a server that
//! is killed during a migration starts again from the state before it.

mod m20261122_000001_directory;
mod m20261122_000002_registration;
mod m20261122_000003_authenticators;
mod m20261122_000004_sessions;
mod m20261122_000005_audit;
mod m20261122_000006_supervision;
mod m20261122_000007_mail;
mod m20261122_000008_opening;
mod m20261125_000009_challenges;
mod m20261125_000010_refusals;
mod m20261125_000012_write_trial;
mod m20261126_000013_words;
mod m20261126_000014_search_order;
mod m20261126_000015_ceremony_of_attempt;
mod m20261126_000016_refused_test;
mod m20261126_000017_removal_reason;
mod m20261126_000018_links_of_an_agent;
mod m20261127_000019_organisations;
mod m20261127_000020_life_of_a_person;
mod m20261127_000021_notice_of_an_address;
mod m20261127_000022_lists_of_roles;
mod m20261127_000023_home;
mod m20261127_000024_closed_and_suspended;
mod schema;

use sea_orm_migration::prelude::*;

/// All migrations, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_directory::Migration),
            Box::new(m20261122_000002_registration::Migration),
            Box::new(m20261122_000003_authenticators::Migration),
            Box::new(m20261122_000004_sessions::Migration),
            Box::new(m20261122_000005_audit::Migration),
            Box::new(m20261122_000006_supervision::Migration),
            Box::new(m20261122_000007_mail::Migration),
            Box::new(m20261122_000008_opening::Migration),
            Box::new(m20261125_000009_challenges::Migration),
            Box::new(m20261125_000010_refusals::Migration),
            Box::new(m20261125_000012_write_trial::Migration),
            Box::new(m20261126_000013_words::Migration),
            Box::new(m20261126_000014_search_order::Migration),
            Box::new(m20261126_000015_ceremony_of_attempt::Migration),
            Box::new(m20261126_000016_refused_test::Migration),
            Box::new(m20261126_000017_removal_reason::Migration),
            Box::new(m20261126_000018_links_of_an_agent::Migration),
            Box::new(m20261127_000019_organisations::Migration),
            Box::new(m20261127_000020_life_of_a_person::Migration),
            Box::new(m20261127_000021_notice_of_an_address::Migration),
            Box::new(m20261127_000022_lists_of_roles::Migration),
            Box::new(m20261127_000023_home::Migration),
            Box::new(m20261127_000024_closed_and_suspended::Migration),
        ]
    }
}
