//! `--help` of every command, for a stranger.

use crate::house::{program, said};

const COMMANDS: [&[&str]; 12] = [
    &["demo"],
    &["serve"],
    &["migrate"],
    &["import", "items"],
    &["import", "calendar"],
    &["import", "surroundings"],
    &["verify"],
    &["user", "add"],
    &["erase"],
    &["backup"],
    &["restore"],
    &[],
];

fn help(command: &[&str]) -> String {
    let help = program().args(command).arg("--help").output().expect("the program runs");
    assert!(help.status.success(), "{command:?}");
    said(&help)
}

#[test]
fn every_command_says_what_it_does_with_defaults_and_an_example() {
    for command in COMMANDS.iter().filter(|command| !command.is_empty()) {
        let text = help(command);
        assert!(text.contains("Example"), "{command:?}: {text}");
        assert!(text.contains("--data <DIR>") && text.contains("[default: ./data"), "{command:?}");
        assert!(text.contains("sqlite://PATH or postgres://"), "{command:?}");
        let first = text.lines().next().unwrap_or_default();
        assert!(first.ends_with('.') && first.len() > 20, "{command:?}: {first}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{command:?}: {text}");
    }
}

#[test]
fn no_command_is_left_out() {
    for group in [&[][..], &["import"], &["user"]] {
        let text = help(group);
        let listed = text.split_once("Commands:\n").map_or("", |(_, rest)| rest);
        let listed = listed.lines().take_while(|line| !line.is_empty());
        for line in listed.filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
            let name = line.split_whitespace().next().unwrap_or_default();
            let command: Vec<&str> = group.iter().copied().chain([name]).collect();
            let known = COMMANDS.iter().any(|known| known.starts_with(&command));
            assert!(known || name == "help", "{command:?} has no test of its help");
        }
    }
}

#[test]
fn an_encoding_or_a_profile_that_is_unknown_lists_the_known_ones() {
    for (flag, known) in [("--encoding", "utf-8, gbk"), ("--profile", "yichuang, guangdong")] {
        let args = ["import", "items", "x.jsonl", flag, "mars"];
        let refused = program().args(args).output().expect("the program runs");
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains(known), "{}", said(&refused));
    }
}
