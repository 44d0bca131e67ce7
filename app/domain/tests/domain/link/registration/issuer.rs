//! A link is valid only while its agent may still issue to its user, as both are now.

use crate::support::{Browser, Person, SoftAuthenticator, World, checked, operator, token, told};
use domain::{
    Domain, Result,
    access::{IssueAuthenticator, RemoveAuthenticator, ViewHistory, permit},
    audit::{self, Verdict},
    authenticators, directory,
    entity::{
        authenticator::{self, Status},
        registration_token,
        registration_token::State,
        session, staff_role, user,
        words::{Role, UserStatus},
    },
    link::{self, Invitation},
    views,
};
use model::{
    AppError, AssuranceLevel, AttemptFailure, AttemptState, AuthenticatorId, AuthenticatorKind, CeremonyRefusal,
    HistoryEntry, LinkEnd, LinkId, Meeting, Registered, RegistrationToken, StaffRole, WatchedLink,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::Expr,
};
use std::sync::Arc;
use tokio::sync::Barrier;

const MAY_NOT: AppError = AppError::Ceremony(CeremonyRefusal::IssuerMayNot);
const INACTIVE: AppError = AppError::Ceremony(CeremonyRefusal::UserInactive);
const CANCELLED: AppError = AppError::LinkEnded(LinkEnd::Cancelled);

/// A link of [`Person::User`] that `agent` generated, without match codes.
struct Issued {
    token: RegistrationToken,
    id: LinkId,
}

impl Issued {
    async fn by(world: &World, agent: Person) -> Self {
        Self::under(&world.domain, world, agent).await
    }

    /// The same link under an operator with other settings.
    async fn under(domain: &Domain, world: &World, agent: Person) -> Self {
        let agent = world.actor(agent).await;
        let permit = permit::<IssueAuthenticator>(domain, &agent, &Person::User.id()).await.unwrap();
        let (kind, meeting) = (AuthenticatorKind::Passkey, Meeting::FaceToFace);
        let link = link::generate(domain, &permit, kind, meeting, None, &checked()).await.unwrap();
        Self { token: link.token, id: link.id }
    }

    /// The panel and the history of the user, as another RA Manager sees them.
    async fn seen(&self, world: &World) -> (WatchedLink, Vec<HistoryEntry>) {
        let manager = world.actor(Person::OtherManager).await;
        let watched = views::link(&world.domain, &world.permit(&manager, Person::User).await, self.id).await.unwrap();
        let permit = world.permit::<ViewHistory>(&manager, Person::User).await;
        (watched, views::history(&world.domain, &permit, None).await.unwrap().entries)
    }
}

async fn grant(world: &World, person: Person, role: StaffRole) {
    directory::grant_alone(&world.domain, &world.user(person).await, role).await.unwrap();
}

async fn take_away(db: &DatabaseConnection, person: Person, role: Role) {
    let by_id = user::Column::UniqueUserId.eq(person.id().as_str());
    let user = user::Entity::find().filter(by_id).one(db).await.unwrap().unwrap();
    let taken = staff_role::Entity::delete_by_id((user.id, role, user.organisation_id)).exec(db).await.unwrap();
    assert_eq!(taken.rows_affected, 1);
}

async fn set_status(world: &World, person: Person, status: UserStatus) {
    let mut user = world.user(person).await.into_active_model();
    user.status = Set(status);
    user.update(&world.back_door().await).await.unwrap();
}

/// Changes the authenticators of a person directly in the database.
async fn change(world: &World, person: Person, column: authenticator::Column, to: Expr) {
    let of_person = authenticator::Column::UserId.eq(world.user(person).await.id);
    let changed = authenticator::Entity::update_many().col_expr(column, to).filter(of_person);
    assert_eq!(changed.exec(&world.back_door().await).await.unwrap().rows_affected, 1);
}

/// What can happen between *Generate link* and the end, after which [`Person::Advanced`] may no longer issue to [`Person::User`],
/// and the words of the history.
#[derive(Clone, Copy, Debug)]
enum Meanwhile {
    AgentLosesRole,
    AgentHasLesserRole,
    AgentLeaves,
    AgentHasNoAuthenticator,
    UserIsRaManager,
    UserIsSponsor,
    AgentIsUser,
}

impl Meanwhile {
    const ALL: [(Self, &str); 7] = [
        (Self::AgentLosesRole, "The agent who generated the link no longer issues authenticators"),
        (Self::AgentHasLesserRole, "The agent who generated the link no longer issues authenticators"),
        (Self::AgentLeaves, "The agent who generated the link is no longer active"),
        (Self::AgentHasNoAuthenticator, "The agent who generated the link can no longer sign in"),
        (Self::UserIsRaManager, "The user now has a staff role, and an RA Manager did not generate the link"),
        (Self::UserIsSponsor, "The user now has a staff role, and an RA Manager did not generate the link"),
        (Self::AgentIsUser, "The agent who generated the link is the user"),
    ];

    async fn happens(self, world: &World) {
        match self {
            Self::AgentLosesRole => take_away(&world.back_door().await, Person::Advanced, Role::RaAgentAdvanced).await,
            Self::AgentHasLesserRole => {
                take_away(&world.back_door().await, Person::Advanced, Role::RaAgentAdvanced).await;
                grant(world, Person::Advanced, StaffRole::RaAgent).await;
            }
            Self::AgentLeaves => set_status(world, Person::Advanced, UserStatus::Inactive).await,
            Self::AgentHasNoAuthenticator => {
                change(world, Person::Advanced, authenticator::Column::Status, Expr::value(Status::Removed)).await;
            }
            Self::UserIsRaManager => grant(world, Person::User, StaffRole::RaManager).await,
            Self::UserIsSponsor => grant(world, Person::User, StaffRole::Sponsor).await,
            Self::AgentIsUser => {
                // Makes the agent and the user the same person. Only a direct change of the database can do this.
                let user = world.user(Person::User).await.id;
                grant(world, Person::User, StaffRole::RaManager).await;
                change(world, Person::Colleague, authenticator::Column::UserId, Expr::value(user)).await;
                registration_token::Entity::update_many()
                    .col_expr(registration_token::Column::IssuedById, Expr::value(user))
                    .filter(registration_token::Column::UserId.eq(user))
                    .filter(registration_token::Column::State.eq(State::Open))
                    .exec(&world.back_door().await)
                    .await
                    .unwrap();
            }
        }
    }
}

/// The link has ended, and the browser and the agent are told so.
async fn assert_cancelled(world: &World, link: &Issued, browsers: [&mut Browser; 2], what: &str) {
    let row = world.links(Person::User).await.into_iter().find(|row| row.id == link.id.0).unwrap();
    assert_eq!((row.state, row.ended_at), (State::Cancelled, Some(world.domain.now())), "{what}");
    assert_eq!(world.ceremonies().await, 0, "{what}");
    for browser in browsers {
        assert_eq!(told(browser.finish("{}").await), CANCELLED, "{what}");
        assert_eq!(told(browser.options(&link.token).await), CANCELLED, "{what}");
    }
    assert_eq!(told(link::look_up(&world.domain, &link.token, None).await), CANCELLED, "{what}");
}

/// The panel and the history say why the link was cancelled.
async fn assert_explained(world: &World, link: &Issued, reason: &str) {
    let (watched, history) = link.seen(world).await;
    assert_eq!(watched.end, Some(LinkEnd::Cancelled), "{reason}");
    let failed = AttemptState::Failed(AttemptFailure::Refused(CeremonyRefusal::IssuerMayNot));
    assert!(watched.attempts.iter().any(|attempt| attempt.state == failed), "{reason}");
    let line = history.iter().find(|line| line.what == "Registration link cancelled").unwrap();
    assert_eq!((line.by.as_str(), line.detail.as_str(), line.refused), ("this service", reason, false));
    assert!(matches!(audit::verify(&world.domain).await.unwrap(), Verdict::Sound { .. }), "{reason}");
}

/// The actions and outcomes of the audit log after the first `known` rows.
async fn lines(world: &World, known: i64) -> Vec<String> {
    let rows = world.audited_after(u64::try_from(known).unwrap()).await;
    rows.into_iter().map(|row| format!("{} {}", row.action, row.outcome)).collect()
}

#[tokio::test]
async fn a_response_registers_nothing_once_the_agent_may_no_longer_issue_to_the_user() {
    for (meanwhile, reason) in Meanwhile::ALL {
        let (world, what) = (World::new().await, format!("{meanwhile:?}"));
        let link = Issued::by(&world, Person::Advanced).await;
        let (mut browser, mut other) = (world.browser(), world.browser());
        let options = browser.options(&link.token).await.unwrap();
        other.options(&link.token).await.unwrap();
        meanwhile.happens(&world).await;
        let (known, stored) = (world.last_audited().await.sequence, world.count(authenticator::Entity).await);
        let (notices, mut events) = (world.notices().await.len(), world.domain.events().subscribe());

        let response = SoftAuthenticator::phone().create(&options);
        let refused = told(browser.finish(&response).await);
        assert_eq!((&refused, refused.status()), (&MAY_NOT, 422), "{what}");
        assert_eq!(told(browser.finish(&response).await), CANCELLED, "{what}");

        assert_eq!(world.count(authenticator::Entity).await, stored, "{what}");
        assert_eq!(world.notices().await.len(), notices, "{what}");
        assert_eq!(lines(&world, known).await, ["cancel-link done", "register refused"], "{what}");
        assert!(world.last_audited().await.detail.contains("can no longer issue"), "{what}");
        assert!(events.try_recv().is_ok(), "the panel gets an event: {what}");
        assert_cancelled(&world, &link, [&mut browser, &mut other], &what).await;
        assert_explained(&world, &link, reason).await;
    }
}

#[tokio::test]
async fn the_user_is_told_before_the_prompt_that_the_link_is_cancelled() {
    for (meanwhile, reason) in Meanwhile::ALL {
        let (world, what) = (World::new().await, format!("{meanwhile:?}"));
        let link = Issued::by(&world, Person::Advanced).await;
        let (mut browser, mut other) = (world.browser(), world.browser());
        browser.join(&link.token).await.unwrap();
        other.options(&link.token).await.unwrap();
        meanwhile.happens(&world).await;
        let (known, mut events) = (world.last_audited().await.sequence, world.domain.events().subscribe());
        assert_eq!(told(browser.options(&link.token).await), MAY_NOT, "{what}");
        assert_eq!(lines(&world, known).await, ["cancel-link done"], "{what}");
        assert!(events.try_recv().is_ok(), "the panel gets an event: {what}");
        assert_cancelled(&world, &link, [&mut browser, &mut other], &what).await;
        assert_explained(&world, &link, reason).await;
        assert_eq!(lines(&world, known).await, ["cancel-link done"], "{what}");
    }
}

#[tokio::test]
async fn changes_that_do_not_affect_issuing_leave_the_link_valid() {
    // The agent gets another role that may issue, in addition to the first or instead of it.
    for instead in [false, true] {
        let world = World::new().await;
        let link = Issued::by(&world, Person::Advanced).await;
        grant(&world, Person::Advanced, StaffRole::RaManager).await;
        if instead {
            take_away(&world.back_door().await, Person::Advanced, Role::RaAgentAdvanced).await;
        }
        world.browser().register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    }
    // An RA Manager may also issue to staff.
    for role in [StaffRole::Sponsor, StaffRole::RaManager] {
        let world = World::new().await;
        let link = Issued::by(&world, Person::Manager).await;
        grant(&world, Person::User, role).await;
        world.browser().register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
    }
    // An agent who signed out, or now uses another authenticator, may issue as before.
    let world = World::new().await;
    let link = Issued::by(&world, Person::Advanced).await;
    world.registered(AuthenticatorKind::Passkey, Person::Advanced).await;
    world.remove(Person::Advanced, &world.authenticator_of(Person::Advanced)).await;
    session::Entity::delete_many().exec(&world.back_door().await).await.unwrap();
    world.browser().register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn the_operators_current_settings_decide_whether_the_agent_may_issue() {
    for (still_on, expected) in [(true, None), (false, Some(MAY_NOT))] {
        let world = World::new().await;
        let on = world.with(|settings| settings.switches.ra_agent_manages_authenticators = true);
        let link = Issued::under(&on, &world, Person::Agent).await;
        let now = if still_on { &on } else { &world.domain };
        let registered = Browser::new(now).register(&link.token, &mut SoftAuthenticator::phone()).await;
        assert_eq!(registered.err().map(|error| error.told()), expected, "{still_on}");
    }
}

#[tokio::test]
async fn an_agent_whose_authenticators_are_below_the_minimum_assurance_issues_nothing() {
    for (with_a_key, expected) in [(false, Some(MAY_NOT)), (true, None)] {
        let world = World::new().await;
        if with_a_key {
            world.registered(AuthenticatorKind::SecurityKey, Person::Advanced).await;
        }
        let link = Issued::by(&world, Person::Advanced).await;
        let strict = world.with(|settings| settings.staff_minimum_assurance = AssuranceLevel::Aal3);
        let registered = Browser::new(&strict).register(&link.token, &mut SoftAuthenticator::phone()).await;
        assert_eq!(registered.err().map(|error| error.told()), expected, "{with_a_key}");
    }
}

#[tokio::test]
async fn an_inactive_user_is_told_before_the_prompt_and_can_register_when_active_again() {
    let world = World::new().await;
    let link = Issued::by(&world, Person::Advanced).await;
    let mut browser = world.browser();
    browser.join(&link.token).await.unwrap();
    set_status(&world, Person::User, UserStatus::Inactive).await;
    assert_eq!(told(browser.options(&link.token).await), INACTIVE);
    assert_eq!(world.ceremonies().await, 0);
    let (watched, _) = link.seen(&world).await;
    let failed = AttemptState::Failed(AttemptFailure::Refused(CeremonyRefusal::UserInactive));
    assert_eq!((watched.end, watched.attempts[0].state), (None, failed));
    set_status(&world, Person::User, UserStatus::Active).await;
    browser.register(&link.token, &mut SoftAuthenticator::phone()).await.unwrap();
}

#[tokio::test]
async fn an_operators_invitation_is_valid_for_an_active_user_with_any_roles() {
    let world = World::new().await;
    let kind = AuthenticatorKind::Passkey;
    let Invitation::Link { link, .. } =
        link::invite(&world.domain, &operator(), &Person::User.id(), kind, true).await.unwrap()
    else {
        panic!("this was wanted anyway")
    };
    let mut browser = world.browser();
    let options = browser.options(&token(&link.url)).await.unwrap();
    grant(&world, Person::User, StaffRole::Sponsor).await;
    set_status(&world, Person::User, UserStatus::Inactive).await;
    let mut phone = SoftAuthenticator::phone();
    assert_eq!(told(browser.finish(&phone.create(&options)).await), INACTIVE);
    assert!(world.authenticators(Person::User).await.is_empty());
    set_status(&world, Person::User, UserStatus::Active).await;
    browser.register(&token(&link.url), &mut phone).await.unwrap();
}

/// Runs both at the same time.
async fn at_once<T: Send + 'static>(
    finish: (Browser, String),
    other: impl Future<Output = T> + Send + 'static,
) -> (Result<Registered>, T) {
    let barrier = Arc::new(Barrier::new(2));
    let first = barrier.clone();
    let finish = tokio::spawn(async move {
        first.wait().await;
        finish.0.finish(&finish.1).await
    });
    let other = tokio::spawn(async move {
        barrier.wait().await;
        other.await
    });
    (finish.await.unwrap(), other.await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_removed_during_the_registration_either_comes_after_it_or_cancels_the_link() {
    let world = World::new().await;
    let second = world.back_door().await;
    for round in 1..=8 {
        let stored = world.authenticators(Person::User).await.len();
        let link = Issued::by(&world, Person::Advanced).await;
        let mut browser = world.browser();
        let response = SoftAuthenticator::phone().create(&browser.options(&link.token).await.unwrap());
        let second = second.clone();
        let taken = async move { take_away(&second, Person::Advanced, Role::RaAgentAdvanced).await };
        let (finished, ()) = at_once((browser, response), taken).await;
        let more = world.authenticators(Person::User).await.len() - stored;
        let (watched, _) = link.seen(&world).await;
        match finished {
            Ok(_) => assert_eq!((more, watched.end), (1, Some(LinkEnd::Registered)), "round {round}"),
            refused => {
                assert_eq!(told(refused), MAY_NOT, "round {round}");
                assert_eq!((more, watched.end), (0, Some(LinkEnd::Cancelled)), "round {round}");
            }
        }
        grant(&world, Person::Advanced, StaffRole::RaAgentAdvanced).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn removing_the_agents_last_authenticator_during_the_registration_comes_after_it_or_cancels_the_link() {
    for round in 1..=6 {
        let world = World::new().await;
        let second = world.second_process().await;
        let link = Issued::by(&world, Person::Advanced).await;
        let mut browser = world.browser();
        let response = SoftAuthenticator::phone().create(&browser.options(&link.token).await.unwrap());
        let (manager, last) =
            (world.actor(Person::Manager).await, world.authenticators(Person::Advanced).await.remove(0).id);
        let removed = async move {
            let permit = permit::<RemoveAuthenticator>(&second, &manager, &Person::Advanced.id()).await.unwrap();
            authenticators::remove(&second, &permit, AuthenticatorId(last), model::RemovalReason::Lost, "").await
        };
        let (finished, removed) = at_once((browser, response), removed).await;
        removed.unwrap();
        let (stored, (watched, _)) = (world.authenticators(Person::User).await.len(), link.seen(&world).await);
        match finished {
            Ok(_) => assert_eq!((stored, watched.end), (1, Some(LinkEnd::Registered)), "round {round}"),
            refused => {
                let ended = [MAY_NOT, CANCELLED, AppError::Ceremony(CeremonyRefusal::ChallengeGone)];
                let refused = told(refused);
                assert!(ended.contains(&refused), "round {round}: {refused:?}");
                assert_eq!((stored, watched.end), (0, Some(LinkEnd::Cancelled)), "round {round}");
            }
        }
    }
}
