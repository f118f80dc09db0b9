//! Values that are read where they stand: strings without escapes, whole numbers and null.

use std::borrow::Cow;

use super::super::bytes::special;
use super::super::field::Field;
use super::Json;

/// Most digits of a number that is read here: all of them fit.
const DIGITS: usize = 18;

impl<'de> Json<'de> {
    /// Reads a value of the plain kinds; `false`, and the place stays, where it is none of them.
    pub(super) fn plain(&mut self, field: &mut Field<'de>) -> bool {
        let read = match self.peek() {
            Some(b'"') => self.plain_text().map(|text| Field::Text(Cow::Borrowed(text))),
            Some(b'n') => self.null().then_some(Field::Nothing),
            _ => self.plain_number().map(Field::Whole),
        };
        match read {
            Some(read) => *field = read,
            None => return false,
        }
        true
    }

    fn null(&mut self) -> bool {
        self.take_text("null")
    }

    /// The string that begins here, if it has no escapes.
    #[inline(always)]
    fn plain_text(&mut self) -> Option<&'de str> {
        let start = self.at + 1;
        let end = self.end_of_plain(start)?;
        if self.byte(end)? != b'"' {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// The first byte from `at` on that is a quote, a backslash or a control character.
    #[inline(always)]
    fn end_of_plain(&self, mut at: usize) -> Option<usize> {
        let rest = |at: usize| self.text.as_bytes().get(at..);
        while let Some(eight) = rest(at)?.first_chunk() {
            let special = special(u64::from_le_bytes(*eight));
            if special != 0 {
                return Some(at + special.trailing_zeros() as usize / 8);
            }
            at += 8;
        }
        let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
        Some(at + rest(at)?.iter().position(is_special)?)
    }

    /// The whole number that begins here. What follows it is for the next step to classify.
    #[inline(always)]
    fn plain_number(&mut self) -> Option<i64> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let digits = rest.strip_prefix(b"-").unwrap_or(rest);
        let is_negative = digits.len() < rest.len();
        let (mut number, mut count) = (0_i64, 0);
        for byte in digits {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                if matches!(byte, b'.' | b'e' | b'E') {
                    return None;
                }
                break;
            }
            number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
            count += 1;
        }
        let begins_with_zero = digits.first() == Some(&b'0') && (count > 1 || is_negative);
        if count == 0 || count > DIGITS || begins_with_zero {
            return None;
        }
        self.at += rest.len() - digits.len() + count;
        Some(if is_negative { -number } else { number })
    }
}
