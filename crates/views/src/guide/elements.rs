//! The thirteen elements in the order of the opinion (云南省 2016, 二（一）4), and the questions.

use domain::catalogue::{Application, Part, Place, Text};
use i18n::Lang;
use maud::{Markup, html};

use super::{GuideView, limits, materials, results};
use crate::components::{Step, pairs, steps};
use crate::department::{contacts, lines, phone};
use crate::links::{self, Sheet};
use crate::names::Named;
use crate::words::{chinese, citation, official, text};

/// Places that are shown at once; the rest is folded.
const PLACES_OPEN: usize = 4;

/// Plain words and the official term of each element.
pub const fn titles(lang: Lang) -> [(&'static str, &'static str); 13] {
    [
        (lang.guide_e1(), "事项名称"),
        (lang.guide_e2(), "受理机构"),
        (lang.guide_e3(), "受理条件"),
        (lang.guide_e4(), "申请材料"),
        (lang.guide_e5(), "办理流程"),
        (lang.guide_e6(), "办结时限"),
        (lang.guide_e7(), "不予批准的情形"),
        (lang.guide_e8(), "办理结果"),
        (lang.guide_e9(), "咨询投诉"),
        (lang.guide_e10(), "表格下载"),
        (lang.guide_e11(), "办公时间和地址"),
        (lang.guide_e12(), "交通路线"),
        (lang.guide_e13(), "办理状态查询"),
    ]
}

/// All thirteen, then the questions.
pub fn all(lang: Lang, view: &GuideView<'_>) -> Markup {
    let bodies = [
        about(lang, view),
        body_in_charge(lang, view),
        conditions(lang, view),
        materials::materials(lang, view),
        procedure(lang, view),
        limits::limits(lang, view),
        sentences(lang, view, Part::Refusals, (&view.item.refusals, lang.guide_refusals_none())),
        results::results(lang, view),
        contacts(lang, view.contacts()),
        downloads(lang, view),
        places(lang, view),
        routes(lang, view),
        status(lang, view),
    ];
    html! {
        @for (number, ((words, term), body)) in titles(lang).into_iter().zip(bodies).enumerate() {
            section.element id={ "e" (number + 1) } aria-labelledby={ "h" (number + 1) } {
                h2 id={ "h" (number + 1) } { (number + 1) ". " (words) (official(lang, term)) }
                (body)
            }
        }
        (questions(lang, view))
    }
}

fn about(lang: Lang, view: &GuideView<'_>) -> Markup {
    let item = view.item;
    let objects: Vec<&str> = item.objects.iter().map(|one| one.named(lang)).collect();
    let mut rows = vec![
        (lang.guide_name(), html! { (text(lang, &item.name)) }),
        (lang.guide_objects(), html! { (lang.list(&objects)) }),
        (lang.guide_kind(), html! { (item.kind.named(lang)) }),
        (lang.guide_level(), html! { (item.level.named(lang)) }),
        (lang.guide_case_type(), html! { (item.case_type.named(lang)) }),
        (lang.guide_code(), html! { span.mono { (item.code) } }),
    ];
    if let Some(scope) = item.channels.cross_region {
        rows.push((lang.guide_cross_region(), html! { (scope.named(lang)) }));
    }
    if let Some(depth) = item.channels.online_depth {
        rows.push((lang.guide_online_depth(), html! { (depth.named(lang)) }));
    }
    let basis = html! {
        @if !item.states(Part::Basis) { (lang.guide_unstated()) }
        @for one in &item.basis { div { (citation(lang, one)) } }
    };
    rows.push((lang.guide_basis(), basis));
    if !view.topics.is_empty() {
        let topics = html! {
            @for topic in &view.topics {
                a href=(links::theme(lang, topic.id)) { (text(lang, topic.name)) } " "
            }
        };
        rows.push((lang.guide_topics(), topics));
    }
    pairs(&rows)
}

fn body_in_charge(lang: Lang, view: &GuideView<'_>) -> Markup {
    use domain::catalogue::WindowRole;
    let department = view.department;
    let link = links::department(lang, &department.id);
    let role = match &view.item.window_role {
        _ if !view.item.states(Part::WindowRole) => html! { (lang.guide_unstated()) },
        WindowRole::Accepts { authority } => html! {
            (lang.guide_window_accepts()) " " (chinese(lang, authority))
        },
        WindowRole::Receives => html! { (lang.guide_window_receives()) },
    };
    let mut rows = vec![
        (lang.guide_department(), html! { a href=(link) { (text(lang, &department.name)) } }),
        (lang.guide_body_nature(), html! { (view.item.body_nature.named(lang)) }),
        (lang.guide_window(), role),
    ];
    if let Some(delegating) = &view.item.delegating {
        rows.push((lang.guide_delegating(), html! { (text(lang, delegating)) }));
    }
    if let Some(source) = view.item.power_source {
        rows.push((lang.guide_power_source(), html! { (source.named(lang)) }));
    }
    pairs(&rows)
}

/// One a line; with words of their own where there are none.
fn sentences(
    lang: Lang,
    view: &GuideView<'_>,
    part: Part,
    (list, none): (&[Text], &str),
) -> Markup {
    html! {
        @if !view.item.states(part) { p { (lang.guide_unstated()) } }
        @else if list.is_empty() { p { (none) } }
        @else { ul { @for line in list { li { (text(lang, line)) } } } }
    }
}

fn conditions(lang: Lang, view: &GuideView<'_>) -> Markup {
    let item = view.item;
    html! {
        (sentences(lang, view, Part::Conditions, (&item.conditions, lang.guide_conditions_none())))
        @if let Some(limit) = &view.item.quantity_limit {
            p { (lang.guide_quantity()) (text(lang, limit)) }
        }
        @if let Application::Window { windows } = &view.item.application {
            p { (lang.guide_windows()) }
            ul { @for window in windows {
                li {
                    (text(lang, &window.name)) " "
                    (lang.guide_window_days(lang.date(window.opens), lang.date(window.closes)))
                }
            } }
        }
    }
}

fn procedure(lang: Lang, view: &GuideView<'_>) -> Markup {
    let list: Vec<Step> = view
        .item
        .steps
        .iter()
        .map(|step| Step {
            phase: None,
            name: html! { (text(lang, &step.name)) },
            note: html! { (text(lang, &step.who)) " · " (text(lang, &step.time)) },
            body: html! { (text(lang, &step.what)) },
        })
        .collect();
    html! {
        @if list.is_empty() { p { (lang.guide_unstated()) } }
        @else { (steps(lang, &list)) }
        @if !view.joint.is_empty() {
            p { (lang.guide_joint()) }
            ul { @for (department, question) in &view.joint {
                li { (text(lang, department)) " · " (text(lang, question)) }
            } }
        }
        @if view.item.flow.second_officer { p.soft { (lang.guide_second_officer()) } }
    }
}

fn downloads(lang: Lang, view: &GuideView<'_>) -> Markup {
    let code = &view.item.code;
    html! {
        @if !view.item.states(Part::Downloads) { p { (lang.guide_unstated()) } }
        @else if view.item.downloads.is_empty() { p { (lang.guide_downloads_none()) } }
        @for form in &view.item.downloads {
            h3 { (text(lang, &form.name)) }
            ul.row.plain {
                @for sheet in Sheet::ALL {
                    li {
                        a href=(links::form(lang, code, &form.material, sheet)) {
                            (sheet_name(lang, sheet))
                        }
                        @if view.pdf {
                            @let link = links::form_pdf(lang, code, &form.material, sheet);
                            " " a.no-print href=(link) {
                                span.sr { (sheet_name(lang, sheet)) " " } "PDF"
                            }
                        }
                    }
                }
            }
        }
    }
}

/// 空白表格, 示范文本, 常见错误示例.
pub const fn sheet_name(lang: Lang, sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Blank => lang.guide_sheet_blank(),
        Sheet::Sample => lang.guide_sheet_sample(),
        Sheet::Errors => lang.guide_sheet_errors(),
    }
}

/// Places one below the other; many are folded behind the first ones.
fn each_place(lang: Lang, view: &GuideView<'_>, show: impl Fn(&Place) -> Markup) -> Markup {
    let open = view.places.len().min(PLACES_OPEN);
    let (first, rest) = view.places.split_at(open);
    let all = |list: &[&Place]| {
        html! { @for place in list { h3 { (text(lang, &place.name)) } (show(place)) } }
    };
    html! {
        (all(first))
        @if !rest.is_empty() {
            details { summary { (lang.guide_places_more(rest.len())) } (all(rest)) }
        }
    }
}

fn places(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        (each_place(lang, view, |place| pairs(&[
            (lang.guide_address(), html! { (text(lang, &place.address)) }),
            (lang.guide_hours(), lines(lang, &place.hours)),
            (lang.guide_phone(), phone(&place.phone)),
        ])))
        @if view.item.channels.booking { p { (lang.guide_booking()) } }
        @if view.item.channels.kiosk { p { (lang.guide_kiosk()) } }
        @if let Some(reason) = &view.item.channels.visit_reason {
            p { (lang.guide_visit_reason()) (text(lang, reason)) }
        }
    }
}

fn routes(lang: Lang, view: &GuideView<'_>) -> Markup {
    each_place(lang, view, |place| {
        pairs(&[
            (lang.guide_route(), html! { (text(lang, &place.route)) }),
            (lang.guide_access(), html! { (text(lang, &place.access)) }),
        ])
    })
}

fn status(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        p { (lang.guide_status()) " " a href=(links::status(lang)) { (lang.common_nav_status()) } }
        @if let Some(more) = &view.item.status_query { p { (text(lang, more)) } }
        p { (lang.guide_status_phone()) " " (phone(&view.contacts().ask)) }
    }
}

fn questions(lang: Lang, view: &GuideView<'_>) -> Markup {
    html! {
        @if !view.item.questions.is_empty() {
            section.element.faq #faq aria-labelledby="h-faq" {
                h2 #h-faq { (lang.guide_faq()) (official(lang, "常见问题")) }
                @for one in &view.item.questions {
                    details {
                        summary { (text(lang, &one.question)) }
                        p { (text(lang, &one.answer)) }
                    }
                }
            }
        }
    }
}
