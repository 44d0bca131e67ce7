//! Sends JSON to the server.

use model::AppError;
use std::pin::Pin;

/// An answer that is on its way, as JSON text. It is boxed, so that the WASM contains the code that waits for it only once.
pub type Answer = Pin<Box<dyn Future<Output = Result<String, AppError>> + Send>>;

/// Sends `json` to a path of this service. The answer is the error that the server sent, or [`AppError::Unreachable`] when it
/// could not be reached or its response could not be read.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
#[must_use]
pub fn post(path: &str, json: String) -> Answer {
    #[cfg(feature = "browser")]
    {
        let sent = send(path, &json);
        // Wrapped, because Leptos wants calls that are `Send`. A browser has only one thread.
        Box::pin(send_wrapper::SendWrapper::new(async move {
            match answer(sent).await {
                Some((true, text)) => Ok(text),
                Some((false, text)) => Err(serde_json::from_str(&text).unwrap_or(AppError::Unreachable)),
                None => Err(AppError::Unreachable),
            }
        }))
    }
    #[cfg(not(feature = "browser"))]
    Box::pin(std::future::ready(Err(AppError::Unreachable)))
}

#[cfg(feature = "browser")]
fn send(path: &str, json: &str) -> Option<js_sys::Promise> {
    let headers = web_sys::Headers::new().ok()?;
    for name in ["content-type", "accept"] {
        headers.set(name, "application/json").ok()?;
    }
    let request = web_sys::RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&wasm_bindgen::JsValue::from_str(json));
    Some(web_sys::window()?.fetch_with_str_and_init(path, &request))
}

/// Whether the server did what it was asked to do, and what it said.
#[cfg(feature = "browser")]
async fn answer(sent: Option<js_sys::Promise>) -> Option<(bool, String)> {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;
    let response = JsFuture::from(sent?).await.ok()?.dyn_into::<web_sys::Response>().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some((response.ok(), text))
}
