//! Opening the link in another browser than that of an app, or on another device.

use super::parts::{Line, button, status};
use crate::{
    components::{
        copied::copying,
        nhs::{ButtonKind, ButtonLink},
    },
    registration::effects::Machine,
};
use leptos::prelude::*;
use model::Device;

/// The button *Copy link*, which is of this `kind`. To open the link in another browser of the `same_device`, also the button
/// *Open in …*, if the device has an address for that.
pub fn open_elsewhere(machine: Machine, device: Device, same_device: bool, kind: ButtonKind) -> Vec<AnyView> {
    let link = machine.link();
    let open = if same_device { open_in(device, &link) } else { None };
    let (copied, copy) = copying(link.clone());
    let said = move || match copied.get() {
        None => Line::from(""),
        Some(true) if same_device => "Link copied. Open your browser and paste it into the address bar.".into(),
        Some(true) => "Link copied. Send it to yourself and open it on the other device.".into(),
        Some(false) => "The link could not be copied. Select the link below and copy it.".into(),
    };
    let shown = move || {
        let link = if copied.get() == Some(false) { link.clone() } else { String::new() };
        (!link.is_empty()).then(|| view! { <p class="app-link__url" translate="no">{link}</p> })
    };
    let kind = if open.is_some() { ButtonKind::Secondary } else { kind };
    let open = open.map(|(words, href)| view! { <ButtonLink href>{words}</ButtonLink> });
    vec![open.into_any(), button(kind, "Copy link", false, copy), status(said), shown.into_any()]
}

/// The browser that every such device has, and the address that opens `link` in it. An app may ignore the address, so there is
/// also *Copy link*.
fn open_in(device: Device, link: &str) -> Option<(&'static str, String)> {
    let bare = link.strip_prefix("https://")?;
    match device {
        // This works from iOS 17 on.
        Device::Iphone | Device::Ipad => Some(("Open in Safari", ["x-safari-", link].concat())),
        // The intent begins at the last #, so the # before the token stays part of the address.
        Device::Android => Some((
            "Open in Chrome",
            ["intent://", bare, "#Intent;scheme=https;package=com.android.chrome;end"].concat(),
        )),
        Device::Windows => Some(("Open in Edge", ["microsoft-edge:", link].concat())),
        Device::Mac | Device::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::open_in;
    use model::Device;

    #[test]
    fn the_address_that_leaves_an_app_keeps_the_token() {
        let opened = |device| open_in(device, "https://care.example/register#token").map(|(_, href)| href);
        assert_eq!(opened(Device::Iphone).as_deref(), Some("x-safari-https://care.example/register#token"));
        assert_eq!(
            opened(Device::Android).as_deref(),
            Some("intent://care.example/register#token#Intent;scheme=https;package=com.android.chrome;end")
        );
        assert_eq!(opened(Device::Windows).as_deref(), Some("microsoft-edge:https://care.example/register#token"));
        assert_eq!(opened(Device::Mac), None);
        assert_eq!(open_in(Device::Iphone, "http://localhost:3000/register#token"), None);
    }
}
