//! The device's clock. It is used only to count seconds, because it may be wrong. The server says what time it is.

/// The seconds since a fixed moment; 0 on the server.
#[must_use]
pub fn now() -> f64 {
    #[cfg(feature = "browser")]
    return js_sys::Date::now() / 1000.0;
    #[cfg(not(feature = "browser"))]
    0.0
}
