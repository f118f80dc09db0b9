//! Texts that people type, paste or send: cells of tables, links, and the form.

use data::acw::AcwRule;
use data::files::columns::Role;
use data::files::{cell, guarded, when};
use data::length::{self, Decimal, Unit};
use data::query::{parse_agents, parse_span};
use model::time::{Millis, Span, parse_strict_utc, parse_timestamp};
use model::zone::Zone;
use shiftline::app::base::BaseUrl;
use shiftline::app::config::Config;
use shiftline::app::find::results::find;
use shiftline::app::target::link_of;
use shiftline::app::{form as forms, link as links, presets, zones};

use super::figures::NOW;

/// One cell of a table, under any header.
pub fn cells(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    for decimal in [Decimal::Point, Decimal::Comma] {
        let _ = length::read(text, decimal);
    }
    if let Some(unit) = Unit::of_header(text) {
        let _ = length::clock_in("1:02:03", unit);
    }
    let readings =
        [length::iso_ms(text), length::seconds_ms(text), length::clock_ms(text), cell::whole(text)];
    let _ = (readings, cell::flag(text), cell::is_nothing(text), cell::id(text).len());
    let _ =
        (Role::of(text), Role::guess(text), zones::parse_gmt_offset(text), AcwRule::default().holds(text));
    let zone = Zone::utc();
    for read in
        [when::read(text), text.split_once(' ').and_then(|(date, time)| when::read_joined(date, time))]
    {
        if let Some(when::When::Wall(wall)) = read {
            for order in [when::DateOrder::MonthFirst, when::DateOrder::DayFirst] {
                let _ = (wall.moments(order, &zone), wall.is_ambiguous(), wall.proves());
            }
        }
    }
    let strict = parse_strict_utc(text);
    assert!(strict.is_none() || parse_timestamp(bytes) == strict, "a strict time is a time");
    let first = guarded(text).chars().next();
    assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r')), "a formula");
}

/// A link: what is written of it says the same.
pub fn link(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let link = links::parse(text);
    let copy = links::format(&link);
    assert!(copy.is_ascii(), "{copy}");
    let written = links::parse(&copy);
    assert_eq!(links::format(&written), copy, "a link that was copied");
    let zone = Zone::utc();
    let form = forms::Form::new(&Config::default(), &link, &zone);
    if let Ok(target) = form.target(NOW, &zone) {
        assert!(!target.query.span.is_empty());
        let again = link_of(&target, &Config::default());
        assert_eq!(links::format(&links::parse(&links::format(&again))), links::format(&again));
    }
}

/// Everything that is typed into the form or kept in `config.json`.
pub fn form(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    if let Ok(base) = BaseUrl::parse(text).map(|base| base.to_string()) {
        is_safe(&base);
        let again = BaseUrl::try_from(base.clone()).map(|base| base.to_string());
        assert_eq!(again, Ok(base), "a base that is read again");
    }
    let zone = Zone::utc();
    let _ = forms::parse_wall_clock(text, &zone).map(|t| forms::wall_clock(t, &zone));
    let _ = (parse_agents(text), find(text, None, &|_| None));
    let (start, end) = text.split_once('\n').unwrap_or((text, "2026-11-13T00:00:00Z"));
    assert!(
        parse_span(start, end).is_ok_and(|span: Span| span.start < span.end)
            || parse_span(start, end).is_err()
    );
    let kept = presets::parse(text);
    assert_eq!(presets::parse(&presets::format(&kept)), kept, "choices that were kept");
    if let Ok(config) = Config::parse(text) {
        let _ = forms::Form::new(&config, &links::Link::default(), &zone).target(Millis(0), &zone);
    }
}

/// A base sends a token to this origin, over HTTPS, or to this machine, and holds nothing that hides where.
fn is_safe(base: &str) {
    assert!(base.is_ascii() && !base.contains(['?', '#', '\\', '\t', '\n', '\r']), "{base}");
    if base.is_empty() || base.starts_with('/') && !base.starts_with("//") {
        return;
    }
    let (scheme, rest) = base.split_once("://").unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    let local = ["localhost", "127.", "[::1]"].iter().any(|name| host.starts_with(name));
    assert!(scheme == "https" || scheme == "http" && (local || host.contains(".localhost")), "{base}");
    assert!(!host.is_empty() && host.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'@'), "{base}");
}
