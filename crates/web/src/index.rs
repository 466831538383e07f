//! The search index over the catalogue in force.

use app::catalogue::{Catalogue, Published};
use search::{Doc, Index};
use views::rows::is_online;

/// The index over everything in force.
pub fn build(catalogue: &Catalogue) -> Index {
    Index::build(docs(catalogue), catalogue.synonyms())
}

/// What can be found of each item in force.
pub fn docs(catalogue: &Catalogue) -> impl Iterator<Item = Doc> {
    (0..).zip(catalogue.items()).map(|(rank, item)| doc(catalogue, item, rank))
}

fn doc(catalogue: &Catalogue, published: &Published, rank: u32) -> Doc {
    let item = &published.item;
    let department = catalogue.department(&item.department);
    let names = department.map(|department| {
        let english = department.name.en.clone().unwrap_or_default();
        vec![department.name.zh.clone(), department.short.zh.clone(), english]
    });
    let themes = catalogue.themes();
    let theme_name = |id: &String| {
        themes.iter().find(|theme| theme.id == *id).map(|theme| theme.name.zh.clone())
    };
    let mut text = vec![item.summary.zh.clone()];
    text.extend(item.summary.en.clone());
    text.extend(item.conditions.iter().map(|line| line.zh.clone()));
    text.extend(item.results.iter().map(|result| result.name.zh.clone()));
    Doc {
        code: item.code.clone(),
        name: item.name.zh.clone(),
        name_en: item.name.en.clone().unwrap_or_default(),
        synonyms: item.synonyms.clone(),
        department: item.department.clone(),
        department_names: names.unwrap_or_default(),
        theme_names: item.themes.iter().filter_map(theme_name).collect(),
        themes: item.themes.clone(),
        materials: item.materials.iter().map(|material| material.name.zh.clone()).collect(),
        text: text.join("\n"),
        kind: item.kind.code().to_owned(),
        region: item.region.clone(),
        objects: item.objects.iter().map(|object| object.code().to_owned()).collect(),
        online: is_online(item),
        rank,
    }
}
