//! Which requests are counted together. Every request that needs no session belongs to a group, and a group that is called too often
//! shuts out no other group.

use app::api::cookies::CookieName;

/// Requests that need no session. Each group has limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    SignIn,
    Test,
    LookUp,
    Join,
    Options,
    Finish,
    Report,
    /// Live events. Those of agents too, because finding out whether somebody is signed in needs the database.
    Live {
        agents: bool,
    },
}

impl Group {
    /// The group of the request for this path, if it is limited.
    pub fn of(path: &str) -> Option<Self> {
        match path.strip_prefix("/api/") {
            Some("load_sign_in_options" | "finish_sign_in") => Some(Self::SignIn),
            Some("load_test_options" | "finish_test") => Some(Self::Test),
            Some("look_up_link") => Some(Self::LookUp),
            Some("join_link") => Some(Self::Join),
            Some("load_registration_options") => Some(Self::Options),
            Some("finish_registration") => Some(Self::Finish),
            Some("report_visit" | "report_not_started" | "report_attempt") => Some(Self::Report),
            Some(_) => None,
            None if path.starts_with("/live/") => Some(Self::Live { agents: path.starts_with("/live/links") }),
            None => None,
        }
    }

    /// The cookie that distinguishes a browser from others of its network. The cookies of a sign-in and of a test are new each time, so
    /// they cannot.
    pub fn cookie(self) -> Option<CookieName> {
        match self {
            Self::SignIn | Self::Test => None,
            Self::LookUp | Self::Join | Self::Options | Self::Finish | Self::Report | Self::Live { agents: false } => {
                Some(CookieName::Attempt)
            }
            Self::Live { agents: true } => Some(CookieName::Session),
        }
    }

    /// Whether the body of a request may name a link.
    pub fn names_a_link(self) -> bool {
        match self {
            Self::LookUp | Self::Join | Self::Options | Self::Report => true,
            Self::SignIn | Self::Test | Self::Finish | Self::Live { .. } => false,
        }
    }
}
