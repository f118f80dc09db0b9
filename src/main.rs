//! The page: mounts the application.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    shiftline::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Shiftline runs in a browser: `cargo xtask serve` builds it and prints its address.");
}
