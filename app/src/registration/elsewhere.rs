//! Opening the link elsewhere: out of an app's own browser, or on another device.

use super::flow::Flow;
use crate::{
    browser,
    components::nhs::{Button, ButtonKind, ButtonLink, ButtonType},
};
use leptos::{prelude::*, task::spawn_local};
use model::Device;

/// *Open in …*, where the device has an address for that, and *Copy link*.
#[component]
pub(super) fn OpenElsewhere(flow: Flow, in_app: bool) -> impl IntoView {
    let link = flow.link();
    let open = in_app.then(|| open_in(flow.device(), &link)).flatten();
    let copied = RwSignal::new(None::<bool>);
    let copy = {
        let link = link.clone();
        move |_| {
            let link = link.clone();
            spawn_local(async move { copied.set(Some(browser::copy(link).await)) });
        }
    };
    let said = move || match copied.get() {
        None => "",
        Some(true) => "Copied. Paste it into the address bar of the other browser.",
        Some(false) => "It could not be copied. Select the link and copy it yourself:",
    };
    view! {
        {open.map(|(name, href)| view! { <ButtonLink href>{["Open in ", name].concat()}</ButtonLink> })}
        <Button kind=ButtonKind::Secondary button_type=ButtonType::Button on:click=copy>
            "Copy link"
        </Button>
        <p role="status">{said}</p>
        {move || (copied.get() == Some(false)).then(|| view! { <p class="app-link__url">{link.clone()}</p> })}
    }
}

/// The browser that every such device has, and the address that opens `link` in it. Apps may ignore it: hence *Copy link*.
fn open_in(device: Device, link: &str) -> Option<(&'static str, String)> {
    let bare = link.strip_prefix("https://")?;
    match device {
        // iOS 17 and later.
        Device::Iphone | Device::Ipad => Some(("Safari", ["x-safari-", link].concat())),
        // The last # begins the intent, so the token's own stays part of the address.
        Device::Android => {
            Some(("Chrome", ["intent://", bare, "#Intent;scheme=https;package=com.android.chrome;end"].concat()))
        }
        Device::Windows => Some(("Edge", ["microsoft-edge:", link].concat())),
        Device::Mac | Device::Other => None,
    }
}
