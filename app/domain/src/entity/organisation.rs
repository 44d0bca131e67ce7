//! An organisation that users belong to, and at which staff roles are held. Organisations form a tree.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Organisation Data Service code, upper case.
    #[sea_orm(unique)]
    pub ods_code: String,
    pub name: String,
    /// The organisation above it; `None` for the top of a tree.
    pub parent_id: Option<Uuid>,
    /// The IDs of all organisations from the top of the tree down to this one, each in 32 hexadecimal digits with a slash behind
    /// it. So an organisation is below another one, or is the same, if its lineage begins with the other one's.
    pub lineage: String,
    /// When it closed; `None` while it is open.
    pub closed_at: Option<DateTimeUtc>,
}

impl Model {
    /// Whether the organisation with this ID is this one or above it.
    #[must_use]
    pub fn is_at_or_below(&self, id: Uuid) -> bool {
        let id = id.simple().to_string();
        self.lineage.split('/').any(|above| above == id)
    }

    /// The lineage of the organisation with this ID, if it is this one or above it.
    #[must_use]
    pub fn lineage_down_to(&self, id: Uuid) -> Option<String> {
        let id = format!("{}/", id.simple());
        self.lineage.find(&id).map(|at| self.lineage[..at + id.len()].to_owned())
    }
}

impl ActiveModelBehavior for ActiveModel {}
