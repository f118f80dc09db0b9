//! A release as people install it: one archive with page, proxy, licences, sums and the list of components.
//!
//! ```text
//! shiftline-X.Y.Z/
//!   bin/shiftline-proxy   bin/shiftline-archive   site/   deploy/   docs/   licences/
//!   README.md SECURITY.md CHANGELOG.md LICENSE   sbom.cdx.json   SHA256SUMS
//! ```

mod archive;
mod crates;
mod licences;
mod sbom;
mod trial;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::run::{output, run, say};
use crate::tools::lock::Lock;
use crate::{paths, site};
use archive::{File, Files, add_folder, pack, sha256, text, unpack};

/// The proxy's program.
const PROXY: &str = "shiftline-proxy";

/// The programs.
const PROGRAMS: [&str; 2] = [PROXY, "shiftline-archive"];

/// What is taken along from the repository, as it lies there.
const PAPERS: [&str; 11] = [
    "README.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "LICENSE",
    "deploy/README.md",
    "deploy/proxy.toml",
    "deploy/nginx/shiftline.conf",
    "deploy/caddy/Caddyfile",
    "deploy/archive/shiftline-archive.service",
    "deploy/archive/shiftline-archive.timer",
    "docs/archive.md",
];

/// How to pack.
#[derive(Args, Debug)]
pub struct Options {
    /// A page that was built before, instead of a new one.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Pack twice, the second time from programs that are built anew, and compare.
    #[arg(long)]
    twice: bool,
}

/// Builds what is missing, packs it into `target/package/`, and tries the archive.
///
/// # Errors
/// When something can not be built or read, or the archive does not do what it should.
pub fn package(options: &Options) -> Result<()> {
    let name = format!("shiftline-{}", env!("CARGO_PKG_VERSION"));
    let packed = archive_of(options, &name)?;
    if options.twice {
        run(cargo().args(["clean", "--release", "--target-dir"]).arg(apart()))?;
        ensure!(archive_of(options, &name)? == packed, "two builds differ");
        say("Two builds gave the same bytes");
    }
    let folder = paths::target().join("package");
    tried(&packed, &name, &folder)?;
    let file = folder.join(format!("{name}.tar.gz"));
    fs::write(&file, &packed).with_context(|| format!("writing {}", file.display()))?;
    let sum = format!("{}  {name}.tar.gz\n", sha256(&packed));
    fs::write(folder.join(format!("{name}.tar.gz.sha256")), &sum)?;
    println!("{}: {} bytes\n{}", file.display(), packed.len(), sum.trim_end());
    Ok(())
}

fn archive_of(options: &Options, name: &str) -> Result<Vec<u8>> {
    if options.site.is_none() {
        site::dist(&site::Options::default())?;
    }
    let page = options.site.clone().unwrap_or_else(paths::dist);
    say("Building the programs for release (about 6 min on two cores)");
    build()?;
    let mut files = Files::new();
    for name in PROGRAMS {
        let file = apart().join("release").join(format!("{name}{}", env::consts::EXE_SUFFIX));
        let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        files.insert(format!("bin/{name}"), File { bytes, runs: true });
    }
    add_folder(&mut files, &page, "site")?;
    ensure!(files.contains_key("site/index.html"), "{} holds no page", page.display());
    for paper in PAPERS {
        let bytes = fs::read(paths::root().join(paper)).with_context(|| format!("reading {paper}"))?;
        files.insert(paper.into(), text(bytes));
    }
    let crates = crates::shipped()?;
    files.extend(licences::licences(&crates)?);
    let sbom = sbom::sbom(&crates, &Lock::read()?, env!("CARGO_PKG_VERSION"));
    files.insert("sbom.cdx.json".into(), text(serde_json::to_vec_pretty(&sbom)?));
    pack(&files, name, changed_at()?)
}

/// Unpacks the archive beside where it will lie, starts it, and takes it away again.
fn tried(packed: &[u8], name: &str, folder: &Path) -> Result<()> {
    say("Unpacking the archive and starting it");
    let trial = folder.join("trial");
    let _ = fs::remove_dir_all(&trial);
    fs::create_dir_all(&trial).with_context(|| format!("making {}", trial.display()))?;
    unpack(packed, &trial)?;
    trial::starts(&trial.join(name))?;
    fs::remove_dir_all(&trial).context("removing the trial")
}

/// Builds the programs. No path of this machine stands in them.
fn build() -> Result<()> {
    let places = [(paths::cargo_home()?, "/cargo"), (paths::root(), "/shiftline"), (apart(), "/target")];
    let flags: Vec<String> =
        places.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect();
    let mut build = cargo();
    build.args(["build", "--locked", "--release"]);
    build.args(PROGRAMS.iter().flat_map(|name| ["--package", name, "--bin", name]));
    build.arg("--target-dir").arg(apart()).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    run(&mut build)
}

/// Where releases are built: their flags would undo what other builds made.
fn apart() -> PathBuf {
    paths::target().join("package/target")
}

/// The time of the last change, in seconds since 1970: `SOURCE_DATE_EPOCH`, else that of the last commit.
fn changed_at() -> Result<u64> {
    let told = match env::var("SOURCE_DATE_EPOCH") {
        Ok(told) => told,
        Err(_) => output(Command::new("git").current_dir(paths::root()).args(["log", "-1", "--format=%ct"]))?,
    };
    told.trim().parse().with_context(|| format!("no time in seconds: {told}"))
}

fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root());
    cargo
}
