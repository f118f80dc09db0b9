//! Starts nginx and Caddy with the files beside this crate, on a free port of this machine.
//!
//! Only what has to be another here is replaced: addresses, folders, and HTTPS by plain HTTP.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail, ensure};
use tempfile::TempDir;

const NGINX: &str = include_str!("../../../deploy/nginx/shiftline.conf");
const CADDY: &str = include_str!("../../../deploy/caddy/Caddyfile");
/// Origin of pages elsewhere that the shipped files let in.
pub const ALLOWED_ORIGIN: &str = "https://shiftline.example.com";

/// Which program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Debian's nginx-light.
    Nginx,
    /// Debian's caddy.
    Caddy,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Nginx, Self::Caddy];

    /// Name of its Debian package.
    pub fn package(self) -> &'static str {
        match self {
            Self::Nginx => "nginx-light",
            Self::Caddy => "caddy",
        }
    }

    /// Path of the program.
    fn program(self) -> &'static str {
        match self {
            Self::Nginx => "/usr/sbin/nginx",
            Self::Caddy => "/usr/bin/caddy",
        }
    }
}

/// A running program; it ends when this is dropped.
#[derive(Debug)]
pub struct Front {
    url: String,
    child: Child,
    _folder: TempDir,
}

impl Front {
    /// Serves the page in `site` and passes calls through to the API at `upstream`
    /// (`http://127.0.0.1:PORT`).
    ///
    /// # Errors
    /// When the program is not installed (with the command to type) or does not start.
    pub fn start(kind: Kind, site: &Path, upstream: &str) -> anyhow::Result<Self> {
        Self::start_with(kind, site, upstream, &[])
    }

    /// The same with more texts replaced in what becomes of the shipped file.
    ///
    /// # Errors
    /// Also when it does not hold one of the texts.
    pub fn start_with(
        kind: Kind,
        site: &Path,
        upstream: &str,
        more: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let (program, package) = (kind.program(), kind.package());
        ensure!(Path::new(program).exists(), "{program} is not here; install it: apt-get install {package}");
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let site = site.canonicalize().with_context(|| format!("looking for {}", site.display()))?;
        let command = match kind {
            Kind::Nginx => nginx(folder.path(), port, &site, upstream, more)?,
            Kind::Caddy => caddy(folder.path(), port, &site, upstream, more)?,
        };
        Self::run(command, folder, port)
    }

    fn run(mut command: Command, folder: TempDir, port: u16) -> anyhow::Result<Self> {
        let log = folder.path().join("log");
        let output = std::fs::File::create(&log)?;
        let child = command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output).spawn()?;
        let mut front = Self { url: format!("http://127.0.0.1:{port}"), child, _folder: folder };
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if front.child.try_wait()?.is_some() {
                bail!("it did not start: {}", std::fs::read_to_string(log)?);
            }
            std::thread::yield_now();
        }
        Ok(front)
    }

    /// Base URL of the page; that of the API is `{url}/cxone`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        // nginx takes its workers along only when it is asked to end.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Replaces each text, which has to be there, so that a changed file does not go by unchanged.
fn replaced(text: &str, pairs: &[(&str, &str)]) -> anyhow::Result<String> {
    let mut text = text.to_owned();
    for (from, to) in pairs {
        ensure!(text.contains(from), "the shipped file does not hold {from:?} any more");
        text = text.replace(from, to);
    }
    Ok(text)
}

fn nginx(
    folder: &Path,
    port: u16,
    site: &Path,
    upstream: &str,
    more: &[(&str, &str)],
) -> anyhow::Result<Command> {
    let here = folder.display();
    let server = replaced(
        NGINX,
        &[
            ("listen 443 ssl http2;", &format!("listen 127.0.0.1:{port};")),
            ("ssl_certificate /etc/ssl/certs/shiftline.pem;", ""),
            ("ssl_certificate_key /etc/ssl/private/shiftline.key;", ""),
            ("/var/www/shiftline", &site.display().to_string()),
            ("https://api-na1.niceincontact.com", upstream),
            ("/var/log/nginx/", &format!("{here}/")),
            ("/etc/ssl/certs/ca-certificates.crt", &trusted(folder)?),
            // Clients of a benchmark all come from one address.
            ("limit_conn shiftline 100;", "limit_conn shiftline 10000;"),
        ],
    )?;
    std::fs::write(folder.join("shiftline.conf"), replaced(&server, more)?)?;
    std::fs::write(folder.join("nginx.conf"), around(folder))?;
    let mut command = Command::new(Kind::Nginx.program());
    command.args(["-e", "stderr", "-p"]).arg(folder).arg("-c").arg(folder.join("nginx.conf"));
    Ok(command)
}

/// What Debian's own nginx.conf puts around such a file.
fn around(folder: &Path) -> String {
    let here = folder.display();
    // Workers of a root's nginx would be someone who may not read root's folders.
    let user = if std::env::var("USER").is_ok_and(|user| user != "root") { "" } else { "user root;" };
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("    {name}_temp_path {here}/{name};\n"))
        .concat();
    format!(
        "daemon off;\n{user}\nworker_processes 2;\npid {here}/pid;\nerror_log stderr;\n\
         events {{ worker_connections 8192; }}\n\
         http {{\n    include /etc/nginx/mime.types;\n{temporary}    include {here}/shiftline.conf;\n}}\n"
    )
}

/// A file with certificates that nginx can read, even where the system has none.
fn trusted(folder: &Path) -> anyhow::Result<String> {
    let system = Path::new("/etc/ssl/certs/ca-certificates.crt");
    if system.exists() {
        return Ok(system.display().to_string());
    }
    let empty = folder.join("trusted.pem");
    std::fs::write(&empty, "")?;
    Ok(empty.display().to_string())
}

fn caddy(
    folder: &Path,
    port: u16,
    site: &Path,
    upstream: &str,
    more: &[(&str, &str)],
) -> anyhow::Result<Command> {
    let text = replaced(
        CADDY,
        &[
            ("\nshiftline.example.com {", &format!("\nhttp://127.0.0.1:{port} {{\n\tbind 127.0.0.1")),
            ("/var/www/shiftline", &site.display().to_string()),
            ("https://api-na1.niceincontact.com", upstream),
        ],
    )?;
    let file = folder.join("Caddyfile");
    std::fs::write(&file, replaced(&text, more)?)?;
    let mut command = Command::new(Kind::Caddy.program());
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(file);
    command.env("HOME", folder).env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
    Ok(command)
}
