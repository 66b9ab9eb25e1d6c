//! How near an open clue brings what is open.

use std::collections::BTreeMap;

use super::definition::StatementIx;
use super::gates::Node;
use super::reading::Reading;
use crate::instrument::{ClueIx, Truth};

/// What one open clue could do to one open statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::findings) struct Nearness {
    /// Present, it would establish the statement together with at most so many other open clues; none
    /// where no way that is among the nearest goes through it.
    pub others: Option<usize>,
    /// Absent, it would rule the statement out, alone.
    pub rules_out: bool,
}

impl Reading {
    /// What each open clue could do to each open statement; nothing is said of those without effect.
    ///
    /// By how many other clues is counted along the cheapest proof of the statement: it may be fewer
    /// where one clue serves twice, never more.
    pub(in crate::findings) fn nearness(&self) -> BTreeMap<(StatementIx, ClueIx), Nearness> {
        let lens = &self.lens;
        let costs = self.costs();
        let open: Vec<_> = (0..lens.statements.len())
            .map(StatementIx)
            .filter(|statement| self.values.at(lens.statement(*statement).root) == Truth::Unknown)
            .collect();
        let mut near: BTreeMap<_, Nearness> = BTreeMap::new();
        for statement in &open {
            let root = lens.statement(*statement).root;
            for clue in self.on_the_cheapest_way(root, &costs) {
                near.entry((*statement, clue)).or_default().others = Some(costs[root].saturating_sub(1));
            }
        }
        let mut values = self.values.clone();
        let clues = lens.gates.clues().iter().enumerate();
        for (leaf, clue) in clues.filter(|(leaf, _)| self.values.at(*leaf) == Truth::Unknown) {
            for truth in [Truth::Yes, Truth::No] {
                values.set(&lens.gates, leaf, truth);
                for statement in &open {
                    match values.at(lens.statement(*statement).root) {
                        Truth::Yes => near.entry((*statement, *clue)).or_default().others = Some(0),
                        Truth::No => near.entry((*statement, *clue)).or_default().rules_out = true,
                        Truth::Unknown => {}
                    }
                }
            }
            values.set(&lens.gates, leaf, Truth::Unknown);
        }
        near
    }

    /// How many open clues the cheapest proof of what stands there takes, each counted as often as it
    /// serves.
    fn costs(&self) -> Vec<usize> {
        let gates = &self.lens.gates;
        let mut costs: Vec<usize> = Vec::with_capacity(gates.len());
        for node in 0..gates.len() {
            let cost = match (self.values.at(node), gates.gate(node)) {
                (Truth::Unknown, None) => 1,
                (Truth::Unknown, Some(_)) => {
                    let mut parts: Vec<_> = self.open_parts(node).map(|part| costs[part]).collect();
                    parts.sort_unstable();
                    parts.iter().take(self.values.lacks(gates, node)).sum()
                }
                _ => 0,
            };
            costs.push(cost);
        }
        costs
    }

    /// The open clues that some cheapest proof of an open place takes, in order.
    fn on_the_cheapest_way(&self, root: Node, costs: &[usize]) -> Vec<ClueIx> {
        let gates = &self.lens.gates;
        let mut on = vec![false; root + 1];
        on[root] = true;
        for node in (0..=root).rev() {
            if !on[node] {
                continue;
            }
            let mut parts: Vec<_> = self.open_parts(node).map(|part| (costs[part], part)).collect();
            parts.sort_unstable();
            let dearest = self.values.lacks(gates, node).checked_sub(1).and_then(|at| parts.get(at)).copied();
            for (_, part) in parts.iter().filter(|(cost, _)| dearest.is_some_and(|(most, _)| *cost <= most)) {
                on[*part] = true;
            }
        }
        gates
            .clues()
            .iter()
            .enumerate()
            .filter(|(leaf, _)| on.get(*leaf) == Some(&true))
            .map(|(_, c)| *c)
            .collect()
    }

    fn open_parts(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        self.values.open_parts(&self.lens.gates, node)
    }
}
