//! The code that decides, in parts that have their tests.

/// Code that decides something. The tests that hold it are those of its own crate.
pub struct Part {
    pub name: &'static str,
    /// The crate, a folder of `crates`.
    pub layer: &'static str,
    /// Files and folders in the crate's `src`.
    pub code: &'static [&'static str],
    /// What the names of the tests begin with or hold that are run: those that would notice. All without any.
    pub tests: &'static [&'static str],
    /// What cargo and its tests are told at first: few tests, soon built, that notice most changes. All of
    /// `tests` then look at the rest.
    pub first: Option<First>,
}

/// The tests of a first look.
pub struct First {
    /// Which program of tests.
    pub program: &'static [&'static str],
    /// The tests in it, as for [`Part::tests`], and those left out.
    pub tests: &'static [&'static str],
}

pub const PARTS: [Part; 7] = [
    Part {
        name: "build",
        layer: "model",
        code: &["build", "merge.rs", "gather.rs"],
        tests: &[
            "own_rows::",
            "ends::",
            "sources::",
            "merge::",
            "gather::",
            "missing::",
            "properties::every_record",
            "properties::records_in_order",
        ],
        first: Some(First { program: &["--test", "all"], tests: &["own_rows::", "ends::", "sources::"] }),
    },
    Part {
        name: "totals",
        layer: "model",
        code: &["index.rs", "index", "attendance.rs", "attendance", "summary.rs"],
        tests: &[],
        first: Some(First { program: &["--test", "all"], tests: &["properties::", "summary::"] }),
    },
    Part {
        name: "rules",
        layer: "model",
        code: &["adherence", "limits"],
        tests: &["adherence::", "limits::"],
        first: Some(First { program: &["--test", "all"], tests: &["adherence::", "limits::"] }),
    },
    Part {
        name: "retry",
        layer: "data",
        code: &["retry.rs"],
        tests: &["retry::", "fetch::", "answers::"],
        first: Some(First { program: &["--lib"], tests: &["retry::"] }),
    },
    Part {
        name: "paging",
        layer: "data",
        code: &["paging.rs", "paging"],
        tests: &[
            "came::",
            "caps::",
            "fetch::",
            "chaos::",
            "circles::",
            "ends::",
            "answers::",
            "plans::",
            "sim",
            "totals::",
        ],
        first: Some(First {
            program: &["--test", "all"],
            tests: &[
                "fetch::",
                "caps::",
                "circles::",
                "ends::",
                "answers::",
                "sim",
                "totals::",
                "--skip=any_order",
                "--skip=an_end_counts",
                "--skip=lookups",
                "--skip=a_hundred_pages",
            ],
        }),
    },
    Part {
        name: "rows",
        layer: "data",
        code: &[
            "dialect/cxone.rs",
            "dialect/cxone/row.rs",
            "dialect/cxone/states.rs",
            "dialect/reporting_v2.rs",
            "dialect/field.rs",
            "dialect/json.rs",
            "dialect/json",
            "dialect/members.rs",
            "dialect/whose.rs",
        ],
        tests: &[
            "dialect::",
            "rows::",
            "fetch::",
            "answers::",
            "bodies::",
            "bare_figures::",
            "broken_text::",
            "hostile::",
            "sim",
            "siblings::agents",
            "circles::",
        ],
        first: Some(First { program: &["--lib"], tests: &["dialect::"] }),
    },
    Part { name: "report", layer: "data", code: &["files/report"], tests: &[], first: None },
];

impl Part {
    /// Its files and folders, from the root of the repository.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.code.iter().map(|path| format!("crates/{}/src/{path}", self.layer))
    }
}
