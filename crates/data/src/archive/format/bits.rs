//! Numbers as pages hold them: of few bits each, in runs, as differences.

use bytes::{Buf, Bytes};

/// Most bits of a number in a run.
const MAX_WIDTH: u8 = 32;

/// A number of seven bits a byte, the lowest first.
pub fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// The same with a sign: 0, -1, 1, -2, …
pub fn signed(bytes: &mut &[u8]) -> Option<i64> {
    varint(bytes).map(|number| (number >> 1).cast_signed() ^ -(number & 1).cast_signed())
}

/// What is read from the beginning of some bytes, which are then left.
pub fn read<T>(bytes: &mut Bytes, from: impl FnOnce(&mut &[u8]) -> Option<T>) -> Option<T> {
    let mut rest = &**bytes;
    let value = from(&mut rest)?;
    let used = bytes.len() - rest.len();
    bytes.advance(used);
    Some(value)
}

/// The first bytes, which are then left; `None` where there are fewer.
pub fn take(bytes: &mut Bytes, length: usize) -> Option<Bytes> {
    (length <= bytes.len()).then(|| bytes.split_to(length))
}

/// The bytes of so many numbers of `width` bits, or as many of these as there are: writers leave out the end of the last ones.
fn of_numbers(bytes: &mut Bytes, count: u64, width: u8) -> Bytes {
    let length = count.checked_mul(u64::from(width)).map(|bits| bits / 8);
    let length = length.and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
    bytes.split_to(length.min(bytes.len()))
}

/// A number among others of `width` bits, the lowest first.
#[inline]
pub fn packed(bytes: &[u8], place: u64, width: u8) -> Option<u64> {
    let at = place.checked_mul(u64::from(width))?;
    let (rest, shift) = (bytes.get(usize::try_from(at / 8).ok()?..)?, (at % 8) as u8);
    let mask = if width < 64 { (1 << width) - 1 } else { u64::MAX };
    match rest.first_chunk::<8>() {
        Some(eight) if shift + width <= 64 => Some(u64::from_le_bytes(*eight) >> shift & mask),
        _ if usize::from(shift + width).div_ceil(8) > rest.len() => None,
        Some(eight) => {
            let high = u64::from(rest[8]) << (64 - shift);
            Some((u64::from_le_bytes(*eight) >> shift | high) & mask)
        }
        None => Some(few(rest) >> shift & mask),
    }
}

/// A number of fewer than eight bytes.
fn few(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Numbers in runs of the same and in packs: levels, places in a dictionary, flags.
pub struct Runs {
    rest: Bytes,
    width: u8,
    /// Numbers left in the run.
    left: u64,
    run: Run,
}

enum Run {
    Same(u64),
    Packed { bytes: Bytes, next: u64 },
}

impl Runs {
    /// Of numbers of so many bits; `None` where these are too many.
    pub fn new(rest: Bytes, width: u8) -> Option<Self> {
        (width <= MAX_WIDTH).then_some(Self { rest, width, left: 0, run: Run::Same(0) })
    }

    /// The next number; `None` where there is none.
    #[inline]
    pub fn next(&mut self) -> Option<u64> {
        while self.left == 0 {
            self.begin()?;
        }
        self.left -= 1;
        match &mut self.run {
            Run::Same(number) => Some(*number),
            Run::Packed { bytes, next } => {
                let number = packed(bytes, *next, self.width);
                *next += 1;
                number
            }
        }
    }

    fn begin(&mut self) -> Option<()> {
        let head = read(&mut self.rest, varint)?;
        if head & 1 == 0 {
            self.left = head >> 1;
            self.run = Run::Same(few(&take(&mut self.rest, usize::from(self.width.div_ceil(8)))?));
        } else {
            self.left = (head >> 1).checked_mul(8)?;
            self.run = Run::Packed { bytes: of_numbers(&mut self.rest, self.left, self.width), next: 0 };
        }
        Some(())
    }
}

/// Numbers as how much each differs from the one before, in blocks of packs.
pub struct Deltas {
    rest: Bytes,
    /// Packs of a block, and numbers of a pack.
    packs: usize,
    of_pack: u64,
    /// Numbers left.
    left: u64,
    is_first: bool,
    last: i64,
    /// The least difference of the block, and the bits of each pack that is left of it.
    least: i64,
    widths: Bytes,
    pack: Bytes,
    width: u8,
    /// The next number of the pack.
    next: u64,
}

impl Deltas {
    /// Of the bytes of a page.
    pub fn new(mut rest: Bytes) -> Option<Self> {
        let [block, packs, left] = [(); 3].map(|()| read(&mut rest, varint));
        let (block, packs, left, last) = (block?, packs?, left?, read(&mut rest, signed)?);
        let of_pack = block.checked_div(packs).filter(|numbers| *numbers > 0 && numbers % 8 == 0)?;
        let packs = usize::try_from(packs).ok()?;
        let (widths, pack) = (Bytes::new(), Bytes::new());
        Some(Self {
            rest,
            packs,
            of_pack,
            left,
            is_first: true,
            last,
            least: 0,
            widths,
            pack,
            width: 0,
            next: of_pack,
        })
    }

    /// How many numbers are left.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// What follows behind the numbers, once they were read.
    pub fn rest(self) -> Bytes {
        self.rest
    }

    /// The next number; `None` where there is none.
    #[inline]
    pub fn next(&mut self) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        if std::mem::take(&mut self.is_first) {
            return Some(self.last);
        }
        if self.next == self.of_pack {
            self.begin()?;
        }
        let more = packed(&self.pack, self.next, self.width)?;
        self.next += 1;
        self.last = self.last.wrapping_add(self.least).wrapping_add(more.cast_signed());
        Some(self.last)
    }

    fn begin(&mut self) -> Option<()> {
        if self.widths.is_empty() {
            self.least = read(&mut self.rest, signed)?;
            self.widths = take(&mut self.rest, self.packs)?;
        }
        self.width = Some(self.widths.get_u8()).filter(|width| *width <= 64)?;
        self.pack = of_numbers(&mut self.rest, self.of_pack, self.width);
        self.next = 0;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(bytes: &'static [u8], width: u8) -> Vec<u64> {
        let mut runs = Runs::new(Bytes::from_static(bytes), width).unwrap();
        std::iter::from_fn(|| runs.next()).take(40).collect()
    }

    #[test]
    fn numbers_come_in_runs_and_packs() {
        // Three times 5, then 0 to 7 in three bits each.
        assert_eq!(runs(&[6, 5, 3, 0x88, 0xc6, 0xfa], 3), [5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7]);
        // A run of none, numbers of no bits, a pack that was cut off.
        assert_eq!(runs(&[0, 9, 4, 7], 8), [7, 7]);
        assert_eq!(runs(&[3], 0), [0; 8]);
        assert_eq!(runs(&[3, 1, 2], 8), [1, 2]);
        assert!(Runs::new(Bytes::new(), 33).is_none());
    }

    #[test]
    fn packs_have_numbers_of_any_width() {
        let bytes: Vec<u8> = (1..=40).collect();
        for width in 1..=64_u8 {
            let bit = |at: u64| u64::from(bytes[(at / 8) as usize] >> (at % 8) & 1);
            let of = |place: u64| {
                (0..u64::from(width))
                    .fold(0, |number, low| number | bit(place * u64::from(width) + low) << low)
            };
            let count = 320 / u64::from(width);
            for place in 0..count {
                assert_eq!(packed(&bytes, place, width), Some(of(place)), "{place} of {width} bits");
            }
            assert_eq!(packed(&bytes, count + 1, width), None);
        }
    }

    #[test]
    fn what_differences_claim_costs_nothing() {
        let of = |bytes: &[u8]| Deltas::new(Bytes::copy_from_slice(bytes)).map(|mut deltas| deltas.next());
        // Blocks of nothing, in no packs, of packs that are no whole bytes.
        assert!(
            [&[0, 4, 1, 0], &[128, 1, 0, 1], &[12, 4, 1, 0]].into_iter().all(|bytes| of(bytes).is_none())
        );
        // None at all, though there is a first.
        assert_eq!(of(&[128, 1, 4, 0, 14]), Some(None));
        // A block of 2^62 numbers, of which nothing is there.
        let huge = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40];
        let mut deltas = Deltas::new([&huge[..], &[1], &huge, &[2, 2, 64]].concat().into()).unwrap();
        assert_eq!((deltas.next(), deltas.next()), (Some(1), None));
    }
}
