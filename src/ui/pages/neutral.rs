//! The neutral page: an ordinary calendar of the month. Loading the page again comes back; to an exercise,
//! Escape or a touch of the month does.

use leptos::prelude::*;

use crate::doors::browser;
use crate::instrument::Language;
use crate::state::Intent;
use crate::ui::bridge;
use crate::ui::parts::when;

/// The calendar of the month.
#[component]
pub fn Neutral() -> impl IntoView {
    let bridge = bridge();
    let language = bridge.glance(|app| app.settings().language);
    let today = js_sys::Date::new_0();
    let (year, month, day) = (today.get_full_year(), today.get_month(), today.get_date());
    let first = js_sys::Date::new_with_year_month_day(year, i32::try_from(month).unwrap_or_default(), 1);
    let next = js_sys::Date::new_with_year_month_day(year, i32::try_from(month).unwrap_or_default() + 1, 0);
    // The week starts on Monday.
    let before = (first.get_day() + 6) % 7;
    let days: Vec<_> =
        std::iter::repeat_n(None, before as usize).chain((1..=next.get_date()).map(Some)).collect();
    let names = match language {
        Language::Fr => ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
        Language::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    on_cleanup(|| browser::entitle("Faisceau"));
    browser::entitle(match language {
        Language::Fr => "Calendrier",
        Language::En => "Calendar",
    });
    let title = format!("{} {year}", when::month(u8::try_from(month + 1).unwrap_or(1), language));
    view! {
        <main class="neutral">
            <h1 on:click=move |_| bridge.send(Intent::ComeBack)>{title}</h1>
            <table>
                <thead><tr>{names.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
                <tbody>
                    {days.chunks(7).map(|week| view! {
                        <tr>
                            {week.iter().map(|date| view! {
                                <td class:today=*date == Some(day)>{*date}</td>
                            }).collect_view()}
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        </main>
    }
}
