//! Threshold gates over clues: what every expression of a lens becomes. *Any* holds from one part on,
//! *all* from all parts on, *at least n* from n parts on. There is no *not*.

use std::collections::VecDeque;

use crate::instrument::{ClueIx, Truth};

/// A place among the gates: first the clues, in order, then the gates, each after its parts.
pub(super) type Node = usize;

/// The expressions of one lens.
#[derive(Debug, Default)]
pub(super) struct Gates {
    clues: Vec<ClueIx>,
    thresholds: Vec<Gate>,
    parents: Vec<Vec<Node>>,
}

/// Holds when at least so many of its parts hold.
#[derive(Debug)]
pub(super) struct Gate {
    pub least: usize,
    pub parts: Vec<Node>,
}

impl Gates {
    /// Over these clues, without a gate yet.
    pub fn over(mut clues: Vec<ClueIx>) -> Self {
        clues.sort_unstable();
        clues.dedup();
        let parents = vec![Vec::new(); clues.len()];
        Self { clues, thresholds: Vec::new(), parents }
    }

    /// The clues that any expression names, in order.
    pub fn clues(&self) -> &[ClueIx] {
        &self.clues
    }

    /// Where a clue stands, if an expression names it.
    pub fn leaf(&self, clue: ClueIx) -> Option<Node> {
        self.clues.binary_search(&clue).ok()
    }

    /// The clue that stands there, if it is one.
    pub fn clue(&self, node: Node) -> Option<ClueIx> {
        self.clues.get(node).copied()
    }

    /// The gate that stands there, if it is one.
    pub fn gate(&self, node: Node) -> Option<&Gate> {
        self.thresholds.get(node.checked_sub(self.clues.len())?)
    }

    /// The gates of which this is a part, once for each time.
    pub fn parents(&self, node: Node) -> &[Node] {
        &self.parents[node]
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Adds a gate over parts that stand there already.
    pub fn add(&mut self, least: usize, parts: Vec<Node>) -> Node {
        if let ([only], 1) = (parts.as_slice(), least) {
            return *only;
        }
        let node = self.len();
        for part in &parts {
            self.parents[*part].push(node);
        }
        self.parents.push(Vec::new());
        self.thresholds.push(Gate { least, parts });
        node
    }

    /// All that this stands on, itself included, each once, parts before what they are parts of.
    pub fn below(&self, root: Node) -> Vec<Node> {
        let mut seen = vec![false; root + 1];
        seen[root] = true;
        for node in (0..=root).rev().filter(|node| *node >= self.clues.len()) {
            if let Some(gate) = self.gate(node).filter(|_| seen[node]) {
                gate.parts.iter().for_each(|part| seen[*part] = true);
            }
        }
        (0..=root).filter(|node| seen[*node]).collect()
    }
}

/// What can be said at every place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Values {
    truth: Vec<Truth>,
    tallies: Vec<Held>,
}

/// How many parts of a gate hold, and how many may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Held {
    yes: usize,
    unknown: usize,
}

impl Held {
    const fn count(&mut self, truth: Truth) -> Option<&mut usize> {
        match truth {
            Truth::Yes => Some(&mut self.yes),
            Truth::Unknown => Some(&mut self.unknown),
            Truth::No => None,
        }
    }

    const fn truth(self, least: usize) -> Truth {
        if self.yes >= least {
            Truth::Yes
        } else if self.yes + self.unknown < least {
            Truth::No
        } else {
            Truth::Unknown
        }
    }
}

impl Values {
    /// From scratch.
    pub fn of(gates: &Gates, look: impl Fn(ClueIx) -> Truth) -> Self {
        let mut truth: Vec<Truth> = gates.clues.iter().map(|clue| look(*clue)).collect();
        let mut tallies = Vec::with_capacity(gates.thresholds.len());
        for gate in &gates.thresholds {
            let mut held = Held::default();
            for part in &gate.parts {
                if let Some(count) = held.count(truth[*part]) {
                    *count += 1;
                }
            }
            truth.push(held.truth(gate.least));
            tallies.push(held);
        }
        Self { truth, tallies }
    }

    /// What can be said at this place.
    pub fn at(&self, node: Node) -> Truth {
        self.truth[node]
    }

    /// How many more of its parts must hold for this gate to hold.
    pub fn lacks(&self, gates: &Gates, node: Node) -> usize {
        let held = node.checked_sub(gates.clues.len()).and_then(|at| self.tallies.get(at));
        let least = gates.gate(node).map_or(0, |gate| gate.least);
        least.saturating_sub(held.map_or(0, |held| held.yes))
    }

    /// The parts of a gate that are unknown, once for each time.
    pub fn open_parts<'a>(&'a self, gates: &'a Gates, node: Node) -> impl Iterator<Item = Node> + 'a {
        let parts = gates.gate(node).into_iter().flat_map(|gate| gate.parts.iter().copied());
        parts.filter(|part| self.at(*part) == Truth::Unknown)
    }

    /// Sets a clue and brings what stands on it up to date. Tells whether anything changed.
    pub fn set(&mut self, gates: &Gates, leaf: Node, truth: Truth) -> bool {
        let before = std::mem::replace(&mut self.truth[leaf], truth);
        if before == truth {
            return false;
        }
        // First come, first counted: a place that changes twice is counted in the order of its changes.
        let mut changed = VecDeque::from([(leaf, before, truth)]);
        while let Some((node, before, after)) = changed.pop_front() {
            for parent in gates.parents(node) {
                let at = parent - gates.clues.len();
                let held = &mut self.tallies[at];
                if let Some(count) = held.count(before) {
                    *count -= 1;
                }
                if let Some(count) = held.count(after) {
                    *count += 1;
                }
                let (was, is) = (self.truth[*parent], held.truth(gates.thresholds[at].least));
                if was != is {
                    self.truth[*parent] = is;
                    changed.push_back((*parent, was, is));
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Gates, Values};
    use crate::instrument::ClueIx;
    use crate::instrument::Truth::{No, Unknown, Yes};

    #[test]
    fn a_gate_holds_from_its_threshold_on_and_unknown_is_neither() {
        let mut gates = Gates::over((0..3).map(ClueIx).collect());
        let two = gates.add(2, vec![0, 1, 2]);
        for (clues, holds) in [
            ([Yes, Yes, No], Yes),
            ([Yes, Yes, Unknown], Yes),
            ([Yes, Unknown, No], Unknown),
            ([Unknown, Unknown, No], Unknown),
            ([Yes, No, No], No),
            ([Unknown, No, No], No),
        ] {
            assert_eq!(Values::of(&gates, |clue| clues[clue.0]).at(two), holds, "{clues:?}");
        }
    }

    #[test]
    fn what_stands_on_a_clue_by_two_ways_is_brought_up_to_date_once() {
        let mut gates = Gates::over((0..2).map(ClueIx).collect());
        let any = gates.add(1, vec![0, 1]);
        let all = gates.add(2, vec![0, 1]);
        let both = gates.add(2, vec![any, all]);
        let mut values = Values::of(&gates, |_| Unknown);
        for clues in [[Yes, Unknown], [Yes, No], [No, Yes], [Yes, Yes], [No, No], [Unknown, Yes]] {
            for (leaf, truth) in clues.into_iter().enumerate() {
                values.set(&gates, leaf, truth);
            }
            assert_eq!(values, Values::of(&gates, |clue| clues[clue.0]));
            assert_eq!(values.at(both), clues[0].and(clues[1]));
        }
    }
}
