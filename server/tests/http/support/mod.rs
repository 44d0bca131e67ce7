//! A service with its own database, and clients that call it.

#[path = "../../../../app/domain/tests/domain/support/database.rs"]
#[expect(dead_code, reason = "the domain's tests use more of it")]
mod database;
pub mod log;
#[path = "../../../../app/domain/tests/domain/support/postgres.rs"]
mod postgres;

use axum::{Router, body::Body, response::Response};
use chrono::{DateTime, Utc};
use database::TestDatabase;
use domain::{
    Domain, Secret, SystemClock, SystemRandom, demo,
    entity::{audit_event, authenticator, registration_token, session, staff_role, words::Kind},
    models::Models,
};
use http::{HeaderValue, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use model::{Activity, AppError, StaffRole};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use server::{
    config::Config,
    http::{Elapsed, LiveLimits, router_with},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use tower::ServiceExt;
use uuid::Uuid;

/// Runs `future` to its end on a new runtime.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// The service under test.
pub struct Service {
    pub router: Router,
    pub domain: Domain,
    pub config: Config,
    /// How much time has passed for the limits of requests.
    pub elapsed: Arc<Mutex<Duration>>,
    database: TestDatabase,
    _site: tempfile::TempDir,
}

/// The caller of a request.
pub enum Caller {
    Anonymous,
    SignedIn(Secret),
}

/// The response of the service.
pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub body: String,
}

impl Answer {
    /// The typed error in the body.
    pub fn error(&self) -> AppError {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no typed error: {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Every cookie that was set, as in the header.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }
}

impl Service {
    /// With the users of the demo.
    pub async fn start() -> Self {
        Self::start_at("http://localhost:3000").await
    }

    /// The same for pages at another origin.
    pub async fn start_at(origin: &str) -> Self {
        Self::start_with(origin, LiveLimits::default()).await
    }

    /// The same with other limits for live events.
    pub async fn start_with(origin: &str, limits: LiveLimits) -> Self {
        Self::configured(&[("CIM_ORIGIN", origin)], limits).await
    }

    /// The same with the operator's settings.
    pub async fn configured(settings: &[(&str, &str)], limits: LiveLimits) -> Self {
        let database = TestDatabase::blank();
        let site = tempfile::tempdir().unwrap();
        std::fs::create_dir(site.path().join("pkg")).unwrap();
        std::fs::write(site.path().join("pkg/style.abc.css"), "body{}").unwrap();
        let names = [
            "agents_js",
            "agents_wasm",
            "registration_js",
            "registration_wasm",
            "stylesheet",
            "registration_stylesheet",
            "icon",
        ];
        let assets: HashMap<_, _> = names.into_iter().map(|name| (name, format!("/pkg/{name}.abc"))).collect();
        std::fs::write(site.path().join("assets.json"), serde_json::to_string(&assets).unwrap()).unwrap();
        let mut variables = HashMap::from([
            ("CIM_DATABASE_URL".to_owned(), database.url.clone()),
            ("CIM_SITE_ROOT".to_owned(), site.path().display().to_string()),
            ("CIM_ORIGIN".to_owned(), "http://localhost:3000".to_owned()),
        ]);
        variables.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let config = Config::from(None, variables).unwrap();
        let db = database.connect().await;
        domain::database::migrate(&db).await.unwrap();
        let settings = config.settings().unwrap();
        let domain =
            Domain::new(db, Arc::new(SystemClock), Arc::new(SystemRandom), settings, Models::default()).unwrap();
        demo::fill(&domain).await.unwrap();
        let elapsed = Arc::new(Mutex::new(Duration::ZERO));
        let router = router_with(&config, &domain, limits, &clock(&elapsed)).unwrap();
        Self { router, domain, config, elapsed, database, _site: site }
    }

    /// A signed-in user of the demo.
    pub async fn signed_in(&self, unique_user_id: &str) -> Caller {
        let user = domain::directory::find(&self.domain, &unique_user_id.parse().unwrap()).await.unwrap().unwrap();
        let (now, db) = (self.domain.now(), &self.database.back_door().await);
        // One link, one authenticator and one session for each user.
        let number: u128 = unique_user_id.parse().unwrap();
        let [link_id, authenticator_id, session_id] = [1, 2, 3].map(|row| Uuid::from_u128(number * 10 + row));
        let token = registration_token::Model {
            id: link_id,
            secret_hash: [link_id.as_bytes().as_slice(), &[0; 16]].concat(),
            user_id: user.id,
            kind: Kind::Passkey,
            meeting: None,
            issued_by_id: None,
            issued_at: now,
            expires_at: now,
            state: registration_token::State::Registered,
            ended_at: Some(now),
            match_code_wanted: false,
            wrong_codes: 0,
            visited_at: None,
            visit: None,
            issue_reason: None,
            identity_proofs: None,
        };
        token.clone().into_active_model().insert(db).await.unwrap();
        let authenticator = authenticator::Model {
            id: authenticator_id,
            user_id: user.id,
            kind: Kind::Passkey,
            credential_id: authenticator_id.as_bytes().to_vec(),
            credential: String::new(),
            aaguid: Uuid::nil(),
            aaguid_proven: false,
            attachment: None,
            transports: "[]".to_owned(),
            backup_eligible: false,
            backup_state: false,
            sign_count: 0,
            status: authenticator::Status::Active,
            registration_token_id: token.id,
            registered_at: now,
            registered_by_id: None,
            last_used_at: None,
            tested_at: None,
            test_refused_at: None,
            test_refusal: None,
            unconfirmed_since: None,
            confirmed_by_id: None,
            suspended_at: None,
            suspended_by_id: None,
            removed_at: None,
            removed_by_id: None,
            removal_reason: None,
            removal_note: None,
        };
        authenticator.into_active_model().insert(db).await.unwrap();
        let secret = Secret::new(&SystemRandom);
        let session = session::Model {
            id: session_id,
            secret_hash: secret.hash().0,
            user_id: user.id,
            authenticator_id,
            opened_at: now,
            last_seen_at: now,
        };
        session.into_active_model().insert(db).await.unwrap();
        Caller::SignedIn(secret)
    }

    /// Changes the database without the service.
    pub async fn execute(&self, sql: &str) {
        self.database.back_door().await.execute_unprepared(sql).await.unwrap();
    }

    /// The address in the last row of the audit log.
    pub async fn last_address(&self) -> Option<String> {
        let newest_first = audit_event::Entity::find().order_by_desc(audit_event::Column::Sequence);
        newest_first.one(self.domain.db()).await.unwrap().unwrap().remote_address
    }

    /// The action and the outcome in the last row of the audit log.
    pub async fn last_audited(&self) -> (String, String) {
        let newest_first = audit_event::Entity::find().order_by_desc(audit_event::Column::Sequence);
        let row = newest_first.one(self.domain.db()).await.unwrap().unwrap();
        (row.action, row.outcome)
    }

    /// The browser of the last visit to the link with this token.
    pub async fn last_visit(&self, token: &Secret) -> Option<String> {
        let of_token = registration_token::Column::SecretHash.eq(token.hash().0);
        registration_token::Entity::find().filter(of_token).one(self.domain.db()).await.unwrap().unwrap().visit
    }

    /// The time of the last use of the only session, after it was set to `set`.
    pub async fn last_seen(&self, set: Option<DateTime<Utc>>) -> DateTime<Utc> {
        let row = session::Entity::find().one(self.domain.db()).await.unwrap().unwrap();
        let Some(set) = set else { return row.last_seen_at };
        let change = session::ActiveModel { last_seen_at: Set(set), ..row.into_active_model() };
        change.update(&self.database.back_door().await).await.unwrap().last_seen_at
    }

    /// Gets a page.
    pub async fn get(&self, caller: &Caller, path: &str) -> Answer {
        self.send(caller, Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    /// Calls a server function, as the pages do.
    pub async fn call(&self, caller: &Caller, function: &str, arguments: &str) -> Answer {
        let request = Request::post(format!("/api/{function}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(arguments.to_owned()))
            .unwrap();
        self.send(caller, request).await
    }

    pub async fn send(&self, caller: &Caller, request: Request<Body>) -> Answer {
        let (parts, body) = self.send_streaming(caller, request).await.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }
}

impl Service {
    /// Sends a request, and returns the response before its body has arrived.
    pub async fn send_streaming(&self, caller: &Caller, mut request: Request<Body>) -> Response {
        if let Caller::SignedIn(secret) = caller {
            let cookie = format!("cim-session={}", secret.reveal()).parse().unwrap();
            request.headers_mut().insert(header::COOKIE, cookie);
        }
        assert!(matches!(*request.method(), Method::GET | Method::POST | Method::HEAD));
        request.headers_mut().entry(header::HOST).or_insert(HeaderValue::from_static("localhost:3000"));
        self.router.clone().oneshot(request).await.unwrap()
    }
}

/// The clock of the limits of requests.
pub fn clock(elapsed: &Arc<Mutex<Duration>>) -> Elapsed {
    let elapsed = Arc::clone(elapsed);
    Elapsed::by(move || *elapsed.lock().unwrap())
}

/// The text of a refusal, for comparison.
pub fn role_refusal(activity: Activity) -> AppError {
    AppError::Refused(model::Refusal::Role(activity))
}

/// Users of the demo.
pub const RA_MANAGER: &str = demo::RA_MANAGER;
pub const ADVANCED: &str = "555200000002";
pub const SPONSOR: &str = "555200000004";
pub const PLAIN_USER: &str = "555200000020";
pub const OTHER_USER: &str = "555200000021";

/// Checks that the users above have the roles that the tests assume.
pub async fn roles(service: &Service, unique_user_id: &str) -> Vec<StaffRole> {
    let user = domain::directory::find(&service.domain, &unique_user_id.parse().unwrap()).await.unwrap().unwrap();
    let of_user = staff_role::Entity::find().filter(staff_role::Column::UserId.eq(user.id));
    of_user.all(service.domain.db()).await.unwrap().into_iter().map(|row| row.role.into()).collect()
}
