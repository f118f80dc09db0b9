//! The access token of the moment: pasted, or given out for a client id and secret. It lives in
//! memory, belongs to one address, and is never sent to another.

use std::rc::Rc;

use futures::lock::Mutex;
use leptos::prelude::*;

use super::clock::now;
use super::http;
use crate::app::jwt;
use crate::data::error::ApiError;
use crate::data::token;
use crate::domain::time::Millis;

/// Where a token is kept until the tab closes, if the person wants that.
const KEY: &str = "shiftline.token";

/// A token is fresh for so long after it was given out, in milliseconds.
const FRESH: i64 = 5_000;

/// A client of the API, for the client-credentials grant. The secret is never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// Client id.
    pub id: String,
    /// Client secret.
    pub secret: String,
}

#[derive(Clone)]
struct Held {
    /// The only address that it is sent to.
    base: String,
    text: String,
    expires: Option<Millis>,
    client: Option<Client>,
    /// When it was given out.
    since: Millis,
}

impl Held {
    fn pasted(base: String, text: &str) -> Self {
        let expires = jwt::claims(text).and_then(|claims| claims.expires);
        Self { base, text: text.to_owned(), expires, client: None, since: now() }
    }

    /// Whether a new one is to be asked for before it is used.
    fn is_stale(&self) -> bool {
        self.text.is_empty() || self.expires.is_some_and(|expires| expires - now() < 60_000)
    }
}

/// The token, and what people may know about it. Copied freely.
#[derive(Clone, Copy)]
pub struct SignIn {
    held: StoredValue<Option<Held>>,
    /// Whether there is a token, or a client that gets one.
    pub present: RwSignal<bool>,
    /// When the token expires, if it says so.
    pub expires: RwSignal<Option<Millis>>,
    /// Why no token was given out.
    pub refused: RwSignal<Option<ApiError>>,
    /// Only one request for a token at a time, however many wait for it.
    turn: StoredValue<Rc<Mutex<()>>, LocalStorage>,
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

impl SignIn {
    /// Without a token.
    pub fn new() -> Self {
        Self {
            held: StoredValue::new(None),
            present: RwSignal::new(false),
            expires: RwSignal::new(None),
            refused: RwSignal::new(None),
            turn: StoredValue::new_local(Rc::new(Mutex::new(()))),
        }
    }

    fn hold(self, held: Option<Held>) {
        self.present.set(held.is_some());
        self.expires.set(held.as_ref().and_then(|held| held.expires));
        self.held.set_value(held);
    }

    /// Takes a pasted token for `base`; kept until the tab closes if `remembered`. An empty one is none.
    pub fn paste(self, base: String, text: &str, remembered: bool) {
        let text = text.trim();
        self.clear();
        if !text.is_empty() {
            if let Some(storage) = storage().filter(|_| remembered) {
                // Storage that is full or forbidden keeps nothing; the token is held all the same.
                let _ = storage.set_item(KEY, &format!("{base}\n{text}"));
            }
            self.hold(Some(Held::pasted(base, text)));
        }
    }

    /// Takes a client, which gets a token from `base` when one is needed.
    pub fn use_client(self, base: String, client: Client) {
        self.clear();
        self.hold(Some(Held {
            base,
            text: String::new(),
            expires: None,
            client: Some(client),
            since: Millis(0),
        }));
    }

    /// Takes up what was kept when this tab was loaded before.
    pub fn restore(self) {
        let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        if let Some((base, text)) = kept.as_deref().and_then(|kept| kept.split_once('\n')) {
            self.hold(Some(Held::pasted(base.to_owned(), text)));
        }
    }

    /// Forgets token and client, here and in the tab's storage.
    pub fn clear(self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(KEY);
        }
        self.refused.set(None);
        self.hold(None);
    }

    /// The API refused the token: it is forgotten, but a client can get another.
    pub fn was_refused(self) {
        let client = self.held.with_value(|held| held.as_ref().is_some_and(|held| held.client.is_some()));
        if client {
            self.held.update_value(|held| {
                if let Some(held) = held {
                    held.text.clear();
                }
            });
        } else {
            self.clear();
        }
    }

    /// Whether a refused token can be replaced without asking anyone. One that was refused as soon
    /// as it was given out cannot: the next would fare no better.
    pub fn can_renew(self) -> bool {
        let renewable = |held: &Held| held.client.is_some() && now() - held.since > FRESH;
        self.held.with_value(|held| held.as_ref().is_some_and(renewable))
            && self.refused.with_untracked(Option::is_none)
    }

    /// The token for `base`, renewed first where that is due; `None` when there is none for it.
    pub async fn token_for(self, base: &str) -> Option<String> {
        let held = self.held_for(base)?;
        let Some(client) = held.client.clone().filter(|_| held.is_stale()) else { return Some(held.text) };
        let turn = self.turn.get_value();
        let _turn = turn.lock().await;
        let held = self.held_for(base)?;
        if !held.is_stale() {
            return Some(held.text);
        }
        let answer = http::post_form(base, token::form(&client.id, &client.secret), None).await;
        match token::read(answer, now()) {
            Ok(token) => {
                self.refused.set(None);
                let (text, expires) = (token.secret, Some(token.expires));
                self.hold(Some(Held {
                    base: base.to_owned(),
                    text: text.clone(),
                    expires,
                    client: Some(client),
                    since: now(),
                }));
                Some(text)
            }
            Err(error) => {
                self.refused.set(Some(error));
                None
            }
        }
    }

    fn held_for(self, base: &str) -> Option<Held> {
        self.held.get_value().filter(|held| held.base == base)
    }
}

impl Default for SignIn {
    fn default() -> Self {
        Self::new()
    }
}
