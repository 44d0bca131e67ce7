//! `cim invite`.

use crate::{Failure, cli, config::Config};
use chrono::NaiveDate;
use domain::{
    Domain,
    directory::{self, NewUser},
    link::{self, Invitation},
    models::Models,
    people,
};
use model::{AuthenticatorKind, UniqueUserId};

/// The arguments of `cim invite`.
#[derive(Debug, clap::Args)]
pub struct Invite {
    /// Unique user ID of the person, 12 digits.
    #[arg(value_parser = cli::unique_user_id)]
    unique_user_id: UniqueUserId,
    /// The kind of authenticator that they register: passkey, security-key or windows-hello. Without this option it is a
    /// passkey, or a security key if staff_minimum_aal is aal3.
    #[arg(long, value_parser = cli::kind)]
    kind: Option<AuthenticatorKind>,
    /// First name, needed if there is no user with this ID yet.
    #[arg(long, requires_all = ["last_name", "email", "date_of_birth", "ods_code", "organisation"])]
    first_name: Option<String>,
    /// Last name.
    #[arg(long)]
    last_name: Option<String>,
    /// E-mail address.
    #[arg(long)]
    email: Option<String>,
    /// Date of birth, as 1980-02-29.
    #[arg(long)]
    date_of_birth: Option<NaiveDate>,
    /// ODS code of the organisation.
    #[arg(long)]
    ods_code: Option<String>,
    /// Name of the organisation, used if there is no organisation with this code yet.
    #[arg(long)]
    organisation: Option<String>,
    /// Invite even if an RA Manager can sign in already, for example when all of them have lost their authenticators.
    #[arg(long)]
    anyway: bool,
}

impl Invite {
    /// Adds the person if needed, and prints the link.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn run(self, config: &Config) -> Result<(), Failure> {
        let domain = super::domain(config, Models::default()).await?;
        let (id, kind, anyway) = (self.unique_user_id.clone(), self.kind, self.anyway);
        if directory::find(&domain, &id).await?.is_none() {
            let new = self.new_user().ok_or(
                "there is no such user: give --first-name, --last-name, --email, --date-of-birth, --ods-code and --organisation",
            )?;
            people::add(&domain, &super::operator(), new).await.map_err(super::in_words)?;
        }
        print_invitation(&domain, &id, kind, anyway).await
    }

    fn new_user(self) -> Option<NewUser> {
        Some(NewUser {
            unique_user_id: self.unique_user_id,
            first_name: self.first_name?,
            last_name: self.last_name?,
            email: self.email?,
            date_of_birth: self.date_of_birth?,
            organisation_name: self.organisation?,
            ods_code: self.ods_code?,
        })
    }
}

/// Prints a link for the first RA Manager, or says that none is needed.
///
/// # Errors
/// A sentence for the operator.
pub async fn print_invitation(
    domain: &Domain,
    id: &UniqueUserId,
    kind: Option<AuthenticatorKind>,
    anyway: bool,
) -> Result<(), Failure> {
    let kind = kind.unwrap_or_else(|| link::usual_invitation(domain));
    match link::invite(domain, &super::operator(), id, kind, anyway).await? {
        Invitation::Link { name, link } => {
            println!(
                "\nOpen this link to register the first authenticator, {}, for {name} (RA Manager):\n",
                kind.one()
            );
            println!("  {}\n", link.url);
            println!(
                "It works once, until {}. Then sign in at {}sign-in\n",
                link.expires.words,
                domain.settings().origin
            );
        }
        Invitation::NotNeeded => println!("An RA Manager can sign in already, at {}sign-in", domain.settings().origin),
    }
    Ok(())
}
