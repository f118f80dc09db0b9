use super::*;
use crate::app::base::BaseError;
use crate::app::link;
use crate::app::target::link_of;

const UUID: &str = "00000000-0000-0000-0000-000000000000";

fn form() -> Form {
    let link = link::parse(&format!("agent={UUID}&start=2026-11-03T00:00:00Z&end=2026-11-04T00:00:00Z"));
    let mut form = Form::new(&Config::default(), &link, &Zone::utc());
    form.base = "https://api-na1.niceincontact.com/".to_owned();
    form
}

fn errors(form: &Form) -> Vec<FormError> {
    form.target(Millis(0), &Zone::utc()).unwrap_err()
}

#[test]
fn a_form_comes_down_to_a_target() {
    let target = form().target(Millis(0), &Zone::utc()).unwrap();
    assert_eq!(target.base.as_str(), "https://api-na1.niceincontact.com");
    assert_eq!(target.query.span.len(), DAY);
    assert_eq!(target.query.agents, Agents::Named(vec![UUID.into()]));
    assert_eq!(target.query.settings, Settings::default());
}

#[test]
fn every_fault_is_named_at_its_field() {
    let faulty = Form {
        base: String::new(),
        agent: String::new(),
        from: "yesterday".to_owned(),
        max_pages: "many".to_owned(),
        ..form()
    };
    let fields: Vec<_> = errors(&faulty).iter().map(FormError::field).collect();
    assert_eq!(fields, [Field::Base, Field::Agent, Field::From, Field::Advanced]);
    let backwards = Form { to: "2026-11-02T00:00".to_owned(), ..form() };
    assert_eq!(errors(&backwards), [FormError::Query(QueryError::StartNotBeforeEnd)]);
}

#[test]
fn a_link_says_no_more_than_it_must() {
    let target = form().target(Millis(0), &Zone::utc()).unwrap();
    let set = Config { base: Some(target.base.clone()), ..Config::default() };
    assert_eq!(link_of(&target, &set).base, None);
    assert_eq!(link_of(&target, &set).api, None);
    assert_eq!(link_of(&target, &Config::default()).base, Some(target.base));
}

#[test]
fn a_base_in_a_link_is_not_taken_over() {
    let link = link::parse("agent=1&base=https://evil.example.com");
    assert_eq!(Form::new(&Config::default(), &link, &Zone::utc()).base, "");
}

#[test]
fn an_archive_has_an_address_of_its_own() {
    let config = Config { archive: BaseUrl::parse_archive("archive/").ok(), ..Config::default() };
    let base = BaseUrl::parse("https://api-na1.niceincontact.com").unwrap();
    let config = Config { base: Some(base.clone()), ..config };
    let of = |query: &str| Form::new(&config, &link::parse(query), &Zone::utc());
    assert_eq!(of("agent=1").checked_base(), Ok(base));
    let mut form = of("agent=1&source=archive");
    assert_eq!(form.checked_base().map(|base| base.to_string()), Ok("./archive".to_owned()));
    assert_eq!(form.api_base(), config.base, "what may go on where the archive ends");
    assert_eq!(Form::new(&Config::default(), &Link::default(), &Zone::utc()).api_base(), None);
    let target = form.target(Millis(DAY), &Zone::utc()).unwrap();
    let link = link_of(&target, &config);
    assert_eq!((link.source, link.base, link.api), (Some(SourceKind::Archive), None, None));
    form.use_another();
    form.archive = "../up".to_owned();
    assert_eq!(errors(&form), [FormError::ArchiveAddress(BaseError::Bad)]);
    assert_eq!(errors(&form)[0].field(), Field::Archive);
}

#[test]
fn what_the_host_has_set_counts_until_another_is_taken() {
    for text in ["", "/cxone", "https://proxy.example.com"] {
        let set = BaseUrl::try_from(text.to_owned()).unwrap();
        let config = Config { base: Some(set.clone()), ..Config::default() };
        let mut form = Form::new(&config, &Link::default(), &Zone::utc());
        assert_eq!(form.checked_base(), Ok(set));
        let other = BaseUrl::parse("https://other.example.com").unwrap();
        form.use_base(&other);
        assert_eq!(form.checked_base(), Ok(other));
    }
    let mut form = form();
    form.base = String::new();
    assert_eq!(form.checked_base(), Err(FormError::Base(BaseError::Missing)));
}
