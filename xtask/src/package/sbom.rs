//! What a release is made of, for machines: CycloneDX 1.5 (<https://cyclonedx.org/docs/1.5/json/>).

use serde_json::{Value, json};

use super::crates::{Crate, Crates};
use crate::tools::lock::Lock;

/// The list of components. It holds no time and no number of its own, so that it is the same each time.
pub fn sbom(crates: &Crates, lock: &Lock, version: &str) -> Value {
    let own: Vec<&str> =
        crates.iter().filter(|(_, one)| !one.is_foreign).map(|(key, _)| key.as_str()).collect();
    let used = |one: &Crate| one.uses.iter().filter_map(|key| crates.get(key)).map(purl).collect::<Vec<_>>();
    let release = format!("pkg:generic/shiftline@{version}");
    let mut dependencies = vec![json!({
        "ref": release,
        "dependsOn": own.iter().map(|key| purl(&crates[*key])).collect::<Vec<_>>(),
    })];
    dependencies.extend(crates.values().map(|one| json!({ "ref": purl(one), "dependsOn": used(one) })));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": release,
                "name": "shiftline",
                "version": version,
                "licenses": [{ "expression": "MIT" }],
            },
        },
        "components": crates.values().map(|one| component(one, lock)).collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

fn component(one: &Crate, lock: &Lock) -> Value {
    let Crate { name, version, licence, .. } = one;
    let mut component = json!({
        "type": "library",
        "bom-ref": purl(one),
        "name": name,
        "version": version,
        "purl": purl(one),
    });
    if let Some(licence) = licence {
        component["licenses"] = json!([{ "expression": licence }]);
    }
    if let Some(sum) = lock.checksum(name, version) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    component
}

/// A package URL (<https://github.com/package-url/purl-spec>).
fn purl(one: &Crate) -> String {
    format!("pkg:cargo/{}@{}", one.name, one.version.replace('+', "%2B"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_component_has_its_name_licence_sum_and_place_in_the_graph() {
        let one = |name: &str, is_foreign, uses: &[&str]| Crate {
            name: name.into(),
            version: "1.0.0+x".into(),
            licence: Some("MIT OR Apache-2.0".into()),
            is_foreign,
            uses: uses.iter().map(|&key| key.to_owned()).collect(),
            ..Crate::default()
        };
        let crates = Crates::from([
            ("page 1.0.0+x".into(), one("page", false, &["a 1.0.0+x"])),
            ("a 1.0.0+x".into(), one("a", true, &[])),
        ]);
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0+x\"\nsource = \"s\"\nchecksum = \"abc\"\n";
        let lock = Lock::parse(lock).unwrap();
        let sbom = sbom(&crates, &lock, "0.2.0");
        assert_eq!(sbom["components"][0]["purl"], "pkg:cargo/a@1.0.0%2Bx");
        assert_eq!(sbom["components"][0]["hashes"], json!([{ "alg": "SHA-256", "content": "abc" }]));
        assert_eq!(sbom["components"][0]["licenses"], json!([{ "expression": "MIT OR Apache-2.0" }]));
        assert_eq!(sbom["components"][1]["hashes"], Value::Null);
        let graph = |i: usize| {
            (sbom["dependencies"][i]["ref"].as_str(), sbom["dependencies"][i]["dependsOn"][0].as_str())
        };
        let (a, page) = ("pkg:cargo/a@1.0.0%2Bx", "pkg:cargo/page@1.0.0%2Bx");
        assert_eq!(graph(0), (Some("pkg:generic/shiftline@0.2.0"), Some(page)));
        assert_eq!(graph(1), (Some(a), None));
        assert_eq!(graph(2), (Some(page), Some(a)));
    }
}
