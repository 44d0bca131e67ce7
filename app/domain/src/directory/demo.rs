//! Two hundred invented people for trying the product. Every name is invented, and every address ends in `.example`.

use super::{NewUser, add, grant};
use crate::{Domain, Error, Result, entity::user};
use chrono::{Days, NaiveDate};
use model::{StaffRole, UniqueUserId};
use sea_orm::{EntityTrait, PaginatorTrait};

/// The person who is invited as the first RA Manager.
pub const RA_MANAGER: &str = "555200000001";
/// How many people there are.
pub const PEOPLE: u32 = 200;

const ORGANISATIONS: [(&str, &str, &str); 5] = [
    ("RX1", "Riverside Hospitals NHS Trust", "riverside.example"),
    ("RQ4", "Northmoor Community Care Trust", "northmoor.example"),
    ("A81001", "Harbour Street Surgery", "harbour.example"),
    ("FK772", "Elm Tree Pharmacy", "elmtree.example"),
    ("VM5C2", "Oakfield Nursing Home", "oakfield.example"),
];

const FIRST_NAMES: [&str; 20] = [
    "Aisha",
    "Benjamin",
    "Chloë",
    "Dafydd",
    "Eleanor",
    "Farid",
    "Grace",
    "Hiro",
    "Isla",
    "José",
    "Katarzyna",
    "Liam",
    "Mei",
    "Niamh",
    "Oluwaseun",
    "Priya",
    "Renée",
    "Siân",
    "Tomasz",
    "Zoë",
];

const LAST_NAMES: [&str; 23] = [
    "Ahmed",
    "Bennett",
    "Brontë",
    "Clarke",
    "D’Souza",
    "Davies",
    "Evans",
    "Fernández",
    "Green",
    "Hughes",
    "Khan",
    "Łukasiewicz",
    "MacDonald",
    "Núñez",
    "O’Brien",
    "O'Connor",
    "Patel",
    "Roberts",
    "Strauß",
    "Taylor",
    "Wójcik",
    "Williams-Jones",
    "Young",
];

/// First name, last name, date of birth, index in `ORGANISATIONS`, role.
type Notable = (&'static str, &'static str, (i32, u32, u32), usize, Option<StaffRole>);

/// People with a special name or role, for tests and demonstrations.
const NOTABLE: [Notable; 12] = [
    ("Amina", "Okafor", (1979, 4, 12), 0, Some(StaffRole::RaManager)),
    ("Gareth", "Pugh", (1985, 9, 30), 0, Some(StaffRole::RaAgentAdvanced)),
    ("Helen", "Marsh", (1990, 1, 5), 1, Some(StaffRole::RaAgent)),
    ("Ibrahim", "Sesay", (1982, 7, 19), 1, Some(StaffRole::Sponsor)),
    ("Joanna", "Kowalska", (1994, 11, 2), 0, Some(StaffRole::IdChecker)),
    ("Kevin", "Doyle", (1971, 3, 23), 3, Some(StaffRole::LocalSmartcardAdministrator)),
    ("Lucy", "Ng", (1976, 12, 8), 1, Some(StaffRole::RaManager)),
    // Two people with the same name. They differ in date of birth, organisation and e-mail address.
    ("Sarah", "Jones", (1988, 5, 17), 0, None),
    ("Sarah", "Jones", (1993, 8, 4), 2, None),
    // A name that is written from right to left.
    ("ليلى", "حداد", (1991, 6, 21), 0, None),
    // A name as long as the longest real ones.
    ("Maria-Antonieta Guadalupe", "Fernández de la Cruz y Rodríguez-Villanueva", (1969, 10, 31), 4, None),
    ("Bo", "Li", (2004, 2, 29), 3, None),
];

/// Fills an empty database. A database that has users already is left unchanged.
///
/// # Errors
/// When the database fails.
///
/// Returns how many people were added.
pub async fn fill(domain: &Domain) -> Result<u32> {
    if user::Entity::find().count(domain.db()).await? > 0 {
        return Ok(0);
    }
    domain
        .change(async |change| {
            for number in 1..=PEOPLE {
                let (new, role) = person(number)?;
                let user = add(change, new).await?;
                if let Some(role) = role {
                    grant(change, user.id, role).await?;
                }
            }
            Ok(PEOPLE)
        })
        .await
}

fn person(number: u32) -> Result<(NewUser, Option<StaffRole>)> {
    let index = usize::try_from(number - 1).unwrap_or_default();
    let (first_name, last_name, born, place, role) = match NOTABLE.get(index) {
        Some((first, last, (year, month, day), place, role)) => {
            (*first, *last, NaiveDate::from_ymd_opt(*year, *month, *day), *place, *role)
        }
        None => (
            FIRST_NAMES[index * 7 % FIRST_NAMES.len()],
            LAST_NAMES[index * 5 % LAST_NAMES.len()],
            NaiveDate::from_ymd_opt(1960, 1, 1)
                .and_then(|first| first.checked_add_days(Days::new(u64::from(number) * 79))),
            index % ORGANISATIONS.len(),
            None,
        ),
    };
    let (ods_code, organisation_name, domain_name) = ORGANISATIONS[place];
    let unique_user_id: UniqueUserId =
        format!("5552{number:08}").parse().map_err(|error| Error::Bug(format!("demo person {number}: {error}")))?;
    let mailbox = super::normalise(last_name);
    let mailbox = if mailbox.is_ascii() { mailbox } else { "staff".to_owned() };
    let new = NewUser {
        unique_user_id,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: format!("{mailbox}.{number:03}@{domain_name}"),
        date_of_birth: born.ok_or_else(|| Error::Bug(format!("demo person {number} has no date of birth")))?,
        organisation_name: organisation_name.to_owned(),
        ods_code: ods_code.to_owned(),
    };
    Ok((new, role))
}
