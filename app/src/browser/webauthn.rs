//! `navigator.credentials`.

use model::DeviceFailure;
#[cfg(feature = "browser")]
use {
    super::json,
    js_sys::Promise,
    send_wrapper::SendWrapper,
    wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen},
    wasm_bindgen_futures::JsFuture,
};

// web-sys does not have this function in its stable part.
#[cfg(feature = "browser")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["PublicKeyCredential"], js_name = signalUnknownCredential)]
    fn signal_unknown(options: &JsValue) -> Result<Promise, JsValue>;
}

/// Options that are already parsed, so that a tap can call `create()` or `get()` at once. Safari refuses both when the handling
/// of the tap is over.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Wrapped, so that signals can hold it although it is not `Send`. A browser has only one thread.
    #[cfg(feature = "browser")]
    options: SendWrapper<JsValue>,
}

impl Prepared {
    /// Parses `{"publicKey": …}`.
    ///
    /// # Errors
    /// [`DeviceFailure::Other`] when `options` is not JSON; [`DeviceFailure::Unavailable`] on the server.
    #[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
    pub fn parse(options: &str) -> Result<Self, DeviceFailure> {
        #[cfg(feature = "browser")]
        return json::parse_options(options)
            .map(|options| Self { options: SendWrapper::new(options) })
            .ok_or(DeviceFailure::Other);
        #[cfg(not(feature = "browser"))]
        Err(DeviceFailure::Unavailable)
    }

    /// Calls `navigator.credentials.create()` before this returns. The future resolves to the credential as JSON text.
    pub fn create(&self) -> impl Future<Output = Result<String, DeviceFailure>> + use<> {
        #[cfg(feature = "browser")]
        return outcome(
            credentials().and_then(|container| container.create_with_options(self.options.unchecked_ref())),
        );
        #[cfg(not(feature = "browser"))]
        std::future::ready(Err(DeviceFailure::Unavailable))
    }

    /// Calls `navigator.credentials.get()` before this returns. The future resolves to the credential as JSON text.
    pub fn get(&self) -> impl Future<Output = Result<String, DeviceFailure>> + use<> {
        #[cfg(feature = "browser")]
        return outcome(credentials().and_then(|container| container.get_with_options(self.options.unchecked_ref())));
        #[cfg(not(feature = "browser"))]
        std::future::ready(Err(DeviceFailure::Unavailable))
    }
}

/// Whether the browser has WebAuthn and the page is in a secure context.
#[must_use]
pub fn webauthn_is_available() -> bool {
    #[cfg(feature = "browser")]
    return web_sys::window().is_some_and(|window| {
        window.is_secure_context()
            && json::get(&window, "PublicKeyCredential").is_function()
            && !json::get(&window.navigator(), "credentials").is_undefined()
    });
    #[cfg(not(feature = "browser"))]
    false
}

/// Tells the browser that the server does not know the credential which it just offered, so that the browser stops offering it
/// (WebAuthn Level 3, section 5.1.10.2). Does nothing in a browser that cannot be told. Takes the options of the ceremony and
/// the credential, both as JSON text.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn signal_unknown_credential(options: &str, credential: &str) {
    #[cfg(feature = "browser")]
    {
        let parse = |text: &str| js_sys::JSON::parse(text).unwrap_or(JsValue::UNDEFINED);
        let told = js_sys::Object::new();
        let options = json::get(&parse(options), "publicKey");
        // The options of a registration have the RP ID in another place.
        let rp_id = match json::get(&options, "rpId") {
            missing if missing.is_undefined() => json::get(&json::get(&options, "rp"), "id"),
            rp_id => rp_id,
        };
        let credential_id = json::get(&parse(credential), "id");
        for (name, value) in [("rpId", rp_id), ("credentialId", credential_id)] {
            drop(js_sys::Reflect::set(&told, &JsValue::from_str(name), &value));
        }
        if let Ok(promise) = signal_unknown(&told) {
            wasm_bindgen_futures::spawn_local(async { drop(JsFuture::from(promise).await) });
        }
    }
}

#[cfg(feature = "browser")]
fn credentials() -> Result<web_sys::CredentialsContainer, JsValue> {
    if !webauthn_is_available() {
        return Err(JsValue::UNDEFINED);
    }
    web_sys::window().map(|window| window.navigator().credentials()).ok_or(JsValue::UNDEFINED)
}

/// The result of a call that was already made. It listens to the promise at once, even before the future is awaited: the
/// browser reports a rejection without a listener as an error of the page.
#[cfg(feature = "browser")]
fn outcome(called: Result<Promise, JsValue>) -> impl Future<Output = Result<String, DeviceFailure>> + use<> {
    let called = called.map(JsFuture::from);
    async move {
        let failure = |error: JsValue| match error.dyn_ref::<web_sys::DomException>() {
            Some(exception) => DeviceFailure::from_name(&exception.name()),
            None if error.is_undefined() => DeviceFailure::Unavailable,
            None => DeviceFailure::Other,
        };
        let credential = called.map_err(failure)?.await.map_err(failure)?;
        json::credential_text(&credential).ok_or(DeviceFailure::Other)
    }
}
