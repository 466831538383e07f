//! Departments.

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use views::department::{
    DepartmentView, DepartmentsView, department as department_page, department_list,
};
use views::rows::ItemRow;

use super::published;
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;

pub(super) async fn departments(
    State(app): State<App>,
    PathLang(lang): PathLang,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let catalogue = &edition.catalogue;
        let count =
            |id: &str| catalogue.items().iter().filter(|item| item.item.department == id).count();
        let all = catalogue.departments().iter();
        let all = all.filter(|department| edition.is_local(&department.region));
        let departments = all.map(|department| (&**department, count(&department.id))).collect();
        Some(department_list(lang, shell, &DepartmentsView { departments }))
    })
}

pub(super) async fn department(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let catalogue = &edition.catalogue;
        let department = catalogue.department(&id)?;
        let parent = department.parent.as_deref().and_then(|id| catalogue.department(id));
        let items = catalogue.items().iter().filter(|item| item.item.department == id);
        let view = DepartmentView {
            department,
            place: catalogue.place(&department.place).map(|place| &**place),
            parent: parent.map(|parent| &**parent),
            rows: items.map(|item| ItemRow::of(&item.item, department)).collect(),
        };
        Some(department_page(lang, shell, &view))
    })
}
