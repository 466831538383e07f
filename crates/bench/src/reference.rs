//! tantivy called directly: one text field cut by jieba, all in memory, one segment.

use search::Doc;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{LowerCaser, TextAnalyzer, TokenizerManager};
use tantivy::{IndexBuilder, Searcher, TantivyDocument};
use tantivy_jieba::JiebaTokenizer;

/// Memory of its writer.
const WRITER_BYTES: usize = 500_000_000;

/// tantivy with all items.
pub struct Reference {
    searcher: Searcher,
    any: QueryParser,
    all: QueryParser,
}

/// All that can be found of an item, as one text.
pub fn text(doc: &Doc) -> String {
    let one = [&doc.name, &doc.name_en, &doc.text].into_iter();
    let many = [&doc.synonyms, &doc.department_names, &doc.theme_names, &doc.materials];
    one.chain(many.into_iter().flatten()).map(String::as_str).collect::<Vec<_>>().join("\n")
}

impl Reference {
    /// Reads all items.
    pub fn build(docs: &[Doc]) -> Self {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("jieba")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let mut schema = Schema::builder();
        let body =
            schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing));
        let tokenizers = TokenizerManager::default();
        let analyzer = TextAnalyzer::builder(JiebaTokenizer::new()).filter(LowerCaser).build();
        tokenizers.register("jieba", analyzer);
        let mut writer = IndexBuilder::new()
            .schema(schema.build())
            .tokenizers(tokenizers.clone())
            .single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), WRITER_BYTES)
            .expect("an index in memory");
        for doc in docs {
            let mut row = TantivyDocument::default();
            row.add_text(body, text(doc));
            writer.add_document(row).expect("a document fits");
        }
        let mut index = writer.finalize().expect("the segment is written");
        index.set_tokenizers(tokenizers);
        let any = QueryParser::for_index(&index, vec![body]);
        let mut all = QueryParser::for_index(&index, vec![body]);
        all.set_conjunction_by_default();
        let searcher = index.reader().expect("the index is readable").searcher();
        Self { searcher, any, all }
    }

    /// The number of best documents, of which at most twenty.
    pub fn top(&self, text: &str, conjunction: bool) -> usize {
        let parser = if conjunction { &self.all } else { &self.any };
        let (query, _) = parser.parse_query_lenient(text);
        let best = TopDocs::with_limit(crate::TOP).order_by_score();
        self.searcher.search(&query, &best).expect("a search in memory").len()
    }
}
