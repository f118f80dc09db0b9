//! What is said after the program stopped.

use shiftline::ui::stopped::show;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

#[wasm_bindgen_test]
fn the_page_says_that_it_stopped_in_the_place_of_all_that_was_shown() {
    let document = web_sys::window().unwrap().document().unwrap();
    let main = document.create_element("main").unwrap();
    main.set_id("main");
    main.set_inner_html(
        "<p class=\"loading\">Getting the timeline ready</p><dialog open>Which columns?</dialog><b>Ada</b>",
    );
    document.body().unwrap().append_child(&main).unwrap();
    let before = document.location().unwrap().href().unwrap();
    show("crates/model/src/index.rs:33:5");
    show("somewhere else");
    let get = |what: &str| -> Element { main.query_selector(what).unwrap().unwrap() };
    let text = main.text_content().unwrap();
    assert!(text.contains("Shiftline stopped") && text.contains("reload"), "{text}");
    for gone in ["Getting", "columns?", "Ada", "somewhere else"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    assert_eq!(main.query_selector_all("[role=alert]").unwrap().length(), 1);
    assert_eq!(get("a.button").get_attribute("href").as_deref(), Some(""), "the same address again");
    let report = get("[data-testid=report]").text_content().unwrap();
    assert!(report.contains("crates/model/src/index.rs:33:5") && report.contains("Mozilla"), "{report}");
    assert_eq!(document.location().unwrap().href().unwrap(), before);
    main.remove();
}
