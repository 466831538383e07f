//! Building the index.

use crate::fold::{OPEN, fold};
use crate::postings::{Field, PostingsBuilder, whole};
use crate::sound::SoundsBuilder;
use crate::store::{Property, Texts};
use crate::vocabulary::Vocabulary;
use crate::{Doc, Index};

#[derive(Default)]
struct Builder {
    texts: Texts,
    postings: PostingsBuilder,
    vocabulary: Vocabulary,
    kinds: Property,
    departments: Property,
    themes: Property,
    objects: Property,
    regions: Property,
    online: Property,
}

impl Index {
    /// Reads all items. `synonyms` are groups of words that stand for each other; they apply to
    /// every item, while [`Doc::synonyms`] are the item's own.
    pub fn build(docs: impl IntoIterator<Item = Doc>, synonyms: &[Vec<String>]) -> Self {
        let mut docs: Vec<Doc> = docs.into_iter().collect();
        docs.sort_by_key(|doc| doc.rank);
        let mut builder = Builder { vocabulary: Vocabulary::new(synonyms), ..Builder::default() };
        let mut sounds = SoundsBuilder::new();
        for (number, doc) in (0_u32..).zip(docs) {
            builder.push(number, &doc);
            let spoken: Vec<String> = doc.synonyms.iter().map(|word| fold(word)).collect();
            sounds.push(&fold(&doc.name), spoken.iter().map(String::as_str));
        }
        builder.vocabulary.finish(sounds.syllables());
        builder.texts.shrink();
        Self {
            by_code: builder.texts.sorted_by_code(),
            texts: builder.texts,
            postings: builder.postings.finish(),
            sounds: sounds.finish(),
            vocabulary: builder.vocabulary,
            kinds: builder.kinds,
            departments: builder.departments,
            themes: builder.themes,
            objects: builder.objects,
            regions: builder.regions,
            online: builder.online,
        }
    }
}

impl Builder {
    fn push(&mut self, number: u32, doc: &Doc) {
        self.texts.begin(&doc.code);
        self.segment(number, &doc.name, Field::Name);
        self.segment(number, &doc.name_en, Field::Name);
        for synonym in &doc.synonyms {
            self.segment(number, synonym, Field::Synonyms);
            self.vocabulary.add(synonym);
        }
        for name in doc.department_names.iter().chain(&doc.theme_names) {
            self.segment(number, name, Field::Context);
            self.vocabulary.add(name);
        }
        for material in &doc.materials {
            self.segment(number, material, Field::All);
            self.vocabulary.add(material);
        }
        for line in doc.text.lines().filter(|line| !line.trim().is_empty()) {
            self.segment(number, line, Field::All);
        }
        self.kinds.push([&doc.kind]);
        self.departments.push([&doc.department]);
        self.themes.push(&doc.themes);
        self.objects.push(&doc.objects);
        self.regions.push([&doc.region]);
        self.online.push([&doc.online.to_string()]);
    }

    fn segment(&mut self, number: u32, original: &str, field: Field) {
        let folded = fold(original);
        self.texts.push(original, &folded, field);
        if folded.is_empty() {
            return;
        }
        let chars: Vec<char> = std::iter::once(OPEN).chain(folded.chars()).collect();
        if field > Field::Synonyms {
            self.postings.add_text(&chars[1..], number, field);
        } else {
            // Whole texts and beginnings are asked for in names and synonyms only.
            self.postings.add_text(&chars, number, field);
            self.postings.add(whole(&folded), number, field);
        }
    }
}
