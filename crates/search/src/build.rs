//! Building the index.

use crate::fold::{CLOSE, OPEN, fold};
use crate::postings::{Field, PostingsBuilder};
use crate::sound::SoundsBuilder;
use crate::store::{Codes, Property, Texts};
use crate::vocabulary::Vocabulary;
use crate::{Doc, Index};

#[derive(Default)]
struct Builder {
    texts: Texts,
    postings: [PostingsBuilder; 4],
    vocabulary: Vocabulary,
    codes: Codes,
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
        builder.codes.finish();
        builder.texts.shrink();
        Self {
            texts: builder.texts,
            postings: builder.postings.map(PostingsBuilder::finish),
            sounds: sounds.finish(),
            vocabulary: builder.vocabulary,
            codes: builder.codes,
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
        self.texts.begin();
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
        self.codes.push(&doc.code);
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
        let mut chars: Vec<char> = vec![OPEN];
        chars.extend(folded.chars());
        chars.push(CLOSE);
        for wider in Field::ALL.into_iter().filter(|&wider| wider >= field) {
            // Beginnings and ends are asked for in names and synonyms only.
            let bare = wider > Field::Synonyms;
            let run = if bare { &chars[1..chars.len() - 1] } else { &chars };
            self.postings[wider as usize].add_text(run, number);
        }
    }
}
