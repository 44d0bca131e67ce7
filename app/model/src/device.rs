//! The device and the browser of a user, recognised by the `User-Agent` that the browser sends. They only help to choose words.
//! Browsers can send any text, so no rule of the server depends on it alone.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray, VariantNames};

/// A kind of device. The pages describe different steps for each.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray, VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Device {
    /// An iPhone.
    Iphone,
    /// An iPad.
    Ipad,
    /// A phone or tablet with Android.
    Android,
    /// A computer with Windows.
    Windows,
    /// A Mac.
    Mac,
    /// Anything else, such as Linux.
    Other,
}

impl Device {
    /// The device of a `User-Agent`. An iPad claims to be a Mac, but its `touch_points` (`navigator.maxTouchPoints`) show that
    /// it is not, because no Mac has a touch screen. Pass 0 when the number is not known.
    #[must_use]
    pub fn of(user_agent: &str, touch_points: i32) -> Self {
        let has = |token| contains(user_agent, token);
        if has("iPhone") {
            Self::Iphone
        } else if has("iPad") || (has("Macintosh") && touch_points > 1) {
            Self::Ipad
        } else if has("Android") {
            Self::Android
        } else if has("Windows NT") {
            Self::Windows
        } else if has("Macintosh") {
            Self::Mac
        } else {
            Self::Other
        }
    }

    /// The words within a sentence: `an iPhone`.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Iphone => "an iPhone",
            Self::Ipad => "an iPad",
            Self::Android => "an Android phone or tablet",
            Self::Windows => "a Windows computer",
            Self::Mac => "a Mac",
            Self::Other => "a computer",
        }
    }

    /// The browser that every such device has, within a sentence.
    #[must_use]
    pub const fn usual_browser(self) -> &'static str {
        match self {
            Self::Iphone | Self::Ipad | Self::Mac => "Safari",
            Self::Android => "Chrome",
            Self::Windows => "Edge",
            Self::Other => "your usual browser",
        }
    }

    /// Whether it is a phone or a tablet.
    #[must_use]
    pub const fn is_mobile(self) -> bool {
        matches!(self, Self::Iphone | Self::Ipad | Self::Android)
    }
}

/// A browser. The pages use different words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Browser {
    /// Safari.
    Safari,
    /// Chrome, or Chromium.
    Chrome,
    /// Microsoft Edge.
    Edge,
    /// Firefox.
    Firefox,
    /// Samsung Internet.
    Samsung,
    /// A browser inside another app. These often have no WebAuthn.
    InApp(App),
    /// Anything else.
    Other,
}

/// An app with a browser of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum App {
    /// Microsoft Teams.
    Teams,
    /// Microsoft Outlook.
    Outlook,
    /// WhatsApp.
    Whatsapp,
    /// Facebook.
    Facebook,
    /// Facebook Messenger.
    Messenger,
    /// Instagram.
    Instagram,
    /// LinkedIn.
    Linkedin,
    /// The Google app.
    Google,
    /// An app that does not say which one it is.
    Another,
}

/// A text in the `User-Agent` of each app's browser. The first one that matches decides.
const APPS: [(&str, App); 13] = [
    ("Teams", App::Teams),
    ("Outlook", App::Outlook),
    ("WhatsApp", App::Whatsapp),
    ("Messenger", App::Messenger),
    ("Instagram", App::Instagram),
    ("FBAN", App::Facebook),
    ("FBAV", App::Facebook),
    ("LinkedInApp", App::Linkedin),
    ("GSA/", App::Google),
    ("Snapchat", App::Another),
    ("Slack", App::Another),
    ("Line/", App::Another),
    // Android marks a web page inside an app like this.
    ("; wv)", App::Another),
];

/// The same for browsers. Chrome is the last one, because most other browsers also send its name. Safari is not in the list,
/// because nearly all browsers send its name.
const BROWSERS: [(&str, Browser); 9] = [
    ("Edg/", Browser::Edge),
    ("EdgA/", Browser::Edge),
    ("EdgiOS/", Browser::Edge),
    ("SamsungBrowser/", Browser::Samsung),
    ("Firefox/", Browser::Firefox),
    ("FxiOS/", Browser::Firefox),
    ("CriOS/", Browser::Chrome),
    ("OPR/", Browser::Other),
    ("Chrome/", Browser::Chrome),
];

impl Browser {
    /// The browser of a `User-Agent` on `device`.
    #[must_use]
    pub fn of(user_agent: &str, device: Device) -> Self {
        let has = |token| contains(user_agent, token);
        if let Some((_, app)) = APPS.iter().find(|(token, _)| has(token)) {
            return Self::InApp(*app);
        }
        if let Some((_, browser)) = BROWSERS.iter().find(|(token, _)| has(token)) {
            return *browser;
        }
        match (has("Safari/"), matches!(device, Device::Iphone | Device::Ipad)) {
            (true, _) => Self::Safari,
            // On iOS and iPadOS every full browser sends `Safari/`, but the browser inside an app does not.
            (false, true) => Self::InApp(App::Another),
            (false, false) => Self::Other,
        }
    }

    /// Its name: `Safari`; `Teams` for the browser within Teams.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safari => "Safari",
            Self::Chrome => "Chrome",
            Self::Edge => "Edge",
            Self::Firefox => "Firefox",
            Self::Samsung => "Samsung Internet",
            Self::InApp(app) => app.name(),
            Self::Other => "a browser",
        }
    }
}

impl App {
    /// Its name; `another app` when it does not say which one it is.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Teams => "Teams",
            Self::Outlook => "Outlook",
            Self::Whatsapp => "WhatsApp",
            Self::Facebook => "Facebook",
            Self::Messenger => "Messenger",
            Self::Instagram => "Instagram",
            Self::Linkedin => "LinkedIn",
            Self::Google => "the Google app",
            Self::Another => "another app",
        }
    }
}

/// Whether `text` contains `token`, which is not empty. It compares bytes, because the search of the standard library would be two
/// kilobytes of WASM, and nothing else on the registration page needs it.
fn contains(text: &str, token: &str) -> bool {
    text.as_bytes().windows(token.len()).any(|part| part == token.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{App, Browser, Device};

    const IPHONE: &str =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
    const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
    const ANDROID: &str = "Mozilla/5.0 (Linux; Android 16; Pixel 9";
    const WINDOWS: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";

    #[test]
    fn each_device_is_recognised_by_its_user_agent() {
        let devices =
            [IPHONE, MAC, ANDROID, WINDOWS, "Mozilla/5.0 (X11; Linux x86_64)"].map(|text| Device::of(text, 0));
        assert_eq!(devices, [Device::Iphone, Device::Mac, Device::Android, Device::Windows, Device::Other]);
    }

    #[test]
    fn an_ipad_that_claims_to_be_a_mac_is_recognised_by_its_touch_screen() {
        assert_eq!(Device::of(MAC, 5), Device::Ipad);
        assert_eq!(Device::of(MAC, 0), Device::Mac);
    }

    #[test]
    fn each_browser_is_recognised_by_its_user_agent() {
        for (tail, browser) in [
            (" Version/26.1 Mobile/15E148 Safari/604.1", Browser::Safari),
            (" CriOS/141.0 Mobile/15E148 Safari/604.1", Browser::Chrome),
            (" EdgiOS/141.0 Version/26.0 Mobile/15E148 Safari/604.1", Browser::Edge),
            (" FxiOS/144.0 Mobile/15E148 Safari/605.1.15", Browser::Firefox),
            (" Mobile/15E148", Browser::InApp(App::Another)),
            (" Mobile/15E148 [FBAN/FBIOS;FBAV/530.0]", Browser::InApp(App::Facebook)),
            (" Version/26.0 Mobile Teams/7.1 Safari/604.1", Browser::InApp(App::Teams)),
            (" Mobile/15E148 Outlook-iOS/2.0", Browser::InApp(App::Outlook)),
        ] {
            assert_eq!(Browser::of(&[IPHONE, tail].concat(), Device::Iphone), browser, "{tail}");
        }
        let chromium = ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36";
        assert_eq!(Browser::of(&[WINDOWS, chromium].concat(), Device::Windows), Browser::Chrome);
        assert_eq!(Browser::of(&[WINDOWS, chromium, " Edg/141.0"].concat(), Device::Windows), Browser::Edge);
        assert_eq!(
            Browser::of("Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0", Device::Windows),
            Browser::Firefox
        );
        assert_eq!(Browser::of(&[ANDROID, "; wv", chromium].concat(), Device::Android), Browser::InApp(App::Another));
        assert_eq!(Browser::of(&[ANDROID, chromium].concat(), Device::Android), Browser::Chrome);
        // A web view in an app on an iPad that claims to be a Mac.
        assert_eq!(Browser::of(MAC, Device::Ipad), Browser::InApp(App::Another));
        assert_eq!(Browser::of(MAC, Device::Mac), Browser::Other);
    }
}
