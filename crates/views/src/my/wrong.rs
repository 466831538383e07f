//! What is wrong with an answer and how to mend it, by the stable codes that the use cases give.

use i18n::Lang;

/// What is wrong with a field of an account or of a person, by the code of its parser. `name` is
/// the question, for codes that have no sentence of their own.
pub fn person(lang: Lang, field: &str, code: &str, values: &[String], name: &str) -> String {
    let value = values.first().map_or("", String::as_str);
    let sentence = match code {
        "required" => return required(lang, field, name),
        "password.too_short" => return lang.people_wrong_password_short(value),
        "password.too_long" => return lang.people_wrong_password_long(value),
        "password.common" | "password.sequence" => lang.people_wrong_password_common(),
        "password.repeat" => lang.people_wrong_password_repeat(),
        "password.context" => lang.people_wrong_password_own(),
        "password.wrong" => lang.people_wrong_password_now(),
        "sign_in.wrong" => lang.people_wrong_sign_in(),
        "document_kind.unknown" | "document_kind.organisation" => lang.people_wrong_document_kind(),
        "id_number.length" => lang.people_wrong_id_length(),
        "id_number.character" => lang.people_wrong_id_character(),
        "id_number.province" => lang.people_wrong_id_province(),
        "id_number.birthday" => lang.people_wrong_id_birthday(),
        "id_number.check_digit" => lang.people_wrong_id_check(),
        "id_number.unborn" => lang.people_wrong_id_future(),
        "credit_code.length" => lang.people_wrong_credit_length(),
        "credit_code.character" => lang.people_wrong_credit_character(),
        "credit_code.region" => lang.people_wrong_credit_region(),
        "credit_code.body_check_digit" | "credit_code.check_digit" => {
            lang.people_wrong_credit_check()
        }
        "passport.length" | "passport.character" => lang.people_wrong_passport(),
        "hk_mo_permit.form" => lang.people_wrong_hk_mo(),
        "taiwan_permit.form" => lang.people_wrong_taiwan(),
        "residence_permit.form" | "residence_permit.region" => lang.people_wrong_residence(),
        "permanent_resident.form" => lang.people_wrong_permanent(),
        "person_name.empty" => lang.people_wrong_name_required(),
        "person_name.length" => lang.people_wrong_name_length(),
        "person_name.character" => lang.people_wrong_name_character(),
        "phone.character" | "phone.form" => lang.people_wrong_phone(),
        _ => return part(lang, code).map_or_else(|| lang.people_wrong_other(name), str::to_owned),
    };
    sentence.to_owned()
}

/// What is wrong with who applies for whom, by the codes of `domain::cases::parties`.
fn part(lang: Lang, code: &str) -> Option<&'static str> {
    Some(match code {
        "guardian.required" => lang.people_wrong_guardian_required(),
        "guardian.minor" => lang.people_wrong_guardian_minor(),
        "guardian.self" => lang.people_wrong_guardian_self(),
        "guardian.other" => lang.people_wrong_guardian_other(),
        "guardian.organisation" => lang.people_wrong_guardian_organisation(),
        "handler.required" => lang.people_wrong_handler_required(),
        "handler.natural" => lang.people_wrong_handler_natural(),
        "agent.self" => lang.people_wrong_agent_self(),
        "party.minor" => lang.people_wrong_party_minor(),
        "party.twice" => lang.people_wrong_party_twice(),
        _ => return None,
    })
}

fn required(lang: Lang, field: &str, name: &str) -> String {
    let sentence = match field {
        "document_number" => lang.people_wrong_document_required(),
        "name" => lang.people_wrong_name_required(),
        "representative" => lang.people_wrong_representative_required(),
        "phone" => lang.people_wrong_phone_required(),
        "password" | "password_now" | "phone_password" => lang.people_wrong_password_required(),
        _ => return lang.apply_wrong_required(name),
    };
    sentence.to_owned()
}

/// What is wrong with the answer to a question of an item's form; `example` is a right one, or
/// empty.
pub fn answer(lang: Lang, name: &str, code: &str, values: &[String], example: &str) -> String {
    let value = values.first().map_or("", String::as_str);
    match code {
        "required" => lang.apply_wrong_required(name),
        "too_long" => lang.apply_wrong_too_long(name, value),
        "too_short" => lang.apply_wrong_too_short(name, value),
        "pattern" if example.is_empty() => lang.apply_wrong_pattern(name),
        "pattern" => lang.apply_wrong_pattern_example(name, example),
        "control_character" => lang.apply_wrong_control(name),
        "not_a_number" => lang.apply_wrong_number(name),
        "not_whole" => lang.apply_wrong_whole(name),
        "too_small" => lang.apply_wrong_small(name, value),
        "too_large" => lang.apply_wrong_large(name, value),
        "not_a_date" => lang.apply_wrong_date(name),
        "not_yes_or_no" | "not_an_option" | "not_a_list" | "not_unique" => {
            lang.apply_wrong_choice(name)
        }
        "too_few" => lang.apply_wrong_few(name, value),
        "too_many" => lang.apply_wrong_many(name, value),
        _ => lang.apply_wrong_other(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_form_has_a_sentence_of_its_own() {
        for lang in Lang::ALL {
            for code in domain::catalogue::form::ANSWER_CODES {
                let told = answer(lang, "店名", code, &["3".to_owned()], "");
                let plain = ["not_a_text", "unknown_field"].contains(code);
                assert_eq!(told == lang.apply_wrong_other("店名"), plain, "{code}");
            }
        }
    }

    #[test]
    fn every_code_of_a_person_has_a_sentence_of_its_own() {
        let own = [
            "id_number.",
            "credit_code.",
            "passport.",
            "person_name.",
            "phone.",
            "hk_mo_permit.",
            "taiwan_permit.",
            "residence_permit.",
            "permanent_resident.",
            "document_kind.",
        ];
        let codes = base::codes::error_codes();
        let own = codes.iter().filter(|code| own.iter().any(|start| code.starts_with(start)));
        for code in own.chain(domain::cases::parties::CODES) {
            let told = person(Lang::Zh, "document_number", code, &[], "证件号码");
            assert_ne!(told, Lang::Zh.people_wrong_other("证件号码"), "{code}");
        }
    }
}
