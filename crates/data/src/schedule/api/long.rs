//! The long parts of an answer: what is in them is gone through one by one, and others have their turn between.

use serde_json::{Map, Value};

use super::walk::{Items, Walk};
use crate::dialect::read_json;
use crate::files::FileError;
use crate::files::json::broken;
use crate::files::outline::{Node, name};
use crate::files::turns::Pace;

/// A short value.
pub fn value(text: &str) -> Result<Value, FileError> {
    read_json(text).map_err(|error| broken(&error))
}

type Members<'a> = [(&'a str, Node<'a>)];

impl Walk<'_, '_> {
    /// Takes what is planned in a value: an item of a list of an API (`kind`), or any other.
    pub async fn long(
        &mut self,
        kind: Option<Items>,
        node: &Node<'_>,
        who: Option<&str>,
        pace: &mut Pace,
    ) -> Result<(), FileError> {
        match (node, kind) {
            (Node::Short(text), _) => {
                pace.spend(text.len()).await;
                let value = value(text)?;
                match kind {
                    Some(kind) => self.item(kind, &value, who),
                    None => self.value(&value, who),
                }
            }
            (Node::List { text, .. }, Some(_)) => self.odd(text),
            (Node::List { items, .. }, None) => self.items(None, items, who, pace).await?,
            (Node::Object { members, .. }, None) => self.members(members, who, pace).await?,
            (Node::Object { text, members }, Some(Items::Schedules)) => {
                self.is_known = false;
                self.members(members, who, pace).await?;
                if !std::mem::replace(&mut self.is_known, true) {
                    self.odd(text);
                }
            }
            (Node::Object { members, .. }, Some(kind)) => self.one(kind, members, who, pace).await?,
        }
        Ok(())
    }

    async fn items(
        &mut self,
        kind: Option<Items>,
        items: &[Node<'_>],
        who: Option<&str>,
        pace: &mut Pace,
    ) -> Result<(), FileError> {
        for item in items {
            Box::pin(self.long(kind, item, who, pace)).await?;
        }
        Ok(())
    }

    async fn members(
        &mut self,
        members: &Members<'_>,
        who: Option<&str>,
        pace: &mut Pace,
    ) -> Result<(), FileError> {
        let own = self.owner(members, pace).await?;
        let who = own.as_deref().or(who);
        for (written, node) in members {
            let name = name(written)?;
            match (node, Items::named(&name)) {
                (Node::Short(text), _) => {
                    pace.spend(text.len()).await;
                    self.member(&name, &value(text)?, who);
                }
                (Node::List { items, .. }, kind @ Some(_)) => {
                    self.is_known = true;
                    self.items(kind, items, who, pace).await?;
                }
                (node, _) => Box::pin(self.long(None, node, who, pace)).await?,
            }
        }
        Ok(())
    }

    async fn owner(&self, members: &Members<'_>, pace: &mut Pace) -> Result<Option<String>, FileError> {
        for (written, node) in members {
            pace.spend(written.len()).await;
            if let Node::Short(text) = node
                && let Some(own) = self.whose(&name(written)?, &value(text)?)
            {
                return Ok(Some(own));
            }
        }
        Ok(None)
    }

    /// A long item: its short members say what it is, and the intervals of a shift are gone through.
    async fn one(
        &mut self,
        kind: Items,
        members: &Members<'_>,
        who: Option<&str>,
        pace: &mut Pace,
    ) -> Result<(), FileError> {
        let (mut short, mut intervals) = (Map::new(), None);
        for (written, node) in members {
            let name = name(written)?;
            pace.spend(written.len()).await;
            let is_intervals = kind == Items::Shifts && Items::named(&name) == Some(Items::Intervals);
            match node {
                Node::Short(text) => {
                    pace.spend(text.len()).await;
                    short.insert(name, value(text)?);
                }
                Node::List { items, .. } if is_intervals => {
                    short.insert(name, Value::Array(Vec::new()));
                    intervals = Some(items);
                }
                Node::List { .. } | Node::Object { .. } => {}
            }
        }
        self.item(kind, &Value::Object(short), who);
        match intervals {
            Some(items) => self.items(Some(Items::Intervals), items, who, pace).await,
            None => Ok(()),
        }
    }
}
