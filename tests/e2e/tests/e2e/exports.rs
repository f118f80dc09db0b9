//! Pictures and tables to keep, made of exactly what is shown.

use cxone_sim::Scenario;
use e2e::{Page, Visit};

use crate::{AGENT, day, truth_of};

async fn open(page: &Page) {
    page.open(&day()).await;
    page.until_records(truth_of(page, page.sim.url()).placed).await;
    page.until_settled().await;
}

/// What a line of the menu "Export" gives.
pub async fn export(page: &Page, item: &str) -> Vec<u8> {
    page.watch_downloads().await;
    page.press("Export").await;
    page.press(item).await;
    page.downloaded().await
}

#[test]
fn the_drawing_is_svg_whose_text_is_text() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page).await;
        let svg = String::from_utf8(export(page, "Drawing (SVG)").await).unwrap();
        let parsed = roxmltree::Document::parse(&svg).unwrap();
        let root = parsed.root_element();
        assert_eq!(root.tag_name().name(), "svg");
        let texts: Vec<&str> = root
            .descendants()
            .filter(|node| {
                node.has_tag_name("text") || node.parent().is_some_and(|parent| parent.has_tag_name("text"))
            })
            .filter_map(|node| node.text())
            .map(str::trim)
            .collect();
        for word in [AGENT, "Ready", "Wrap-up", "Not ready", "America/New_York", "2026"] {
            assert!(texts.iter().any(|text| text.contains(word)), "{word} is not among {texts:?}");
        }
        let shapes = root.descendants().filter(|node| node.has_tag_name("rect") || node.has_tag_name("path"));
        assert!(shapes.count() > 50);
        assert!(!svg.contains("<script") && !svg.contains("<foreignObject"));
    });
}

#[test]
fn the_picture_is_png_at_twice_the_size_of_the_screen() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page).await;
        let png = export(page, "Picture (PNG)").await;
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let shown =
            page.js("return part('timeline').getBoundingClientRect().width", serde_json::json!(null)).await;
        let width = f64::from(reader.info().width);
        assert!((width - 2.0 * shown.as_f64().unwrap()).abs() < 400.0, "{width} for {shown}");
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let colours: std::collections::HashSet<&[u8]> = pixels.chunks_exact(4).collect();
        assert!(colours.len() > 10, "{}", colours.len());
    });
}
