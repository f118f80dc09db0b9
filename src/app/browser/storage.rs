//! Texts that the browser keeps for the page. It may forbid that, or have no room: then nothing is kept.

use leptos::prelude::window;

/// Where a text is kept.
#[derive(Clone, Copy)]
pub enum Storage {
    /// On this computer.
    Computer,
    /// Until the tab is closed.
    Tab,
}

impl Storage {
    fn area(self) -> Option<web_sys::Storage> {
        let area = match self {
            Self::Computer => window().local_storage(),
            Self::Tab => window().session_storage(),
        };
        area.ok().flatten()
    }

    /// What is kept under `key`.
    pub fn get(self, key: &str) -> Option<String> {
        self.area()?.get_item(key).ok().flatten()
    }

    /// Keeps a text in the place of what was there.
    pub fn set(self, key: &str, text: &str) {
        if let Some(area) = self.area() {
            // Where it is full, what was there stays.
            let _ = area.set_item(key, text);
        }
    }

    /// Forgets what is kept under `key`.
    pub fn remove(self, key: &str) {
        if let Some(area) = self.area() {
            // A key that is not there is forgotten already.
            let _ = area.remove_item(key);
        }
    }
}
