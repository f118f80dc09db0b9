//! Parts of the program whose code is fetched when it is first wanted, so that the first page is
//! there soon. A function written with `lazy!` begins one: what only such functions reach is taken
//! out of the program by `cargo xtask dist`, which builds with the feature `split`. Without it the
//! program is one file, and every part is always here.

/// The code of a part could not be fetched; asking again may help.
pub use leptos::wasm_split::SplitLoaderError as Missing;

/// Whether the code that loads and draws answers is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeState {
    /// Nobody asked for it.
    #[default]
    Unasked,
    /// It is being fetched.
    Coming,
    /// It is here.
    Here,
    /// It could not be fetched.
    Missing,
}

/// `lazy! { NAME: fn work(…) -> T { … } }` is a function whose code belongs to the part `NAME`: an
/// `async fn work(…) -> Result<T, Missing>`.
macro_rules! lazy {
    ($part:ident: $(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $type:ty),*) -> $out:ty $body:block) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// When its code could not be fetched.
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
        $vis fn $name($($arg: $type),*) -> Result<$out, $crate::app::browser::lazy::Missing> {
            Ok($body)
        }

        $(#[$doc])*
        ///
        /// # Errors
        /// When its code could not be fetched.
        #[cfg(not(feature = "split"))]
        #[allow(clippy::unused_async, clippy::missing_errors_doc)]
        $vis async fn $name($($arg: $type),*) -> Result<$out, $crate::app::browser::lazy::Missing> {
            Ok($body)
        }
    };
}

pub(crate) use lazy;
