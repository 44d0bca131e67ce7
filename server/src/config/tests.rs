//! The reference configuration, and what wins over it.

use super::Config;
use std::collections::HashMap;

fn load(variables: &[(&str, &str)]) -> Result<Config, String> {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::from(None, variables.collect::<HashMap<_, _>>()).map_err(|error| error.to_string())
}

#[test]
fn the_reference_configuration_is_complete_and_sound() {
    load(&[]).unwrap().settings().unwrap();
}

#[test]
fn the_environment_wins() {
    let config = load(&[("CIM_VIDEO_LINK_MINUTES", "15"), ("CIM_ORIGIN", "https://care.example")]).unwrap();
    assert_eq!((config.video_link_minutes, config.origin.as_str()), (15, "https://care.example/"));
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
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
