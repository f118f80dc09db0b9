//! The rows of files of others, as text.

use bytes::Bytes;

use super::error::TableError;
use super::format::{Cell, Cells, Chunk, Damaged, Field, Footer, Group, Kind, Meaning, Shape};

/// What stands where a column has lists, maps or columns of its own: these are not read.
const NESTED: &str = "…";

/// Days from the beginning of the Julian calendar to 1970.
const JULIAN_1970: i64 = 2_440_588;

/// A table as CSV, of all rows.
///
/// # Errors
/// When it is damaged, or of more than `most` bytes.
pub fn csv(file: &Bytes, footer: &Footer, most: usize) -> Result<Vec<u8>, TableError> {
    // Where nothing is read of rows there may be any number of them.
    if !footer.fields.iter().any(|field| field.kind.is_some()) {
        return Err(TableError::Damaged);
    }
    let mut csv = csv::Writer::from_writer(Vec::new());
    let damaged = |_: csv::Error| TableError::Damaged;
    csv.write_record(footer.fields.iter().map(|field| &*field.name)).map_err(damaged)?;
    for group in &footer.groups {
        let mut columns = footer
            .fields
            .iter()
            .map(|field| Column::of(file, group, field))
            .collect::<Result<Vec<_>, _>>()?;
        for _ in 0..group.rows {
            for column in &mut columns {
                csv.write_field(column.next()?).map_err(damaged)?;
            }
            csv.write_record(None::<&[u8]>).map_err(damaged)?;
            if csv.get_ref().len() > most {
                return Err(TableError::TooLarge);
            }
        }
        columns.into_iter().try_for_each(Column::finish)?;
    }
    csv.into_inner().map_err(|_| TableError::Damaged)
}

/// A column of a group while it is read; `None`: it is nested.
struct Column(Option<(Cells, Kind)>);

impl Column {
    fn of(file: &Bytes, group: &Group, field: &Field) -> Result<Self, TableError> {
        let Some(kind) = field.kind else { return Ok(Self(None)) };
        let chunk: &Chunk = group.chunks.get(field.place).ok_or(TableError::Damaged)?;
        let packing = chunk.packing.ok_or(TableError::Packed)?;
        let bytes = chunk.of(file).ok_or(TableError::Damaged)?;
        Ok(Self(Some((Cells::new(bytes, packing, kind.shape, kind.is_optional, group.rows), kind))))
    }

    fn next(&mut self) -> Result<String, Damaged> {
        match &mut self.0 {
            Some((cells, kind)) => cells.next().map(|cell| text(&cell, *kind)),
            None => Ok(NESTED.to_owned()),
        }
    }

    fn finish(self) -> Result<(), Damaged> {
        self.0.map_or(Ok(()), |(cells, _)| cells.finish())
    }
}

fn text(cell: &Cell, kind: Kind) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Number(number) => number_text(*number, kind),
        Cell::Bytes(bytes) => bytes_text(bytes, kind.meaning),
    }
}

fn number_text(number: i64, kind: Kind) -> String {
    match kind.meaning {
        Meaning::Unsigned(bits) => {
            (number.cast_unsigned() & (u64::MAX >> (64 - bits.clamp(1, 64)))).to_string()
        }
        Meaning::Fraction if kind.shape == Shape::Numbers(4) => f32::from_bits(number as u32).to_string(),
        Meaning::Fraction => f64::from_bits(number.cast_unsigned()).to_string(),
        Meaning::Decimal(scale) => decimal(i128::from(number), scale),
        Meaning::Date => {
            let days = chrono::TimeDelta::try_days(number);
            let date = days.and_then(|days| chrono::NaiveDate::default().checked_add_signed(days));
            date.map_or_else(|| number.to_string(), |date| date.to_string())
        }
        Meaning::Time(per_second) => {
            let (seconds, ms) =
                (number.div_euclid(per_second), ms(number.rem_euclid(per_second), per_second));
            format!("{:02}:{:02}:{:02}.{ms:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
        }
        Meaning::Moment(per_second) => {
            let (seconds, rest) = (number.div_euclid(per_second), number.rem_euclid(per_second));
            let all = seconds.checked_mul(1_000).and_then(|all| all.checked_add(ms(rest, per_second)));
            all.and_then(moment).unwrap_or_else(|| number.to_string())
        }
        Meaning::Plain | Meaning::Julian | Meaning::Uuid => number.to_string(),
    }
}

/// Milliseconds of a part of a second.
fn ms(part: i64, per_second: i64) -> i64 {
    part / (per_second / 1_000)
}

/// A moment in Unix milliseconds; `None` beyond the calendar.
fn moment(ms: i64) -> Option<String> {
    let at = chrono::DateTime::from_timestamp_millis(ms)?;
    Some(at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
}

fn decimal(number: i128, scale: u32) -> String {
    if scale == 0 {
        return number.to_string();
    }
    let (sign, digits) = (if number < 0 { "-" } else { "" }, number.unsigned_abs().to_string());
    let digits = format!("{digits:0>width$}", width = scale as usize + 1);
    let (whole, part) = digits.split_at(digits.len() - scale as usize);
    format!("{sign}{whole}.{part}")
}

fn bytes_text(bytes: &[u8], meaning: Meaning) -> String {
    let hex = |bytes: &[u8]| super::manifest::hex(bytes);
    match (meaning, bytes) {
        (Meaning::Julian, [nanos @ .., a, b, c, d]) => {
            let nanos = nanos.first_chunk().map_or(0, |eight| i64::from_le_bytes(*eight));
            let days = i64::from(u32::from_le_bytes([*a, *b, *c, *d])) - JULIAN_1970;
            moment(days * model::time::DAY + nanos.div_euclid(1_000_000)).unwrap_or_else(|| hex(bytes))
        }
        (Meaning::Decimal(scale), [first, ..]) if bytes.len() <= 16 => {
            let sign = if first.cast_signed() < 0 { -1 } else { 0 };
            decimal(bytes.iter().fold(sign, |number: i128, byte| number << 8 | i128::from(*byte)), scale)
        }
        (Meaning::Uuid, _) if bytes.len() == 16 => {
            let parts = [&bytes[..4], &bytes[4..6], &bytes[6..8], &bytes[8..10], &bytes[10..]];
            parts.map(hex).join("-")
        }
        _ => std::str::from_utf8(bytes).map_or_else(|_| hex(bytes), str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::row::Row;
    use crate::archive::write::Writer;
    use model::record::{Durations, RowKey};
    use model::state::StateKind;
    use model::time::Millis;

    #[test]
    fn a_table_that_is_longer_than_what_is_read_is_too_large() {
        let row = |at| Row {
            agent: "7".into(),
            start: Millis(at),
            duration_ms: None,
            state: "a".repeat(20_000).into(),
            reason: None,
            kind: StateKind::Available,
            reported_ms: None,
            key: RowKey::default(),
            detail: None,
            is_derived: false,
            fetched: Millis(0),
        };
        let mut writer = Writer::new(Durations::OfOwnState, &[]).unwrap();
        (0..10).for_each(|at| writer.push(row(at)).unwrap());
        let file = Bytes::from(writer.finish().unwrap().bytes);
        let footer = Footer::read(&file).unwrap();
        assert!(file.len() < 10_000 && csv(&file, &footer, 300_000).is_ok_and(|text| text.len() > 200_000));
        assert_eq!(csv(&file, &footer, 100_000), Err(TableError::TooLarge));
    }
}
