//! Converts options and credentials from and to their JSON (WebAuthn Level 3, sections 5.1.8 to 5.1.10). The browser's own
//! `parseCreationOptionsFromJSON` and `toJSON` are missing in engines that are still in use. This code runs in every browser,
//! so it is tested in every browser.

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A member of an object; `undefined` when there is none.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // This fails only for frozen objects, and the objects here are our own.
    drop(Reflect::set(object, &JsValue::from_str(name), value));
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

/// A `PublicKeyCredential` as JSON text, with the members that the server reads.
pub(super) fn credential_text(credential: &JsValue) -> Option<String> {
    let (json, response_json) = (Object::new(), Object::new());
    for name in ["type", "authenticatorAttachment"] {
        copy(credential, &json, name);
    }
    base64url(credential, "rawId", &json, "rawId");
    base64url(credential, "rawId", &json, "id");
    let response = get(credential, "response");
    for name in ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"] {
        base64url(&response, name, &response_json, name);
    }
    if let Ok(transports) = method(&response, "getTransports") {
        set(&response_json, "transports", &transports);
    }
    set(&json, "response", &response_json);
    let extensions = Object::new();
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

fn base64url(from: &JsValue, name: &str, to: &JsValue, new_name: &str) {
    let value = get(from, name);
    if value.is_object() {
        let text = encode(&Uint8Array::new(&value).to_vec());
        set(to, new_name, &JsValue::from(text));
    }
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
