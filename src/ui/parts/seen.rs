//! How far a page was read and what was unfolded on it, so that who comes back to it finds it as it was.

use std::collections::BTreeMap;

use gloo_timers::future::TimeoutFuture;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Where something folded stands: its place among those beside it, within each that it is in.
type Path = Vec<usize>;

/// How a page was left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    scrolled: f64,
    unfolded: Vec<Path>,
}

impl Seen {
    /// The page as it stands.
    pub fn now() -> Self {
        let scrolled = gloo_utils::window().scroll_y().unwrap_or_default();
        let open = |(element, path): (Element, Path)| element.has_attribute("open").then_some(path);
        Self { scrolled, unfolded: folds().into_iter().filter_map(open).collect() }
    }

    /// Unfolds what was unfolded, and scrolls to where the page was left.
    pub fn restore_soon(self) {
        spawn_local(async move {
            tick().await;
            let depth = self.unfolded.iter().map(Vec::len).max().unwrap_or_default();
            for level in 1..=depth {
                for (element, path) in folds() {
                    if path.len() == level && self.unfolded.contains(&path) {
                        drop(element.set_attribute("open", ""));
                    }
                }
                // What is within is drawn once it is unfolded.
                TimeoutFuture::new(20).await;
            }
            gloo_utils::window().scroll_to_with_x_and_y(0.0, self.scrolled);
        });
    }
}

/// All that can be unfolded on the page.
fn folds() -> Vec<(Element, Path)> {
    let Ok(all) = gloo_utils::document().query_selector_all("main details") else { return Vec::new() };
    let mut found: Vec<(Element, Path)> = Vec::new();
    let mut counted: BTreeMap<Path, usize> = BTreeMap::new();
    for at in 0..all.length() {
        let Some(element) = all.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let within = element.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
        let within = within.and_then(|within| found.iter().find(|(known, _)| *known == within));
        let mut path = within.map(|(_, path)| path.clone()).unwrap_or_default();
        let count = counted.entry(path.clone()).or_default();
        path.push(*count);
        *count += 1;
        found.push((element, path));
    }
    found
}
