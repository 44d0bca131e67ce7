//! Converts options and credentials from and to their JSON (WebAuthn Level 3, sections 5.1.8 to 5.1.10). The browser's own
//! `parseCreationOptionsFromJSON` and `toJSON` are missing in engines that are still in use. This code runs in every browser,
//! so it is tested in every browser.

use js_sys::{Array, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

/// The greatest number of bytes that a member of a credential may have. The server reads no more than this.
const MAX_BYTES: u32 = 1 << 16;

// The constructor of js-sys cannot say that it throws. It does so for some objects that an extension can return.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Uint8Array)]
    type Bytes;
    #[wasm_bindgen(catch, constructor, js_class = "Uint8Array")]
    fn of(value: &JsValue) -> Result<Bytes, JsValue>;
}

/// A member of an object; `undefined` when there is none.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

pub(super) fn set(object: &JsValue, name: &str, value: &JsValue) {
    // This fails only for frozen objects, and the objects here are our own.
    drop(Reflect::set(object, &JsValue::from_str(name), value));
}

/// Waits for what a function of the browser returned. Where an extension has put a function of its own in its place, this may be
/// no promise, and may throw. `Promise.race` makes a promise of anything.
pub(super) fn settled(returned: &JsValue) -> JsFuture {
    JsFuture::from(Promise::race(&Array::of1(returned)))
}

/// Turns the text `{"publicKey": …}` into the object that `create()` and `get()` take. Members in base64url become bytes.
pub(super) fn parse_options(text: &str) -> Option<JsValue> {
    let options = JSON::parse(text).ok()?;
    let public_key = get(&options, "publicKey");
    bytes_member(&public_key, "challenge");
    bytes_member(&get(&public_key, "user"), "id");
    for list in ["excludeCredentials", "allowCredentials"] {
        if let Ok(descriptors) = get(&public_key, list).dyn_into::<Array>() {
            for descriptor in descriptors.iter() {
                bytes_member(&descriptor, "id");
            }
        }
    }
    Some(options)
}

/// Turns a base64url member into bytes, if it is there.
fn bytes_member(object: &JsValue, name: &str) {
    let bytes = get(object, name).as_string().and_then(|text| decode(&text));
    if let Some(bytes) = bytes {
        set(object, name, &Uint8Array::from(bytes.as_slice()));
    }
}

/// A `PublicKeyCredential` as JSON text, with the members that the server reads. `None` when `credential` is none: it must have
/// an ID and the bytes `needed` in its response. Extensions of browsers return all sorts of values.
pub(super) fn credential_text(credential: &JsValue, needed: &[&str]) -> Option<String> {
    let (json, response_json, extensions) = (Object::new(), Object::new(), Object::new());
    if get(credential, "type").as_string()? != "public-key" {
        return None;
    }
    for name in ["type", "authenticatorAttachment"] {
        copy(credential, &json, name);
    }
    let id = JsValue::from(bytes(&get(credential, "rawId"))?);
    set(&json, "rawId", &id);
    set(&json, "id", &id);
    let response = get(credential, "response");
    for name in needed {
        set(&response_json, name, &bytes(&get(&response, name))?.into());
    }
    if let Some(user_handle) = bytes(&get(&response, "userHandle")) {
        set(&response_json, "userHandle", &user_handle.into());
    }
    if let Ok(transports) = method(&response, "getTransports") {
        set(&response_json, "transports", &transports);
    }
    set(&json, "response", &response_json);
    if let Ok(results) = method(credential, "getClientExtensionResults") {
        copy(&results, &extensions, "credProps");
    }
    set(&json, "clientExtensionResults", &extensions);
    JSON::stringify(&json).ok()?.as_string()
}

fn copy(from: &JsValue, to: &JsValue, name: &str) {
    let value = get(from, name);
    if !value.is_undefined() {
        set(to, name, &value);
    }
}

/// The bytes of a buffer or of a view of one, in base64url; `None` when there are none.
fn bytes(value: &JsValue) -> Option<String> {
    if !value.is_object() {
        return None;
    }
    let bytes: Uint8Array = Bytes::of(value).ok()?.unchecked_into();
    if bytes.length() == 0 || bytes.length() > MAX_BYTES { None } else { encode(&bytes.to_vec()) }
}

fn method(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    get(object, name).dyn_into::<js_sys::Function>()?.call0(object)
}

/// Decodes base64url with the browser's own decoder, so that the WASM need not contain one. It gives a text with one character
/// for each byte.
fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = web_sys::window()?.atob(&text.replace('-', "+").replace('_', "/")).ok()?;
    bytes.chars().map(|byte| u8::try_from(byte).ok()).collect()
}

/// Encodes in base64url without padding, with the browser's own encoder.
fn encode(bytes: &[u8]) -> Option<String> {
    let bytes: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = web_sys::window()?.btoa(&bytes).ok()?;
    Some(text.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}
