//! The smallest sets of unknown clues that would establish an open rule.
//!
//! What is sought are the minimal sets, smallest first. For each size, from a lower bound on, every set
//! of that size is tried in which each clue answers a need: at a gate that lacks `r` of its open parts,
//! any set that establishes it must reach one of all but `r - 1` of them. A set is tried once: after a
//! clue, what is tried without it takes it for absent.
//!
//! The lower bound is what the cheapest proof costs when a clue that can serve up to `n` times in one
//! proof costs a share of `1/n` each time: no set costs less than its number of clues. Where no clue
//! serves twice it is exact, and the search goes straight to its end.

use super::definition::Rule;
use super::gates::{Gates, Node, Values};
use super::reading::Reading;
use crate::instrument::{ClueIx, Truth};

/// One clue, in shares: most numbers of times that a clue serves divide it.
const WHOLE: u64 = 5040;
/// More than any set costs.
const NEVER: u64 = u64::MAX / 1_000_000;
/// How many sets are tried beyond the smallest size.
const STEPS: usize = 4_000;

/// The smallest sets of unknown clues that would establish a rule if all of one set were present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Smallest {
    /// The sets, the smallest first, each in the order of the instrument. Without any clue of a set the
    /// rest of it would not do.
    pub sets: Vec<Vec<ClueIx>>,
    /// Whether there are more than these, none of them smaller than the last of these.
    pub more: bool,
}

impl Smallest {
    /// How many clues are missing at least.
    #[must_use]
    pub fn size(&self) -> Option<usize> {
        self.sets.first().map(Vec::len)
    }
}

impl Reading {
    /// The smallest sets of unknown clues that would establish an open indicator or statement, at most
    /// so many. None when it is established already, or ruled out: then no set could.
    ///
    /// Exact for the smallest size, and to be asked for where it is shown, not at each answer.
    #[must_use]
    pub fn smallest(&self, rule: Rule, most: usize) -> Smallest {
        let root = self.lens.root(rule);
        if self.values.at(root) != Truth::Unknown {
            return Smallest::default();
        }
        Search::new(&self.lens.gates, self.values.clone(), root, most).run()
    }
}

struct Search<'a> {
    gates: &'a Gates,
    root: Node,
    /// With the clues chosen present, and those left out absent.
    values: Values,
    /// What it costs at least to establish what stands there, in shares.
    costs: Vec<u64>,
    /// For each open clue what stands on it below the root, in order.
    above: Vec<Vec<Node>>,
    open: usize,
    chosen: Vec<Node>,
    found: Vec<Vec<Node>>,
    most: usize,
    steps: usize,
    /// Whether a larger set might do.
    larger: bool,
}

impl<'a> Search<'a> {
    fn new(gates: &'a Gates, values: Values, root: Node, most: usize) -> Self {
        let mut search = Self {
            gates,
            root,
            values,
            costs: vec![NEVER; root + 1],
            above: vec![Vec::new(); gates.clues().len()],
            open: 0,
            chosen: Vec::new(),
            found: Vec::new(),
            most,
            steps: 0,
            larger: false,
        };
        let cone = search.cone();
        for leaf in cone.iter().copied().filter(|node| gates.clue(*node).is_some()) {
            search.open += 1;
            search.above[leaf] = search.standing_on(leaf, &cone);
            search.costs[leaf] = WHOLE / search.serves(leaf).max(1);
        }
        for node in cone.into_iter().filter(|node| gates.gate(*node).is_some()) {
            search.costs[node] = search.cost(node);
        }
        search
    }

    /// What is open below the root, by ways that are open, in order.
    fn cone(&self) -> Vec<Node> {
        let mut seen = vec![false; self.root + 1];
        seen[self.root] = true;
        for node in (0..=self.root).rev() {
            if seen[node] {
                self.open_parts(node).for_each(|part| seen[part] = true);
            }
        }
        (0..=self.root).filter(|node| seen[*node]).collect()
    }

    fn open_parts(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        self.values.open_parts(self.gates, node)
    }

    fn standing_on(&self, leaf: Node, cone: &[Node]) -> Vec<Node> {
        let mut above = Vec::new();
        let mut waiting = vec![leaf];
        while let Some(node) = waiting.pop() {
            for parent in self.gates.parents(node) {
                if cone.binary_search(parent).is_ok() && !above.contains(parent) {
                    above.push(*parent);
                    waiting.push(*parent);
                }
            }
        }
        above.sort_unstable();
        above
    }

    /// How many times a clue can serve in one proof of the root, at most.
    fn serves(&self, leaf: Node) -> u64 {
        let above = &self.above[leaf];
        let mut times = vec![0_u64; above.len()];
        let of = |times: &[u64], node: Node| match above.binary_search(&node) {
            Ok(at) => times[at],
            Err(_) => u64::from(node == leaf),
        };
        for (at, node) in above.iter().enumerate() {
            let mut parts: Vec<_> = self.open_parts(*node).map(|part| of(&times, part)).collect();
            parts.sort_unstable_by(|a, b| b.cmp(a));
            times[at] = parts.iter().take(self.values.lacks(self.gates, *node)).sum();
        }
        of(&times, self.root)
    }

    /// What it costs at least to establish this gate: its cheapest open parts, as many as it lacks.
    fn cost(&self, node: Node) -> u64 {
        match self.values.at(node) {
            Truth::Yes => 0,
            Truth::No => NEVER,
            Truth::Unknown => {
                let mut parts: Vec<_> = self.open_parts(node).map(|part| self.costs[part]).collect();
                parts.sort_unstable();
                parts.iter().take(self.values.lacks(self.gates, node)).sum()
            }
        }
    }

    fn set(&mut self, leaf: Node, truth: Truth) {
        self.values.set(self.gates, leaf, truth);
        for at in 0..self.above[leaf].len() {
            let node = self.above[leaf][at];
            self.costs[node] = self.cost(node);
        }
    }

    fn run(mut self) -> Smallest {
        let least = self.costs[self.root].div_ceil(WHOLE).max(1);
        let mut size = usize::try_from(least).unwrap_or(self.open);
        let more = loop {
            self.larger = false;
            self.extend(size);
            if self.is_enough() {
                break true;
            }
            if !self.larger || size >= self.open {
                break false;
            }
            size += 1;
        };
        let mut sets: Vec<Vec<ClueIx>> = self
            .found
            .iter()
            .map(|set| set.iter().filter_map(|leaf| self.gates.clue(*leaf)).collect())
            .collect();
        for set in &mut sets {
            set.sort_unstable();
        }
        sets.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        sets.truncate(self.most);
        Smallest { sets, more }
    }

    /// Whether one more than asked for was found, or enough was tried beyond the smallest.
    fn is_enough(&self) -> bool {
        self.found.len() > self.most || (!self.found.is_empty() && self.steps > STEPS)
    }

    /// Tries every set of this size that holds what is chosen and nothing that is left out.
    fn extend(&mut self, size: usize) {
        self.steps += 1;
        if self.values.at(self.root) == Truth::Yes {
            if self.chosen.len() == size && self.is_minimal() {
                self.found.push(self.chosen.clone());
            }
            return;
        }
        let budget = (size - self.chosen.len()) as u64 * WHOLE;
        let mut tried = 0;
        let needed = self.needed(self.root, budget);
        for leaf in &needed {
            if self.is_enough() || self.values.at(self.root) == Truth::No {
                break;
            }
            tried += 1;
            self.set(*leaf, Truth::Yes);
            self.chosen.push(*leaf);
            self.extend(size);
            self.chosen.pop();
            self.set(*leaf, Truth::No);
        }
        needed[..tried].iter().for_each(|leaf| self.set(*leaf, Truth::Unknown));
    }

    /// Whether no clue of those chosen could be spared; the last one cannot.
    fn is_minimal(&mut self) -> bool {
        let (gates, root) = (self.gates, self.root);
        let values = &mut self.values;
        self.chosen.iter().all(|leaf| {
            values.set(gates, *leaf, Truth::No);
            let falls = values.at(root) != Truth::Yes;
            values.set(gates, *leaf, Truth::Yes);
            falls
        })
    }

    /// Open clues of which every set within this budget that establishes what stands there has at
    /// least one. None when no set does.
    fn needed(&mut self, node: Node, budget: u64) -> Vec<Node> {
        if self.costs[node] > budget {
            self.larger |= self.costs[node] < NEVER;
            return Vec::new();
        }
        if self.gates.clue(node).is_some() {
            return vec![node];
        }
        let lacks = self.values.lacks(self.gates, node);
        let mut parts: Vec<_> = self.open_parts(node).map(|part| (self.costs[part], part)).collect();
        parts.sort_unstable();
        // Besides a part, the cheapest others must be paid for: as many as are lacking but one.
        let cheapest: u64 = parts.iter().take(lacks).map(|(cost, _)| cost).sum();
        let last = parts.get(lacks.saturating_sub(1)).map_or(0, |(cost, _)| *cost);
        let mut ways = Vec::with_capacity(parts.len());
        for (cost, part) in parts {
            let others = cheapest - cost.min(last);
            let way = self.needed(part, budget.saturating_sub(others));
            if !way.is_empty() {
                ways.push(way);
            }
        }
        if ways.len() < lacks {
            return Vec::new();
        }
        ways.sort_by_key(Vec::len);
        ways.truncate(ways.len() - lacks + 1);
        let mut needed = ways.concat();
        needed.sort_unstable();
        needed.dedup();
        needed
    }
}
