//! Which requests are counted together: everything that can be asked without signing in, so that one thing that is asked too often
//! shuts out no other.

use app::api::cookies::CookieName;

/// What a client asks for without being signed in. Each group has limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    SignIn,
    Test,
    LookUp,
    Join,
    Options,
    Finish,
    Report,
    /// Live events, also those of agents: whether somebody is signed in costs a look at the database.
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
            Some("report_visit" | "report_attempt") => Some(Self::Report),
            Some(_) => None,
            None if path.starts_with("/live/") => Some(Self::Live { agents: path.starts_with("/live/links/") }),
            None => None,
        }
    }

    /// The cookie by which one browser is told from others of its network. Those of a sign-in and of a test are new each time.
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
