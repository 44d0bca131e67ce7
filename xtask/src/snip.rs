//! Taking code out of a WASM module that is linked in but never called.
//!
//! Leptos 0.8 compiles each view three times: to build it, to hydrate it, and to hydrate it asynchronously. The last serves
//! `hydrate_lazy` alone; the agents' application calls `hydrate_body`. The linker cannot know, because every view keeps a
//! pointer to it in a table, and it costs a visitor 50 KB. Leptos 0.9 puts it behind a feature; this goes then.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walrus::ir::{Call, Visitor, dfs_in_order};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig};

/// What the names of such functions contain.
const NEVER_CALLED: &str = "hydrate_async";

/// The least size of a function that is taken out, in instructions. LLVM makes one function of several with the same body
/// and keeps one of their names, so a short one with such a name may be called as another. Nothing but itself has the body of
/// a state machine this long.
const STATE_MACHINE: u64 = 100;

/// Reads `wasm` and gives every long function that is never called a body of one instruction, `unreachable`: a call would end
/// in a trap that the browser tests see, and wasm-opt makes one function of them all.
pub fn read_without_unused(wasm: &Path) -> Result<Module> {
    let mut module = ModuleConfig::new()
        .strict_validate(false)
        .parse_file(wasm)
        .with_context(|| format!("cannot read {}", wasm.display()))?;
    let has_names = module.funcs.iter().any(|function| function.name.is_some());
    ensure!(has_names, "{} has no names of functions: its profile must keep them", wasm.display());
    let called = called_by_others(&module);
    let unused: Vec<_> = module
        .funcs
        .iter_local()
        .filter(|(_, function)| function.size() >= STATE_MACHINE)
        .filter(|(id, _)| module.funcs.get(*id).name.as_deref().is_some_and(|name| name.contains(NEVER_CALLED)))
        .filter(|(id, _)| !called.contains(id))
        .map(|(id, function)| (id, function.ty(), function.args.clone()))
        .collect();
    for (id, type_, arguments) in unused {
        let (parameters, results) = module.types.params_results(type_);
        let (parameters, results) = (parameters.to_vec(), results.to_vec());
        let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
        body.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(arguments));
    }
    Ok(module)
}

/// What functions of other names call by name: also that may be a merged function.
fn called_by_others(module: &Module) -> HashSet<FunctionId> {
    struct Calls(HashSet<FunctionId>);

    impl<'a> Visitor<'a> for Calls {
        fn visit_call(&mut self, call: &Call) {
            self.0.insert(call.func);
        }
    }

    let mut calls = Calls(HashSet::new());
    for (id, function) in module.funcs.iter_local() {
        if !module.funcs.get(id).name.as_deref().is_some_and(|name| name.contains(NEVER_CALLED)) {
            dfs_in_order(&mut calls, function, function.entry_block());
        }
    }
    calls.0
}
