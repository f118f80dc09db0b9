//! The program: its flags, its log, its end.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Output, Stdio};

use common::{AGENT, HISTORY, PASSWORD, QUERY, SECRET, client, tenant};
use cxone_sim::{Auth, Scenario, Sim, TUTORIAL_AGENT};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shiftline-proxy"));
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts it and reads the address that it prints.
fn start(command: &mut Command) -> (Child, String) {
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("listening on ").unwrap_or_default().to_owned();
    if url.is_empty() {
        let output = child.wait_with_output().unwrap();
        panic!("it did not start: {}", String::from_utf8_lossy(&output.stderr));
    }
    (child, url)
}

fn told_to_stop(child: Child) -> Output {
    let kill = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(kill.success());
    child.wait_with_output().unwrap()
}

fn settings_file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

#[tokio::test]
async fn the_log_has_no_secret_no_token_and_no_person() {
    let sim = Sim::start().unwrap();
    let upstream = sim.scenario(Scenario { auth: Auth::BearerFor { requests: 2 }, ..tenant() });
    let hash = shiftline_proxy::hash_password(PASSWORD).unwrap();
    let file = settings_file(&format!(
        "listen = \"127.0.0.1:0\"\nupstream = \"{upstream}\"\nlog = \"trace\"\n\
         [credentials]\nclient_id = \"shiftline\"\n[gate]\npassword_hash = \"{hash}\"\n"
    ));
    let (child, url) = start(
        program()
            .args(["--config", file.path().to_str().unwrap()])
            .env("SHIFTLINE_CLIENT_SECRET", SECRET)
            .env("RUST_LOG", "trace"),
    );
    let client = client();
    for password in ["a wrong password", PASSWORD] {
        client.post(format!("{url}/login")).form(&[("password", password)]).send().await.unwrap();
    }
    let entered = client.post(format!("{url}/login")).form(&[("password", PASSWORD)]).send().await.unwrap();
    let cookie = entered.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    for path in [
        format!("/cxone{HISTORY}?{QUERY}"),
        format!("/cxone{HISTORY}?{QUERY}&searchString=customer-word"),
        format!("/cxone{HISTORY}?{QUERY}"),
        format!("/cxone/incontactapi/services/v27.0/agents/{TUTORIAL_AGENT}/state-history?x=customer-word"),
        "/cxone/odd-path-word?customer-word".into(),
        "/page-word/%2e".into(),
    ] {
        let asked = client.get(format!("{url}{path}")).header("cookie", &cookie).bearer_auth("persons-token");
        asked.send().await.unwrap();
    }
    let made_up = reqwest::Method::from_bytes(b"METHOD-WORD").unwrap();
    assert_eq!(client.request(made_up, &url).send().await.unwrap().status(), 405);
    let log = String::from_utf8(told_to_stop(child).stderr).unwrap();
    assert!(
        log.contains("answered") && log.contains("token renewed") && log.contains("a wrong password"),
        "{log}"
    );
    assert!(log.contains("agents/{id}/state-history") && log.contains("other"), "{log}");
    let session = cookie.split_once('=').unwrap().1;
    for secret in [
        SECRET,
        PASSWORD,
        session,
        "persons-token",
        AGENT,
        TUTORIAL_AGENT,
        "customer-word",
        "odd-path-word",
        "page-word",
        "eyJ",
        "2025-03-04",
        "argon2",
        "Bearer",
        "127.0.0.1",
        "METHOD-WORD",
    ] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

#[tokio::test]
async fn a_call_under_way_ends_before_the_program_does() {
    let sim = Sim::start().unwrap();
    let upstream = sim.scenario(Scenario { latency_ms: 300, auth: Auth::None, ..tenant() });
    let (child, url) = start(program().args(["--listen", "127.0.0.1:0", "--upstream", &upstream]));
    let call = tokio::spawn(client().get(format!("{url}/cxone{HISTORY}?{QUERY}")).send());
    while sim.requests(&upstream).is_empty() {
        tokio::task::yield_now().await;
    }
    let stopped = tokio::task::spawn_blocking(move || told_to_stop(child));
    let answer = call.await.unwrap().unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("records"));
    assert!(stopped.await.unwrap().status.success());
    assert!(client().get(format!("{url}/healthz")).send().await.is_err());
}

#[test]
fn it_stops_when_standard_input_closes_if_told_so() {
    let mut command = program();
    command.args(["--listen", "127.0.0.1:0", "--upstream", "http://127.0.0.1:9", "--until-stdin-closes"]);
    let (mut child, _) = start(command.stdin(Stdio::piped()));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn it_does_not_start_when_that_would_not_be_safe() {
    for (arguments, word) in [
        (vec!["--upstream", "https://a.example", "--listen", "0.0.0.0:0"], "lets others in"),
        (vec!["--upstream", "http://a.example"], "https://"),
        (vec!["--upstream", "https://a.example", "--site", "/nowhere"], "no index.html in /nowhere"),
        (vec![], "upstream is missing"),
        (vec!["--client-secret", "x"], "unexpected argument"),
        (vec!["--config", "/nowhere/proxy.toml"], "/nowhere/proxy.toml"),
    ] {
        let output = program().args(&arguments).output().unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(word), "{arguments:?}: {error}");
    }
    let file = settings_file("upstream = \"https://a.example\"\n[credentials]\n");
    let output = program().arg("--config").arg(file.path()).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("SHIFTLINE_CLIENT"), "{error}");
}

/// What it says on standard error from its start to its end.
fn log_of(command: &mut Command) -> String {
    let (child, _) = start(command);
    String::from_utf8(told_to_stop(child).stderr).unwrap()
}

#[test]
fn it_warns_of_a_password_over_plain_http() {
    let hash = shiftline_proxy::hash_password(PASSWORD).unwrap();
    for (listen, more, warned) in [
        ("0.0.0.0:0", "", true),
        ("[::]:0", "", true),
        ("127.0.0.1:0", "hosts = [\"desk.example\"]\n", true),
        ("0.0.0.0:0", "public_https = true\n", false),
        ("127.0.0.1:0", "", false),
    ] {
        let file = settings_file(&format!(
            "listen = \"{listen}\"\nupstream = \"https://a.example\"\n{more}[gate]\npassword_hash = \"{hash}\"\n"
        ));
        let log = log_of(program().arg("--config").arg(file.path()));
        assert_eq!(log.contains("WARN") && log.contains("plain HTTP"), warned, "{listen} {more}: {log}");
    }
}

#[test]
fn it_does_not_start_with_settings_that_weaken() {
    let cheap =
        "$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";
    for (text, word) in [
        ("hosts = [\"https://desk.example\"]".to_owned(), "no host name"),
        ("hosts = [\"desk.example:443\"]".into(), "no host name"),
        ("hosts = [\"*\"]".into(), "no host name"),
        ("connect_origins = [\"https://*\"]".into(), "must look like"),
        (format!("[gate]\npassword_hash = \"{cheap}\""), "cheaper to guess"),
    ] {
        let file = settings_file(&format!("upstream = \"https://a.example\"\n{text}\n"));
        let output = program().arg("--config").arg(file.path()).output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(word), "{text}: {error}");
    }
}

#[cfg(unix)]
mod files {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::*;

    fn put(folder: &Path, name: &str, text: &str, mode: u32) -> String {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        file.to_str().unwrap().to_owned()
    }

    /// Settings with a secret in a file, and the program for them.
    fn with_secret(secret: &str, settings: &Path, mode: u32) -> Command {
        let text = format!(
            "listen = \"127.0.0.1:0\"\nupstream = \"https://a.example\"\n\
             [credentials]\nclient_id = \"x\"\nclient_secret_file = \"{secret}\"\n"
        );
        let mut command = program();
        command.args(["--config", &put(settings, "proxy.toml", &text, mode)]);
        command
    }

    fn refused(mut command: Command, word: &str) {
        let output = command.stdin(Stdio::piped()).arg("--until-stdin-closes").output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(word), "{error}");
        assert!(!error.contains(SECRET), "{error}");
    }

    #[test]
    fn a_secret_that_everyone_can_get_at_is_refused_and_the_groups_warned_about() {
        let folder = tempfile::tempdir().unwrap();
        for mode in [0o644, 0o604, 0o666, 0o602, 0o601, 0o777] {
            let secret = put(folder.path(), "secret", SECRET, mode);
            refused(with_secret(&secret, folder.path(), 0o644), "chmod 600");
        }
        for (mode, warned) in [(0o600, false), (0o400, false), (0o640, true), (0o440, true), (0o660, true)] {
            let secret = put(folder.path(), "secret", SECRET, mode);
            let log = log_of(&mut with_secret(&secret, folder.path(), 0o644));
            assert_eq!(log.contains("WARN"), warned, "{mode:o}: {log}");
            let mut handed_over = with_secret(&secret, folder.path(), 0o644);
            let log = log_of(handed_over.env("CREDENTIALS_DIRECTORY", folder.path()));
            assert!(!log.contains("WARN"), "{mode:o}: {log}");
            std::fs::remove_file(secret).unwrap();
        }
    }

    #[test]
    fn settings_that_everyone_can_change_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let secret = put(folder.path(), "secret", SECRET, 0o600);
        for mode in [0o646, 0o666, 0o602] {
            refused(with_secret(&secret, folder.path(), mode), "chmod o-w");
        }
    }

    #[test]
    fn a_hash_that_everyone_can_read_is_warned_about() {
        let folder = tempfile::tempdir().unwrap();
        let hash = shiftline_proxy::hash_password(PASSWORD).unwrap();
        let plain = "listen = \"127.0.0.1:0\"\nupstream = \"https://a.example\"\n";
        let gate = format!("{plain}[gate]\npassword_hash = \"{hash}\"\n");
        for (text, mode, warned) in
            [(gate.as_str(), 0o644, true), (gate.as_str(), 0o640, false), (plain, 0o644, false)]
        {
            let file = put(folder.path(), "proxy.toml", text, mode);
            let log = log_of(program().args(["--config", &file]));
            assert_eq!(log.contains("WARN") && log.contains("guess"), warned, "{mode:o}: {log}");
        }
    }

    #[test]
    fn no_secret_lies_among_the_files_of_the_page() {
        let (site, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        common::page(site.path());
        std::fs::create_dir(site.path().join("deep")).unwrap();
        let inside = put(&site.path().join("deep"), "secret", SECRET, 0o600);
        let outside = put(folder.path(), "secret", SECRET, 0o600);
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&inside, &link).unwrap();
        for (secret, settings) in [
            (inside.as_str(), folder.path()),
            (link.to_str().unwrap(), folder.path()),
            (outside.as_str(), site.path()),
        ] {
            let mut command = with_secret(secret, settings, 0o644);
            command.arg("--site").arg(site.path());
            refused(command, "lies in the folder of the page");
        }
        let log = log_of(with_secret(&outside, folder.path(), 0o644).arg("--site").arg(site.path()));
        assert!(!log.contains("WARN"), "{log}");
    }
}

#[test]
fn a_hash_for_the_settings() {
    let mut child = program().arg("hash-password").stdin(Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    let mut hash = String::new();
    child.stdout.take().unwrap().read_to_string(&mut hash).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(hash.starts_with("$argon2id$"), "{hash}");
}
