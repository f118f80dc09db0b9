//! A wasm file with its functions in another order. Names of functions, which only tools read, are left out.

use std::convert::Infallible;
use std::ops::Range;
use std::thread;

use anyhow::{Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ElementSection, ExportSection, FunctionSection, GlobalSection, Module, RawSection,
    StartSection,
};
use wasmparser::{FunctionBody, Parser, Payload, TypeRef};

use crate::alike;

/// Where functions are now, by where they were.
struct Moved(Vec<u32>);

impl Reencode for Moved {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        self.0.get(function as usize).copied().ok_or(Error::InvalidCodeSectionSize)
    }
}

/// The functions of a file: how many are imported, types and bodies of its own.
#[derive(Default)]
struct Functions<'a> {
    imported: u32,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Functions<'a> {
    fn of(wasm: &'a [u8]) -> Result<Self> {
        let mut found = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        found.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => {
                    found.types = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => found.bodies.push(body),
                _ => {}
            }
        }
        Ok(found)
    }

    fn order(&self, wasm: &[u8]) -> Vec<usize> {
        let bodies = self.bodies.iter().map(|body| &wasm[bytes(body.range())]);
        alike::order(&self.types.iter().copied().zip(bodies).collect::<Vec<_>>())
    }

    fn moved(&self, order: &[usize]) -> Moved {
        let mut moved: Vec<u32> = (0..self.imported + order.len() as u32).collect();
        for (now, before) in order.iter().enumerate() {
            moved[self.imported as usize + before] = self.imported + now as u32;
        }
        Moved(moved)
    }
}

fn bytes(range: Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// Orders that are tried from each end: calls are numbers of functions, so that each order makes other functions alike. The best
/// of so many is 1 % smaller than the first, and more do not help.
const TRIED: usize = 4;

/// The program in the smallest of some orders in which functions stand beside those that they resemble.
///
/// # Errors
/// When it is no wasm file.
pub fn smallest(wasm: Vec<u8>) -> Result<Vec<u8>> {
    let turned = turned(&wasm)?;
    let mut orders = Vec::new();
    for first in [wasm, turned] {
        orders.push(first);
        for _ in 0..TRIED {
            orders.push(reordered(&orders[orders.len() - 1])?);
        }
    }
    least(orders)
}

/// Which of these is compressed best, of several the first.
fn least(files: Vec<Vec<u8>>) -> Result<Vec<u8>> {
    let sizes = thread::scope(|scope| {
        let all: Vec<_> = files.iter().map(|file| scope.spawn(|| compressed(file))).collect();
        let sizes = all.into_iter().map(|one| one.join().map_err(|_| anyhow!("compressing broke off"))?);
        sizes.collect::<Result<Vec<_>>>()
    })?;
    let least = sizes.into_iter().zip(files).min_by_key(|(size, _)| *size);
    least.map(|(_, file)| file).ok_or_else(|| anyhow!("there is none"))
}

/// How many bytes it has when it is compressed as the site's files are.
fn compressed(wasm: &[u8]) -> Result<usize> {
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: wasm.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*wasm, &mut packed, &params)?;
    Ok(packed.len())
}

/// The same program, each function beside those that it resembles.
///
/// # Errors
/// When it is no wasm file.
fn reordered(wasm: &[u8]) -> Result<Vec<u8>> {
    let functions = Functions::of(wasm)?;
    in_order(wasm, &functions, &functions.order(wasm))
}

/// The same program, its last function first.
fn turned(wasm: &[u8]) -> Result<Vec<u8>> {
    let functions = Functions::of(wasm)?;
    let order: Vec<usize> = (0..functions.bodies.len()).rev().collect();
    in_order(wasm, &functions, &order)
}

fn in_order(wasm: &[u8], functions: &Functions, order: &[usize]) -> Result<Vec<u8>> {
    let mut moved = functions.moved(order);
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        written(payload?, wasm, functions, order, &mut moved, &mut module)
            .map_err(|error| anyhow!("putting functions in order: {error}"))?;
    }
    Ok(module.finish())
}

fn written(
    payload: Payload,
    wasm: &[u8],
    functions: &Functions,
    order: &[usize],
    moved: &mut Moved,
    module: &mut Module,
) -> Result<(), Error<Infallible>> {
    match payload {
        Payload::FunctionSection(_) => {
            let mut section = FunctionSection::new();
            for &before in order {
                section.function(functions.types[before]);
            }
            module.section(&section);
        }
        Payload::CodeSectionStart { .. } => {
            let mut section = CodeSection::new();
            for &before in order {
                moved.parse_function_body(&mut section, functions.bodies[before].clone())?;
            }
            module.section(&section);
        }
        Payload::ExportSection(exports) => {
            let mut section = ExportSection::new();
            moved.parse_export_section(&mut section, exports)?;
            module.section(&section);
        }
        Payload::ElementSection(elements) => {
            let mut section = ElementSection::new();
            moved.parse_element_section(&mut section, elements)?;
            module.section(&section);
        }
        Payload::GlobalSection(globals) => {
            let mut section = GlobalSection::new();
            moved.parse_global_section(&mut section, globals)?;
            module.section(&section);
        }
        Payload::StartSection { func, .. } => {
            module.section(&StartSection { function_index: moved.function_index(func)? });
        }
        Payload::CustomSection(custom) if custom.name() == "name" => {}
        other => {
            if let Some((id, range)) = other.as_section() {
                module.section(&RawSection { id, data: &wasm[bytes(range)] });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ConstExpr, Elements, EntityType, ExportKind, Function, ImportSection, TypeSection};
    use wasmparser::{ElementItems, Operator};

    use super::*;

    /// Functions `first`, `calls` and `last` of two types, the second of which calls the third, and that what is imported.
    fn program() -> Vec<u8> {
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        types.ty().function([], []);
        types.ty().function([], []);
        imports.import("a", "b", EntityType::Function(0));
        for kind in [1, 1, 0] {
            functions.function(kind);
        }
        let mut exports = ExportSection::new();
        for (name, function) in [("first", 1), ("calls", 2), ("last", 3)] {
            exports.export(name, ExportKind::Func, function);
        }
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([3_u32, 1][..].into()));
        let mut code = CodeSection::new();
        for calls in [&[][..], &[3], &[0]] {
            let mut function = Function::new([]);
            for &called in calls {
                function.instructions().call(called);
            }
            function.instructions().end();
            code.function(&function);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports);
        module.section(&elements).section(&code);
        module.finish()
    }

    /// What is exported, what is in the table, and whom each function of the file calls.
    #[derive(Default)]
    struct Read {
        exported: Vec<(String, u32)>,
        table: Vec<u32>,
        calls: Vec<Vec<u32>>,
    }

    fn read(wasm: &[u8]) -> Read {
        let mut found = Read::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    found.exported.extend(
                        section.into_iter().map(Result::unwrap).map(|e| (e.name.to_owned(), e.index)),
                    );
                }
                Payload::ElementSection(section) => {
                    let ElementItems::Functions(items) = section.into_iter().next().unwrap().unwrap().items
                    else {
                        panic!("functions are listed by number");
                    };
                    found.table.extend(items.into_iter().map(Result::unwrap));
                }
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().unwrap().into_iter().map(Result::unwrap);
                    let called = |operator| match operator {
                        Operator::Call { function_index } => Some(function_index),
                        _ => None,
                    };
                    found.calls.push(operators.filter_map(called).collect());
                }
                _ => {}
            }
        }
        found
    }

    #[test]
    fn whoever_names_a_function_names_the_same_as_before() {
        let wasm = reordered(&program()).unwrap();
        let Read { exported, table, calls } = read(&wasm);
        let named = |name: &str| exported.iter().find(|(own, _)| own == name).unwrap().1;
        let (first, caller, last) = (named("first"), named("calls"), named("last"));
        assert_eq!((last, table), (1, vec![last, first]), "the one of the first type comes first");
        let of = |function: u32| &calls[function as usize - 1];
        assert_eq!((of(first), of(caller), of(last)), (&vec![], &vec![last], &vec![0]));
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        let wasm = program();
        assert!(reordered(&wasm[..wasm.len() - 3]).is_err());
        assert!(reordered(b"wasm").is_err());
    }

    #[test]
    fn what_is_compressed_best_is_kept() {
        let counted = |step: usize| (0..999).map(|i| (i * i * step % 251) as u8).collect::<Vec<u8>>();
        let files = vec![counted(7), vec![1; 1_500], counted(11), vec![2; 1_500]];
        assert_eq!(least(files).unwrap(), vec![1; 1_500], "the first of two");
        assert!(least(Vec::new()).is_err());
        assert_eq!(read(&smallest(program()).unwrap()).calls.len(), 3);
        assert!(smallest(b"wasm".to_vec()).is_err());
    }
}
