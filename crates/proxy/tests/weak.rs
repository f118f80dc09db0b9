//! Settings that weaken: refused, or said at start.

mod common;

use common::program::{log_of, program, refusal, settings_file};
use common::{PASSWORD, SECRET};

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
        let error = refusal(program().arg("--config").arg(file.path()));
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[cfg(unix)]
mod files {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::Command;

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
        let error = refusal(&mut command);
        assert!(error.contains(word), "{error}");
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
            refused(command, "lies in a folder that is served");
        }
        let log = log_of(with_secret(&outside, folder.path(), 0o644).arg("--site").arg(site.path()));
        assert!(!log.contains("WARN"), "{log}");
    }
}
