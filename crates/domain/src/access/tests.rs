//! The whole permission matrix as a golden file.

use super::*;

fn staff(id: &str, department: &str, region: &str, role: Role) -> Actor {
    Actor::Staff(StaffActor {
        id: id.into(),
        department: department.into(),
        region: region.into(),
        roles: vec![role],
    })
}

fn account(id: &str, person: &str, level: IdentityLevel) -> Actor {
    Actor::Account(AccountActor { id: id.into(), person: person.into(), level })
}

fn actors() -> Vec<(&'static str, Actor)> {
    vec![
        ("nobody", Actor::Nobody),
        ("system", Actor::System),
        ("the one who filed, self-stated", account("a1", "p1", IdentityLevel::SelfStated)),
        ("same person, self-stated", account("a2", "p1", IdentityLevel::SelfStated)),
        ("same person, verified", account("a3", "p1", IdentityLevel::Window)),
        ("somebody else, verified", account("a4", "p2", IdentityLevel::SignOn)),
        ("window clerk", staff("s1", "zwzx", "532901", Role::Window)),
        ("officer of the department", staff("s2", "scjg", "532901", Role::Officer)),
        ("leader of the department", staff("s3", "scjg", "532901", Role::Leader)),
        ("officer of a department asked", staff("s4", "xfdd", "532901", Role::Officer)),
        ("officer of another department", staff("s5", "wjj", "532901", Role::Officer)),
        ("reform office", staff("s6", "zzb", "532901", Role::Reform)),
        ("supervisor", staff("s7", "duban", "532901", Role::Supervisor)),
        ("supervisor of the prefecture", staff("s8", "z_duban", "532900", Role::Supervisor)),
        ("supervisor of a neighbour", staff("s9", "n_duban", "532922", Role::Supervisor)),
        ("administrator", staff("s10", "zwzx", "532901", Role::Admin)),
        ("the company, self-stated", account("a5", "c1", IdentityLevel::SelfStated)),
        ("the company, verified", account("a6", "c1", IdentityLevel::Window)),
        ("another company, verified", account("a7", "c2", IdentityLevel::Window)),
        ("window clerk of a neighbour", staff("n1", "n_zwzx", "532922", Role::Window)),
        ("officer of a neighbour", staff("n2", "n_scjg", "532922", Role::Officer)),
        ("leader of a neighbour", staff("n3", "n_scjg", "532922", Role::Leader)),
        ("administrator of a neighbour", staff("n4", "n_zwzx", "532922", Role::Admin)),
    ]
}

/// A case of a person and a company.
fn case(stage: Stage) -> CaseResource<'static> {
    CaseResource {
        department: "scjg",
        region: "532901",
        received_in: "532901",
        filed_by: Some("a1"),
        persons: vec!["p1", "c1"],
        asked: vec!["xfdd"],
        window_accepts: true,
        stage,
        taken_in: false,
    }
}

fn resources() -> Vec<(&'static str, Resource<'static>)> {
    vec![
        ("public", Resource::Public),
        ("the house", Resource::House { region: "532901" }),
        ("the department", Resource::Department { id: "scjg", region: "532901" }),
        ("a case at receipt", Resource::Case(case(Stage::Received))),
        (
            "a case at receipt that the window only receives",
            Resource::Case(CaseResource { window_accepts: false, ..case(Stage::Received) }),
        ),
        ("a case in correction", Resource::Case(case(Stage::Correction))),
        ("a case in review", Resource::Case(case(Stage::Accepted))),
        (
            "a case in review that the window took in",
            Resource::Case(CaseResource { taken_in: true, ..case(Stage::Accepted) }),
        ),
        ("a case at the outlet", Resource::Case(case(Stage::Decided))),
        (
            "a closed case that the window took in",
            Resource::Case(CaseResource { taken_in: true, ..case(Stage::Closed) }),
        ),
        (
            "a clerk's paper of a case in review",
            Resource::Paper { case: case(Stage::Accepted), drawn_by: "staff:s1" },
        ),
        (
            "a paper of others in a closed case",
            Resource::Paper { case: case(Stage::Closed), drawn_by: "staff:s3" },
        ),
        ("account a1", Resource::Account { id: "a1" }),
    ]
}

#[test]
fn the_matrix_is_the_golden_one() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for (thing, resource) in resources() {
        for (who, actor) in actors() {
            let may: Vec<String> = Action::ALL
                .iter()
                .filter_map(|action| match decide(&actor, *action, &resource) {
                    Access::Granted => Some(format!("{action:?}")),
                    Access::Forbidden | Access::Hidden => None,
                })
                .collect();
            let otherwise = if Action::ALL
                .iter()
                .any(|action| decide(&actor, *action, &resource) == Access::Forbidden)
            {
                "403"
            } else {
                "404"
            };
            let may = if may.is_empty() { "nothing".to_owned() } else { may.join(", ") };
            writeln!(text, "{thing} | {who} | {may} | else {otherwise}").unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_region_contains_what_is_inside_it() {
    assert!(within("532900", "532901"));
    assert!(within("532901", "532901001"));
    assert!(!within("532901", "532922"));
    assert!(!within("532901001", "532901"));
    assert!(within("530000", "532901"));
    assert!(!within("532901100", "532901101"), "towns whose code ends in 00 are not counties");
    assert!(!within("", "532901"));
}

#[test]
fn a_department_of_another_region_that_is_asked_answers_and_does_nothing_else() {
    let asked = || CaseResource { asked: vec!["xiaguan"], ..case(Stage::Accepted) };
    let resource = Resource::Case(asked());
    let town = |role| staff("s11", "xiaguan", "532901001", role);
    let may = |role, action| decide(&town(role), action, &resource);
    assert_eq!(may(Role::Officer, Action::AnswerBranch), Access::Granted);
    assert_eq!(may(Role::Officer, Action::ReadCase), Access::Granted);
    let closed = Resource::Case(CaseResource { stage: Stage::Closed, ..asked() });
    let after = decide(&town(Role::Officer), Action::ReadCase, &closed);
    assert_eq!(after, Access::Forbidden, "the case has closed");
    assert_eq!(may(Role::Officer, Action::Review), Access::Forbidden);
    assert_eq!(may(Role::Window, Action::ReadStatus), Access::Hidden);
    assert_eq!(may(Role::Admin, Action::Erase), Access::Hidden);
}
