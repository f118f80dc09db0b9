//! The connection, followed as its token gets older.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::connection::Connection;
use crate::app::session::Session;

/// How often it is looked at.
const EVERY: Duration = Duration::from_secs(15);

/// The connection as it is now.
pub fn followed(session: Session) -> Memo<Connection> {
    let tick = RwSignal::new(());
    if let Ok(timer) = set_interval_with_handle(move || tick.set(()), EVERY) {
        on_cleanup(move || timer.clear());
    }
    Memo::new(move |_| {
        tick.track();
        session.connection()
    })
}
