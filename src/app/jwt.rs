//! What an access token says about itself, when it is a JSON web token (RFC 7519) as CXone's are.
//! Nothing is verified here: the API does that.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::base::BaseUrl;
use model::time::{Millis, SECOND};

/// The claims that matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// When it expires (`exp`).
    pub expires: Option<Millis>,
    /// Address of the API it belongs to, from `area` and `icDomain`: `https://api-na1.niceincontact.com`.
    pub base: Option<BaseUrl>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    exp: Option<f64>,
    area: Option<String>,
    ic_domain: Option<String>,
}

/// Reads a token; `None` when it is no JSON web token.
pub fn claims(token: &str) -> Option<Claims> {
    let mut parts = token.trim().split('.');
    let (_, body, _) = (parts.next()?, parts.next()?, parts.next()?);
    let body = URL_SAFE_NO_PAD.decode(body.trim_end_matches('=')).ok()?;
    let raw: Raw = serde_json::from_slice(&body).ok()?;
    let expires = raw.exp.filter(|s| s.is_finite()).map(|s| Millis((s * SECOND as f64) as i64));
    Some(Claims { expires, base: base(raw.area.as_deref(), raw.ic_domain.as_deref()) })
}

/// Only names that can stand in a host are taken: a token is no reason to trust an address.
fn base(area: Option<&str>, domain: Option<&str>) -> Option<BaseUrl> {
    let is_name = |text: &str, more: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    let area = area.filter(|area| is_name(area, "-"))?;
    let domain = domain.unwrap_or("niceincontact.com");
    let known = ["niceincontact.com", "nice-incontact.com", "nicecxone.com", "nicecxone-gov.com"];
    let domain =
        known.into_iter().find(|known| domain == *known || domain.ends_with(&format!(".{known}")))?;
    BaseUrl::parse(&format!("https://api-{area}.{domain}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(claims: &str) -> String {
        format!("{}.{}.sig", URL_SAFE_NO_PAD.encode("{}"), URL_SAFE_NO_PAD.encode(claims))
    }

    #[test]
    fn a_token_tells_its_end_and_its_home() {
        let text = token(r#"{"exp":1793707200,"area":"na1","icDomain":"niceincontact.com","icAgentId":42}"#);
        let expected = Claims {
            expires: Some(Millis(1_793_707_200_000)),
            base: BaseUrl::parse("https://api-na1.niceincontact.com").ok(),
        };
        assert_eq!(claims(&text), Some(expected));
        assert_eq!(claims(&token("{}")), Some(Claims::default()));
    }

    #[test]
    fn other_texts_are_no_web_tokens() {
        for text in ["", "opaque", "a.b.c", "..", &token("no json")] {
            assert_eq!(claims(text), None, "{text}");
        }
    }

    #[test]
    fn a_strange_home_is_not_offered() {
        for claim in [
            r#"{"area":"na1","icDomain":"evil.example.com"}"#,
            r#"{"area":"x/../y"}"#,
            r#"{"area":"na1","icDomain":"notniceincontact.com"}"#,
            r#"{"icDomain":"niceincontact.com"}"#,
        ] {
            assert_eq!(claims(&token(claim)).unwrap().base, None, "{claim}");
        }
    }
}
