//! What is missing, and what of it may still be held against the applicant.

use super::state::Case;
use super::terms::Terms;
use crate::catalogue::MaterialNeed;

impl Case {
    /// Required papers that have not come, by `id`, but those that are not needed after all.
    /// Whether a paper is needed that only some must bring, a person judges: it is not among them.
    pub fn missing(&self, terms: &Terms) -> Vec<String> {
        let required = |need| need == MaterialNeed::Required;
        let papers = terms.papers.iter().filter(|paper| required(paper.need) && !paper.conditional);
        papers
            .filter(|paper| !self.has_paper(&paper.id) && !self.waived.contains(&paper.id))
            .map(|paper| paper.id.clone())
            .collect()
    }

    /// Those of them that stand in the way of acceptance, and that a notice must name: all of them
    /// until the one notice, after it only what it named. All corrections are told at once, and
    /// what was not told counts as there (行政许可法 32 第一款第四项).
    pub fn outstanding(&self, terms: &Terms) -> Vec<String> {
        let mut missing = self.missing(terms);
        if let Some(told) = &self.correction {
            missing.retain(|id| told.materials.contains(id));
        }
        missing
    }
}
