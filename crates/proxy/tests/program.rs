//! The program: its flags, its log, its end.

mod common;

use std::io::{Read, Write};
use std::process::Stdio;

use common::program::{program, refusal, settings_file, start, told_to_stop};
use common::{AGENT, HISTORY, PASSWORD, QUERY, SECRET, client, client_at, tenant};
use cxone_sim::{Auth, Scenario, Sim, TUTORIAL_AGENT};

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
    for words in ["agents/{id}/state-history", "other", "refuses a new token"] {
        assert!(log.contains(words), "{words}: {log}");
    }
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
    let output =
        program().args(["--upstream", "https://a.example", "--listen", "0.0.0.0:0"]).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("lets others in"));
    for (arguments, word) in [
        (vec!["--upstream", "http://a.example"], "https://"),
        (vec!["--upstream", "https://a.example", "--site", "/nowhere"], "no index.html in /nowhere"),
        (vec![], "upstream is missing"),
        (vec!["--client-secret", "x"], "unexpected argument"),
        (vec!["--config", "/nowhere/proxy.toml"], "/nowhere/proxy.toml"),
    ] {
        let error = refusal(program().args(&arguments));
        assert!(error.contains(word), "{arguments:?}: {error}");
    }
    let file = settings_file("upstream = \"https://a.example\"\n[credentials]\n");
    let error = refusal(program().arg("--config").arg(file.path()));
    assert!(error.contains("SHIFTLINE_CLIENT"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn where_few_files_may_be_open_one_address_leaves_some_for_others() {
    let file = settings_file("[limits]\nrequest_s = 600\n");
    let mut command = std::process::Command::new("sh");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.args(["-c", "ulimit -n 300 && exec \"$@\"", "sh", env!("CARGO_BIN_EXE_shiftline-proxy")]);
    command.args(["--listen", "127.0.0.1:0", "--upstream", "http://127.0.0.1:9"]);
    let (child, url) = start(command.arg("--config").arg(file.path()));
    let mut slow = Vec::new();
    for _ in 0..400 {
        let mut stream = std::net::TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
        // Beyond its share the proxy ends them at once.
        let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nX-Slow: ");
        slow.push(stream);
    }
    let answer = client_at([127, 0, 0, 2]).get(format!("{url}/healthz")).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    drop(slow);
    let log = String::from_utf8(told_to_stop(child).stderr).unwrap();
    assert!(log.contains("raise ulimit -n most=118"), "{log}");
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
