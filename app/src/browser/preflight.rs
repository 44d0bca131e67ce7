//! Finds out what this browser can do, before the user presses the button.

use model::Preflight;
#[cfg(feature = "browser")]
use {
    super::json,
    js_sys::Promise,
    model::{Browser, Device},
    wasm_bindgen::{JsValue, prelude::wasm_bindgen},
};

// web-sys has the second function only behind an unstable cfg. Old browsers have neither, so both calls can throw.
#[cfg(feature = "browser")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["PublicKeyCredential"], js_name = isUserVerifyingPlatformAuthenticatorAvailable)]
    fn platform_authenticator_available() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["PublicKeyCredential"], js_name = getClientCapabilities)]
    fn client_capabilities() -> Result<Promise, JsValue>;
}

/// What the page can find out without waiting.
#[must_use]
pub fn preflight() -> Option<Preflight> {
    #[cfg(feature = "browser")]
    {
        let window = web_sys::window()?;
        let navigator = window.navigator();
        let user_agent = navigator.user_agent().unwrap_or_default();
        let device = Device::of(&user_agent, navigator.max_touch_points());
        Some(Preflight {
            device,
            browser: Browser::of(&user_agent, device),
            secure_context: window.is_secure_context(),
            webauthn: super::webauthn_is_available(),
            platform_authenticator: None,
            hybrid: None,
            cookies: Some(keeps_cookies(&window)),
            trouble: super::address::trouble(&window),
        })
    }
    #[cfg(not(feature = "browser"))]
    None
}

/// Whether cookies are on, as far as the page can tell. Chrome says that they are on even if they are blocked, but then it
/// throws when a page accesses any storage.
#[cfg(feature = "browser")]
fn keeps_cookies(window: &web_sys::Window) -> bool {
    let says_no = json::get(&window.navigator(), "cookieEnabled").as_bool() == Some(false);
    !says_no && window.session_storage().is_ok()
}

/// Asks the browser for the rest. The page must not wait for this, because the browser may never answer.
pub async fn ask_further(known: Preflight) -> Preflight {
    #[cfg(feature = "browser")]
    {
        let platform_authenticator = answer(platform_authenticator_available()).await.and_then(|found| found.as_bool());
        let capabilities = answer(client_capabilities()).await;
        let hybrid = capabilities.and_then(|capabilities| json::get(&capabilities, "hybridTransport").as_bool());
        Preflight { platform_authenticator, hybrid, ..known }
    }
    #[cfg(not(feature = "browser"))]
    known
}

#[cfg(feature = "browser")]
async fn answer(asked: Result<Promise, JsValue>) -> Option<JsValue> {
    let asked = asked.ok()?;
    json::settled(&asked).await.ok()
}
