//! What was searched for, in words.

use model::{UserSearch, pasted};

/// What was typed into each field that was filled in, for example `last name \u{2018}jones\u{2019}`.
pub fn searched(wanted: &UserSearch) -> String {
    let quoted = |words: &str, typed: &str| {
        let typed = pasted::plain(typed);
        (!typed.is_empty()).then(|| [words, "\u{2018}", &typed, "\u{2019}"].concat())
    };
    let born = [&wanted.birth_day, &wanted.birth_month, &wanted.birth_year].map(|part| pasted::plain(part));
    let born = [&born[0], " ", &born[1], " ", &born[2]].concat();
    let parts = [
        quoted("", &wanted.anything),
        quoted("first name ", &wanted.first_name),
        quoted("last name ", &wanted.last_name),
        quoted("date of birth ", &born),
        quoted("UUID ", &wanted.unique_user_id),
        quoted("email address ", &wanted.email),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::searched;
    use model::UserSearch;

    #[test]
    fn only_the_fields_that_were_filled_in_are_named() {
        let anything = UserSearch { anything: " sarah\u{200b} jonse".into(), ..UserSearch::default() };
        assert_eq!(searched(&anything), "‘sarah jonse’");
        let details = UserSearch {
            last_name: "zzz".into(),
            birth_day: "17".into(),
            birth_month: "5".into(),
            birth_year: "1988".into(),
            ..UserSearch::default()
        };
        assert_eq!(searched(&details), "last name ‘zzz’, date of birth ‘17 5 1988’");
    }
}
