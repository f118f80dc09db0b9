//! The values of one column of a group.

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedColumnWriter;

use crate::archive::schema::Form;

/// Values, and for each row whether it has one.
pub struct Buffer {
    values: Values,
    /// Of columns where a row may have none.
    levels: Option<Vec<i16>>,
    /// The text before, which is most likely to come again.
    last: ByteArray,
}

enum Values {
    Texts(Vec<ByteArray>),
    Numbers(Vec<i64>),
    Flags(Vec<bool>),
}

impl Buffer {
    /// Nothing yet, of this form.
    pub fn new(form: Form) -> Self {
        let values = match form {
            Form::Text | Form::TextOrNull => Values::Texts(Vec::new()),
            Form::Time | Form::Number | Form::NumberOrNull => Values::Numbers(Vec::new()),
            Form::Flag => Values::Flags(Vec::new()),
        };
        let may_be_null = matches!(form, Form::TextOrNull | Form::NumberOrNull);
        Self { values, levels: may_be_null.then(Vec::new), last: ByteArray::from("") }
    }

    /// Adds a text; columns of another form take none.
    pub fn text(&mut self, text: Option<&str>) {
        let Values::Texts(values) = &mut self.values else { return };
        if let Some(text) = text {
            if self.last.data() != text.as_bytes() {
                self.last = ByteArray::from(text);
            }
            values.push(self.last.clone());
        }
        note(&mut self.levels, text.is_some());
    }

    /// Adds a number; columns of another form take none.
    pub fn number(&mut self, number: Option<i64>) {
        let Values::Numbers(values) = &mut self.values else { return };
        values.extend(number);
        note(&mut self.levels, number.is_some());
    }

    /// Adds yes or no; columns of another form take none.
    pub fn flag(&mut self, flag: bool) {
        if let Values::Flags(values) = &mut self.values {
            values.push(flag);
        }
    }

    /// Writes what it holds as a column, and forgets it.
    ///
    /// # Errors
    /// Those of the column.
    pub fn write(&mut self, column: &mut SerializedColumnWriter) -> Result<()> {
        let levels = self.levels.as_deref();
        match &mut self.values {
            Values::Texts(values) => {
                column.typed::<ByteArrayType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Numbers(values) => {
                column.typed::<Int64Type>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Flags(values) => {
                column.typed::<BoolType>().write_batch(values, levels, None)?;
                values.clear();
            }
        }
        if let Some(levels) = &mut self.levels {
            levels.clear();
        }
        Ok(())
    }
}

fn note(levels: &mut Option<Vec<i16>>, is_there: bool) {
    if let Some(levels) = levels {
        levels.push(i16::from(is_there));
    }
}
