//! The access token of the moment: pasted, or given out for a client id and secret. It lives in
//! memory, belongs to one address, and is never sent to another.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::base::BaseUrl;
use crate::app::browser::clock::now;
use crate::app::browser::http;
use crate::app::browser::lazy::lazy;
use crate::app::browser::storage::Storage;
use crate::app::jwt;
use data::error::{ApiError, ErrorKind};
use data::token::{self, Token};
use model::time::Millis;

/// Where a token is kept until the tab closes, if the person wants that.
const KEY: &str = "shiftline.token";

/// For so long no other token is asked for after none was given out, in milliseconds.
const REST: i64 = 5_000;

/// A client of the API, for the client-credentials grant. The secret is never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// Client id.
    pub id: String,
    /// Client secret.
    pub secret: String,
}

/// What is sent.
#[derive(Clone)]
enum Bearer {
    /// Pasted, with its end if it says so.
    Pasted(String, Option<Millis>),
    /// Given out for a client; `None` before the first, and after one was refused.
    Given(Client, Option<Token>),
}

#[derive(Clone)]
struct Held {
    /// The only address that it is sent to.
    base: BaseUrl,
    bearer: Bearer,
}

impl Held {
    fn pasted(base: BaseUrl, text: &str) -> Self {
        Self { base, bearer: Bearer::Pasted(text.to_owned(), None) }
    }

    fn is_pasted(&self, text: &str) -> bool {
        matches!(&self.bearer, Bearer::Pasted(own, _) if own == text)
    }

    fn expires(&self) -> Option<Millis> {
        match &self.bearer {
            Bearer::Pasted(_, expires) => *expires,
            Bearer::Given(_, token) => token.as_ref().map(|token| token.expires),
        }
    }
}

lazy! { form:
    /// When a pasted token expires, if it says so.
    fn end_of(text: String) -> Option<Millis> {
        jwt::claims(&text).and_then(|claims| claims.expires)
    }
}

/// A question for a token under way.
type Asking = Pin<Box<dyn Future<Output = Result<Token, ApiError>>>>;

lazy! { api:
    /// Asks for a token.
    fn ask(base: BaseUrl, client: Client) -> Asking {
        Box::pin(async move {
            let answer = http::post_form(&base, token::form(&client.id, &client.secret), None).await;
            token::read(answer, now())
        })
    }
}

/// What is known of the token for an address.
enum Known {
    /// It can be used.
    Good(String),
    /// The client has to ask for one first.
    Due(Client),
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
    /// When none was given out.
    refused_at: StoredValue<Option<Millis>>,
    /// Only one request for a token at a time, however many wait for it.
    turn: StoredValue<Rc<Mutex<()>>, LocalStorage>,
}

impl SignIn {
    /// Without a token.
    pub fn new() -> Self {
        Self {
            held: StoredValue::new(None),
            present: RwSignal::new(false),
            expires: RwSignal::new(None),
            refused: RwSignal::new(None),
            refused_at: StoredValue::new(None),
            turn: StoredValue::new_local(Rc::new(Mutex::new(()))),
        }
    }

    fn hold(self, held: Option<Held>) {
        self.present.set(held.is_some());
        self.expires.set(held.as_ref().and_then(Held::expires));
        self.held.set_value(held);
    }

    /// Holds a pasted token, and says when it ends once that was read from it.
    fn hold_pasted(self, base: BaseUrl, text: &str) {
        self.hold(Some(Held::pasted(base, text)));
        let text = text.to_owned();
        spawn_local(async move {
            // A token whose end is not known is as good as one that does not say it.
            let Ok(Some(end)) = end_of(text.clone()).await else { return };
            let held = self.held.try_get_value().flatten().filter(|held| held.is_pasted(&text));
            if let Some(Held { base, .. }) = held {
                self.hold(Some(Held { base, bearer: Bearer::Pasted(text, Some(end)) }));
            }
        });
    }

    /// Takes a pasted token for `base`; kept until the tab closes if `remembered`. An empty one is none.
    pub fn paste(self, base: BaseUrl, text: &str, remembered: bool) {
        let text = text.trim();
        self.clear();
        if !text.is_empty() {
            if remembered {
                Storage::Tab.set(KEY, &format!("{base}\n{text}"));
            }
            self.hold_pasted(base, text);
        }
    }

    /// Takes a client, which gets a token from `base` when one is needed.
    pub fn use_client(self, base: BaseUrl, client: Client) {
        self.clear();
        self.hold(Some(Held { base, bearer: Bearer::Given(client, None) }));
    }

    /// Takes up what was kept when this tab was loaded before.
    pub fn restore(self) {
        let kept = Storage::Tab.get(KEY);
        if let Some((base, text)) = kept.as_deref().and_then(|kept| kept.split_once('\n'))
            && let Ok(base) = BaseUrl::try_from(base.to_owned())
        {
            self.hold_pasted(base, text);
        }
    }

    /// Whether there is a token for this address, or a client that gets one.
    pub fn is_for(self, base: &BaseUrl) -> bool {
        self.present.get()
            && self.held.with_value(|held| held.as_ref().is_some_and(|held| held.base == *base))
    }

    /// Forgets token and client, here and in the tab's storage.
    pub fn clear(self) {
        Storage::Tab.remove(KEY);
        self.ask_again();
        self.hold(None);
    }

    /// Allows to ask for a token at once, though none was given out a moment ago.
    pub fn ask_again(self) {
        self.refused.set(None);
        self.refused_at.set_value(None);
    }

    /// The API refused the token: it is forgotten. Says whether it can be replaced without asking anyone:
    /// a client gets another, unless this one was refused as soon as it was given out.
    pub fn was_refused(self) -> bool {
        let mut may_renew = false;
        let is_pasted = self.held.try_update_value(|held| match held.as_mut().map(|held| &mut held.bearer) {
            Some(Bearer::Given(_, token)) => {
                may_renew = token.take().is_some_and(|token| token.is_replaceable(now()));
                false
            }
            Some(Bearer::Pasted(..)) | None => true,
        });
        if is_pasted == Some(true) {
            self.clear();
        }
        may_renew && self.refused.with_untracked(Option::is_none)
    }

    /// The token for `base`, renewed first where that is due; `None` when there is none for it.
    pub async fn token_for(self, base: &BaseUrl) -> Option<String> {
        if let Known::Good(text) = self.known(base)? {
            return Some(text);
        }
        let turn = self.turn.get_value();
        let _turn = turn.lock().await;
        let client = match self.known(base)? {
            Known::Good(text) => return Some(text),
            Known::Due(client) => client,
        };
        if self.refused_at.get_value().is_some_and(|at| now() - at < REST) {
            return None;
        }
        let asked = match ask(base.clone(), client.clone()).await {
            Ok(asking) => asking.await,
            // As good as a server that does not answer.
            Err(_) => Err(ApiError::new(ErrorKind::Network)),
        };
        if !self.is_client(base, &client) {
            // It was forgotten or replaced meanwhile.
            return None;
        }
        match asked {
            Ok(token) => {
                self.ask_again();
                let text = token.secret.clone();
                self.hold(Some(Held { base: base.clone(), bearer: Bearer::Given(client, Some(token)) }));
                Some(text)
            }
            Err(error) => {
                self.refused.set(Some(error));
                self.refused_at.set_value(Some(now()));
                None
            }
        }
    }

    fn is_client(self, base: &BaseUrl, client: &Client) -> bool {
        let is_it = |held: &Held| {
            held.base == *base && matches!(&held.bearer, Bearer::Given(other, _) if other == client)
        };
        self.held.with_value(|held| held.as_ref().is_some_and(is_it))
    }

    fn known(self, base: &BaseUrl) -> Option<Known> {
        let held = self.held.get_value().filter(|held| held.base == *base)?;
        Some(match held.bearer {
            Bearer::Pasted(text, _) => Known::Good(text),
            Bearer::Given(client, token) => match token.filter(|token| !token.is_due(now())) {
                Some(token) => Known::Good(token.secret),
                None => Known::Due(client),
            },
        })
    }
}

impl Default for SignIn {
    fn default() -> Self {
        Self::new()
    }
}
