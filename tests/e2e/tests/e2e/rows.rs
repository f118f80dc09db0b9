//! The rows by keyboard alone, in teams, opened in place, and on a phone.

use e2e::{Page, Visit};
use serde_json::json;
use thirtyfour::Key;

use crate::link::copied;
use crate::looks::{assert_within, findings};

const GRID: &str = "const grid = document.querySelector('[role=treegrid]');
    const at = document.getElementById(grid?.getAttribute('aria-activedescendant'));";

async fn press(page: &Page, key: Key) {
    page.keys(&char::from(key).to_string()).await;
}

async fn open(page: &Page, query: &str) {
    page.open(query).await;
    page.until(
        "rows by agent",
        "return document.querySelectorAll('[data-testid=row]').length > 3",
        json!(null),
    )
    .await;
    page.until_settled().await;
    page.js("document.querySelector('[role=treegrid]').focus()", json!(null)).await;
}

#[test]
pub fn a_team_is_walked_sorted_and_opened_by_keys_and_the_link_opens_it_again() {
    Visit::default().run(async |page| {
        open(page, "?demo=6x1&lanes=agent").await;
        // From the row of all to the heads: the first figure sorts.
        for key in [Key::Home, Key::Home, Key::Up, Key::Right, Key::Enter] {
            press(page, key).await;
        }
        let sorted = "return document.querySelector('[aria-sort=descending]')?.innerText.startsWith('In')";
        page.until("the order by time in", sorted, json!(null)).await;
        press(page, Key::Down).await;
        press(page, Key::Down).await;
        press(page, Key::Home).await;
        press(page, Key::Right).await;
        let lanes = "return document.querySelectorAll('.row.opened').length";
        page.until("its states", &format!("{lanes} > 3"), json!(null)).await;
        assert_eq!(findings(page, "[data-testid=timeline]").await, json!([]));
        press(page, Key::Right).await;
        let spoken = format!(
            "{GRID} return /\\d\\d:\\d\\d to \\d\\d:\\d\\d/.test(at?.getAttribute('aria-label') ?? '')"
        );
        page.until("a stretch to be spoken", &spoken, json!(null)).await;
        let link = copied(page).await;
        for part in ["sort=in-", "expand="] {
            assert!(link.contains(part), "{part} is not in {link}");
        }
        page.open("?demo=10").await;
        page.until_records(10).await;
        page.open(&format!("?{}", link.split_once('?').unwrap().1)).await;
        page.until(
            "the same order and the same states",
            &format!("{sorted} && {}", lanes.replace("return ", "")),
            json!(null),
        )
        .await;
        page.until_settled().await;
        assert_eq!(copied(page).await, link);
    });
}

#[test]
pub fn five_hundred_agents_stand_together_by_team_and_fold() {
    Visit::default().run(async |page| {
        open(page, "?demo=500x1").await;
        page.until("teams", "return document.querySelectorAll('.row.group').length > 0", json!(null)).await;
        let heights = "return document.querySelector('.timeline-sizer').offsetHeight";
        let before = page.js(heights, json!(null)).await.as_f64().unwrap();
        for key in [Key::Home, Key::Home, Key::Down, Key::Left] {
            press(page, key).await;
        }
        let folded = "return document.querySelector('.row.group')?.getAttribute('aria-expanded') === 'false'
            && document.querySelector('.timeline-sizer').offsetHeight < argument";
        page.until("the first team to be folded", folded, json!(before)).await;
        assert_eq!(findings(page, "[data-testid=timeline]").await, json!([]));
        assert!(copied(page).await.contains("fold="));
        // Wherever it is scrolled to, rows follow each other without a gap.
        let gap = "const grid = document.querySelector('[role=treegrid]');
            grid.scrollTop = argument;
            const seen = grid.getBoundingClientRect();
            const rows = [...document.querySelectorAll('[data-testid=row]')].map((row) => row.getBoundingClientRect())
                .filter((row) => row.bottom > seen.top + 34 && row.top < seen.bottom).sort((a, b) => a.top - b.top);
            return rows.length > 5 && rows[0].top <= seen.top + 35 && rows.at(-1).bottom >= seen.bottom - 1
                && rows.every((row, i) => i === 0 || Math.abs(row.top - rows[i - 1].bottom) < 1)";
        for top in [0, 1_234, 3_456] {
            page.until(&format!("rows without a gap at {top}"), gap, json!(top)).await;
        }
    });
}

#[test]
pub fn nothing_sticks_out_on_the_narrowest_phone() {
    Visit { size: (320, 740), ..Visit::default() }.run(async |page| {
        for query in [
            "?demo=team",
            "?demo=team&lanes=state",
            "?demo=team&group=team&lanes=agent",
            "?demo=3x7&lanes=day",
        ] {
            page.open(query).await;
            page.until(
                "rows",
                "return document.querySelectorAll('[data-testid=row]').length > 3",
                json!(null),
            )
            .await;
            page.until_settled().await;
            page.until_panels().await;
            assert_within(page, 320).await;
        }
    });
}

/// The heights of what is seen of the tools above the rows, and whether all of them stand beside each other.
const TOOLS: &str = "const tools = [...document.querySelectorAll('.timeline-tools :is(button, select)')].filter(visible)
        .map((tool) => tool.getBoundingClientRect());
    return tools.length > 2 && Math.max(...tools.map(({ top }) => top)) < Math.min(...tools.map(({ bottom }) => bottom))";

#[test]
pub fn the_tools_above_the_rows_are_one_line_on_a_phone_and_the_rest_opens_below() {
    for width in [360, 390] {
        Visit { size: (width, 740), ..Visit::default() }.run(async |page| {
            for query in
                ["?demo=3x7&lanes=agent", "?demo=3x7&lanes=day", "?demo=3x7&lanes=state", "?demo=2000"]
            {
                page.open(query).await;
                page.until_settled().await;
                page.until(&format!("one line of tools for {query}"), TOOLS, json!(null)).await;
            }
            page.open("?demo=3x7&lanes=day").await;
            page.until_settled().await;
            assert!(!page.has_control("Sort").await);
            page.press("View").await;
            page.choose("Sort", "Not ready").await;
            page.choose("Hours", "All 24 hours").await;
            page.until_address("from=00").await;
        });
    }
}
