//! Dialogs: what closes them, and where the focus is afterwards.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use shiftline::ui::parts::modal::{Dialog, Modal, Name};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, MouseEvent, MouseEventInit, PointerEvent, PointerEventInit,
};

use crate::stage::frame;

/// A button, and a dialog with a field that it opens.
struct Shown {
    root: HtmlElement,
    is_open: RwSignal<bool>,
    _handle: UnmountHandle<<AnyView as Render>::State>,
}

impl Shown {
    async fn new(light: bool) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let (is_open, modal) = (RwSignal::new(false), Modal::new());
        let view = move || {
            view! {
                <button class="opens" on:click=move |_| is_open.set(true)>"Open"</button>
                <Dialog
                    modal
                    class="modal"
                    testid="box"
                    name=Name::Words("Box")
                    when=is_open
                    light
                    closed=Callback::new(move |()| is_open.set(false))
                >
                    <input value="some words"/>
                    <button class="closes" on:click=move |_| modal.close()>"Close"</button>
                </Dialog>
            }
            .into_any()
        };
        let shown = Self { _handle: mount_to(root.clone(), view), root, is_open };
        let opens = shown.get(".opens");
        opens.focus().unwrap();
        opens.click();
        frame().await;
        assert!(shown.dialog().open(), "it opens");
        assert!(shown.is_active("input"), "the focus goes into it");
        shown
    }

    fn get(&self, selector: &str) -> HtmlElement {
        self.root.query_selector(selector).unwrap().expect(selector).unchecked_into()
    }

    fn dialog(&self) -> HtmlDialogElement {
        self.get("dialog").unchecked_into()
    }

    fn is_active(&self, selector: &str) -> bool {
        document().active_element().as_ref() == Some(self.get(selector).unchecked_ref::<Element>())
    }

    /// Presses at one place, and lets go at the other; a browser tells of a click what both are in.
    async fn press(&self, (on, down): (&str, (i32, i32)), up: (i32, i32)) {
        let init = PointerEventInit::new();
        init.set_bubbles(true);
        init.set_client_x(down.0);
        init.set_client_y(down.1);
        let event = PointerEvent::new_with_event_init_dict("pointerdown", &init).unwrap();
        self.get(on).dispatch_event(&event).unwrap();
        let init = MouseEventInit::new();
        init.set_bubbles(true);
        init.set_client_x(up.0);
        init.set_client_y(up.1);
        self.get("dialog")
            .dispatch_event(&MouseEvent::new_with_mouse_event_init_dict("click", &init).unwrap())
            .unwrap();
        frame().await;
    }

    /// A place in the middle of what this finds.
    fn middle(&self, selector: &str) -> (i32, i32) {
        let edges = self.get(selector).get_bounding_client_rect();
        ((edges.left() + edges.width() / 2.0) as i32, (edges.top() + edges.height() / 2.0) as i32)
    }
}

/// Nothing of the dialog is there.
const BESIDE: (i32, i32) = (1, 1);

#[wasm_bindgen_test]
async fn a_button_closes_it_and_the_focus_is_where_it_was() {
    for light in [false, true] {
        let shown = Shown::new(light).await;
        shown.get(".closes").click();
        frame().await;
        assert!(!shown.dialog().open() && !shown.is_open.get_untracked());
        assert!(shown.is_active(".opens"));
        shown.get(".opens").click();
        frame().await;
        assert!(shown.dialog().open(), "again");
        shown.root.remove();
    }
}

#[wasm_bindgen_test]
async fn a_press_beside_it_closes_it_only_where_nothing_is_lost() {
    for light in [false, true] {
        let shown = Shown::new(light).await;
        shown.press(("dialog", BESIDE), BESIDE).await;
        assert_eq!(shown.dialog().open(), !light);
        assert_eq!(shown.is_active(".opens"), light);
        shown.root.remove();
    }
}

#[wasm_bindgen_test]
async fn a_text_is_marked_to_beyond_its_edge() {
    let shown = Shown::new(true).await;
    let (field, close) = (shown.middle("input"), shown.middle(".closes"));
    shown.press(("input", field), BESIDE).await;
    assert!(shown.dialog().open(), "from inside to beside it");
    shown.press(("dialog", BESIDE), field).await;
    assert!(shown.dialog().open(), "from beside it to inside");
    shown.press(("dialog", close), close).await;
    assert!(shown.dialog().open(), "on the box itself");
    shown.root.remove();
}
