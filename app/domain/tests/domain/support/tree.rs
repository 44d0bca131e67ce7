//! The tree of organisations in tests about reach. The organisation of the [`super::Person`]s is in the middle of it.

use super::{World, new_user, operator};
use domain::{
    Result,
    access::{Actor, AddOrganisation, GrantRole, RevokeRole, general_permit, permit},
    directory,
    entity::organisation,
    organisations, roles,
};
use model::{StaffRole, UniqueUserId};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use strum::VariantArray;

/// Where an organisation is in the tree, as seen from the one of the [`super::Person`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Place {
    Inside,
    Above,
    Below,
    Beside,
}

impl Place {
    pub fn ods_code(self) -> &'static str {
        match self {
            Self::Inside => "RX1",
            Self::Above => "QAA",
            Self::Below => "RX3",
            Self::Beside => "RX2",
        }
    }

    /// An active user of that organisation, without a role.
    pub fn id(self) -> UniqueUserId {
        format!("5556000000{:02}", self as u8).parse().unwrap()
    }
}

impl World {
    /// Puts the organisation of the [`super::Person`]s below one, beside another and above a third, each with a user.
    pub async fn grow_tree(&self) {
        self.add_organisation(Place::Above.ods_code(), "").await.unwrap();
        self.add_organisation(Place::Beside.ods_code(), Place::Above.ods_code()).await.unwrap();
        let (inside, above) = (self.organisation(Place::Inside).await, self.organisation(Place::Above).await);
        let lineage = [above.lineage, inside.lineage.clone()].concat();
        let inside = organisation::Model { parent_id: Some(above.id), lineage, ..inside };
        inside.into_active_model().reset_all().update(&self.back_door().await).await.unwrap();
        self.add_organisation(Place::Below.ods_code(), Place::Inside.ods_code()).await.unwrap();
        for place in Place::VARIANTS {
            let mut new = new_user(place.id(), &format!("{place:?}"), "Zimmermann");
            new.ods_code = place.ods_code().to_owned();
            directory::add_alone(&self.domain, new).await.unwrap();
        }
    }

    /// The operator adds an organisation.
    pub async fn add_organisation(&self, ods_code: &str, above: &str) -> Result<()> {
        let operator = operator();
        let permit = general_permit::<AddOrganisation>(&self.domain, &operator).await?;
        organisations::add(&self.domain, &permit, ods_code, &format!("Organisation {ods_code}"), above).await
    }

    pub async fn organisation(&self, place: Place) -> organisation::Model {
        self.organisation_with(place.ods_code()).await
    }

    pub async fn organisation_with(&self, ods_code: &str) -> organisation::Model {
        directory::find_organisation(self.domain.db(), ods_code).await.unwrap().unwrap()
    }

    /// `actor` grants a role.
    pub async fn grant(&self, actor: &Actor, id: &UniqueUserId, role: StaffRole, ods_code: &str) -> Result<()> {
        let permit = permit::<GrantRole>(&self.domain, actor, id).await?;
        roles::grant(&self.domain, &permit, role, ods_code, "Needed at night").await
    }

    /// The operator grants a role.
    pub async fn operator_grants(&self, id: &UniqueUserId, role: StaffRole, ods_code: &str) -> Result<()> {
        let operator = operator();
        let permit = permit::<GrantRole>(&self.domain, &operator, id).await?;
        roles::grant(&self.domain, &permit, role, ods_code, "Needed at night").await
    }

    /// `actor` takes a role away.
    pub async fn revoke(&self, actor: &Actor, id: &UniqueUserId, role: StaffRole, ods_code: &str) -> Result<()> {
        let permit = permit::<RevokeRole>(&self.domain, actor, id).await?;
        roles::revoke(&self.domain, &permit, role, ods_code, "No longer needed").await
    }

    /// The operator takes a role away.
    pub async fn operator_revokes(&self, id: &UniqueUserId, role: StaffRole, ods_code: &str) -> Result<()> {
        let operator = operator();
        let permit = permit::<RevokeRole>(&self.domain, &operator, id).await?;
        roles::revoke(&self.domain, &permit, role, ods_code, "No longer needed").await
    }
}
