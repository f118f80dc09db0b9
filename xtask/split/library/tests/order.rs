//! The library goes by the order, and what it is made to ask stands where it is looked for.

use std::fs;

use split_in_order::{transform, Options, Order};
use wasm_encoder::{
    CodeSection, CustomSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    ImportSection, LinkingSection, MemorySection, MemoryType, Module, RefType, SymbolTable, TableSection,
    TableType, TypeSection,
};
use wasmparser::{Parser, Payload};

#[path = "../build/changes.rs"]
mod changes;

/// A program with the parts `answer` and `late`, both of which call one function.
fn program() -> Vec<u8> {
    let split = |part: &str, what: &str| format!("__wasm_split_00{part}00_{what}_{:032}", 0);
    let (mut types, mut imports, mut functions) =
        (TypeSection::new(), ImportSection::new(), FunctionSection::new());
    types.ty().function([], []);
    let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
    for (part, body) in [("answer", 2), ("late", 3)] {
        imports.import("__wasm_split_placeholder__", &split(part, "import"), EntityType::Function(0));
        exports.export(&split(part, "export"), ExportKind::Func, body);
    }
    for calls in [Some(4), Some(4), None] {
        functions.function(0);
        let mut function = Function::new([]);
        if let Some(shared) = calls {
            function.instructions().call(shared);
        }
        function.instructions().end();
        code.function(&function);
    }
    exports.export("__indirect_function_table", ExportKind::Table, 0);
    exports.export("memory", ExportKind::Memory, 0);
    let (mut tables, mut memories) = (TableSection::new(), MemorySection::new());
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        minimum: 1,
        maximum: Some(1),
        table64: false,
        shared: false,
    });
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let (mut linking, mut symbols) = (LinkingSection::new(), SymbolTable::new());
    symbols.table(SymbolTable::WASM_SYM_BINDING_LOCAL, 0, Some("__indirect_function_table"));
    linking.symbol_table(&symbols);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
    module.section(&exports).section(&code).section(&linking);
    // The library looks for its mark: the first release of how programs are marked.
    module.section(&CustomSection { name: "__wasm_split_unstable".into(), data: [1, 1, 1][..].into() });
    module.finish()
}

/// The files that have functions when the program is taken apart.
fn with_functions(order: Order) -> Vec<String> {
    let (wasm, folder) = (program(), tempfile::tempdir().unwrap());
    let main = folder.path().join("main.wasm");
    let mut options = Options::new(&wasm);
    (options.output_dir, options.main_out_path, options.order) = (folder.path(), &main, order);
    transform(options).unwrap();
    let files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<String> = files
        .filter(|path| {
            path.extension().is_some_and(|kind| kind == "wasm") && has_functions(&fs::read(path).unwrap())
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort();
    found
}

fn has_functions(wasm: &[u8]) -> bool {
    Parser::new(0).parse_all(wasm).any(|payload| matches!(payload.unwrap(), Payload::CodeSectionEntry(_)))
}

#[test]
fn what_both_need_lies_where_the_order_says() {
    let after = vec![("late".to_owned(), "answer".to_owned())];
    let one_of = vec!["answer".to_owned(), "late".to_owned()];
    for (order, files) in [
        (Order::default(), &["chunk_3", "split_answer", "split_late"][..]),
        (Order { after, ..Order::default() }, &["split_answer", "split_late"]),
        (Order { one_of, ..Order::default() }, &["main", "split_answer", "split_late"]),
    ] {
        let said = format!("{order:?}");
        assert_eq!(with_functions(order), files, "{said}");
    }
}

#[test]
fn a_change_that_fits_no_longer_stops_the_build() {
    for change in &changes::CHANGES {
        let (there, ours) =
            (format!("before\n{}after\n", change.published), format!("before\n{}after\n", change.ours));
        assert_eq!(change.applied(&there), Ok(ours));
        for moved in [String::new(), there.repeat(2)] {
            let error = change.applied(&moved).unwrap_err();
            assert!(error.starts_with(change.file) && error.contains("build/changes.rs"), "{error}");
        }
    }
}
