//! A part of the page on a page of its own, at a width.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventInit, HtmlElement};

use crate::stage::frame;

/// Frames that a condition may take: far more than any needs.
const MAX_FRAMES: usize = 600;

/// A part of the page; it goes away when it is dropped.
pub struct Panel {
    pub root: HtmlElement,
    _handle: Box<dyn std::any::Any>,
}

impl Drop for Panel {
    fn drop(&mut self) {
        self.root.remove();
    }
}

fn style_sheet() -> web_sys::Element {
    let style = document().create_element("style").unwrap();
    style.set_text_content(Some(concat!(
        include_str!("../../style/tokens.css"),
        include_str!("../../style/main.css"),
        include_str!("../../style/tables.css"),
        include_str!("../../src/ui/parts/dot.css"),
        include_str!("../../src/ui/parts/progress.css"),
        include_str!("../../src/ui/parts/notice.css"),
        include_str!("../../src/ui/page/page.css"),
        include_str!("../../src/ui/page/header.css"),
        include_str!("../../src/ui/page/start.css"),
        include_str!("../../src/ui/page/form.css"),
        include_str!("../../src/ui/page/files.css"),
        include_str!("../../src/ui/page/loading.css"),
        include_str!("../../src/ui/page/answer.css"),
        include_str!("../../src/ui/page/cards.css"),
        include_str!("../../src/ui/page/reconcile.css"),
        include_str!("../../src/ui/page/totals.css"),
        include_str!("../../src/ui/page/records.css"),
        include_str!("../../src/ui/page/findings.css"),
        include_str!("../../src/ui/page/reading.css"),
        include_str!("../../src/ui/page/columns.css"),
        include_str!("../../src/ui/print.css"),
    )));
    style
}

impl Panel {
    /// Mounts a view at this width in CSS pixels.
    pub fn new<V: IntoView + 'static>(width: f64, view: impl FnOnce() -> V + 'static) -> Self
    where
        V::State: 'static,
    {
        let root: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
        root.style().set_property("width", &format!("{width}px")).unwrap();
        root.append_child(&style_sheet()).unwrap();
        let inside: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
        root.append_child(&inside).unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let handle: UnmountHandle<_> = mount_to(inside, view);
        Self { root, _handle: Box::new(handle) }
    }

    /// Waits until something holds.
    pub async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        for _ in 0..MAX_FRAMES {
            if holds(self) {
                return;
            }
            frame().await;
        }
        panic!("waited in vain for {what}:\n{}", self.root.inner_html());
    }

    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|i| found.item(i).unwrap().dyn_into().unwrap()).collect()
    }

    pub fn get(&self, selector: &str) -> HtmlElement {
        let found = self.all(selector).into_iter().next();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// The control that this label belongs to.
    pub fn labelled(&self, label: &str) -> HtmlElement {
        let labels = self.all("label").into_iter();
        let mut found = labels.filter(|element| element.inner_text().trim() == label);
        let label = found.next().unwrap_or_else(|| panic!("no label {label}"));
        match label.get_attribute("for") {
            Some(id) => self.get(&format!("#{id}")),
            None => label.query_selector("input, select").unwrap().unwrap().dyn_into().unwrap(),
        }
    }

    /// Chooses an option by its words, or types them.
    pub fn choose(&self, label: &str, words: &str) {
        let control = self.labelled(label);
        let options = control.query_selector_all("option").unwrap();
        let mut options = (0..options.length()).map(|i| options.item(i).unwrap());
        let value = options.find(|option| option.text_content().as_deref() == Some(words));
        let value = value.map(|option| option.unchecked_into::<web_sys::Element>().get_attribute("value"));
        let value = value.flatten().unwrap_or_else(|| words.to_owned());
        js_sys::Reflect::set(&control, &"value".into(), &value.into()).unwrap();
        for kind in ["input", "change"] {
            let init = EventInit::new();
            init.set_bubbles(true);
            control.dispatch_event(&Event::new_with_event_init_dict(kind, &init).unwrap()).unwrap();
        }
    }

    /// The words of the option that is chosen.
    pub fn chosen(&self, label: &str) -> String {
        let control = self.labelled(label);
        let option = control.query_selector("option:checked").unwrap();
        option.and_then(|option| option.text_content()).unwrap_or_default()
    }
}
