//! Pages, by room.

pub(crate) mod desk;
pub mod kept;
pub(crate) mod my;
pub mod portal;
mod present;
pub(crate) mod promise;
mod status;

use crate::Endpoint;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let mut all = portal::endpoints();
    all.extend(status::endpoints());
    all.extend(my::endpoints());
    all.extend(kept::endpoints());
    all.extend(desk::endpoints());
    all
}
