//! An answer that came for a page.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::dialect::{Decoded, Next};
use crate::error::ApiError;
use model::page::Page;
use model::record::Record;
use model::time::SECOND;

/// Records of a page that go into its print, at most.
const SAMPLES: usize = 8;

/// An answer that came for a page.
#[derive(Clone, Debug)]
pub struct Came {
    /// The rows.
    pub page: Arc<Page>,
    /// Whether there are as many as were asked for: perhaps another page follows.
    pub full: bool,
    /// Whether the server says that more follows; `None` when it says nothing about it.
    pub more: Option<bool>,
    /// Rows and pages of the whole series, when the server says so.
    pub total: Option<usize>,
    /// The same for pages.
    pub pages: Option<usize>,
    /// The answer as an error, in case it turns out to be none to rely on.
    pub said: Option<ApiError>,
    /// Pages with another print differ.
    print: u64,
}

impl Came {
    /// What was decoded.
    pub fn new(decoded: Decoded, said: Option<ApiError>) -> Self {
        Self {
            print: print(&decoded.page),
            page: Arc::new(decoded.page),
            full: decoded.next == Next::Number,
            more: decoded.more,
            total: decoded.total_rows,
            pages: decoded.total_pages,
            said,
        }
    }

    /// An answer without rows.
    pub fn nothing() -> Self {
        Self::new(Decoded::nothing(), None)
    }

    /// Rows, those rejected included.
    pub fn rows(&self) -> usize {
        self.page.rows
    }

    /// Whether another page may follow, as far as the page itself tells.
    pub fn leads_on(&self) -> bool {
        self.more == Some(true) || (self.full && self.rows() > 0)
    }

    /// Whether it has the same rows, at least one of which is good.
    pub fn is_same(&self, other: &Self) -> bool {
        let (a, b) = (&*self.page, &*other.page);
        let is_alike = self.print == other.print && a.rows == b.rows && !a.blocks.is_empty();
        is_alike && a.blocks == b.blocks && a.rejected == b.rejected
    }

    /// Whether its first record is the same; what still goes on may have grown. Two pages without
    /// rows begin alike.
    pub fn begins_like(&self, other: &Self) -> bool {
        let begin = |page: &Page| first(page).map(|record| (record.at, record.activity, record.key));
        begin(&self.page) == begin(&other.page) && (self.rows() == 0) == (other.rows() == 0)
    }

    /// Whether the page joins the one before it, if there is one, and the one after it without a gap, inside
    /// as well: each record's figure is the time in the state before it.
    pub fn joins(&self, before: Option<&Self>, after: &Self) -> bool {
        let is_upward =
            first(&self.page).map(|record| record.at) <= first(&after.page).map(|record| record.at);
        let (below, above) = if is_upward { (before, Some(after)) } else { (Some(after), before) };
        let below = below.and_then(|below| records(&below.page).next_back());
        let above = above.and_then(|above| first(&above.page));
        let chain: Vec<Record> = below.into_iter().chain(records(&self.page)).chain(above).collect();
        let is_next = |pair: &[Record]| {
            let gap = pair[1].reported_ms.map(|ms| pair[0].at - (pair[1].at + ms.saturating_neg()));
            gap.is_some_and(|gap| gap.abs() <= SECOND)
        };
        chain.windows(2).all(is_next)
    }
}

/// The first record of a page.
pub fn first(page: &Page) -> Option<Record> {
    page.blocks.first().map(|(_, block)| block.record(0))
}

fn records(page: &Page) -> impl DoubleEndedIterator<Item = Record> {
    page.blocks.iter().flat_map(|(_, block)| block.records())
}

/// A number made of a few records.
fn print(page: &Page) -> u64 {
    let mut hasher = DefaultHasher::new();
    page.rows.hash(&mut hasher);
    for (_, block) in page.blocks.iter().take(SAMPLES) {
        block.len().hash(&mut hasher);
        for i in (0..block.len()).step_by(block.len().div_ceil(SAMPLES)) {
            (block.start(i).0, block.activity(i).column(), block.reported_ms(i)).hash(&mut hasher);
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use model::page::PageBuilder;
    use model::state::ActivityId;
    use model::time::Millis;

    use super::*;

    /// A page of records: when each begins, its state, and how long the one before it lasted.
    fn came(rows: &[(i64, u32, Option<i64>)]) -> Came {
        let mut page = PageBuilder::new();
        for &(at, state, ms) in rows {
            page.push(&"a".into(), Record::new(Millis(at), ActivityId(3 + state), ms));
        }
        Came::new(Decoded { page: page.finish(), ..Decoded::nothing() }, None)
    }

    #[test]
    fn a_page_leads_on_where_it_is_full_or_the_server_says_so() {
        let page = came(&[(0, 0, None)]);
        for (full, more, expected) in [
            (true, None, true),
            (true, Some(false), true),
            (false, Some(true), true),
            (false, Some(false), false),
            (false, None, false),
        ] {
            assert_eq!(Came { full, more, ..page.clone() }.leads_on(), expected, "{full} {more:?}");
        }
        assert!(!Came { full: true, ..Came::nothing() }.leads_on(), "it has no rows");
        assert!(Came { more: Some(true), ..Came::nothing() }.leads_on());
    }

    #[test]
    fn pages_are_the_same_where_all_rows_are() {
        let rows: Vec<_> = (0..100).map(|i| (i * 60_000, i as u32 % 3, Some(60_000))).collect();
        let page = came(&rows);
        assert!(page.is_same(&came(&rows)));
        assert!(!Came::nothing().is_same(&Came::nothing()), "it has no rows");
        for i in 0..rows.len() {
            let mut other = rows.clone();
            other[i].1 = 9;
            assert!(!page.is_same(&came(&other)), "{i}");
        }
        assert!(!page.is_same(&came(&rows[1..])) && !page.is_same(&came(&rows[..99])));
    }

    #[test]
    fn pages_begin_alike_with_their_first_row_whatever_follows() {
        let page = came(&[(0, 0, Some(5)), (10, 1, None)]);
        for (other, expected) in [
            (came(&[(0, 0, Some(9))]), true),
            (came(&[(0, 1, Some(5)), (10, 1, None)]), false),
            (came(&[(1, 0, Some(5)), (10, 1, None)]), false),
            (Came::nothing(), false),
        ] {
            assert_eq!((page.begins_like(&other), other.begins_like(&page)), (expected, expected));
        }
        assert!(Came::nothing().begins_like(&Came::nothing()));
    }

    #[test]
    fn pages_join_where_each_figure_is_the_time_since_the_record_before() {
        let (first, last) =
            (came(&[(0, 0, None), (10_000, 1, Some(10_000))]), came(&[(40_000, 0, Some(10_000))]));
        for (rows, expected) in [
            (&[(20_000, 2, Some(10_000)), (30_000, 1, Some(10_000))][..], true),
            (&[(20_000, 2, Some(11_000)), (30_000, 1, Some(9_000))], true),
            (&[(20_000, 2, Some(11_001)), (30_000, 1, Some(10_000))], false),
            (&[(20_000, 2, Some(8_999)), (30_000, 1, Some(10_000))], false),
            (&[(20_000, 2, Some(10_000)), (30_000, 1, Some(5_000))], false),
            (&[(20_000, 2, Some(10_000)), (30_000, 1, None)], false),
            (&[(20_000, 2, Some(10_000))], false),
            (&[(20_000, 2, Some(i64::MIN)), (30_000, 1, Some(10_000))], false),
        ] {
            let page = came(rows);
            assert_eq!(page.joins(Some(&first), &last), expected, "{rows:?}");
            // The newest may come first.
            assert_eq!(page.joins(Some(&last), &first), expected, "{rows:?} the other way round");
        }
        assert!(first.joins(None, &came(&[(20_000, 0, Some(10_000))])));
        assert!(!first.joins(None, &last));
        assert!(last.joins(None, &came(&[(20_000, 0, None), (30_000, 1, Some(10_000))])));
        assert!(!last.joins(None, &first));
    }
}
