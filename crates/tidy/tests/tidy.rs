//! The tree is as the house wants it. Each test names a rule; its message names every place.

use tidy::{Complaints, Tree};

fn hold(rule: fn(&Tree) -> Complaints) {
    let complaints = rule(&Tree::of_this_workspace());
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn lines_have_at_most_100_characters() {
    hold(tidy::lines);
}

#[test]
fn functions_have_at_most_70_lines() {
    hold(tidy::functions);
}

#[test]
fn files_have_at_most_600_lines() {
    hold(tidy::lengths);
}

#[test]
fn nothing_is_left_for_later() {
    hold(tidy::left_overs);
}

#[test]
fn no_path_of_one_machine() {
    hold(tidy::machine_paths);
}

#[test]
fn every_rust_file_is_reached() {
    hold(tidy::reachable);
}

#[test]
fn every_statement_is_in_the_list_that_is_prepared_on_both_engines() {
    hold(tidy::statements);
}

#[test]
fn crates_keep_to_their_arrows() {
    hold(tidy::arrows);
}

#[test]
fn dependencies_are_the_workspaces_and_used() {
    hold(tidy::dependencies);
}

#[test]
fn crates_take_the_lints_of_the_house() {
    hold(tidy::lints);
}

#[test]
fn a_crate_has_one_binary_of_integration_tests() {
    hold(tidy::test_binaries);
}

#[test]
fn links_of_the_documentation_lead_somewhere() {
    hold(tidy::links);
}

#[test]
fn decisions_are_in_the_index_and_complete() {
    hold(tidy::decisions);
}

#[test]
fn names_in_the_documentation_are_those_of_the_code() {
    hold(tidy::names);
}
