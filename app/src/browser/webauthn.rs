//! `navigator.credentials`.

use model::DeviceFailure;
use std::pin::Pin;
#[cfg(feature = "browser")]
use {
    super::json,
    js_sys::Promise,
    send_wrapper::SendWrapper,
    wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen},
    web_sys::{AbortController, CredentialsContainer},
};

// web-sys does not have this function in its stable part.
#[cfg(feature = "browser")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["PublicKeyCredential"], js_name = signalUnknownCredential)]
    fn signal_unknown(options: &JsValue) -> Result<Promise, JsValue>;
}

/// What the browser answers: the credential as JSON text.
pub type Answer = Pin<Box<dyn Future<Output = Result<String, DeviceFailure>>>>;

/// Options that are already parsed, so that a tap can call `create()` or `get()` at once. Safari refuses both when the handling
/// of the tap is over.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The options, and what ends the call that is made with them; `None` in a browser that has no such thing. Wrapped, so that
    /// signals can hold them although they are not `Send`. A browser has only one thread.
    #[cfg(feature = "browser")]
    inner: SendWrapper<(JsValue, Option<AbortController>)>,
}

impl Prepared {
    /// Parses `{"publicKey": …}`.
    ///
    /// # Errors
    /// [`DeviceFailure::Other`] when `options` is not JSON; [`DeviceFailure::Unavailable`] on the server.
    #[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
    pub fn parse(options: &str) -> Result<Self, DeviceFailure> {
        #[cfg(feature = "browser")]
        {
            let options = json::parse_options(options).ok_or(DeviceFailure::Other)?;
            let controller = AbortController::new().ok();
            if let Some(controller) = &controller {
                json::set(&options, "signal", &controller.signal());
            }
            Ok(Self { inner: SendWrapper::new((options, controller)) })
        }
        #[cfg(not(feature = "browser"))]
        Err(DeviceFailure::Unavailable)
    }

    /// Calls `navigator.credentials.create()` before this returns.
    #[must_use]
    pub fn create(&self) -> Answer {
        #[cfg(feature = "browser")]
        return self.call(
            |container, options| container.create_with_options(options.unchecked_ref()),
            &["clientDataJSON", "attestationObject"],
        );
        #[cfg(not(feature = "browser"))]
        Box::pin(std::future::ready(Err(DeviceFailure::Unavailable)))
    }

    /// Calls `navigator.credentials.get()` before this returns.
    #[must_use]
    pub fn get(&self) -> Answer {
        #[cfg(feature = "browser")]
        return self.call(
            |container, options| container.get_with_options(options.unchecked_ref()),
            &["clientDataJSON", "authenticatorData", "signature"],
        );
        #[cfg(not(feature = "browser"))]
        Box::pin(std::future::ready(Err(DeviceFailure::Unavailable)))
    }

    /// Tells the browser to end its dialogue. Some extensions never hear of this, so nobody may wait for the answer any longer.
    pub fn abort(&self) {
        #[cfg(feature = "browser")]
        if let (_, Some(controller)) = &*self.inner {
            controller.abort();
        }
    }

    /// Makes the call `ask`, whose result must have the bytes `needed`. It listens to the promise at once, even before the answer
    /// is awaited: the browser reports a rejection without a listener as an error of the page.
    ///
    /// Extensions take the place of `navigator.credentials`, so the result may be anything at all. What is no credential counts
    /// as cancelled, because password managers return such values when a person closes their window.
    #[cfg(feature = "browser")]
    fn call(
        &self,
        ask: fn(&CredentialsContainer, &JsValue) -> Result<Promise, JsValue>,
        needed: &'static [&'static str],
    ) -> Answer {
        let called = credentials()
            .ok_or(DeviceFailure::Unavailable)
            .and_then(|container| ask(&container, &self.inner.0).map_err(failure))
            .map(|returned| json::settled(&returned));
        Box::pin(async move {
            let credential = called?.await.map_err(failure)?;
            json::credential_text(&credential, needed).ok_or(DeviceFailure::NotAllowed)
        })
    }
}

/// Whether the browser has WebAuthn and the page is in a secure context.
#[must_use]
pub fn webauthn_is_available() -> bool {
    #[cfg(feature = "browser")]
    return web_sys::window().is_some_and(|window| {
        window.is_secure_context()
            && json::get(&window, "PublicKeyCredential").is_function()
            && json::get(&window.navigator(), "credentials").is_object()
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
            let told = json::settled(&promise);
            wasm_bindgen_futures::spawn_local(async { drop(told.await) });
        }
    }
}

#[cfg(feature = "browser")]
fn credentials() -> Option<CredentialsContainer> {
    let window = web_sys::window().filter(|_| webauthn_is_available())?;
    Some(json::get(&window.navigator(), "credentials").unchecked_into())
}

/// The failure that an exception stands for. Its name decides, and not its class: extensions throw plain errors, and exceptions
/// of another window.
#[cfg(feature = "browser")]
fn failure(exception: JsValue) -> DeviceFailure {
    json::get(&exception, "name").as_string().map_or(DeviceFailure::Other, |name| DeviceFailure::from_name(&name))
}
