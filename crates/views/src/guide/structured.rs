//! The guide for machines: schema.org `GovernmentService` as JSON-LD.

use domain::catalogue::Part;
use i18n::Lang;
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use super::GuideView;
use crate::names::Named;
use crate::rows::is_online;
use crate::words::text;

/// A data block: browsers never run it, so the content security policy leaves it alone.
pub fn json_ld(lang: Lang, view: &GuideView<'_>) -> Markup {
    let data = escape(&service(lang, view).to_string());
    html! { script type="application/ld+json" { (PreEscaped(data)) } }
}

/// What could end the element or the line is written as JSON escapes.
fn escape(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn service(lang: Lang, view: &GuideView<'_>) -> Value {
    let item = view.item;
    let words = |words| text(lang, words).0;
    let audience: Vec<&str> = item.objects.iter().map(|one| one.named(lang)).collect();
    let mut service = json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": words(&item.name),
        "alternateName": item.synonyms,
        "description": words(&item.summary),
        "identifier": item.code,
        "url": view.address,
        "inLanguage": lang.tag(),
        "serviceType": item.kind.named(lang),
        "audience": { "@type": "Audience", "audienceType": lang.list(&audience) },
        "provider": {
            "@type": "GovernmentOrganization",
            "name": words(&view.department.name),
            "identifier": view.department.credit_code,
            "telephone": view.contacts().ask,
        },
        "availableChannel": channels(lang, view),
        "serviceOutput": item.results.iter().map(|one| json!({
            "@type": "GovernmentPermit", "name": words(&one.name),
        })).collect::<Vec<_>>(),
    });
    if item.is_free() == Some(true) {
        service["isAccessibleForFree"] = json!(true);
    }
    if !item.states(Part::Results) {
        service["serviceOutput"] = Value::Null;
    }
    service
}

fn channels(lang: Lang, view: &GuideView<'_>) -> Vec<Value> {
    let words = |words| text(lang, words).0;
    let mut channels: Vec<Value> = view
        .places
        .iter()
        .map(|place| {
            json!({
                "@type": "ServiceChannel",
                "servicePhone": { "@type": "ContactPoint", "telephone": place.phone },
                "serviceLocation": {
                    "@type": "Place",
                    "name": words(&place.name),
                    "address": words(&place.address),
                },
            })
        })
        .collect();
    if is_online(view.item) {
        channels.push(json!({ "@type": "ServiceChannel", "serviceUrl": view.address }));
    }
    channels
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn data_cannot_end_its_element() {
        let hostile = serde_json::json!("</script><b>&\u{2028}").to_string();
        let escaped = escape(&hostile);
        assert!(!escaped.contains(['<', '>', '&', '\u{2028}']));
        let back: String = serde_json::from_str(&escaped).unwrap();
        assert_eq!(back, "</script><b>&\u{2028}");
    }
}
