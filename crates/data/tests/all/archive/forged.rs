//! Parts of Parquet files that are put together by hand, to be what no writer makes of them.

use data::archive::schema::check;

pub fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// Numbers of a struct, one field behind the other.
pub fn fields(numbers: &[i64]) -> Vec<u8> {
    let zigzag = |number: i64| varint((number << 1 ^ number >> 63).cast_unsigned());
    numbers.iter().flat_map(|number| [vec![0x15], zigzag(*number)].concat()).collect()
}

/// A page under a header that says this much of it.
pub fn page(kind: i64, [size, packed]: [i64; 2], of_kind: &[i64], body: &[u8]) -> Vec<u8> {
    let head = [0x2c, 0x3c, 0x4c, 0x5c][kind as usize];
    [&fields(&[kind, size, packed])[..], &[head], &fields(of_kind), &[0, 0], body].concat()
}

/// Bytes as snappy has them, when they claim to be so many.
pub fn snappy(bytes: &[u8], claimed: u64) -> Vec<u8> {
    let pieces = bytes.chunks(60).flat_map(|piece| [&[((piece.len() - 1) << 2) as u8], piece].concat());
    varint(claimed).into_iter().chain(pieces).collect()
}

/// The same letter again and again, which snappy has in a twentieth of the room.
pub fn long_text(length: usize) -> (Vec<u8>, u64) {
    let whole = (length + 4) as u64;
    let mut packed = snappy(&[&(length as u32).to_le_bytes()[..], b"a"].concat(), whole);
    let mut left = length - 1;
    while left > 0 {
        let copied = left.min(64);
        packed.extend([((copied - 1) << 2) as u8 | 2, 1, 0]);
        left -= copied;
    }
    (packed, whole)
}

/// A page that is what it says.
pub fn honest(kind: i64, of_kind: &[i64], values: &[u8]) -> Vec<u8> {
    let body = snappy(values, values.len() as u64);
    page(kind, [values.len() as i64, body.len() as i64], of_kind, &body)
}

/// So many times the same number in runs, behind how many bits it has.
pub fn run(rows: u64) -> Vec<u8> {
    [&[1][..], &varint(rows << 1), &[0]].concat()
}

/// Differences of none: all numbers are 0.
pub fn same(rows: u64) -> Vec<u8> {
    // One block of one pack of all.
    let block = rows.next_multiple_of(128);
    [varint(block), varint(1), varint(rows), vec![0, 0, 0]].concat()
}

pub fn word(word: &[u8]) -> Vec<u8> {
    [&(word.len() as u32).to_le_bytes()[..], word].concat()
}

pub fn texts(text: &[u8], rows: u64) -> Vec<u8> {
    [honest(2, &[1, 0], &word(text)), honest(0, &[rows as i64, 8, 3, 3], &run(rows))].concat()
}

pub fn nothing(rows: u64, encoding: i64, values: &[u8]) -> Vec<u8> {
    let levels = [varint(rows << 1), vec![0]].concat();
    let held = [&(levels.len() as u32).to_le_bytes()[..], &levels, values].concat();
    honest(0, &[rows as i64, encoding, 3, 3], &held)
}

pub fn group(columns: &[Vec<u8>]) -> Vec<u8> {
    let lengths = columns.iter().flat_map(|column| (column.len() as u32).to_le_bytes());
    let mut bytes: Vec<u8> = columns.concat().into_iter().chain(lengths).collect();
    bytes.extend(check(&bytes));
    bytes
}

/// A file of these bytes and this footer.
pub fn file(body: &[u8], footer: &[u8]) -> Vec<u8> {
    [b"PAR1".as_slice(), body, footer, &(footer.len() as u32).to_le_bytes(), b"PAR1"].concat()
}

/// Structs of a list, in the field that follows.
pub fn list(structs: &[Vec<u8>]) -> Vec<u8> {
    let all = structs.iter().flat_map(|one| [&one[..], &[0]].concat());
    [0x19, 0xfc].into_iter().chain(varint(structs.len() as u64)).chain(all).collect()
}

/// A column as a footer has it, with so many in it.
pub fn node(physical: Option<i64>, children: i64) -> Vec<u8> {
    let kind = physical.map_or_else(Vec::new, |physical| fields(&[physical, 16, 1]));
    // The name is the fourth field, what is inside the fifth.
    let name = [if physical.is_some() { 0x18 } else { 0x48 }, 1, b'a'];
    [&kind[..], &name, &fields(&[children])].concat()
}

/// A footer: columns, rows, groups.
pub fn footer(nodes: &[Vec<u8>], rows: i64, groups: &[Vec<u8>]) -> Vec<u8> {
    [&fields(&[1])[..], &list(nodes), &[0x16], &fields(&[rows])[1..], &list(groups), &[0]].concat()
}

/// A group of one column at these bytes.
pub fn chunk(at: i64, bytes: i64, rows: i64) -> Vec<u8> {
    // Of the chunk's own fields: kind, packing, length, place.
    let own =
        [&fields(&[1])[..], &[0x35], &fields(&[1])[1..], &[0x35], &fields(&[bytes])[1..], &[0x25]].concat();
    let own = [&[0x3c][..], &own, &fields(&[at])[1..], &[0, 0]].concat();
    [&[0x19, 0x1c][..], &own, &[0x26], &fields(&[rows])[1..]].concat()
}
