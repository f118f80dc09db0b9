//! Turns that long work lets others have.

use futures::future::join_all;
use shiftline::app::browser::clock::turn;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn turns_that_are_waited_for_at_once_all_come() {
    assert_eq!(join_all((0..50).map(|_| turn())).await.len(), 50);
    // And others after them.
    for _ in 0..50 {
        turn().await;
    }
}
