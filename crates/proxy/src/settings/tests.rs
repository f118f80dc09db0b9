use super::*;

fn settings(text: &str) -> anyhow::Result<Settings> {
    let settings: Settings = toml::from_str(text)?;
    settings.check()?;
    Ok(settings)
}

#[test]
fn the_least_that_is_needed() {
    let least = settings("upstream = \"https://na1.niceincontact.com\"").unwrap();
    assert!(least.listen.ip().is_loopback());
    assert_eq!(least.upstream_url().unwrap().as_str(), "https://na1.niceincontact.com/");
}

#[test]
fn what_is_not_safe_is_refused_with_a_word() {
    let hash = "[gate]\npassword_hash = \"x\"\n";
    let https = "upstream = \"https://a.b\"\n";
    for (text, word) in [
        (String::new(), "upstream is missing"),
        ("upstream = \"http://na1.niceincontact.com\"".into(), "https://"),
        ("upstream = \"https://me:pass@a.b\"".into(), "name or password"),
        ("upstream = \"https://a.b/?x=1\"".into(), "query"),
        (format!("{https}listen = \"0.0.0.0:80\""), "lets others in"),
        (format!("{https}listen = \"[::]:80\"\n[credentials]"), "lets others in"),
        (format!("{https}mount = \"/\""), "mount"),
        (format!("{https}mount = \"/login\""), "mount"),
        (format!("{https}mount = \"/a/../b\""), "mount"),
        (format!("{https}cors_origins = [\"https://a.b/\"]"), "must look like"),
        (format!("{https}connect_origins = [\"https://*\"]"), "must look like"),
        (format!("{https}hosts = [\"a.b\", \"*\"]"), "no host name"),
        (format!("{https}cors_origins = [\"https://a.b\"]\n[credentials]"), "use the secret"),
        (format!("{https}cors_origins = [\"https://a.b\"]\n{hash}"), "exclude each other"),
        (format!("{https}[credentials]\nclient_secret = \"x\""), "unknown field"),
        (format!("{https}[schedule_export]"), "missing field"),
        (format!("{https}[schedule_export]\npath = \"wfm/export\""), "must be a path"),
        (format!("{https}[schedule_export]\npath = \"/\""), "must be a path"),
        (format!("{https}[schedule_export]\npath = \"/wfm/export/\""), "must be a path"),
        (format!("{https}[schedule_export]\npath = \"/wfm/../export\""), "must be a path"),
        (format!("{https}[schedule_export]\npath = \"//a.b/export\""), "must be a path"),
        (format!("{https}[schedule_export]\npath = \"/wfm/export?x\""), "must be a path"),
        (format!("{https}[schedule_export]\npath = \"/wfm/%65xport\""), "must be a path"),
        (
            format!("{https}[schedule_export]\npath = \"/incontactapi/services/v8.0/agents\""),
            "path is that of another call",
        ),
        (format!("{https}[schedule_export]\npath = \"/x/export\"\nzone = \"\""), "name of a time zone"),
        (format!("{https}[schedule_export]\npath = \"/x/export\"\nzone = \"a b\""), "name of a time zone"),
        (format!("{https}[schedule_export]\npath = \"/x/export\"\nmethod = \"PUT\""), "unknown field"),
        (format!("{https}[limits]\nin_flight = 0"), "greater than 0"),
        (format!("{https}[limits]\nrequest_s = 0"), "a day"),
        (format!("{https}[limits]\ncall_s = 9000000000"), "a day"),
    ] {
        let error = settings(&text).unwrap_err().to_string();
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn wide_listening_with_a_password_or_the_word() {
    let wide = "upstream = \"https://a.b\"\nlisten = \"0.0.0.0:80\"\n";
    for word in ["front_authenticates = true", "[gate]\npassword_hash = \"x\""] {
        assert!(settings(&format!("{wide}{word}")).is_ok());
    }
}

#[test]
fn a_password_over_plain_http_is_warned_about() {
    let hash = "[gate]\npassword_hash = \"x\"";
    for (text, word) in [
        (format!("listen = \"0.0.0.0:80\"\n{hash}"), Some("shared password")),
        (format!("listen = \"[::]:80\"\n{hash}"), Some("shared password")),
        (format!("listen = \"10.0.0.7:80\"\n{hash}"), Some("shared password")),
        (format!("hosts = [\"desk.example\"]\n{hash}"), Some("shared password")),
        ("listen = \"0.0.0.0:80\"\nfront_authenticates = true".into(), Some("people's data")),
        (format!("listen = \"0.0.0.0:80\"\npublic_https = true\n{hash}"), None),
        (format!("listen = \"127.0.0.1:80\"\n{hash}"), None),
        (format!("listen = \"[::1]:80\"\n{hash}"), None),
        ("front_authenticates = true".into(), None),
        (String::new(), None),
    ] {
        let said = settings(&format!("upstream = \"https://a.b\"\n{text}")).unwrap().warnings().join("\n");
        assert_eq!(said.is_empty(), word.is_none(), "{text}: {said}");
        assert!(said.contains(word.unwrap_or_default()), "{text}: {said}");
    }
}

#[test]
fn the_example_is_what_it_says() {
    let example = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/proxy.toml"));
    let settings = Settings::read(example).unwrap();
    settings.check().unwrap();
    assert!(settings.credentials.is_some());
    // Every line of it, the commented ones too, is known.
    let text = std::fs::read_to_string(example).unwrap();
    let whole = text.replace("\n# ", "\n#").replace("\n#= ", "\n").replace("\n#=", "\n");
    assert!(whole.contains("\n[gate]\n") && whole.contains("\nin_flight"), "{whole}");
    toml::from_str::<Settings>(&whole).unwrap();
}

#[test]
fn an_error_names_the_line_and_not_what_it_says() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "upstream = \"https://a.b\"\n[credentials]\nclient_secret = \"hunter2\"")
        .unwrap();
    let error = format!("{:#}", Settings::read(file.path()).unwrap_err());
    assert!(error.contains("line 3") && error.contains("client_secret"), "{error}");
    assert!(!error.contains("hunter2"), "{error}");
}
