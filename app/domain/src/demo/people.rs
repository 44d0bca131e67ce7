//! Who the invented people are, and where they work.

use crate::{
    Error, Result,
    directory::{self, NewUser},
};
use chrono::{Days, NaiveDate};
use model::{StaffRole, UniqueUserId};

/// How many people there are without those of [`LATER`].
const FIRST: u32 = 200;
/// How many people there are.
pub const PEOPLE: u32 = FIRST + LATER.len() as u32;

/// The organisation at the top of the tree: ODS code, name.
pub(super) const BOARD: (&str, &str) = ("QRN", "Riverside and Northmoor Care Board");

/// ODS code, name, domain name of the e-mail addresses, ODS code of the organisation above.
pub(super) const ORGANISATIONS: [(&str, &str, &str, &str); 5] = [
    ("RX1", "Riverside Hospitals NHS Trust", "riverside.example", "QRN"),
    ("RQ4", "Northmoor Community Care Trust", "northmoor.example", "QRN"),
    ("A81001", "Harbour Street Surgery", "harbour.example", "RQ4"),
    ("FK772", "Elm Tree Pharmacy", "elmtree.example", "RQ4"),
    ("VM5C2", "Oakfield Nursing Home", "oakfield.example", "RQ4"),
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

/// People with a special name or role, for tests and demonstrations: the first of all. They hold their roles at the organisation at the
/// top.
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

/// People after number 200. They hold their roles at the organisation where they work.
const LATER: [Notable; 10] = [
    ("Rosalind", "Thackeray", (1974, 2, 11), 1, Some(StaffRole::RaManager)),
    ("Emeka", "Nwosu-Hart", (1983, 6, 27), 2, Some(StaffRole::RaAgentAdvanced)),
    ("Ffion", "Ellwood", (1991, 10, 3), 0, Some(StaffRole::RaAgent)),
    ("Marguerite", "Oyelaran", (1968, 1, 30), 3, Some(StaffRole::Sponsor)),
    ("Piotr", "Zawadzki", (1987, 12, 15), 4, Some(StaffRole::IdChecker)),
    ("Yasmin", "Qureshi", (1995, 3, 8), 0, Some(StaffRole::LocalSmartcardAdministrator)),
    ("Duncan", "Inverarity", (1959, 7, 22), 0, None),
    ("Beatrix", "Umbers", (1990, 4, 18), 0, None),
    // Two profiles of one person, who was entered twice: the names sound alike, and the date of birth is the same.
    ("Katherine", "Quilliam", (1984, 9, 5), 0, None),
    ("Catherine", "Quillam", (1984, 9, 5), 1, None),
];

/// Their profile is closed, because they have left.
pub(super) const LEFT: u32 = 207;
/// Their authenticator is suspended.
pub(super) const STOLEN: u32 = 208;

/// A person, and the role that they hold with the ODS code of the organisation where.
pub(super) struct Invented {
    pub new: NewUser,
    pub role: Option<(StaffRole, &'static str)>,
}

/// The UUID of the person with this number.
///
/// # Errors
/// [`Error::Bug`] when the number has too many digits.
pub(super) fn unique_user_id(number: u32) -> Result<UniqueUserId> {
    format!("5552{number:08}").parse().map_err(|error| Error::Bug(format!("demo person {number}: {error}")))
}

/// The person with this number, from 1 on.
///
/// # Errors
/// [`Error::Bug`] when something about them is wrong.
pub(super) fn person(number: u32) -> Result<Invented> {
    let index = usize::try_from(number - 1).unwrap_or_default();
    let later = number.checked_sub(FIRST + 1).and_then(|later| LATER.get(usize::try_from(later).ok()?));
    let (first_name, last_name, born, place, role) = match later.or_else(|| NOTABLE.get(index)) {
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
    let (ods_code, organisation_name, domain_name, _) = ORGANISATIONS[place];
    let mailbox = directory::normalise(last_name);
    let mailbox = if mailbox.is_ascii() { mailbox } else { "staff".to_owned() };
    let new = NewUser {
        unique_user_id: unique_user_id(number)?,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: format!("{mailbox}.{number:03}@{domain_name}"),
        date_of_birth: born.ok_or_else(|| Error::Bug(format!("demo person {number} has no date of birth")))?,
        organisation_name: organisation_name.to_owned(),
        ods_code: ods_code.to_owned(),
    };
    let at = if later.is_some() { ods_code } else { BOARD.0 };
    Ok(Invented { new, role: role.map(|role| (role, at)) })
}
