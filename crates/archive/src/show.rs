//! Rows for standard output.

use std::io::{self, Write};

use data::archive::row::Row;
use data::files::to_csv;
use serde_json::json;

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// An array of objects.
    Json,
    /// A table.
    Csv,
}

const NAMES: [&str; 12] = [
    "agent_id",
    "start_ms",
    "duration_ms",
    "state",
    "reason",
    "kind",
    "reported_ms",
    "session_id",
    "state_index",
    "detail",
    "derived",
    "fetched_ms",
];

/// Writes rows, day after day.
pub struct Show<W> {
    to: W,
    format: Format,
    begun: bool,
}

impl<W: Write> Show<W> {
    /// Nothing is written yet.
    pub fn new(to: W, format: Format) -> Self {
        Self { to, format, begun: false }
    }

    /// Writes the rows of a day.
    ///
    /// # Errors
    /// When nobody takes them any more.
    pub fn day(&mut self, rows: &[Row]) -> io::Result<()> {
        match self.format {
            Format::Csv => {
                let head = (!self.begun).then(|| NAMES.map(str::to_owned));
                self.to.write_all(&to_csv(head.into_iter().chain(rows.iter().map(cells))))?;
                self.begun = true;
            }
            Format::Json => {
                for row in rows {
                    self.to.write_all(if self.begun { b",\n" } else { b"[\n" })?;
                    self.to.write_all(object(row).to_string().as_bytes())?;
                    self.begun = true;
                }
            }
        }
        Ok(())
    }

    /// Writes what follows the last row.
    ///
    /// # Errors
    /// When nobody takes it any more.
    pub fn finish(mut self) -> io::Result<W> {
        if self.format == Format::Json {
            self.to.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        }
        self.to.flush()?;
        Ok(self.to)
    }
}

fn cells(row: &Row) -> [String; NAMES.len()] {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [
        row.agent.to_string(),
        row.start.0.to_string(),
        number(row.duration_ms),
        row.state.to_string(),
        text(row.reason.as_deref()),
        row.kind.name().to_owned(),
        number(row.reported_ms),
        if row.key.session == 0 { String::new() } else { row.key.session.to_string() },
        number(row.key.index.map(i64::from)),
        text(row.detail.as_deref()),
        if row.is_derived { "yes".to_owned() } else { String::new() },
        row.fetched.0.to_string(),
    ]
}

fn object(row: &Row) -> serde_json::Value {
    json!({
        "agent_id": &*row.agent,
        "start_ms": row.start.0,
        "duration_ms": row.duration_ms,
        "state": &*row.state,
        "reason": row.reason.as_deref(),
        "kind": row.kind.name(),
        "reported_ms": row.reported_ms,
        "session_id": Some(row.key.session).filter(|session| *session != 0),
        "state_index": row.key.index,
        "detail": row.detail.as_deref(),
        "derived": row.is_derived,
        "fetched_ms": row.fetched.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::record::RowKey;
    use model::state::StateKind;
    use model::time::Millis;

    fn row() -> Row {
        Row {
            agent: "7".into(),
            start: Millis(5),
            duration_ms: None,
            state: "Unavailable".into(),
            reason: Some("@x".into()),
            kind: StateKind::NotReady,
            reported_ms: Some(-1),
            key: RowKey::default(),
            detail: None,
            is_derived: false,
            fetched: Millis(9),
        }
    }

    fn shown(format: Format, days: &[&[Row]]) -> String {
        let mut show = Show::new(Vec::new(), format);
        for rows in days {
            show.day(rows).unwrap();
        }
        String::from_utf8(show.finish().unwrap()).unwrap()
    }

    #[test]
    fn days_follow_each_other_in_one_table() {
        let csv = shown(Format::Csv, &[&[row()], &[], &[row()]]);
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!((lines.len(), lines[0].split(',').count()), (3, NAMES.len()));
        assert_eq!(lines[1], "7,5,,Unavailable,'@x,Not ready,'-1,,,,,9");
    }

    #[test]
    fn days_follow_each_other_in_one_array() {
        for (days, count) in [(&[][..], 0), (&[&[][..]], 0), (&[&[row()][..], &[row()]], 2)] {
            let json: serde_json::Value = serde_json::from_str(&shown(Format::Json, days)).unwrap();
            assert_eq!(json.as_array().unwrap().len(), count);
        }
        let json: serde_json::Value = serde_json::from_str(&shown(Format::Json, &[&[row()]])).unwrap();
        assert_eq!((&json[0]["reason"], &json[0]["duration_ms"]), (&"@x".into(), &serde_json::Value::Null));
    }
}
