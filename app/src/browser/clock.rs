//! The device's clock, for counting down only: what time it is, the server says.

/// Seconds since some moment; 0 on the server.
#[must_use]
pub fn now() -> f64 {
    #[cfg(feature = "browser")]
    return js_sys::Date::now() / 1000.0;
    #[cfg(not(feature = "browser"))]
    0.0
}
