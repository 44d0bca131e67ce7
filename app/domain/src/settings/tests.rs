use super::{MatchCode, Settings, SettingsError};
use crate::mail::MailSettings;
use chrono::TimeDelta;

fn settings(origin: &str) -> Settings {
    Settings::for_origin(origin.parse().unwrap())
}

#[test]
fn the_defaults_are_sound() {
    settings("http://localhost:3000").webauthn().unwrap();
    settings("https://care-identity.example.nhs.uk").webauthn().unwrap();
}

#[test]
fn plain_http_is_refused_except_for_localhost() {
    assert!(matches!(settings("http://care.example").webauthn(), Err(SettingsError::Origin(_))));
}

#[test]
fn an_rp_id_of_another_domain_is_refused() {
    let settings = Settings { rp_id: "other.example".to_owned(), ..settings("https://care.example") };
    assert!(matches!(settings.webauthn(), Err(SettingsError::RelyingParty { .. })));
}

#[test]
fn a_link_lives_between_five_minutes_and_a_day() {
    for (minutes, sound) in [(4, false), (5, true), (24 * 60, true), (24 * 60 + 1, false)] {
        let settings = Settings { video_link_life: TimeDelta::minutes(minutes), ..settings("https://care.example") };
        assert_eq!(settings.webauthn().is_ok(), sound, "{minutes}");
    }
}

fn refused(decide: impl FnOnce(&mut Settings)) -> String {
    let mut settings = settings("https://care.example");
    decide(&mut settings);
    settings.webauthn().unwrap_err().to_string()
}

#[test]
fn the_default_lives_stay_within_the_operators_bounds() {
    let (short, long) = (TimeDelta::minutes(15), TimeDelta::minutes(30));
    assert_eq!(
        refused(|settings| settings.link_life.1 = long),
        "video_link_minutes is 60 minutes, but must be between 5 and 30"
    );
    assert_eq!(
        refused(|settings| settings.link_life.0 = short),
        "face_to_face_link_minutes is 10 minutes, but must be between 15 and 1440"
    );
}

#[test]
fn an_invitation_without_a_match_code_gets_a_shorter_life_and_the_operator_is_warned() {
    for (minutes, sound, warned) in [
        (4, false, false),
        (5, true, false),
        (30, true, false),
        (31, true, true),
        (1440, true, true),
        (1441, false, true),
    ] {
        let life = TimeDelta::minutes(minutes);
        let settings = Settings { invitation_life: life, ..settings("https://care.example") };
        assert_eq!(settings.webauthn().is_ok(), sound, "{minutes}");
        let told = settings.warnings().iter().any(|warning| warning.starts_with("invitation_minutes is"));
        assert_eq!(told, warned, "{minutes}");
    }
    assert_eq!(settings("https://care.example").invitation_life, Settings::LIFE_WITHOUT_CODE);
}

#[test]
fn the_server_warns_at_the_start_which_links_get_a_shorter_life() {
    let hour = TimeDelta::minutes(60);
    let warnings = |policy, video_link_life, face_to_face_link_life| {
        let settings = settings("https://care.example");
        Settings { match_code: policy, video_link_life, face_to_face_link_life, ..settings }.warnings()
    };
    let (half, cut) = (Settings::LIFE_WITHOUT_CODE, "these links have no match code, and so they work for 30 minutes");
    assert_eq!(warnings(MatchCode::Always, hour, hour), [""; 0]);
    assert_eq!(warnings(MatchCode::VideoOnly, hour, half), [""; 0]);
    assert_eq!(warnings(MatchCode::Never, half, half), [""; 0]);
    let [warning] = &warnings(MatchCode::VideoOnly, hour, hour)[..] else { panic!("there is one") };
    assert!(warning.starts_with("face_to_face_link_minutes is 60, but with match_code = \"video-only\" "), "{warning}");
    assert!(warning.contains(cut), "{warning}");
    let [video, face_to_face] = &warnings(MatchCode::Never, hour, hour)[..] else { panic!("there are two") };
    assert!(video.starts_with("video_link_minutes is 60, ") && video.contains(cut), "{video}");
    assert!(face_to_face.starts_with("face_to_face_link_minutes is 60, "), "{face_to_face}");
}

#[test]
fn the_server_warns_when_mail_is_set_up_but_no_link_can_be_sent() {
    let mail = MailSettings {
        smtp_url: "smtp://localhost:25".into(),
        from: "care@example.nhs.uk".to_owned(),
        reply_to: String::new(),
        contact: "the RA team".to_owned(),
        timeout: MailSettings::TIMEOUT,
    };
    let short = Settings { video_link_life: Settings::LIFE_WITHOUT_CODE, ..settings("https://care.example") };
    for (match_code, told) in [(MatchCode::Always, 0), (MatchCode::VideoOnly, 0), (MatchCode::Never, 1)] {
        let settings = Settings { mail: Some(mail.clone()), match_code, ..short.clone() };
        let warnings = settings.warnings();
        assert_eq!(warnings.len(), told, "{match_code:?}: {warnings:?}");
        assert!(warnings.iter().all(|warning| warning.contains("cannot send links by e-mail")), "{warnings:?}");
    }
}

#[test]
fn an_out_of_bounds_setting_is_named_as_in_the_configuration() {
    let day = TimeDelta::hours(25);
    for (name, error) in [
        ("least_link_minutes ", refused(|settings| settings.link_life.0 = day)),
        ("greatest_link_minutes ", refused(|settings| settings.link_life.1 = day)),
        ("invitation_minutes ", refused(|settings| settings.invitation_life = day)),
        ("session_minutes ", refused(|settings| settings.session_life = day)),
        ("session_idle_minutes ", refused(|settings| settings.session_idle = day)),
        ("session_idle_minutes ", refused(|settings| settings.session_life = TimeDelta::minutes(29))),
    ] {
        assert!(error.starts_with(name), "{name}: {error}");
    }
}
