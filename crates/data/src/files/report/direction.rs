//! Which way the lists of files go in time.

use super::bounds::Bounds;
use super::drafts::Drafts;
use super::passes::each_of;

/// Which way a list goes in time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The oldest first.
    On,
    /// The newest first.
    Back,
    /// Neither.
    None,
}

impl Direction {
    /// A place in a list as time goes.
    pub fn place(self, place: u32) -> i64 {
        if self == Self::Back { -i64::from(place) } else { i64::from(place) }
    }

    /// As the lists of nine in ten agents go.
    fn of_most(on: usize, back: usize) -> Self {
        let is_most = |count: usize| count > 0 && count * 10 >= (on + back) * 9;
        match (is_most(on), is_most(back)) {
            (true, _) => Self::On,
            (_, true) => Self::Back,
            _ => Self::None,
        }
    }
}

/// The way of each part.
pub fn directions(drafts: &Drafts, local_ms: &[i64], parts: &Bounds) -> Vec<Direction> {
    let mut lists: Vec<Steps> = Vec::new();
    // Agents of the part at hand.
    let mut agents: Vec<usize> = Vec::new();
    let ways = parts.ranges().map(|range| {
        each_of(range, &mut |place| {
            let agent = drafts.agent[place] as usize;
            if agent >= lists.len() {
                lists.resize(agent + 1, Steps::default());
            }
            if lists[agent].last.is_none() {
                agents.push(agent);
            }
            lists[agent].add(local_ms[place]);
        });
        let (mut on, mut back) = (0, 0);
        for agent in agents.drain(..) {
            let direction = std::mem::take(&mut lists[agent]).direction();
            on += usize::from(direction == Direction::On);
            back += usize::from(direction == Direction::Back);
        }
        Direction::of_most(on, back)
    });
    ways.collect()
}

/// The steps from one row of an agent to the next, in the order of the file.
#[derive(Clone, Default)]
struct Steps {
    last: Option<i64>,
    on: usize,
    back: usize,
}

impl Steps {
    fn add(&mut self, time: i64) {
        if let Some(earlier) = self.last.replace(time) {
            self.on += usize::from(earlier < time);
            self.back += usize::from(time < earlier);
        }
    }

    /// As nine in ten steps go: a repeated hour goes against it.
    fn direction(&self) -> Direction {
        let Self { on, back, .. } = *self;
        // Few rows with a repeated hour among them: one step against two.
        if on > back && on * 10 >= (on + back) * 9 || on > 1 && back == 1 {
            Direction::On
        } else if back > on && back * 10 >= (on + back) * 9 || back > 1 && on == 1 {
            Direction::Back
        } else {
            Direction::None
        }
    }
}
