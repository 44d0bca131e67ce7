//! Providers and models by AAGUID. What an authenticator reports of itself without a verified attestation is a report.

use uuid::{Uuid, uuid};

/// Passkey providers and platform authenticators: they are not in the FIDO Metadata Service. The AAGUIDs are those that
/// their makers publish.
const PROVIDERS: [(Uuid, &str); 17] = [
    (uuid!("fbfc3007-154e-4ecc-8c0b-6e020557d7bd"), "iCloud Keychain"),
    (uuid!("dd4ec289-e01d-41c9-bb89-70fa845d4bf2"), "iCloud Keychain (managed)"),
    (uuid!("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4"), "Google Password Manager"),
    (uuid!("adce0002-35bc-c60a-648b-0b25f1f05503"), "Chrome on Mac"),
    (uuid!("08987058-cadc-4b81-b6e1-30de50dcbe96"), "Windows Hello (hardware)"),
    (uuid!("9ddd1817-af5a-4672-a2b9-3e3dd95000a9"), "Windows Hello (VBS)"),
    (uuid!("6028b017-b1d4-4c02-b4b3-afcdafc96bb2"), "Windows Hello (software)"),
    (uuid!("53414d53-554e-4700-0000-000000000000"), "Samsung Pass"),
    (uuid!("bada5566-a7aa-401f-bd96-45619a55120d"), "1Password"),
    (uuid!("d548826e-79b4-db40-a3d8-11116f7e8349"), "Bitwarden"),
    (uuid!("531126d6-e717-415c-9320-3d9aa6981239"), "Dashlane"),
    (uuid!("50726f74-6f6e-5061-7373-50726f746f6e"), "Proton Pass"),
    (uuid!("0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6"), "Keeper"),
    (uuid!("b84e4048-15dc-4dd0-8640-f4f60813c8af"), "NordPass"),
    (uuid!("fdb141b2-5d84-443e-8a35-4698c205a502"), "KeePassXC"),
    (uuid!("b5397666-4885-aa6b-cebf-e52262a439a2"), "Chromium"),
    (uuid!("01020304-0506-0708-0102-030405060708"), "Chromium virtual authenticator"),
];

/// The name for an AAGUID; without a known one, the AAGUID itself stands in it.
#[must_use]
pub fn name(aaguid: Uuid) -> String {
    if aaguid.is_nil() {
        return "Model not reported".to_owned();
    }
    match PROVIDERS.iter().find(|(known, _)| *known == aaguid) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("Unknown model ({aaguid})"),
    }
}

#[cfg(test)]
mod tests {
    use super::name;
    use uuid::{Uuid, uuid};

    #[test]
    fn a_model_is_never_unknown_without_its_aaguid_beside_it() {
        assert_eq!(name(uuid!("fbfc3007-154e-4ecc-8c0b-6e020557d7bd")), "iCloud Keychain");
        assert_eq!(name(Uuid::nil()), "Model not reported");
        assert_eq!(
            name(uuid!("ffffffff-0000-4000-8000-000000000000")),
            "Unknown model (ffffffff-0000-4000-8000-000000000000)"
        );
    }
}
