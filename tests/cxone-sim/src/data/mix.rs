//! Repeatable chance: the same parts always give the same numbers (SplitMix64).

/// A stream of numbers that depends on nothing but what it was made of.
pub struct Mix(u64);

impl Mix {
    /// The stream of these parts.
    pub fn of(parts: &[u64]) -> Self {
        Self(parts.iter().fold(0x9e37_79b9_7f4a_7c15, |seed, &part| scramble(seed ^ part)))
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        scramble(self.0)
    }

    /// The next number in `low..high`; `low` when that is empty.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = (high - low).max(1) as u64;
        low + (self.next() % width) as i64
    }

    /// True in so many of a hundred draws.
    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(0, 100) < chance
    }
}

fn scramble(seed: u64) -> u64 {
    let seed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let seed = (seed ^ (seed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    seed ^ (seed >> 31)
}

/// A number for a text (FNV-1a).
pub fn hash(text: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    scramble(text.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
}
