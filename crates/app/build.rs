//! Puts the files of the demonstration county into the binary: `BUILT_IN`, by path and text. A file
//! that comes or goes is seen by `rerun-if-changed` on the folder, a changed one by the compiler.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let county = manifest().join("../../demo/dali");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", county.display());
    let mut code = String::from("const BUILT_IN: &[(&str, &str)] = &[\n");
    for inside in ["", "items"] {
        for name in names(&county.join(inside)) {
            let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            let text = county.join(&path).display().to_string();
            let _ = writeln!(code, "({path:?}, include_str!({text:?})),");
        }
    }
    code.push_str("];\n");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join("county.rs"), code).expect("OUT_DIR can be written");
}

fn manifest() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts").into()
}

/// The `.toml` files of a folder, sorted, so that the same files give the same code.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the county's folder is beside the crates");
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "toml"))
        .collect();
    names.sort_unstable();
    names
}
