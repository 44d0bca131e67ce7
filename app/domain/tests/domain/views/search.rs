use crate::support::{Person, World, new_user, told};
use domain::{access::may_search, directory, views};
use model::{AppError, SearchResults, UserSearch};

/// First name, last name, date of birth.
const PEOPLE: [(&str, &str, &str); 13] = [
    ("Siân", "O’Brien", "1990-06-01"),
    ("SIAN", "O'BRIEN-JONES", "1985-01-31"),
    ("Sîana", "Obradović", "1971-12-24"),
    ("Łucja", "Núñez", "1990-06-01"),
    ("Nu\u{301}ria", "Nu\u{301}n\u{303}ez", "2001-02-03"),
    ("Bjørn", "Strauß", "1966-09-09"),
    ("ليلى", "حداد", "1991-06-21"),
    ("Sarah", "Jones", "1993-08-04"),
    ("Sarah", "Jones", "1988-05-17"),
    ("Sarah", "Jones", "2003-11-30"),
    ("Sarah", "Jones", "1949-03-01"),
    ("Sarah", "Jones", "1977-10-10"),
    ("Sarah", "Jones", "1988-05-16"),
];

/// A world with [`PEOPLE`] and `more` other people with the same name.
async fn world(more: usize) -> World {
    let world = World::new().await;
    let others = (0..more).map(|_| ("Zachary", "Zzz", "2000-01-01"));
    for (number, (first, last, born)) in PEOPLE.into_iter().chain(others).enumerate() {
        let mut new = new_user(format!("7777000000{number:02}").parse().unwrap(), first, last);
        new.date_of_birth = born.parse().unwrap();
        new.email = format!("Mailbox.{number}@Riverside.example");
        directory::add_alone(&world.domain, new).await.unwrap();
    }
    world
}

async fn results(world: &World, wanted: &UserSearch) -> domain::Result<SearchResults> {
    let sponsor = world.actor(Person::Sponsor).await;
    views::search(&world.domain, &may_search(&world.domain, &sponsor).await.unwrap(), wanted).await
}

/// The names found by searching for this first name, last name and date of birth.
async fn names(world: &World, first_name: &str, last_name: &str, born: [&str; 3]) -> Vec<String> {
    let [birth_day, birth_month, birth_year] = born.map(str::to_owned);
    let (first_name, last_name) = (first_name.to_owned(), last_name.to_owned());
    let wanted = UserSearch { first_name, last_name, birth_day, birth_month, birth_year, ..UserSearch::default() };
    results(world, &wanted).await.unwrap().users.into_iter().map(|user| user.name).collect()
}

const ANY: [&str; 3] = ["", "", ""];

#[tokio::test]
async fn names_are_found_by_their_first_letters() {
    let world = world(0).await;
    assert_eq!(names(&world, "", "o", ANY).await, ["Sîana Obradović", "Siân O’Brien", "SIAN O'BRIEN-JONES"]);
    assert_eq!(names(&world, "", "obr", ANY).await.len(), 3);
    assert_eq!(names(&world, "", "obri", ANY).await.len(), 2);
    assert_eq!(names(&world, "", "brien", ANY).await.len(), 0);
    assert_eq!(names(&world, "", "obrienjonesx", ANY).await.len(), 0);
}

#[tokio::test]
async fn case_accents_apostrophes_hyphens_and_spaces_make_no_difference() {
    let world = world(0).await;
    for typed in ["O'Brien", "O’BRIEN", "o brien", "OBRIEN", "ó-brien", "  obrien  "] {
        assert_eq!(names(&world, "", typed, ANY).await, ["Siân O’Brien", "SIAN O'BRIEN-JONES"], "{typed}");
    }
    for typed in ["Nunez", "NÚÑEZ", "nu\u{301}n\u{303}ez"] {
        assert_eq!(names(&world, "", typed, ANY).await.len(), 2, "{typed}");
    }
    assert_eq!(names(&world, "lucja", "", ANY).await, ["Łucja Núñez"]);
    assert_eq!(names(&world, "bjorn", "STRAUSS", ANY).await, ["Bjørn Strauß"]);
}

/// The names found by what is typed into the one field.
async fn anyone(world: &World, typed: &str) -> Vec<String> {
    let wanted = UserSearch { anything: typed.to_owned(), ..UserSearch::default() };
    results(world, &wanted).await.unwrap().users.into_iter().map(|user| user.name).collect()
}

#[tokio::test]
async fn one_field_takes_a_name_in_either_order() {
    let world = world(0).await;
    for typed in
        ["sarah jones", "jones sarah", "Jones, Sarah", "  JONES ,  sarah ", "sar jo", "Sarah\u{a0}Jones", "jo, s"]
    {
        assert_eq!(anyone(&world, typed).await, ["Sarah Jones"; 6], "{typed:?}");
    }
    for typed in ["sian o'brien", "O’BRIEN Siân", "o brien, sian", "sian obrien", "sian o brien"] {
        assert_eq!(anyone(&world, typed).await, ["Siân O’Brien", "SIAN O'BRIEN-JONES"], "{typed}");
    }
    assert_eq!(anyone(&world, "o'brien jones sian").await, ["SIAN O'BRIEN-JONES"]);
    assert_eq!(anyone(&world, "nunez, lucja").await, ["Łucja Núñez"]);
    assert_eq!(anyone(&world, "حداد ليلى").await, ["ليلى حداد"]);
    assert_eq!(anyone(&world, "sarah obrien").await, [""; 0]);
}

#[tokio::test]
async fn one_name_is_looked_for_as_a_last_name_and_as_a_first_name() {
    let world = world(0).await;
    assert_eq!(anyone(&world, "sarah").await, ["Sarah Jones"; 6]);
    assert_eq!(anyone(&world, "jones").await, ["Sarah Jones"; 6]);
    // Those with this last name come first. Nobody comes twice.
    assert_eq!(anyone(&world, "n").await, ["Łucja Núñez", "Nu\u{301}ria Nu\u{301}n\u{303}ez"]);
}

#[tokio::test]
async fn one_field_takes_a_uuid_an_email_address_or_a_date_of_birth() {
    let world = world(0).await;
    for typed in [
        "777700000003",
        " 7777-0000 0003",
        "UUID: 7777.0000.0003",
        "mailbox.3@riverside.example",
        "Łucja Núñez <MAILBOX.3@RIVERSIDE.EXAMPLE>",
    ] {
        assert_eq!(anyone(&world, typed).await, ["Łucja Núñez"], "{typed}");
    }
    assert_eq!(anyone(&world, "1/6/1990").await, ["Łucja Núñez", "Siân O’Brien"]);
}

#[tokio::test]
async fn one_field_lists_fifty_users_with_a_note_if_there_are_more() {
    for (people, listed, more) in [(50, 50, false), (51, 50, true)] {
        let world = world(people).await;
        for typed in ["zzz", "zachary", "zzz zachary"] {
            let wanted = UserSearch { anything: typed.to_owned(), ..UserSearch::default() };
            let results = results(&world, &wanted).await.unwrap();
            assert_eq!((results.users.len(), results.more), (listed, more), "{typed}");
        }
    }
}

#[tokio::test]
async fn right_to_left_names_are_found_even_with_copied_direction_marks() {
    let world = world(0).await;
    assert_eq!(names(&world, "", "حد", ANY).await, ["ليلى حداد"]);
    assert_eq!(names(&world, "\u{200f}ليلى\u{200f}", "", ANY).await, ["ليلى حداد"]);
}

#[tokio::test]
async fn a_date_of_birth_must_match_exactly() {
    let world = world(0).await;
    assert_eq!(names(&world, "", "", ["1", "6", "1990"]).await, ["Łucja Núñez", "Siân O’Brien"]);
    assert_eq!(names(&world, "", "", ["01", "06", " 1990 "]).await.len(), 2);
    assert_eq!(names(&world, "", "", ["2", "6", "1990"]).await.len(), 0);
}

#[tokio::test]
async fn all_filled_fields_must_match() {
    let world = world(0).await;
    assert_eq!(names(&world, "sian", "obrien", ["31", "1", "1985"]).await, ["SIAN O'BRIEN-JONES"]);
    assert_eq!(names(&world, "sarah", "obrien", ANY).await.len(), 0);
    assert_eq!(names(&world, "", "nunez", ["1", "6", "1990"]).await, ["Łucja Núñez"]);
}

#[tokio::test]
async fn users_with_the_same_name_are_ordered_by_date_of_birth() {
    let world = world(0).await;
    let wanted = UserSearch { last_name: "jones".to_owned(), ..UserSearch::default() };
    let found = results(&world, &wanted).await.unwrap().users;
    let born: Vec<_> = found.iter().map(|user| user.date_of_birth.iso.as_str()).collect();
    assert_eq!(born, ["1949-03-01", "1977-10-10", "1988-05-16", "1988-05-17", "1993-08-04", "2003-11-30"]);
}

#[tokio::test]
async fn users_are_ordered_by_last_name_unless_only_a_first_name_is_wanted() {
    let world = world(0).await;
    // By first name: Sian before Siana, however their last names are ordered.
    assert_eq!(names(&world, "si", "", ANY).await, ["Siân O’Brien", "SIAN O'BRIEN-JONES", "Sîana Obradović"]);
    assert_eq!(names(&world, "si", "o", ANY).await, ["Sîana Obradović", "Siân O’Brien", "SIAN O'BRIEN-JONES"]);
    assert_eq!(names(&world, "", "o", ANY).await, ["Sîana Obradović", "Siân O’Brien", "SIAN O'BRIEN-JONES"]);
}

#[tokio::test]
async fn an_email_address_is_found_only_as_a_whole_and_in_any_case() {
    let world = world(0).await;
    for (email, count) in [
        ("mailbox.1@riverside.example", 1),
        (" MAILBOX.1@RIVERSIDE.EXAMPLE ", 1),
        ("mailbox.1@riverside", 0),
        ("ailbox.1@riverside.example", 0),
        ("%@riverside.example", 0),
    ] {
        let wanted = UserSearch { email: email.to_owned(), ..UserSearch::default() };
        assert_eq!(results(&world, &wanted).await.unwrap().users.len(), count, "{email}");
    }
}

#[tokio::test]
async fn a_unique_user_id_is_found_with_or_without_spaces() {
    let world = world(0).await;
    for typed in ["777700000003", " 7777 0000 0003 "] {
        let wanted = UserSearch { unique_user_id: typed.to_owned(), ..UserSearch::default() };
        assert_eq!(results(&world, &wanted).await.unwrap().users[0].name, "Łucja Núñez");
    }
}

#[tokio::test]
async fn fifty_users_are_listed_with_a_note_if_there_are_more() {
    for (people, listed, more) in [(50, 50, false), (51, 50, true)] {
        let world = world(people).await;
        let wanted = UserSearch { last_name: "zzz".to_owned(), ..UserSearch::default() };
        let results = results(&world, &wanted).await.unwrap();
        assert_eq!((results.users.len(), results.more), (listed, more));
    }
}

#[tokio::test]
async fn invalid_fields_are_refused_one_by_one() {
    let world = world(0).await;
    for (wanted, field) in [
        (UserSearch::default(), "unique_user_id"),
        (UserSearch { anything: "-'".to_owned(), ..UserSearch::default() }, "anything"),
        (UserSearch { anything: "5552".to_owned(), ..UserSearch::default() }, "anything"),
        (UserSearch { last_name: "-".to_owned(), ..UserSearch::default() }, "last_name"),
        (UserSearch { first_name: "'".to_owned(), ..UserSearch::default() }, "first_name"),
        (UserSearch { email: "nobody".to_owned(), ..UserSearch::default() }, "email"),
        (UserSearch { email: "nobody\u{0}@riverside.example".to_owned(), ..UserSearch::default() }, "email"),
        (UserSearch { birth_day: "31".to_owned(), ..UserSearch::default() }, "date_of_birth"),
    ] {
        let AppError::Invalid(invalid) = told(results(&world, &wanted).await) else { panic!("{wanted:?}") };
        assert_eq!(invalid[0].field, field, "{wanted:?}");
    }
}

#[tokio::test]
async fn text_that_looks_like_a_pattern_or_sql_is_only_a_name() {
    let world = world(0).await;
    assert_eq!(names(&world, "", "%o", ANY).await.len(), 3);
    assert_eq!(names(&world, "", "x' OR 'x'='x", ANY).await.len(), 0);
    assert_eq!(names(&world, "_ian", "", ANY).await.len(), 0);
}
