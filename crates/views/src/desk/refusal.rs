//! Why an act was not done, and what to do instead: phrased for the person who tried.

use domain::cases::Refused;
use domain::catalogue::Item;
use i18n::Lang;

use super::{Names, words};

/// What is in the way, and how to go on, in one or two sentences.
pub fn refused(lang: Lang, refused: &Refused, item: &Item, names: &Names<'_>) -> String {
    let materials = |ids: &[String]| {
        let list: Vec<&str> = ids.iter().map(|id| material(lang, item, id)).collect();
        lang.list(&list)
    };
    match refused {
        Refused::WrongStage(at) => lang.desk_refused_wrong_stage(words::stage(lang, *at)),
        Refused::NotOpen => lang.desk_refused_not_open().to_owned(),
        Refused::UnknownMaterials(ids) => lang.desk_refused_unknown_materials(materials(ids)),
        Refused::MissingPapers(ids) => lang.desk_refused_missing_papers(materials(ids)),
        Refused::NotInFirstNotice(ids) => lang.desk_refused_not_in_first_notice(materials(ids)),
        Refused::LeftOut(ids) => lang.desk_refused_left_out(materials(ids)),
        Refused::OwnDepartment => lang.desk_refused_own_department().to_owned(),
        Refused::Empty => lang.desk_refused_empty().to_owned(),
        Refused::ReasonMissing => lang.desk_refused_reason_missing().to_owned(),
        Refused::BasisMissing => lang.desk_refused_basis_missing().to_owned(),
        Refused::HeldBy(officer) => lang.desk_refused_held_by(names.officer(officer)),
        Refused::OpinionMissing => lang.desk_refused_opinion_missing().to_owned(),
        Refused::SecondOfficerMissing => lang.desk_refused_second_officer().to_owned(),
        Refused::DissentUnanswered => lang.desk_refused_dissent().to_owned(),
        Refused::AlreadyOpined => lang.desk_refused_already_opined().to_owned(),
        Refused::NotAnswered(ids) => {
            let list: Vec<&str> = ids.iter().map(|id| department(names, id)).collect();
            lang.desk_refused_not_answered(lang.list(&list))
        }
        Refused::NotAsked => lang.desk_refused_not_asked().to_owned(),
        Refused::AlreadyAsked(id) => lang.desk_refused_already_asked(department(names, id)),
        Refused::BeyondLimit => lang.desk_refused_beyond_limit().to_owned(),
        Refused::NoExtension => lang.desk_refused_no_extension().to_owned(),
        Refused::AlreadyExtended => lang.desk_refused_already_extended().to_owned(),
        Refused::TooLong(days) => lang.desk_refused_too_long(days),
        Refused::Overdue => lang.desk_refused_overdue().to_owned(),
        Refused::NotAGround(_) => lang.desk_refused_not_a_ground().to_owned(),
        Refused::ClockStands => lang.desk_refused_clock_stands().to_owned(),
        Refused::ClockRuns => lang.desk_refused_clock_runs().to_owned(),
        Refused::WrongOutcome => lang.desk_refused_wrong_outcome().to_owned(),
        Refused::NobodyInThatPart => lang.desk_refused_nobody().to_owned(),
        Refused::TooOld(days) => lang.desk_refused_too_old(days),
        Refused::WrongTime => lang.desk_refused_wrong_time().to_owned(),
    }
}

fn material<'a>(lang: Lang, item: &'a Item, id: &'a str) -> &'a str {
    let found = item.materials.iter().find(|one| one.id == id);
    found.map_or(id, |one| crate::words::text(lang, &one.name).0)
}

fn department<'a>(names: &Names<'a>, id: &'a str) -> &'a str {
    let found = names.departments.iter().find(|department| department.id == id);
    found.map_or(id, |found| found.short.zh.as_str())
}
