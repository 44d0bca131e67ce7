//! *Change details*.

use super::{
    action_form::{ActionForm, Done, IN_THE_PROFILE, action_form, checked, reason_input},
    detail_fields::{DetailFields, detail_fields},
    subject::{subject_heading, subject_id, subject_profile},
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        fresh::fresh,
        loaded::loaded_page,
        nhs::{BackLink, ButtonKind, ErrorSummary, SummaryList, SummaryRow},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, Changing, Conflict, DetailsToChange, Organisation, UserDetails, UserSummary};

/// The form with the details as they are, and the reason.
#[component]
pub fn ChangeDetailsPage() -> impl IntoView {
    let profile = subject_profile();
    let id = subject_id();
    let details = Resource::new(move || id.get(), |id| async move { api::load_details(id?).await });
    let places = Resource::new(|| (), |()| api::list_places());
    loaded_page(move || async move {
        let (profile, now, places) = (profile.await?, details.await?, places.await?);
        Ok(view! { <Form user=profile.user now places/> }.into_any())
    })
}

#[component]
fn Form(user: UserSummary, now: DetailsToChange, places: Vec<Organisation>) -> impl IntoView {
    let places = with_own(places, &now.organisation);
    let fields = DetailFields::with(now.details.clone());
    let tells = now.tells;
    let (loaded, why) = (RwSignal::new(now.details), RwSignal::new(String::new()));
    // What somebody else has made of the details since the page was opened.
    let meanwhile = RwSignal::new(None::<DetailsToChange>);
    let errors = FormErrors::new();
    let id = user.unique_user_id.clone();
    let ask = move || {
        let (details, why, before) = (fields.details(), why.get_untracked(), loaded.get_untracked());
        checked(details.field_errors().into_iter().chain(api::wrong_reason(&why)).collect())?;
        let id = id.clone();
        Ok(async move {
            let (path, message) = (paths::details(&id), "Details changed".to_owned());
            match api::change_details(id, before.clone(), details.clone(), why).await? {
                Changing::Changed => Ok(Done::Page { path, message }),
                Changing::Meanwhile(new) => {
                    fields.set(merged(&before, details, &new.details));
                    loaded.set(new.details.clone());
                    meanwhile.set(Some(*new));
                    Err(AppError::Conflict(Conflict::DetailsChanged))
                }
            }
        })
    };
    let changed = move || fresh(meanwhile.get().map(|now| view! { <Meanwhile now/> }).into_any());
    let back = paths::details(&user.unique_user_id);
    let whose = ["Change details of ", &user.name].concat();
    let form = ActionForm { button: "Change details", kind: ButtonKind::Primary, cancel: back.clone(), errors };
    let inputs = view! {
        {detail_fields(fields, errors, places)}
        {reason_input("Reason for the change", IN_THE_PROFILE, errors, why)}
    };
    view! {
        <Title text=whose/>
        <BackLink href=back text="Back to details"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, "Change details")}
        <div class="app-two-thirds">
            {changed}
            {tells
                .then(|| {
                    view! { <p>"If you change the email address, we email the user at the old address and at the new one."</p> }
                })}
            {action_form(form, inputs.into_any(), ask)}
        </div>
    }
}

/// The organisations to choose from, with the user's own one, which may have closed. A list that is empty stays so.
fn with_own(mut places: Vec<Organisation>, own: &Organisation) -> Vec<Organisation> {
    if !places.is_empty() && !places.contains(own) {
        places.push(own.clone());
    }
    places
}

/// What the fields have after somebody else changed the details: what the agent changed in them stays, and the others follow.
fn merged(before: &UserDetails, typed: UserDetails, now: &UserDetails) -> UserDetails {
    let pick = |before: &str, typed: String, now: &str| if typed == before { now.to_owned() } else { typed };
    let date =
        |details: &UserDetails| [&details.birth_day, &details.birth_month, &details.birth_year].map(Clone::clone);
    let [birth_day, birth_month, birth_year] = if date(&typed) == date(before) { date(now) } else { date(&typed) };
    UserDetails {
        first_name: pick(&before.first_name, typed.first_name, &now.first_name),
        last_name: pick(&before.last_name, typed.last_name, &now.last_name),
        email: pick(&before.email, typed.email, &now.email),
        ods_code: pick(&before.ods_code, typed.ods_code, &now.ods_code),
        birth_day,
        birth_month,
        birth_year,
    }
}

/// The details that somebody else has stored.
#[component]
fn Meanwhile(now: DetailsToChange) -> impl IntoView {
    let UserDetails { first_name, last_name, email, .. } = now.details;
    let organisation = [&now.organisation.name, " (", &now.organisation.ods_code, ")"].concat();
    let name = if first_name.is_empty() { last_name } else { [&first_name, " ", &last_name].concat() };
    let rows = vec![
        SummaryRow::new("Name", view! { <bdi translate="no">{name}</bdi> }),
        SummaryRow::new("Date of birth", now.born.words),
        SummaryRow::new("Email address", super::subject::email_address(&email)),
        SummaryRow::new("Organisation", view! { <span translate="no">{organisation}</span> }),
    ];
    view! {
        <h2 class="nhsuk-heading-m">"The details are now"</h2>
        <SummaryList rows/>
    }
}

#[cfg(test)]
mod tests {
    use super::merged;
    use model::UserDetails;

    #[test]
    fn what_the_agent_changed_stays_and_the_other_fields_follow() {
        let before = UserDetails {
            first_name: "Sarah".into(),
            last_name: "Jones".into(),
            email: "sarah@example.nhs.uk".into(),
            birth_day: "17".into(),
            birth_month: "5".into(),
            birth_year: "1988".into(),
            ods_code: "RX1".into(),
        };
        let typed = UserDetails { last_name: "Smith".into(), birth_day: "18".into(), ..before.clone() };
        let now = UserDetails {
            last_name: "Green".into(),
            email: "sarah.green@example.nhs.uk".into(),
            birth_month: "6".into(),
            ..before.clone()
        };
        let expected = UserDetails { email: now.email.clone(), ..typed.clone() };
        assert_eq!(merged(&before, typed, &now), expected);
        assert_eq!(merged(&before, before.clone(), &now), now);
    }
}
