//! The time that is left, counted down.

use crate::browser;
use leptos::prelude::*;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);
/// At which seconds a screen reader hears of it: more often it would hear of nothing else.
const ANNOUNCED: [(u32, &str); 3] =
    [(0, "The time is up"), (60, "Less than a minute left"), (300, "Less than 5 minutes left")];

/// Counts down from `seconds_left`, which the server says: the clock of the device may be wrong, but it ticks well enough.
/// What is seen changes every second: a timer, which screen readers read when asked. What they say by themselves changes
/// three times.
#[component]
pub fn Countdown(
    /// By the server's clock, at the moment of its last answer.
    seconds_left: Signal<u32>,
) -> impl IntoView {
    let left = RwSignal::new(seconds_left.get_untracked());
    let end = StoredValue::new(0.0);
    Effect::new(move || {
        let seconds = seconds_left.get();
        end.set_value(browser::now() + f64::from(seconds));
        left.set(seconds);
    });
    Effect::new(move || {
        let tick = move || {
            // Rounded up, so that 0:00 means that it is over. Never negative, never more than a day.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 86,400")]
            left.set((end.get_value() - browser::now()).ceil().clamp(0.0, 86_400.0) as u32);
        };
        if let Ok(ticking) = set_interval_with_handle(tick, SECOND) {
            on_cleanup(move || ticking.clear());
        }
    });
    let announced = Memo::new(move |_| {
        let left = left.get();
        ANNOUNCED.iter().find(|(seconds, _)| left <= *seconds).map_or("", |(_, words)| *words)
    });
    view! {
        <p class="app-countdown">
            <span role="timer">{move || ["Time left: ", &clock(left.get())].concat()}</span>
            <span class="nhsuk-u-visually-hidden" role="status">{move || announced.get()}</span>
        </p>
    }
}

/// `9:05`, or `1:00:00` from an hour on.
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
    fn the_time_left_reads_like_a_clock() {
        assert_eq!([0, 65, 600, 3600, 86_399].map(clock), ["0:00", "1:05", "10:00", "1:00:00", "23:59:59"]);
    }
}
