//! The title of the document.

/// Sets the title to `words` and the name of the service. The document has this name in an attribute of the element with the ID
/// `place`.
#[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
pub fn entitle(place: &str, words: &str) {
    #[cfg(feature = "browser")]
    {
        let document = leptos::prelude::document();
        let service = document.get_element_by_id(place).and_then(|place| place.get_attribute("data-service"));
        document.set_title(&[words, " - ", &service.unwrap_or_default()].concat());
    }
}
