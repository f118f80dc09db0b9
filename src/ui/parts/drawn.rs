//! Rows whose elements stay while what they say changes. With types erased, Leptos takes all attributes of an element
//! away and sets them anew whenever what it stands in is worked out again: in long lists that was most of the work.

use std::borrow::Cow;

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, Node, Text};

use super::{colour, pattern};
use crate::app::view_state::effect::effect;
use model::format::unturned;
use scene::theme::Role;

/// What an attribute that is a property of a style begins with.
const STYLE: &str = "style:";

type Attribute = (&'static str, Cow<'static, str>);

/// An element as it is wanted.
#[derive(Clone, Debug)]
pub struct Tag(Box<Wanted>);

#[derive(Clone, Debug)]
struct Wanted {
    name: &'static str,
    attributes: Vec<Attribute>,
    inside: Vec<Inside>,
}

#[derive(Clone, Debug)]
enum Inside {
    Tag(Tag),
    Text(String),
}

/// An element of this name.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    Tag(Box::new(Wanted { name, attributes: Vec::new(), inside: Vec::new() }))
}

impl Tag {
    /// With an attribute; `style:NAME` is a property of its style.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.with_attribute((name, value.into()))
    }

    #[inline(never)]
    fn with_attribute(mut self, attribute: Attribute) -> Self {
        self.0.attributes.push(attribute);
        self
    }

    /// With one more class than it has, where `is_so`.
    #[must_use]
    pub fn class_if(mut self, class: &'static str, is_so: bool) -> Self {
        let classes = self.0.attributes.iter_mut().find(|(name, _)| *name == "class");
        if let Some((_, classes)) = classes.filter(|_| is_so) {
            let classes = classes.to_mut();
            classes.push(' ');
            classes.push_str(class);
        }
        self
    }

    /// With a text behind what it has.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.and(Inside::Text(text.into()))
    }

    /// With an element behind what it has.
    #[must_use]
    pub fn child(self, tag: Tag) -> Self {
        self.and(Inside::Tag(tag))
    }

    #[inline(never)]
    fn and(mut self, inside: Inside) -> Self {
        self.0.inside.push(inside);
        self
    }
}

/// A text that is cut where it finds no room.
pub fn text(text: impl Into<String>) -> Tag {
    tag("span").with("class", "text").text(text)
}

/// A text that is not the page's own (see [`crate::ui::foreign`]).
pub fn foreign(text: &str) -> Tag {
    tag("bdi").text(unturned(text))
}

/// The same, cut where it finds no room.
pub fn foreign_text(words: &str) -> Tag {
    tag("span").with("class", "text").child(foreign(words))
}

/// The colour of a state, before its name.
pub fn dot(role: Role) -> Tag {
    tag("span").with("class", format!("dot {}", pattern(role))).with("style:color", colour(role))
}

/// A cell of a row, with a title.
pub fn cell(title: impl Into<Cow<'static, str>>) -> Tag {
    tag("div").with("role", "cell").with("title", title)
}

/// Keeps what is in an element as it is wanted, whenever something changes that `rows` reads.
pub fn draw<E>(place: NodeRef<E>, rows: impl Fn() -> Vec<Tag> + 'static)
where
    E: ElementType,
    E::Output: JsCast + Clone + Into<Element> + 'static,
{
    draw_in(Box::new(move || place.get().map(Into::into)), Box::new(rows));
}

#[inline(never)]
fn draw_in(place: Box<dyn Fn() -> Option<Element>>, rows: Box<dyn Fn() -> Vec<Tag>>) {
    let mut drawn = Vec::new();
    effect(move || {
        let rows = rows().into_iter().map(Inside::Tag).collect();
        if let Some(place) = place() {
            // Leptos may have kept an element that others drew in.
            if drawn.is_empty() {
                Rndr::clear_children(&place);
            }
            change(&place, &mut drawn, rows);
        }
    });
}

/// The number that the row of an event has in its list.
pub fn row_of(event: &Event) -> Option<usize> {
    let row = event.target()?.dyn_ref::<Element>()?.closest("[aria-rowindex]").ok()??;
    // The head is the first.
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
}

/// What is on the page.
enum Drawn {
    Tag { element: Element, name: &'static str, attributes: Vec<Attribute>, inside: Vec<Drawn> },
    Text { node: Text, text: String },
}

impl Drawn {
    fn new(wanted: Inside) -> Self {
        match wanted {
            Inside::Text(text) => Self::Text { node: Rndr::create_text_node(&text), text },
            Inside::Tag(Tag(wanted)) => {
                let Wanted { name, attributes, inside: wanted } = *wanted;
                let element = Rndr::create_element(name, None);
                for attribute in &attributes {
                    set(&element, attribute);
                }
                let mut inside = Vec::new();
                change(&element, &mut inside, wanted);
                Self::Tag { element, name, attributes, inside }
            }
        }
    }

    fn node(&self) -> &Node {
        match self {
            Self::Tag { element, .. } => element,
            Self::Text { node, .. } => node,
        }
    }

    /// Makes it what is wanted; gives that back where it cannot be.
    fn turn_into(&mut self, wanted: Inside) -> Option<Inside> {
        match (self, wanted) {
            (Self::Text { node, text }, Inside::Text(new)) => {
                if *text != new {
                    Rndr::set_text(node, &new);
                    *text = new;
                }
                None
            }
            (Self::Tag { element, name, attributes, inside }, Inside::Tag(Tag(tag))) if *name == tag.name => {
                let stays = |name: &str| tag.attributes.iter().any(|(other, _)| *other == name);
                let gone = attributes.iter().filter(|(name, _)| !stays(name));
                gone.for_each(|(name, _)| take_away(element, name));
                let new = tag.attributes.iter().filter(|new| !attributes.contains(new));
                new.for_each(|new| set(element, new));
                *attributes = tag.attributes;
                change(element, inside, tag.inside);
                None
            }
            (_, other) => Some(other),
        }
    }
}

fn change(parent: &Element, drawn: &mut Vec<Drawn>, wanted: Vec<Inside>) {
    for gone in drawn.drain(wanted.len().min(drawn.len())..) {
        Rndr::remove(gone.node());
    }
    for (place, wanted) in wanted.into_iter().enumerate() {
        match drawn.get_mut(place) {
            None => {
                let new = Drawn::new(wanted);
                Rndr::insert_node(parent, new.node(), None);
                drawn.push(new);
            }
            Some(old) => {
                if let Some(other) = old.turn_into(wanted) {
                    let new = Drawn::new(other);
                    Rndr::insert_node(parent, new.node(), Some(old.node()));
                    Rndr::remove(old.node());
                    *old = new;
                }
            }
        }
    }
}

fn set(element: &Element, (name, value): &Attribute) {
    match name.strip_prefix(STYLE) {
        Some(property) => Rndr::set_css_property(&Rndr::style(element), property, value),
        None => Rndr::set_attribute(element, name, value),
    }
}

fn take_away(element: &Element, name: &str) {
    match name.strip_prefix(STYLE) {
        Some(property) => Rndr::remove_css_property(&Rndr::style(element), property),
        None => Rndr::remove_attribute(element, name),
    }
}
