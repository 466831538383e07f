//! The index and the way of a query through it.

use crate::facets::Tally;
use crate::marks::Marker;
use crate::node::Node;
use crate::passes::{BEST_PASSES, FINAL, PASSES};
use crate::postings::{NumberSet, Postings};
use crate::sound::Sounds;
use crate::store::{Property, Texts};
use crate::vocabulary::Vocabulary;
use crate::words::{self, Breadth, Word};
use crate::{FEW, Filters, Found, Hit, Query, TOTAL_MAX, Tier, loose};

/// Characters of a code before it is looked up; shorter ones would be chance.
const CODE_CHARS_MIN: usize = 6;

/// Documents that are compared one by one rather than put into a set.
const SHALLOW: usize = 128;

/// Documents that may have to be walked to learn that there are few results.
const SHORT: usize = 4_000;

/// The whole catalogue, ready to be searched. It does not change: build a new one and swap.
pub struct Index {
    pub(crate) texts: Texts,
    pub(crate) postings: Postings,
    pub(crate) sounds: Sounds,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) by_code: Vec<u32>,
    pub(crate) kinds: Property,
    pub(crate) departments: Property,
    pub(crate) themes: Property,
    pub(crate) objects: Property,
    pub(crate) regions: Property,
    pub(crate) online: Property,
}

/// The best documents so far, and the count of all.
struct Page<'i> {
    /// Documents to collect: one more than shown, to know whether there are more.
    need: usize,
    counts: bool,
    docs: Vec<(u32, Tier)>,
    seen: NumberSet<u32>,
    total: usize,
    capped: bool,
    tally: Option<Tally<'i>>,
}

impl Page<'_> {
    fn push(&mut self, doc: u32, tier: Tier) {
        if self.docs.len() < self.need && !self.has(doc) {
            self.docs.push((doc, tier));
        }
    }

    /// Whether it is on the page; for a deep page a set remembers that.
    fn has(&mut self, doc: u32) -> bool {
        if self.need <= SHALLOW {
            return self.docs.iter().any(|(known, _)| *known == doc);
        }
        !self.seen.insert(doc)
    }

    fn fill(&mut self, node: Node, tier: Tier) {
        let mut docs = node.walk();
        while self.docs.len() < self.need {
            let Some(doc) = docs.next() else { return };
            self.push(doc, tier);
        }
    }

    /// The pass that has everything: fills up and counts.
    fn finish(&mut self, node: Node, tier: Tier) {
        if !self.counts {
            self.fill(node, tier);
            self.total = self.docs.len();
            self.capped = self.total >= self.need;
            return;
        }
        let known = node.count();
        if let (Some(known), None) = (known, &self.tally) {
            self.fill(node, tier);
            self.total = known;
            return;
        }
        let most = TOTAL_MAX.max(self.need);
        for doc in node.walk() {
            if self.total >= most {
                self.capped = known.is_none();
                break;
            }
            self.count(doc, tier);
        }
        self.total = known.unwrap_or(self.total);
    }

    fn count(&mut self, doc: u32, tier: Tier) {
        self.total += 1;
        self.push(doc, tier);
        if let Some(tally) = &mut self.tally {
            tally.add(doc);
        }
    }
}

impl Index {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Searches; a blank text lists what the filters keep.
    pub fn search<'i>(&'i self, query: &Query) -> Found<'i> {
        let words = words::split(query.text);
        if words.is_empty() {
            let mut page = self.page(query);
            page.finish(self.kept(&query.filters, self.every()), Tier::Listed);
            return self.answer(query, page, None, None);
        }
        let codes = self.codes_of(&words);
        let mut understood = words::understand(self, &words);
        let mut page = self.run(query, &understood, &codes);
        let mut corrected = None;
        if page.total == 0
            && let Some(words) = self.correct(&understood)
        {
            corrected = Some(words.join(" "));
            understood = words::understand(self, &words);
            page = self.run(query, &understood, &codes);
        }
        let mut marker = query.extras.marks.then(|| Marker::new(&understood));
        if page.total < FEW {
            let (docs, units) = loose::best(self, &understood, &query.filters);
            for doc in docs {
                if !page.docs.iter().any(|(known, _)| *known == doc) {
                    page.count(doc, Tier::Loose);
                }
            }
            if let Some(marker) = &mut marker {
                marker.add_loose(&units);
            }
        }
        self.answer(query, page, marker.as_ref(), corrected)
    }

    fn page(&self, query: &Query) -> Page<'_> {
        Page {
            need: query.offset.saturating_add(query.limit).saturating_add(1).max(FEW),
            counts: query.extras.total || query.extras.facets,
            docs: Vec::new(),
            seen: NumberSet::default(),
            total: 0,
            capped: false,
            tally: query.extras.facets.then(|| Tally::new(self)),
        }
    }

    /// Runs the passes. When the best ones do not fill the page, the last one is walked before
    /// the others: where it finds few, they only have to sort these.
    fn run(&self, query: &Query, words: &[Word], codes: &[u32]) -> Page<'_> {
        let mut page = self.page(query);
        let kept = |node| self.kept(&query.filters, node);
        let all = || kept(Node::any([Node::list(codes), FINAL.node(self, words)]));
        page.fill(kept(Node::list(codes)), Tier::Code);
        let widest = words.iter().map(Word::breadth).max().unwrap_or(Breadth::Literal);
        let (best, others) = PASSES.split_at(BEST_PASSES);
        for pass in best {
            page.fill(kept(pass.node(self, words)), pass.tier);
        }
        let open = page.docs.len() < page.need;
        let short = Some(all()).filter(|all| open && all.cost() <= SHORT);
        let few: Option<Vec<u32>> = short.map(|all| all.walk().take(page.need).collect());
        let few = few.filter(|few| few.len() < page.need);
        for pass in others.iter().filter(|pass| pass.breadth <= widest) {
            let node = pass.node(self, words);
            match &few {
                Some(few) if page.docs.len() >= few.len() => break,
                Some(few) => page.fill(Node::all([Node::list(few), node]), pass.tier),
                None => page.fill(kept(node), pass.tier),
            }
        }
        page.finish(few.as_ref().map_or_else(all, |few| Node::list(few)), FINAL.tier);
        page
    }

    fn codes_of(&self, words: &[String]) -> Vec<u32> {
        match words {
            [word] if word.len() >= CODE_CHARS_MIN && word.is_ascii() => {
                let prefix = word.to_ascii_uppercase();
                let from = self.by_code.partition_point(|&doc| self.texts.code(doc) < &*prefix);
                let rest = &self.by_code[from..];
                let len = rest.partition_point(|&doc| self.texts.code(doc).starts_with(&prefix));
                let mut docs = rest[..len].to_vec();
                docs.sort_unstable();
                docs
            }
            _ => Vec::new(),
        }
    }

    /// Every document.
    pub(crate) fn every(&self) -> Node<'_> {
        Node::Every(u32::try_from(self.len()).expect("fewer than 2^32 documents"))
    }

    /// What the filters keep of a node.
    pub(crate) fn kept<'i>(&'i self, filters: &Filters, node: Node<'i>) -> Node<'i> {
        let online: Vec<String> = filters.online.iter().map(bool::to_string).collect();
        let lists = [
            (&self.kinds, &filters.kinds),
            (&self.departments, &filters.departments),
            (&self.themes, &filters.themes),
            (&self.objects, &filters.objects),
            (&self.regions, &filters.regions),
            (&self.online, &online),
        ];
        let kept =
            lists.into_iter().filter(|(_, values)| !values.is_empty()).map(|(property, values)| {
                Node::any(values.iter().map(|value| Node::list(property.docs(value))))
            });
        Node::all(std::iter::once(node).chain(kept))
    }

    fn answer(
        &self,
        query: &Query,
        page: Page,
        marker: Option<&Marker>,
        corrected: Option<String>,
    ) -> Found<'_> {
        let more = page.capped && !page.counts;
        let shown = page.docs.iter().skip(query.offset).take(query.limit);
        Found {
            total: page.total - usize::from(more),
            capped: page.capped,
            hits: shown.map(|&(doc, why)| self.hit(doc, why, marker)).collect(),
            corrected,
            facets: page.tally.map(Tally::finish),
        }
    }

    fn hit(&self, doc: u32, why: Tier, marker: Option<&Marker>) -> Hit<'_> {
        let mut lines = self.texts.lines(doc);
        let mut line = || lines.next().unwrap_or_default();
        let (code, name, name_en) = (line(), line(), line());
        let marks = marker.map(|marker| marker.marks(self, doc)).unwrap_or_default();
        Hit {
            code,
            name,
            name_en,
            marks: marks.name,
            marks_en: marks.name_en,
            snippet: marks.snippet,
            why,
        }
    }
}
