//! What an agent states about the identity of the user: why they issue an authenticator, and how they checked who the user is.

use crate::{
    agents::{pages::profile::name, paths},
    components::{
        form_errors::FormErrors,
        fresh::fresh,
        nhs::{Checkboxes, Choice, InsetText, Radios, Size},
    },
};
use leptos::prelude::*;
use model::{AuthenticatorSummary, FieldError, IdentityAnswers, IdentityProof, IssueReason, UserProfile, UserSummary};
use strum::VariantArray;

/// The answers of the agent.
#[derive(Clone, Copy)]
pub struct Identity {
    why: RwSignal<String>,
    how: RwSignal<Vec<String>>,
    has_one: bool,
}

impl Identity {
    /// The answers at first, for a user with these authenticators. If the user never had one, this is the first. How the identity was
    /// checked is asked each time, because each answer is a statement.
    pub fn of(authenticators: &[AuthenticatorSummary]) -> Self {
        let why = if authenticators.is_empty() { IssueReason::First.slug() } else { "" };
        let has_one = authenticators.iter().any(|one| one.removal.is_none());
        Self { why: RwSignal::new(why.to_owned()), how: RwSignal::default(), has_one }
    }

    /// The answers as they are now.
    pub fn answers(self) -> IdentityAnswers {
        let why = self.why.with_untracked(|why| why.parse().ok());
        let how = self.how.with_untracked(|how| how.iter().filter_map(|proof| proof.parse().ok()).collect());
        IdentityAnswers { why, how }
    }

    /// What is wrong with them.
    pub fn wrong(self) -> Vec<FieldError> {
        self.answers().check(self.has_one).err().unwrap_or_default()
    }
}

/// The two questions. Nothing is offered that contradicts what is known of the user.
#[component]
pub fn IdentityQuestions(
    identity: Identity,
    profile: UserProfile,
    authenticators: Vec<AuthenticatorSummary>,
    errors: FormErrors,
) -> impl IntoView {
    let Identity { why, how, has_one } = identity;
    let reasons = IssueReason::VARIANTS.iter().filter(|reason| **reason != IssueReason::First || !has_one);
    let reasons = reasons.map(|reason| Choice::new(reason.slug(), reason.label())).collect();
    let proofs = IdentityProof::OFFERED.into_iter().filter(|proof| *proof != IdentityProof::Authenticator || has_one);
    let proofs = proofs.map(|proof| Choice::new(proof.slug(), proof.label())).collect();
    let is_stolen = Memo::new(move |_| why.with(|why| why == IssueReason::Stolen.slug()));
    let removable = profile.remove_refused.is_none() && has_one;
    let remove_first = move || {
        let offer = (is_stolen.get() && removable).then(|| remove_first(&profile.user, &authenticators));
        fresh(offer.into_any())
    };
    view! {
        <div>
            <Radios
                id="why"
                legend="Why are you issuing it?"
                legend_size=Size::S
                choices=reasons
                value=why
                error=errors.of("why")
            />
            <div role="status">{remove_first}</div>
        </div>
        <Checkboxes
            id="how"
            legend="How did you check their identity?"
            legend_size=Size::S
            hint="Select all that apply"
            choices=proofs
            values=how
            error=errors.of("how")
        />
    }
}

/// Leads to the removal of each authenticator that somebody else may have.
fn remove_first(user: &UserSummary, authenticators: &[AuthenticatorSummary]) -> AnyView {
    let active = authenticators.iter().filter(|one| one.removal.is_none());
    let removals: Vec<_> = active
        .map(|one| {
            let href = paths::removal(&user.unique_user_id, one.id);
            view! {
                <li>
                    <a href=href>{["Remove ", &name(one)].concat()}</a>
                </li>
            }
        })
        .collect();
    view! {
        <InsetText>
            <p>"Remove the stolen authenticator first, so that no one else can sign in with it:"</p>
            <ul class="nhsuk-list nhsuk-list--bullet">{removals}</ul>
            <p>"Or carry on, and remove it afterwards."</p>
        </InsetText>
    }
    .into_any()
}
