//! Writes every page as a static file, to look at:
//! `cargo run -p views --example gallery -- OUTDIR`.
//! `OUTDIR/care/…` holds the same pages in 关怀模式.

mod samples;

use std::path::Path;
use std::{env, fs, io};

use i18n::Lang;
use views::assets::{
    CARE_CSS, CSS, CSS_NAME, DESK_CSS, DESK_CSS_NAME, ICON, ICON_NAME, JS, JS_NAME,
};

fn main() -> io::Result<()> {
    let out = env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned());
    let county = samples::County::load();
    for (folder, care) in [("plain", ""), ("care", CARE_CSS)] {
        let root = Path::new(&out).join(folder);
        fs::create_dir_all(root.join("assets"))?;
        fs::write(root.join("assets").join(CSS_NAME), CSS)?;
        fs::write(root.join("assets").join(DESK_CSS_NAME), DESK_CSS)?;
        fs::write(root.join("assets").join(JS_NAME), JS)?;
        fs::write(root.join("assets").join(ICON_NAME), ICON)?;
        fs::write(root.join("prefs"), care)?;
        fs::write(root.join("prefs.css"), care)?;
        for lang in Lang::ALL {
            write(&root, lang, &county)?;
        }
    }
    println!("{out}");
    Ok(())
}

fn write(root: &Path, lang: Lang, county: &samples::County) -> io::Result<()> {
    let folder = root.join(lang.code());
    fs::create_dir_all(&folder)?;
    for (path, markup) in samples::pages(lang, county) {
        let name = match path.trim_matches('/') {
            "" => "index".to_owned(),
            path => path.replace(['/', '?', '&', '=', '%'], "-"),
        };
        let html = markup
            .into_string()
            .replace("href=\"/assets/", "href=\"../assets/")
            .replace("src=\"/assets/", "src=\"../assets/")
            .replace("href=\"/prefs\"", "href=\"../prefs.css\"");
        fs::write(folder.join(name + ".html"), html)?;
    }
    Ok(())
}
