//! What pages say outside of forms.

use crate::compare::{Outcome, same};
use app::components::nhs::{
    Card, Details, HeadingLevel, InsetText, NotificationBanner, Panel, Size, Tag, TagColour, WarningCallout,
};
use leptos::prelude::*;

#[test]
fn inset_text() -> Outcome {
    let report = "You can report any suspected side effect using the Yellow Card safety scheme";
    same("inset-text/default", || view! { <InsetText><p>{report}</p></InsetText> })?;
    same("inset-text/with HTML", || {
        view! {
            <InsetText>
                <p>"You can report any suspected side effect using the " <a href="#">"Yellow Card safety scheme"</a>"."</p>
            </InsetText>
        }
    })
}

#[test]
fn warning_callout() -> Outcome {
    let text = "For safety, tell your doctor or pharmacist if you're taking any other medicines, including herbal \
                medicines, vitamins or supplements.";
    same("warning-callout/default", || {
        view! { <WarningCallout><p class="nhsuk-card__description">{text}</p></WarningCallout> }
    })?;
    let stay = "Stay away from school, nursery or work until all the spots have crusted over. This is usually 5 days \
                after the spots first appeared.";
    same("warning-callout/with custom heading", || {
        view! {
            <WarningCallout heading="School, nursery or work">
                <p class="nhsuk-card__description">{stay}</p>
            </WarningCallout>
        }
    })
}

#[test]
fn notification_banner() -> Outcome {
    same("notification-banner/default", || view! { <NotificationBanner heading="The patient record was updated." /> })?;
    same("notification-banner/with custom title", || {
        view! { <NotificationBanner title="Important information" heading="The patient record was updated." /> }
    })?;
    same("notification-banner/with success variant", || {
        view! { <NotificationBanner success=true heading="Email sent to example@email.com" /> }
    })?;
    same("notification-banner/with HTML", || {
        view! {
            <NotificationBanner heading="The patient record was updated">
                <p class="nhsuk-body">
                    "Contact " <a class="nhsuk-notification-banner__link" href="#">"example@nhs.uk"</a>
                    " if you think there's a problem."
                </p>
            </NotificationBanner>
        }
    })
}

#[test]
fn panel() -> Outcome {
    let body = "We have sent you a confirmation email";
    same("panel/default", || view! { <Panel heading="Booking complete">{body}</Panel> })?;
    same("panel/heading#2", || view! { <Panel heading="Booking complete" size=Size::L>{body}</Panel> })?;
    same("panel/with heading level 2", || {
        view! { <Panel heading="Booking complete" level=HeadingLevel::H2>{body}</Panel> }
    })
}

#[test]
fn details() -> Outcome {
    let text = "You can find your NHS number by logging in to the NHS App or on any document the NHS has sent you.";
    same("details/default", || view! { <Details summary="How to find your NHS number">{text}</Details> })?;
    same("details/open", || view! { <Details summary="How to find your NHS number" open=true>{text}</Details> })
}

#[test]
fn tags() -> Outcome {
    // In the order of the fixtures, which have other colours too.
    let colours = [
        (3, TagColour::Grey, "Inactive"),
        (4, TagColour::Green, "New"),
        (6, TagColour::Blue, "Pending"),
        (10, TagColour::Orange, "Declined"),
        (11, TagColour::Yellow, "Delayed"),
    ];
    for (number, colour, text) in colours {
        same(&format!("tag/default#{number}"), || view! { <Tag colour=colour>{text}</Tag> })?;
    }
    Ok(())
}

#[test]
fn card() -> Outcome {
    same("card/basic with heading link", || {
        view! {
            <Card heading="Introduction to care and support" href="#">
                <p class="nhsuk-card__description">
                    "A quick guide for people who have care and support needs and their carers"
                </p>
            </Card>
        }
    })
}
