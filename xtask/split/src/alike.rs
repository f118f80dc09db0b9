//! Functions beside those that they resemble: brotli then says "as above, but for" in fewer bits. 3 % of a link.

use std::collections::HashMap;

/// So many bytes are compared at a time.
const PIECE: usize = 4;

/// Functions that share less of what either has are not alike.
const LEAST: f64 = 0.05;

/// The order of these functions, each of a type and a body: by type and body, but each followed by the one that is
/// most like it.
pub fn order(functions: &[(u32, &[u8])]) -> Vec<usize> {
    let mut plain: Vec<usize> = (0..functions.len()).collect();
    plain.sort_by_key(|&function| functions[function]);
    let pieces: Vec<Vec<&[u8]>> = plain.iter().map(|&function| pieces(functions[function].1)).collect();
    chain(&pieces).into_iter().map(|place| plain[place]).collect()
}

/// What a body has, each once.
fn pieces(body: &[u8]) -> Vec<&[u8]> {
    let mut pieces: Vec<_> = body.windows(PIECE).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

fn chain(pieces: &[Vec<&[u8]>]) -> Vec<usize> {
    let mut who_has: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (place, own) in pieces.iter().enumerate() {
        for piece in own {
            who_has.entry(piece).or_default().push(place);
        }
    }
    let mut left: Vec<usize> = (0..pieces.len()).collect();
    let (mut order, mut last) = (Vec::with_capacity(left.len()), None);
    while !left.is_empty() {
        let like = last.and_then(|last| most_like(last, &left, pieces, &who_has));
        let next = left.remove(like.unwrap_or(0));
        order.push(next);
        last = Some(next);
    }
    order
}

/// Which of those that are left is most like the last one.
fn most_like(
    last: usize,
    left: &[usize],
    pieces: &[Vec<&[u8]>],
    who_has: &HashMap<&[u8], Vec<usize>>,
) -> Option<usize> {
    let mut shared = vec![0_usize; pieces.len()];
    for having in pieces[last].iter().filter_map(|piece| who_has.get(piece)) {
        for &place in having {
            shared[place] += 1;
        }
    }
    let alike = |place: usize| {
        let both = pieces[last].len() + pieces[place].len() - shared[place];
        shared[place] as f64 / both.max(1) as f64
    };
    let best = left.iter().enumerate().map(|(at, &place)| (at, alike(place)));
    best.filter(|&(_, alike)| alike > LEAST).max_by(|one, other| one.1.total_cmp(&other.1)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_stand_beside_those_that_they_resemble() {
        let (one, two) = (b"abcdefghijklmnop", b"ABCDEFGHIJKLMNOP");
        let [mut one_more, mut two_more] = [*one, *two];
        (one_more[0], two_more[0]) = (b'z', b'y');
        let functions: [(u32, &[u8]); 4] = [(0, one), (1, two), (1, &two_more), (2, &one_more)];
        assert_eq!(order(&functions), [0, 3, 1, 2]);
    }

    #[test]
    fn every_function_is_there_once_however_short() {
        let bodies: Vec<Vec<u8>> = (0..200_u8).map(|n| vec![n % 7; usize::from(n % 9)]).collect();
        let functions: Vec<(u32, &[u8])> = bodies.iter().map(|body| (0, body.as_slice())).collect();
        let mut all = order(&functions);
        all.sort_unstable();
        assert_eq!(all, (0..200).collect::<Vec<_>>());
        assert!(order(&[]).is_empty());
    }
}
