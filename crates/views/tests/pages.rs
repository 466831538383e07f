//! Every page in both languages, made from the demonstration county, is what the house promises:
//! well-formed, one `h1`, a language, labels, no inline style or script, small.

mod html;
mod papers;
#[path = "../examples/gallery/samples.rs"]
mod samples;
mod sentences;

use std::collections::HashSet;

use html::Element;
use i18n::Lang;

/// A page without images stays below this.
const PAGE_BYTES_MAX: usize = 100 * 1024;

/// Runs a check on every page and lists all that fail.
fn every_page(check: impl Fn(Lang, &str, &[Element]) -> Vec<String>) {
    let county = samples::County::load();
    assert!(county.items.len() > 50, "the demonstration county has its items");
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (path, markup) in samples::pages(lang, &county) {
            let page = markup.into_string();
            match html::read(&page) {
                Err(error) => wrong.push(format!("/{}{path}: {error}", lang.code())),
                Ok(elements) => wrong.extend(
                    check(lang, &page, &elements)
                        .into_iter()
                        .map(|error| format!("/{}{path}: {error}", lang.code())),
                ),
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}

fn named<'a>(elements: &'a [Element], name: &'a str) -> impl Iterator<Item = &'a Element> {
    elements.iter().filter(move |element| element.name == name)
}

fn fault(wrong: bool, words: impl Into<String>) -> Option<String> {
    wrong.then(|| words.into())
}

#[test]
fn pages_have_one_heading_a_language_and_stay_small() {
    every_page(|lang, page, elements| {
        let html = &elements[0];
        let titles = named(elements, "title").filter(|one| one.inside == ["html", "head"]).count();
        [
            fault(named(elements, "h1").count() != 1, "not one h1"),
            fault(html.get("lang") != Some(lang.tag()), "the wrong language"),
            fault(titles != 1, "not one title"),
            fault(named(elements, "main").count() != 1, "not one main"),
            fault(page.len() > PAGE_BYTES_MAX, format!("{} bytes", page.len())),
        ]
        .into_iter()
        .flatten()
        .collect()
    });
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    every_page(|_, _, elements| {
        let mut faults = Vec::new();
        for one in elements {
            let data = one.get("type") == Some("application/ld+json");
            faults.extend(fault(one.name == "style", "a style element"));
            faults.extend(fault(
                one.name == "script" && one.get("src").is_none() && !data,
                "an inline script",
            ));
            for (key, value) in &one.attributes {
                faults.extend(fault(key == "style", format!("<{} style>", one.name)));
                faults.extend(fault(key.starts_with("on"), format!("<{} {key}>", one.name)));
                let loads = ["src", "href", "action"].contains(&key.as_str());
                let own = ["/", "#", "tel:"].iter().any(|start| value.starts_with(start));
                let away = value.starts_with("//");
                faults.extend(fault(loads && (!own || away), format!("{key}={value}")));
            }
        }
        faults
    });
}

#[test]
fn every_input_has_a_label_and_every_reference_a_target() {
    every_page(|_, _, elements| {
        let mut faults = Vec::new();
        let mut ids = HashSet::new();
        for id in elements.iter().filter_map(|one| one.get("id")) {
            faults.extend(fault(!ids.insert(id), format!("id {id} twice")));
        }
        let labelled: HashSet<&str> =
            named(elements, "label").filter_map(|label| label.get("for")).collect();
        for one in elements {
            let input = ["input", "select", "textarea"].contains(&one.name.as_str());
            let hidden = one.get("type") == Some("hidden");
            let label = one.get("id").is_some_and(|id| labelled.contains(id));
            faults.extend(fault(input && !hidden && !label, format!("{one:?} has no label")));
            let single = ["for", "data-copy"].iter().filter_map(|key| one.get(key));
            let several = ["aria-describedby", "aria-labelledby"];
            let several =
                several.iter().filter_map(|key| one.get(key)).flat_map(str::split_whitespace);
            let inside = one.get("href").and_then(|href| href.strip_prefix('#'));
            for target in single.chain(several).chain(inside) {
                faults.extend(fault(!ids.contains(target), format!("#{target} is missing")));
            }
        }
        faults
    });
}

/// The text of a page that is in the language of the page: what says that it is Chinese is left
/// out, and so is what was typed into a form.
fn own_words(page: &str) -> String {
    let (mut words, mut foreign) = (String::new(), Vec::<String>::new());
    for part in page.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match (tag.starts_with('/'), foreign.is_empty()) {
            (true, false) if foreign.last().is_some_and(|open| open == name) => {
                foreign.pop();
            }
            (false, true) if tag.contains(r#"lang="zh-CN""#) && name != "html" => {
                foreign.push(name.to_owned());
            }
            (false, false) if foreign.last().is_some_and(|open| open == name) => {
                foreign.push(name.to_owned());
            }
            _ => {}
        }
        if foreign.is_empty() && !["script", "textarea", "td", "dd"].contains(&name) {
            words.push_str(text);
            words.push('\n');
        }
    }
    words
}

#[test]
fn each_language_has_its_own_punctuation() {
    every_page(|lang, page, _| {
        let words = own_words(page);
        let wrong = |line: &&str| match lang {
            Lang::Zh => line.split("。 ").skip(1).any(|next| !next.is_empty()),
            // Samples of what somebody typed are wholly Chinese.
            Lang::En => {
                line.contains(['：', '。', '；']) && line.contains(|c: char| c.is_ascii_lowercase())
            }
        };
        words.lines().filter(wrong).map(str::to_owned).collect()
    });
}

/// A form that is posted with a session that has ended is shown again, question by question.
#[test]
fn every_question_of_a_form_can_be_told_in_words() {
    let county = samples::County::load();
    let questions: HashSet<&str> = county
        .items
        .iter()
        .filter_map(|item| item.form.as_ref()?.get("properties")?.as_object())
        .flat_map(|properties| properties.keys().map(String::as_str))
        .collect();
    let nobody = std::collections::HashMap::new();
    let names = views::desk::Names { staff: &nobody, departments: &[] };
    let about = views::my::told::About { item: None, asks: false, exclusions: &[], names };
    every_page(|lang, _, elements| {
        let (mut faults, mut posted) = (Vec::new(), false);
        for one in elements {
            // Only a form of a session begins with its token.
            posted = one.name != "form" && (posted || one.get("name") == Some("token"));
            let typed = match one.name.as_str() {
                "input" => {
                    !["hidden", "password", "file"].contains(&one.get("type").unwrap_or_default())
                }
                "select" | "textarea" => true,
                _ => false,
            };
            let name = one.get("name").unwrap_or_default();
            let told =
                questions.contains(name) || views::my::told::label(lang, &about, name).is_some();
            let inside = one.inside.iter().any(|around| around == "form");
            faults.extend(fault(posted && inside && typed && !told, format!("{name} untold")));
        }
        faults
    });
}

#[test]
fn a_guide_does_not_say_what_its_source_leaves_open() {
    let county = samples::County::load();
    for lang in Lang::ALL {
        let pages = samples::pages(lang, &county);
        let (_, page) = pages.iter().find(|(path, _)| path == "/items/imported").expect("a page");
        let page = &page.0;
        for claim in [
            lang.guide_free(),
            lang.guide_refusals_none(),
            lang.guide_results_none(),
            lang.guide_downloads_none(),
            lang.guide_conditions_none(),
            lang.guide_statutory_none(),
            lang.guide_window_receives(),
            lang.guide_need_required(),
            lang.guide_visits_none(),
        ] {
            assert!(!page.contains(&format!(">{claim}<")), "{claim}");
        }
        let limit = lang.working_days(20);
        assert!(!page.contains(&lang.guide_statutory_short(&limit)), "no article, no law");
        assert!(page.contains(&lang.guide_published_short(&limit)));
        // Basis, window role, conditions, steps, refusals, results, fees, forms.
        assert_eq!(page.matches(lang.guide_unstated()).count(), 8);
        assert!(!page.contains("isAccessibleForFree"));
        assert!(page.contains(r#""serviceOutput":null"#));
    }
}

#[test]
fn headings_do_not_skip_a_level() {
    every_page(|_, _, elements| {
        let levels =
            elements.iter().filter_map(|one| one.name.strip_prefix('h')?.parse::<u8>().ok());
        let (mut faults, mut last) = (Vec::new(), 0);
        for level in levels {
            faults.extend(fault(level > last + 1, format!("h{level} after h{last}")));
            last = level;
        }
        faults
    });
}

#[test]
fn a_public_page_is_the_same_for_everybody_in_its_head() {
    every_page(|lang, page, _| {
        let prefs = page.contains(r#"<link rel="stylesheet" href="/prefs">"#);
        let back = format!(r#"name="back" value="/{}/"#, lang.code());
        [
            fault(!prefs, "the personal style sheet is missing"),
            fault(!page.contains(&back), "the care switch does not lead back"),
        ]
        .into_iter()
        .flatten()
        .collect()
    });
}
