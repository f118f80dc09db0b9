//! Footers and headers of pages: structs in Thrift's compact protocol.

use super::bits::{signed, varint};

/// Most structs and lists inside each other; Parquet has five.
const DEEPEST: usize = 12;

/// What stands in a field, or begins there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told<'a> {
    /// A struct, whose fields follow.
    Begins,
    /// A number, a flag (0 or 1).
    Number(i64),
    /// A text, or other bytes.
    Bytes(&'a [u8]),
}

/// Reads a struct from the beginning of `bytes`, and tells of each value the numbers of the fields that it is in, from the
/// outermost. What is in a list is told one by one. `None` where these are no such bytes.
pub fn read<'a>(bytes: &mut &'a [u8], tell: &mut dyn FnMut(&[i64], Told<'a>)) -> Option<()> {
    fields(bytes, &mut Vec::new(), tell)
}

type Tell<'t, 'a> = &'t mut dyn FnMut(&[i64], Told<'a>);

fn fields<'a>(bytes: &mut &'a [u8], path: &mut Vec<i64>, tell: Tell<'_, 'a>) -> Option<()> {
    let mut number = 0_i64;
    loop {
        let head = byte(bytes)?;
        let (step, form) = (head >> 4, head & 0x0f);
        if form == 0 {
            return Some(());
        }
        number = if step == 0 { signed(bytes)? } else { number.checked_add(i64::from(step))? };
        path.push(number);
        match form {
            // A flag is its own value.
            flag @ 1..=2 => tell(path, Told::Number(i64::from(flag == 1))),
            form => value(form, bytes, path, tell)?,
        }
        path.pop();
    }
}

fn value<'a>(form: u8, bytes: &mut &'a [u8], path: &mut Vec<i64>, tell: Tell<'_, 'a>) -> Option<()> {
    match form {
        1..=3 => tell(path, Told::Number(i64::from(byte(bytes)?.cast_signed()))),
        4..=6 => tell(path, Told::Number(signed(bytes)?)),
        7 => drop(some(bytes, 8)?),
        8 => {
            let length = usize::try_from(varint(bytes)?).ok()?;
            tell(path, Told::Bytes(some(bytes, length)?));
        }
        9 | 10 => list(bytes, path, tell)?,
        12 if path.len() < DEEPEST => {
            tell(path, Told::Begins);
            fields(bytes, path, tell)?;
        }
        _ => return None,
    }
    Some(())
}

fn list<'a>(bytes: &mut &'a [u8], path: &mut Vec<i64>, tell: Tell<'_, 'a>) -> Option<()> {
    let head = byte(bytes)?;
    let count = if head >> 4 == 15 { varint(bytes)? } else { u64::from(head >> 4) };
    // Lists of lists there are none.
    let form = Some(head & 0x0f).filter(|form| !matches!(form, 9 | 10))?;
    // Each takes a byte at least: what is claimed beyond that is not there.
    (0..count).try_for_each(|_| value(form, bytes, path, tell))
}

fn byte(bytes: &mut &[u8]) -> Option<u8> {
    some(bytes, 1).map(|one| one[0])
}

fn some<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (first, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(mut bytes: &[u8]) -> Option<Vec<(Vec<i64>, Told<'_>)>> {
        let mut all = Vec::new();
        read(&mut bytes, &mut |path, told| all.push((path.to_vec(), told)))?;
        bytes.is_empty().then_some(all)
    }

    #[test]
    fn each_value_is_told_with_its_place() {
        // 1: -2, 4: flag, 5: {3: "ab"}, 300: [{}, {1: true}]
        let bytes = [0x15, 3, 0x31, 0x1c, 0x38, 2, b'a', b'b', 0, 0x09, 0xd8, 4, 0x2c, 0, 0x11, 0, 0];
        let expected = [
            (vec![1], Told::Number(-2)),
            (vec![4], Told::Number(1)),
            (vec![5], Told::Begins),
            (vec![5, 3], Told::Bytes(b"ab")),
            (vec![300], Told::Begins),
            (vec![300], Told::Begins),
            (vec![300, 1], Told::Number(1)),
        ];
        assert_eq!(told(&bytes).unwrap(), expected);
        for end in 0..bytes.len() {
            assert_eq!(told(&bytes[..end]), None, "cut off at {end}");
        }
    }

    #[test]
    fn what_is_claimed_costs_nothing() {
        // A list of 2^40 numbers, a text of as many bytes, a million structs inside each other.
        assert_eq!(told(&[0x19, 0xf5, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 1]), None);
        assert_eq!(told(&[0x18, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 1]), None);
        assert_eq!(told(&vec![0x1c; 1_000_000]), None);
        assert_eq!(told(&[0x19, 0x19, 0x19, 0x15, 2, 0]), None, "lists of lists");
    }
}
