//! What the library is made to ask of our `order.rs`, line by line.

/// One place of the library's source.
pub struct Change {
    /// Its file.
    pub file: &'static str,
    /// What stands there, once in the file.
    pub published: &'static str,
    /// What stands there instead.
    pub ours: &'static str,
}

/// All of them.
pub const CHANGES: [Change; 5] = [
    Change {
        file: "options.rs",
        published: "    pub main_module: &'a str,\n",
        ours: "    pub main_module: &'a str,\n    pub order: crate::Order,\n",
    },
    Change {
        file: "options.rs",
        published: "            main_module: \"./main.js\",\n",
        ours: "            main_module: \"./main.js\",\n            order: crate::Order::default(),\n",
    },
    Change {
        file: "lib.rs",
        published: "compute_split_modules(&module, &deps.graph, split_points)?;\n",
        ours: "compute_split_modules(&module, &deps.graph, split_points, &opts.order)?;\n",
    },
    Change {
        file: "split_point.rs",
        published: "    split_points: Vec<SplitPoint>,\n) -> Result<SplitProgramInfo> {\n",
        ours: "    split_points: Vec<SplitPoint>,\n    order: &crate::Order,\n) -> Result<SplitProgramInfo> {\n",
    },
    // Each function and each piece of data is put into the module that all who need it load.
    Change {
        file: "split_point.rs",
        published: "        let module = match split_module_contents.get_mut(color) {\n",
        ours: "        let color = &order.place(color);\n        let module = match split_module_contents.get_mut(color) {\n",
    },
];

impl Change {
    /// The file with ours in it.
    ///
    /// # Errors
    /// When what is to be changed does not stand there, or more than once.
    pub fn applied(&self, text: &str) -> Result<String, String> {
        let Self { file, published, ours } = self;
        match text.matches(published).count() {
            1 => Ok(text.replace(published, ours)),
            times => Err(format!(
                "{file} of wasm_split_cli_support has {times} times, not once, {published:?}. Let Cargo.toml of \
                 split-in-order name the release that its build/changes.rs speaks of, or change the latter."
            )),
        }
    }
}
