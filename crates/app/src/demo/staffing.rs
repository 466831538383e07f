//! Whether the people of a county can do what its items ask: an item that nobody may decide would
//! take applications in and never answer them.

use std::collections::HashSet;

use domain::catalogue::{Application, FlowKind, Item};
use domain::people::Role;

use super::county::{County, StaffSeed};
use super::files::Problem;

/// What no member of staff can do, by item.
pub fn check(county: &County) -> Vec<Problem> {
    let mut problems = Vec::new();
    for role in [Role::Window, Role::Reform] {
        if !county.staff.iter().any(|staff| staff.roles.contains(&role)) {
            let reason = format!("nobody has the role {}", role.word());
            problems.push(Problem { file: "staff.toml".into(), key: "staff".into(), reason });
        }
    }
    for item in
        county.items.iter().filter(|item| !matches!(item.application, Application::None { .. }))
    {
        problems.extend(missing(county, item).map(|(key, reason)| Problem {
            file: "staff.toml".into(),
            key: key.to_owned(),
            reason: format!("{}: {reason}", item.name.zh),
        }));
    }
    problems
}

/// Departments that lack somebody for the flow of an item.
fn missing<'a>(county: &'a County, item: &'a Item) -> impl Iterator<Item = (&'a str, String)> {
    let own = item.department.as_str();
    let needed = if item.flow.second_officer { 2 } else { 1 };
    let checkers = people(county, own, checks);
    let mut found = Vec::new();
    if checkers < needed {
        found.push((own, format!("{needed} who check are needed, and {checkers} are there")));
    }
    let leads = |staff: &StaffSeed| staff.roles.contains(&Role::Leader);
    if item.flow.kind == FlowKind::Review && people(county, own, leads) == 0 {
        found.push((own, "nobody is there who decides".into()));
    }
    for branch in &item.flow.joint {
        if people(county, &branch.department, checks) == 0 {
            found.push((&branch.department, "nobody is there who answers".into()));
        }
    }
    found.into_iter()
}

fn checks(staff: &StaffSeed) -> bool {
    staff.roles.contains(&Role::Officer) || staff.roles.contains(&Role::Leader)
}

fn people(county: &County, department: &str, may: impl Fn(&StaffSeed) -> bool) -> usize {
    let of_it = |staff: &&StaffSeed| staff.department == department && may(staff);
    county.staff.iter().filter(of_it).map(|staff| staff.id.as_str()).collect::<HashSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::county::load;

    /// What is told when some of the staff are gone.
    fn told(gone: impl Fn(&StaffSeed) -> bool) -> Vec<String> {
        let mut county = load().unwrap_or_else(|problems| panic!("\n{problems}"));
        county.staff.retain(|staff| !gone(staff));
        check(&county).into_iter().map(|one| format!("{}: {}", one.key, one.reason)).collect()
    }

    #[test]
    fn everything_that_can_be_applied_for_can_be_decided() {
        assert_eq!(told(|_| false), Vec::<String>::new());
    }

    #[test]
    fn a_second_officer_who_is_not_there_is_told() {
        let one_left =
            told(|staff| staff.department == "sthj" && !staff.roles.contains(&Role::Leader));
        let pollution = "sthj: 排污许可证核发（简化管理）: 2 who check are needed, and 1 are there";
        assert_eq!(one_left, [pollution]);
    }

    #[test]
    fn a_department_that_is_asked_needs_somebody_too() {
        let nobody = told(|staff| staff.department == "xfdd");
        assert!(nobody.iter().any(|line| line.ends_with("nobody is there who answers")));
        let leaderless = told(|staff| staff.roles.contains(&Role::Leader));
        assert!(leaderless.iter().any(|line| line.ends_with("nobody is there who decides")));
        assert!(told(|staff| staff.roles.contains(&Role::Window))[0].ends_with("window"));
    }
}
