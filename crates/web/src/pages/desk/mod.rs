//! The staff's rooms: sign in, the one window, the department's work, the outlet, supervision,
//! administration, and the numbered papers.

mod admin;
mod came;
mod case;
mod erase;
mod home;
mod intake;
mod member;
mod outlet;
pub(crate) mod papers;
mod password;
mod person;
mod query_code;
mod room;
mod sign_in;
mod verify;
mod watch;
mod window;
mod work;

pub(crate) use case::attachment;

use crate::{Endpoint, Guard};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let mut all = vec![
        Endpoint::get("/{lang}/desk/sign-in", Guard::Secret, sign_in::show),
        Endpoint::post("/{lang}/desk/sign-in", Guard::Secret, sign_in::enter),
        Endpoint::post("/{lang}/desk/sign-out", Guard::Newcomer, sign_in::leave),
        Endpoint::get("/{lang}/desk", Guard::Staff, home::home),
        Endpoint::get("/{lang}/desk/find", Guard::Staff, home::find),
    ];
    all.extend(window_endpoints());
    all.extend(case_endpoints());
    all.extend(other_endpoints());
    all
}

fn window_endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/desk/window", Guard::Staff, window::window),
        Endpoint::get("/{lang}/desk/window/new", Guard::Staff, intake::find),
        Endpoint::get("/{lang}/desk/window/new/{code}", Guard::Staff, intake::show),
        Endpoint::post("/{lang}/desk/window/new/{code}", Guard::Staff, intake::take_in),
        Endpoint::get("/{lang}/desk/window/taken/{key}", Guard::Staff, intake::taken),
        Endpoint::get("/{lang}/desk/window/person", Guard::Staff, person::show),
        Endpoint::post("/{lang}/desk/window/person", Guard::Staff, person::find),
        Endpoint::get("/{lang}/desk/window/verify", Guard::Staff, verify::show),
        Endpoint::post("/{lang}/desk/window/verify", Guard::Staff, verify::verify),
        Endpoint::get("/{lang}/desk/outlet", Guard::Staff, outlet::outlet),
        Endpoint::get("/{lang}/desk/outlet/{number}", Guard::Staff, outlet::show),
        Endpoint::post("/{lang}/desk/outlet/{number}", Guard::Staff, outlet::hand_over),
    ]
}

fn case_endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/desk/cases/{number}", Guard::Staff, case::show),
        Endpoint::post("/{lang}/desk/cases/{number}/{act}", Guard::Staff, case::act),
        Endpoint::get("/{lang}/desk/cases/{number}/files/{id}", Guard::Staff, case::file),
        Endpoint::get("/{lang}/desk/cases/{number}/query-code", Guard::Staff, query_code::show),
        Endpoint::post("/{lang}/desk/cases/{number}/query-code", Guard::Staff, query_code::give),
        Endpoint::get(
            "/{lang}/desk/cases/{number}/query-code/{key}",
            Guard::Staff,
            query_code::slip,
        ),
        Endpoint::get("/{lang}/desk/papers/{number}/{seq}", Guard::Staff, papers::paper),
        Endpoint::get("/{lang}/desk/work", Guard::Staff, work::work),
    ]
}

fn other_endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/{lang}/desk/watch", Guard::Staff, watch::watch),
        Endpoint::get("/{lang}/desk/items", Guard::Staff, admin::items),
        Endpoint::get("/{lang}/desk/staff", Guard::Staff, admin::staff),
        Endpoint::post("/{lang}/desk/staff", Guard::Staff, admin::add),
        Endpoint::get("/{lang}/desk/staff/{login}", Guard::Staff, member::show),
        Endpoint::post("/{lang}/desk/staff/{login}", Guard::Staff, member::change),
        Endpoint::post("/{lang}/desk/staff/{login}/password", Guard::Staff, member::reset),
        Endpoint::get("/{lang}/desk/erase", Guard::Staff, erase::show),
        Endpoint::post("/{lang}/desk/erase", Guard::Staff, erase::run),
        Endpoint::get("/{lang}/desk/password", Guard::Newcomer, password::show),
        Endpoint::post("/{lang}/desk/password", Guard::Newcomer, password::change),
        Endpoint::post("/{lang}/desk/staff/{login}/active", Guard::Staff, admin::active),
    ]
}
