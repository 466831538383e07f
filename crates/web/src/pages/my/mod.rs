//! The rooms of residents and legal persons: account, applying, my cases.

mod account;
mod apply;
mod case;
pub(crate) mod cookies;
mod draft;
mod file;
mod home;
mod paper;
mod profile;
mod receipt;
pub(crate) mod room;
mod supply;
pub(crate) mod upload;
mod withdraw;

use crate::{Endpoint, Guard};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let mut all = account_endpoints();
    all.extend(draft_endpoints());
    all.extend(case_endpoints());
    all
}

fn account_endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/register", Guard::Public, account::register),
        Endpoint::post("/{lang}/register", Guard::Public, account::make),
        Endpoint::get("/{lang}/sign-in", Guard::Public, account::sign_in),
        Endpoint::post("/{lang}/sign-in", Guard::Secret, account::enter),
        Endpoint::post("/{lang}/sign-out", Guard::Resident, account::leave),
        Endpoint::get("/{lang}/my", Guard::Resident, home::home),
        Endpoint::get("/{lang}/my/profile", Guard::Resident, profile::profile),
        Endpoint::post("/{lang}/my/profile/phone", Guard::Resident, profile::phone),
        Endpoint::post("/{lang}/my/profile/password", Guard::Resident, profile::password),
        Endpoint::post(
            "/{lang}/my/profile/sign-out-everywhere",
            Guard::Resident,
            profile::everywhere,
        ),
    ]
}

fn draft_endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/apply/{code}", Guard::Anybody, apply::start),
        Endpoint::post("/{lang}/apply/{code}", Guard::Resident, apply::begin),
        Endpoint::get("/{lang}/my/drafts/{id}", Guard::Resident, draft::resume),
        Endpoint::get("/{lang}/my/drafts/{id}/{step}", Guard::Resident, draft::show),
        Endpoint::post("/{lang}/my/drafts/{id}/{step}", Guard::Resident, draft::save),
        Endpoint::get("/{lang}/my/drafts/{id}/delete", Guard::Resident, draft::delete::ask),
        Endpoint::post("/{lang}/my/drafts/{id}/delete", Guard::Resident, draft::delete::delete),
        Endpoint::post("/{lang}/my/drafts/{id}/autosave", Guard::Resident, draft::autosave),
        Endpoint::get("/{lang}/my/drafts/{id}/files/{file}", Guard::Resident, file::of_draft),
    ]
}

fn case_endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/my/cases/{number}", Guard::Resident, case::case),
        Endpoint::get("/{lang}/my/cases/{number}/receipt", Guard::Resident, receipt::receipt),
        Endpoint::get("/{lang}/my/cases/{number}/promise.txt", Guard::Resident, receipt::promise),
        Endpoint::get("/{lang}/my/cases/{number}/proof.json", Guard::Resident, file::proof),
        Endpoint::get("/{lang}/my/cases/{number}/papers/{seq}", Guard::Resident, paper::paper),
        Endpoint::get("/{lang}/my/cases/{number}/files/{file}", Guard::Resident, file::of_case),
        Endpoint::get("/{lang}/my/cases/{number}/supply", Guard::Resident, supply::show),
        Endpoint::post("/{lang}/my/cases/{number}/supply", Guard::Resident, supply::supply),
        Endpoint::post("/{lang}/my/cases/{number}/again", Guard::Resident, draft::again::again),
        Endpoint::get("/{lang}/my/cases/{number}/withdraw", Guard::Resident, withdraw::ask),
        Endpoint::post("/{lang}/my/cases/{number}/withdraw", Guard::Resident, withdraw::withdraw),
    ]
}
