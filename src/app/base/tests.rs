use proptest::prelude::*;
use url::Url;

use super::*;

fn base(text: &str) -> Result<String, BaseError> {
    BaseUrl::parse(text).map(|base| base.to_string())
}

#[test]
fn addresses_as_people_type_them() {
    let good = [
        ("https://api.example.com/", "https://api.example.com"),
        ("api.example.com", "https://api.example.com"),
        ("https://api.example.com/api/reporting/v2/agent-state-history", "https://api.example.com"),
        ("https://api.example.com/x/inContactAPI/services/v27.0", "https://api.example.com/x"),
        ("http://localhost:8080/s/1", "http://localhost:8080/s/1"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9"),
        ("http://[::1]:9", "http://[::1]:9"),
        ("http://[0:0::1]:09", "http://[::1]:9"),
        ("HTTPS://API.Example.COM:443/X", "https://api.example.com/X"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("https://[2001:DB8:0::1]", "https://[2001:db8::1]"),
        ("/cxone/", "/cxone"),
        // Cases 40-base-with-path, 40b-base-with-slash, 40d-base-services and their kind.
        ("https://api.example.com/inContactAPI", "https://api.example.com"),
        ("https://api.example.com/inContactAPI/", "https://api.example.com"),
        ("https://api.example.com/INCONTACTAPI//", "https://api.example.com"),
        ("api.example.com/incontactapi", "https://api.example.com"),
        ("https://api.example.com/inContactAPI/services", "https://api.example.com"),
        ("https://api.example.com/services/v27.0", "https://api.example.com"),
        ("https://api.example.com/x/services/V27.0/agents", "https://api.example.com/x"),
        ("https://api.example.com/api/reporting", "https://api.example.com"),
        ("https://api.example.com/API/Reporting/v2/", "https://api.example.com"),
        (
            "https://api.example.com/api/reporting/v2/agent-state-history?agentId=1#x",
            "https://api.example.com",
        ),
        ("/cxone/inContactAPI", "/cxone"),
        ("/inContactAPI", ""),
        // What only looks like it, or may be a proxy's own.
        ("https://api.example.com/api", "https://api.example.com/api"),
        ("https://api.example.com/api/v2", "https://api.example.com/api/v2"),
        ("https://api.example.com/services/v2", "https://api.example.com/services/v2"),
        ("https://api.example.com/incontactapi-proxy", "https://api.example.com/incontactapi-proxy"),
        ("https://incontactapi/x", "https://incontactapi/x"),
    ];
    for (typed, expected) in good {
        assert_eq!(base(typed).as_deref(), Ok(expected), "{typed}");
    }
}

#[test]
fn addresses_that_are_refused() {
    assert_eq!(base("  "), Err(BaseError::Missing));
    assert_eq!(base("http://api.example.com"), Err(BaseError::Insecure));
    assert_eq!(base("http://localhost.example.com"), Err(BaseError::Insecure));
    assert_eq!(base("http://127.0.0.1.example.com"), Err(BaseError::Insecure));
    for bad in [
        "https://",
        "ftp://x",
        "https://user:pass@x.com",
        "https://x.com?token=1",
        "https://x.com/?to=/inContactAPI/services",
        "https://x.com/#/inContactAPI",
        "/?to=/inContactAPI",
        "//evil.com",
        "two words",
        // Not what it looks like.
        "https://api-na1.niceincontact.com\u{2215}x.evil.example",
        "https://api.example.com\u{ff0f}x.evil.example",
        "https://b\u{fc}cher.example",
        "https://api.ex\u{430}mple.com",
        "https://api.example.com/\u{202e}x",
        "https://api.example.com%2f.evil.example",
        "https://api.example.com%E2%88%95x.evil.example",
        "/\t/127.0.0.1:1",
        "/\n/127.0.0.1:1",
        "/\r\n/127.0.0.1:1",
        "\\\\127.0.0.1",
        "/\\127.0.0.1",
        "/x/..//127.0.0.1:1",
        "/x/%2E%2e/y",
        "https://api.example.com/x/..",
        "https:api.example.com",
        "https:/\t/api.example.com",
        "ht\ttps://api.example.com",
        "https://0x7f.1",
        "https://2130706433",
        "https://127.1",
        "https://0177.0.0.1",
        "https://127.0.0.1.",
        "https://[::ffff:127.0.0.1]",
        "https://[::1%25eth0]",
        "https://a..b",
        "https://a:0",
        "https://a:99999",
        "https://a:b",
        "https://a:",
        "https://a,b",
    ] {
        assert_eq!(base(bad), Err(BaseError::Bad), "{bad}");
    }
}

#[test]
fn links_name_whole_addresses_alone() {
    let base = |text: &str| BaseUrl::in_link(text).map(|base| base.to_string());
    assert_eq!(base(" https://host/path/ ").as_deref(), Some("https://host/path"));
    for text in ["", "host", "/cxone", "//host", "https://", "http://host", "javascript:alert(1)"] {
        assert_eq!(base(text), None, "{text}");
    }
}

/// Addresses and what people hide in them.
fn addresses() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(
            &[
                "https://",
                "http://",
                "/",
                "//",
                "\\",
                ".",
                "..",
                ":",
                ":80",
                ":443",
                "@",
                "?",
                "#",
                "%2e",
                "%2f",
                "%09",
                "[",
                "]",
                "[::1]",
                "::",
                "xn--",
                "0x",
                "127.0.0.1",
                "127",
                "localhost",
                "api.example.com",
                "inContactAPI",
                "services",
                "v27.0",
                "\t",
                "\n",
                "\u{2215}",
                "\u{ff0f}",
                "\u{ad}",
                "\u{200b}",
                "\u{202e}",
                "\u{430}",
                " ",
                "A",
                "0",
                "_",
                "-",
            ][..]
        )
        .prop_map(str::to_owned),
        "[a-z0-9.]{1,5}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..9).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn what_is_taken_leads_where_it_says(text in addresses()) {
        let Ok(base) = BaseUrl::parse(&text) else { return Ok(()) };
        prop_assert!(base.as_str().bytes().all(|byte| byte.is_ascii_graphic()), "{}", base);
        prop_assert_eq!(BaseUrl::try_from(base.to_string()), Ok(base.clone()));
        let page = Url::parse("https://page.example/x/").unwrap();
        // What a browser does not take leads nowhere.
        let Ok(asked) = page.join(&format!("{base}/call?q=1")) else { return Ok(()) };
        if base.is_full() {
            prop_assert_eq!(asked.as_str(), format!("{base}/call?q=1"));
            prop_assert_eq!(BaseUrl::in_link(base.as_str()), Some(base));
            prop_assert!(asked.scheme() == "https" || !asked.host_str().unwrap().contains("example"));
        } else {
            prop_assert_eq!(asked.as_str(), format!("https://page.example{base}/call?q=1"));
        }
    }
}

#[test]
fn an_archive_may_lie_beside_the_page() {
    for (text, expected) in [
        ("archive/", Ok("./archive")),
        (" ./archive ", Ok("./archive")),
        ("data/archive-2026", Ok("./data/archive-2026")),
        ("/archive/", Ok("/archive")),
        ("https://files.example.com/archive/", Ok("https://files.example.com/archive")),
        ("files.example.com/archive", Ok("https://files.example.com/archive")),
        ("localhost:8080/archive", Ok("https://localhost:8080/archive")),
        ("http://localhost:8080/archive", Ok("http://localhost:8080/archive")),
        ("./files.example.com/archive", Ok("./files.example.com/archive")),
        ("", Err(BaseError::Missing)),
        ("./", Err(BaseError::Bad)),
        ("../archive", Err(BaseError::Bad)),
        ("archive/../..", Err(BaseError::Bad)),
        ("archive/%2e%2e", Err(BaseError::Bad)),
        ("./../archive", Err(BaseError::Bad)),
        ("archive//x", Err(BaseError::Bad)),
        ("//evil.example/archive", Err(BaseError::Bad)),
        ("archive?x", Err(BaseError::Bad)),
        ("archive#x", Err(BaseError::Bad)),
        ("archive\\x", Err(BaseError::Bad)),
        ("http://files.example.com/archive", Err(BaseError::Insecure)),
        ("data:text/plain,x", Err(BaseError::Bad)),
    ] {
        let parsed = BaseUrl::parse_archive(text);
        assert_eq!(parsed.as_ref().map(BaseUrl::as_str), expected.as_ref().map(|text| *text), "{text}");
    }
    assert!(!BaseUrl::parse_archive("archive").unwrap().is_full());
}
