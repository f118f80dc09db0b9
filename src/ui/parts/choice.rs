//! A choice of one of several, in a list that opens. One function for all of them: each by itself is 4 to 8 KB of the site.

use leptos::prelude::*;

/// One of what can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is told when it is chosen.
    pub value: String,
    /// What people read.
    pub words: String,
    /// Whether it can be chosen; others only tell something.
    pub is_open: bool,
}

impl Offer {
    /// One that can be chosen.
    pub fn new(value: impl ToString, words: impl Into<String>) -> Self {
        Self { value: value.to_string(), words: words.into(), is_open: true }
    }

    /// What is only told: how many there are beside, or what is in force without being offered.
    pub fn told(value: impl ToString, words: impl Into<String>) -> Self {
        Self { is_open: false, ..Self::new(value, words) }
    }
}

/// A list that opens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// What it is a choice of, before it, with a space at its end.
    pub label: &'static str,
    /// The same where nothing stands before it.
    pub name: Option<&'static str>,
    /// What is told of it where it is pointed at.
    pub title: Option<&'static str>,
    /// Classes of the whole, and of the list.
    pub class: (&'static str, &'static str),
}

impl Choice {
    /// Draws it: `offers`, of which one has the value `chosen`; `choose` is told the value of another.
    pub fn draw(
        self,
        offers: impl Fn() -> Vec<Offer> + Send + Sync + 'static,
        chosen: impl Fn() -> String + Send + Sync + 'static,
        choose: impl Fn(String) + Send + Sync + 'static,
    ) -> AnyView {
        self.drawn(Signal::derive(offers), Signal::derive(chosen), Callback::new(choose))
    }

    fn drawn(self, offers: Signal<Vec<Offer>>, chosen: Signal<String>, choose: Callback<String>) -> AnyView {
        let option = move |Offer { value, words, is_open }: Offer| {
            let own = value.clone();
            let is_chosen = move || chosen.with(|chosen| *chosen == own);
            view! { <option value=value selected=is_chosen disabled=!is_open>{words}</option> }
        };
        let options = move || offers.get().into_iter().map(option).collect_view();
        let list = view! {
            <select
                class=self.class.1
                aria-label=self.name
                title=self.title
                prop:value=move || chosen.get()
                on:change=move |event| choose.run(event_target_value(&event))
            >
                {options}
            </select>
        };
        if self.label.is_empty() {
            return list.into_any();
        }
        view! { <label class=self.class.0>{self.label}{list}</label> }.into_any()
    }
}
