//! The reference configuration, and which source of settings takes precedence.

use super::Config;
use crate::front_door::FrontDoor;
use chrono::TimeDelta;
use domain::{
    MatchCode, RolesReach,
    models::{Certification, SecurityKeyPolicy, WINDOWS_HELLO},
};
use std::{collections::HashMap, path::Path, time::Duration};
use uuid::{Uuid, uuid};

fn load(variables: &[(&str, &str)]) -> Result<Config, String> {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::from(None, variables.collect::<HashMap<_, _>>()).map_err(|error| error.to_string())
}

#[test]
fn the_reference_configuration_is_complete_and_valid() {
    load(&[]).unwrap().settings().unwrap();
}

#[test]
fn the_environment_takes_precedence_over_the_file() {
    let config = load(&[("CIM_VIDEO_LINK_MINUTES", "15"), ("CIM_ORIGIN", "https://care.example")]).unwrap();
    assert_eq!((config.video_link_minutes, config.origin.as_str()), (15, "https://care.example/"));
}

#[test]
fn by_default_video_links_need_a_match_code() {
    let of = |variables: &[(&str, &str)]| load(variables).map(|config| config.settings().unwrap().match_code);
    assert_eq!(of(&[]), Ok(MatchCode::VideoOnly));
    for (word, policy) in
        [("always", MatchCode::Always), ("video-only", MatchCode::VideoOnly), ("never", MatchCode::Never)]
    {
        assert_eq!(of(&[("CIM_MATCH_CODE", word)]), Ok(policy));
    }
    let error = of(&[("CIM_MATCH_CODE", "sometimes")]).unwrap_err();
    assert!(error.contains("match_code") && error.contains("sometimes"), "{error}");
}

#[test]
fn by_default_roles_reach_down_from_their_organisation_and_there_is_no_national_directory() {
    let of = |variables: &[(&str, &str)]| {
        load(variables).map(|config| {
            let settings = config.settings().unwrap();
            (settings.roles_reach, settings.switches.national_directory)
        })
    };
    assert_eq!(of(&[]), Ok((RolesReach::Organisation, false)));
    let other = [("CIM_ROLES_REACH", "everywhere"), ("CIM_NATIONAL_DIRECTORY", "true")];
    assert_eq!(of(&other), Ok((RolesReach::Everywhere, true)));
    let error = of(&[("CIM_ROLES_REACH", "below")]).unwrap_err();
    assert!(error.contains("roles_reach") && error.contains("below"), "{error}");
}

#[test]
fn by_default_the_server_stops_within_ten_seconds() {
    // Closing the database, and tasks that do not stop, take at most two seconds more.
    assert_eq!(load(&[]).unwrap().stop_seconds, 8);
    assert_eq!(load(&[("CIM_STOP_SECONDS", "0")]).unwrap().stop_seconds, 0);
    assert!(load(&[("CIM_STOP_SECONDS", "-1")]).unwrap_err().contains("stop_seconds"));
}

#[test]
fn metrics_are_off_until_an_address_is_set() {
    let of = |address| load(&[("CIM_METRICS_LISTEN", address)]).map(|config| config.metrics_listen);
    assert_eq!(load(&[]).unwrap().metrics_listen, None);
    assert_eq!(of(""), Ok(None));
    assert_eq!(of("127.0.0.1:9464"), Ok(Some(([127, 0, 0, 1], 9464).into())));
    for wrong in ["9464", "localhost:9464", "127.0.0.1"] {
        let error = of(wrong).unwrap_err();
        assert!(error.contains("metrics_listen") && error.contains(wrong), "{error}");
    }
}

#[test]
fn the_limits_of_requests_have_defaults_and_can_be_set() {
    let limits = |config: &Config| {
        let a_minute =
            [config.requests_per_minute, config.browser_requests_per_minute, config.link_requests_per_minute];
        (a_minute, config.requests_in_progress)
    };
    assert_eq!(limits(&load(&[]).unwrap()), ([600, 120, 300], 256));
    let set = [
        ("CIM_REQUESTS_PER_MINUTE", "0"),
        ("CIM_BROWSER_REQUESTS_PER_MINUTE", "1"),
        ("CIM_LINK_REQUESTS_PER_MINUTE", "2"),
        ("CIM_REQUESTS_IN_PROGRESS", "3"),
    ];
    assert_eq!(limits(&load(&set).unwrap()), ([0, 1, 2], 3));
    for (name, _) in set {
        let error = load(&[(name, "-1")]).unwrap_err();
        assert!(error.contains(&name["CIM_".len()..].to_lowercase()), "{error}");
    }
}

#[test]
fn the_limits_of_connections_have_defaults_and_can_be_set() {
    let seconds = Duration::from_secs;
    let by_default = FrontDoor {
        header: seconds(10),
        idle: seconds(75),
        write: seconds(30),
        connections: 4096,
        connections_from_one_network: 512,
    };
    let config = load(&[]).unwrap();
    assert_eq!((FrontDoor::new(&config), config.body_seconds), (by_default, 15));
    let set = [
        ("CIM_HEADER_SECONDS", "1"),
        ("CIM_IDLE_SECONDS", "2"),
        ("CIM_WRITE_SECONDS", "3"),
        ("CIM_CONNECTIONS", "4"),
        ("CIM_CONNECTIONS_FROM_ONE_NETWORK", "0"),
        ("CIM_BODY_SECONDS", "5"),
    ];
    let config = load(&set).unwrap();
    let as_set = FrontDoor {
        header: seconds(1),
        idle: seconds(2),
        write: seconds(3),
        connections: 4,
        connections_from_one_network: usize::MAX,
    };
    assert_eq!((FrontDoor::new(&config), config.body_seconds), (as_set, 5));
    for (name, _) in set {
        let error = load(&[(name, "-1")]).unwrap_err();
        assert!(error.contains(&name["CIM_".len()..].to_lowercase()), "{error}");
    }
}

#[test]
fn behind_a_proxy_connections_are_limited_only_in_sum() {
    let door = FrontDoor::new(&load(&[("CIM_TRUSTED_PROXIES", "1")]).unwrap());
    assert_eq!((door.connections, door.connections_from_one_network), (4096, usize::MAX));
}

#[test]
fn every_duration_is_read_into_its_setting() {
    let settings = load(&[
        ("CIM_LEAST_LINK_MINUTES", "6"),
        ("CIM_GREATEST_LINK_MINUTES", "90"),
        ("CIM_VIDEO_LINK_MINUTES", "61"),
        ("CIM_FACE_TO_FACE_LINK_MINUTES", "11"),
        ("CIM_INVITATION_MINUTES", "22"),
        ("CIM_EMAIL_CHANGE_WAIT_HOURS", "49"),
        ("CIM_SESSION_IDLE_MINUTES", "31"),
        ("CIM_SESSION_MINUTES", "63"),
    ]);
    let settings = settings.unwrap().settings().unwrap();
    let minutes = TimeDelta::minutes;
    assert_eq!(settings.link_life, (minutes(6), minutes(90)));
    assert_eq!((settings.video_link_life, settings.face_to_face_link_life), (minutes(61), minutes(11)));
    assert_eq!(settings.invitation_life, minutes(22));
    assert_eq!(settings.email_change_wait, TimeDelta::hours(49));
    assert_eq!((settings.session_idle, settings.session_life), (minutes(31), minutes(63)));
}

#[test]
fn the_reference_configuration_causes_no_warning() {
    assert_eq!(load(&[]).unwrap().settings().unwrap().warnings(), [""; 0]);
}

#[test]
fn an_unknown_setting_in_the_environment_is_refused_by_name() {
    let error = load(&[("CIM_VIDEO_LINK_MINUTE", "15")]).unwrap_err();
    assert!(error.contains("video_link_minute"), "{error}");
}

#[test]
fn an_unknown_setting_in_the_file_is_refused_by_name() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "orign = \"https://care.example\"\n").unwrap();
    let error = Config::from(Some(file.path()), HashMap::new()).unwrap_err().to_string();
    assert!(error.contains("orign"), "{error}");
}

fn policy(variables: &[(&str, &str)]) -> Result<SecurityKeyPolicy, String> {
    load(variables)?.security_key_policy().map_err(|error| error.to_string())
}

const MODEL: Uuid = uuid!("2fc0579f-8113-47ea-b116-bb5a8db9202a");

#[test]
fn by_default_any_security_key_is_accepted() {
    let policy = policy(&[]).unwrap();
    assert_eq!((policy.is_set(), policy), (false, SecurityKeyPolicy::default()));
    assert_eq!(load(&[]).unwrap().fido_metadata, Path::new(""));
}

#[test]
fn a_list_in_the_environment_is_separated_by_commas() {
    let two = format!("{MODEL}, {}", WINDOWS_HELLO[0]);
    for (text, expected) in [("", vec![]), (&MODEL.to_string(), vec![MODEL]), (&two, vec![WINDOWS_HELLO[0], MODEL])] {
        let models = policy(&[("CIM_SECURITY_KEY_MODELS", text)]).unwrap().models;
        assert_eq!(models.into_iter().collect::<Vec<_>>(), expected, "{text:?}");
    }
    let config = load(&[("CIM_WINDOWS_HELLO_AAGUIDS", &two), ("CIM_SERVICE_NAME", "Identity, with care")]).unwrap();
    assert_eq!(config.settings().unwrap().windows_hello_aaguids, [MODEL, WINDOWS_HELLO[0]]);
    // A comma in a setting that is not a list stays a comma.
    assert_eq!(config.service_name, "Identity, with care");
}

#[test]
fn a_list_in_the_file_is_read_as_a_list() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let text =
        format!("security_key_models = [\"{MODEL}\"]\nsecurity_key_min_certification = \"l2\"\nfido_metadata = \"/f\"");
    std::fs::write(file.path(), text).unwrap();
    let config = Config::from(Some(file.path()), HashMap::new()).unwrap();
    let policy = config.security_key_policy().unwrap();
    assert_eq!(policy.models.into_iter().collect::<Vec<_>>(), [MODEL]);
    assert_eq!((policy.min_certification, policy.accept_unproven), (Some(Certification::L2), false));
    assert_eq!(config.fido_metadata, Path::new("/f"));
}

#[test]
fn the_reference_configuration_has_the_three_aaguids_of_windows_hello() {
    assert_eq!(load(&[]).unwrap().settings().unwrap().windows_hello_aaguids, WINDOWS_HELLO);
}

#[test]
fn an_invalid_aaguid_is_refused_with_the_name_of_the_setting() {
    for text in ["YubiKey 5", "2fc0579f", "00000000-0000-0000-0000-000000000000"] {
        let error = policy(&[("CIM_SECURITY_KEY_MODELS", text)]).unwrap_err();
        assert!(error.contains("security_key_models") && error.contains("AAGUID"), "{error}");
        let config = load(&[("CIM_WINDOWS_HELLO_AAGUIDS", text)]);
        let error = config.and_then(|config| config.settings().map_err(|error| error.to_string())).unwrap_err();
        assert!(error.contains("windows_hello_aaguids") && error.contains("AAGUID"), "{error}");
    }
}

#[test]
fn every_certification_level_has_a_name_and_unknown_names_are_refused() {
    let level = |name| policy(&[("CIM_SECURITY_KEY_MIN_CERTIFICATION", name)]).map(|policy| policy.min_certification);
    let levels: Vec<_> = ["l1", "l1plus", "l2", "l2plus", "l3", "l3plus"].map(|name| level(name).unwrap()).into();
    assert!(levels.is_sorted_by(|lower, higher| lower < higher), "{levels:?}");
    assert_eq!(level("").unwrap(), None);
    for name in ["L2", "l4", "2", "l2+"] {
        let error = level(name).unwrap_err();
        assert!(error.contains("security_key_min_certification") && error.contains("l3plus"), "{error}");
    }
}

#[test]
fn mail_is_off_until_a_mail_server_is_set() {
    assert!(load(&[]).unwrap().settings().unwrap().mail.is_none());
    let config = load(&[("CIM_SMTP_URL", "smtp://localhost:2525"), ("CIM_MAIL_FROM", "care@example.nhs.uk")]).unwrap();
    let mail = config.settings().unwrap().mail.unwrap();
    assert_eq!((&*mail.from, &*mail.reply_to), ("care@example.nhs.uk", ""));
    assert_eq!(mail.contact, "your Registration Authority (RA)");
}

#[test]
fn debug_output_does_not_contain_the_password_of_the_mail_server() {
    let config = load(&[("CIM_SMTP_URL", "smtps://user:secret@relay.example")]).unwrap();
    assert!(!format!("{config:?}").contains("secret"));
}
