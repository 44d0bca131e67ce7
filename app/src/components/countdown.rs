//! A countdown of the time that is left.

use super::{changing::changing_words, effect::effect};
use crate::browser;
use leptos::prelude::*;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);
/// When a screen reader announces the time that is left. If this were more often, its user would hear nothing else.
const ANNOUNCED: [(u32, &str); 3] =
    [(0, "This link has expired"), (60, "Less than 1 minute left"), (300, "Less than 5 minutes left")];

/// Counts down from `seconds_left`, which comes from the server. The clock of the device may be wrong, but it is good enough to
/// count seconds. The visible text changes every second. Its role is `timer`, so screen readers read it only on request. They
/// announce the time that is left three times by themselves.
#[component]
pub fn Countdown(
    /// The seconds that were left by the server's clock when it last answered.
    seconds_left: Signal<u32>,
    /// The number of seconds up to which the time is visible.
    #[prop(default = u32::MAX)]
    shown_below: u32,
    /// Whether screen readers announce nothing by themselves, because it is one of several.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let left = RwSignal::new(seconds_left.get_untracked());
    let end = StoredValue::new(0.0);
    effect(Box::new(move || {
        let seconds = seconds_left.get();
        end.set_value(browser::now() + f64::from(seconds));
        left.set(seconds);
    }));
    effect(Box::new(move || {
        let tick = move || {
            // Rounded up, so that 0:00 means that the time is up. Never negative, and never more than a day.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 86,400")]
            left.set((end.get_value() - browser::now()).ceil().clamp(0.0, 86_400.0) as u32);
        };
        if let Ok(ticking) = set_interval_with_handle(tick, SECOND) {
            on_cleanup(move || ticking.clear());
        }
    }));
    let announced = Memo::new(move |_| {
        let left = left.get();
        ANNOUNCED.iter().find(|(seconds, _)| left <= *seconds).map_or("", |(_, words)| *words)
    });
    let hidden = move || left.get() > shown_below;
    view! {
        <p class="app-countdown" role="timer" hidden=hidden>
            {changing_words(Box::new(move || ["Time left: ", &clock(left.get())].concat().into()))}
        </p>
        {(!quiet)
            .then(|| {
                view! {
                    <p class="nhsuk-u-visually-hidden" role="status">
                        {changing_words(Box::new(move || announced.get().into()))}
                    </p>
                }
            })}
    }
}

/// `9:05` for less than an hour, `1:00:00` from one hour on.
fn clock(seconds: u32) -> String {
    let two = |number: u32| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, two(seconds % 60));
    if hours > 0 {
        [&hours.to_string(), ":", &two(minutes), ":", &seconds].concat()
    } else {
        [&minutes.to_string(), ":", &seconds].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn the_time_left_has_hours_only_from_one_hour_on() {
        assert_eq!([0, 65, 600, 3600, 86_399].map(clock), ["0:00", "1:05", "10:00", "1:00:00", "23:59:59"]);
    }
}
