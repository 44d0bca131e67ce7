//! What a person may do besides searching, as cards.

use crate::{
    agents::paths,
    components::nhs::{Card, HeadingLevel, Text},
};
use leptos::prelude::*;
use model::{Activity, SignedIn};

/// Something that a role allows.
struct Offer {
    title: &'static str,
    href: &'static str,
    needs: Activity,
    words: &'static str,
}

/// The cards, in the order of the page. *Your profile* comes after them.
const OFFERS: [Offer; 3] = [
    Offer {
        title: "Create a user",
        href: paths::CREATE_USER,
        needs: Activity::ChangeDetails,
        words: "Add someone who does not have a profile yet.",
    },
    Offer {
        title: "Roles",
        href: paths::ALL_ROLES,
        needs: Activity::Administer,
        words: "See who has which staff role, give someone a role or take it away.",
    },
    Offer {
        title: "Organisations",
        href: paths::ALL_ORGANISATIONS,
        needs: Activity::Administer,
        words: "See the organisations and how they belong together, add or change one.",
    },
];

/// The cards of those pages that `who` may use.
pub fn offers(who: &SignedIn) -> Vec<AnyView> {
    let own = paths::details(&who.unique_user_id);
    let offered = OFFERS.iter().filter(|offer| who.may(offer.needs));
    let offered = offered.map(|Offer { title, href, words, .. }| card(title, Text::Borrowed(*href), words));
    let own = card("Your profile", own.into(), "See your details and your authenticators, or test one.");
    offered.chain([own]).collect()
}

fn card(title: &'static str, href: Text, words: &'static str) -> AnyView {
    view! {
        <li>
            <Card heading=title href level=HeadingLevel::H2>
                <p class="nhsuk-card__description">{words}</p>
            </Card>
        </li>
    }
    .into_any()
}
