//! The words that the database stores for the enums of the code. They are kept for ever: add new ones, but never change one.

use sea_orm::entity::prelude::*;

/// Declares an enum stored as text, and its conversions from and to the enum of `model` that it stands for.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident = $model:ty { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
        #[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
        pub enum $name {
            $(#[sea_orm(string_value = $word)] $variant),+
        }

        impl From<$model> for $name {
            fn from(value: $model) -> Self {
                match value { $(<$model>::$variant => Self::$variant),+ }
            }
        }

        impl From<$name> for $model {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

words! {
    /// A kind of authenticator.
    Kind = model::AuthenticatorKind {
        Passkey = "passkey",
        SecurityKey = "security-key",
        WindowsHello = "windows-hello",
    }
}

words! {
    /// A staff role.
    Role = model::StaffRole {
        RaManager = "ra-manager",
        RaAgentAdvanced = "ra-agent-advanced",
        RaAgent = "ra-agent",
        IdChecker = "id-checker",
        Sponsor = "sponsor",
        LocalSmartcardAdministrator = "local-smartcard-administrator",
    }
}

words! {
    /// A kind of meeting.
    Meeting = model::Meeting {
        Video = "video",
        FaceToFace = "face-to-face",
    }
}

words! {
    /// Why an authenticator is issued.
    IssueReason = model::IssueReason {
        First = "first",
        Another = "another",
        Lost = "lost",
        Stolen = "stolen",
        Replaced = "replaced",
    }
}

words! {
    /// Why an authenticator was removed.
    RemovalReason = model::RemovalReason {
        Lost = "lost",
        Left = "left",
        Replaced = "replaced",
        Mistake = "mistake",
        Other = "other",
    }
}

words! {
    /// Whether a user is active.
    UserStatus = model::UserStatus {
        Active = "active",
        Inactive = "inactive",
    }
}

words! {
    /// Why a profile was closed.
    ClosedBecause = model::ClosedBecause {
        Left = "left",
        Deceased = "deceased",
        Duplicate = "duplicate",
        Security = "security",
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Role};
    use model::{AuthenticatorKind, StaffRole};
    use sea_orm::ActiveEnum;
    use strum::VariantArray;

    #[test]
    fn the_database_and_the_addresses_use_the_same_words() {
        for kind in AuthenticatorKind::VARIANTS {
            assert_eq!(Kind::from(*kind).to_value(), kind.slug());
        }
        for role in StaffRole::VARIANTS {
            assert_eq!(Role::from(*role).to_value(), role.slug());
        }
    }
}
