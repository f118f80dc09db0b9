//! Starts the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    shiftline::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Shiftline runs in a browser: cargo xtask serve");
}
