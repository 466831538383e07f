//! What the status page says in every state, in both languages, and why each date is that date.

use std::collections::HashMap;
use std::sync::LazyLock;

use i18n::Lang;

use super::samples;

/// The words of every page of the gallery, by language and path.
static PAGES: LazyLock<HashMap<(&str, String), String>> = LazyLock::new(|| {
    let county = samples::County::load();
    let pages = |lang: Lang| {
        let pages = samples::pages(lang, &county).into_iter();
        pages.map(move |(path, page)| ((lang.code(), path), plain(&page.into_string())))
    };
    Lang::ALL.iter().flat_map(|lang| pages(*lang)).collect()
});

/// A page without its tags.
fn plain(page: &str) -> String {
    let parts = page.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
    parts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn words(lang: Lang, path: &str) -> &str {
    let found = PAGES.get(&(lang.code(), path.to_owned()));
    found.unwrap_or_else(|| panic!("no page {path}"))
}

/// Each page says all of these, in Chinese and in English.
fn says(path: &str, zh: &[&str], en: &[&str]) {
    for (lang, sentences) in [(Lang::Zh, zh), (Lang::En, en)] {
        let page = words(lang, path);
        for sentence in sentences {
            assert!(page.contains(sentence), "{path} does not say {sentence:?}");
        }
    }
}

fn says_not(path: &str, zh: &str, en: &str) {
    assert!(!words(Lang::Zh, path).contains(zh), "{path} says {zh}");
    assert!(!words(Lang::En, path).contains(en), "{path} says {en}");
}

const IDLE: (&str, &str) = ("您现在不用做什么", "nothing for you to do now");

#[test]
fn before_acceptance() {
    says(
        "/status/answer",
        &[
            "材料收到了",
            IDLE.0,
            "最晚告诉您： 2026年12月2日 星期三 （暂定）",
            "最晚办完：",
            "综合窗口",
        ],
        &[
            "Your papers are here",
            IDLE.1,
            "You are told at the latest: ",
            "(provisional)",
            "window",
        ],
    );
    says(
        "/status/correct",
        &["需要您补材料", "申请表", "法律没有规定最后期限", "现在轮到谁 您：等您补材料"],
        &["We need something from you", "The law sets no last day", "Whose turn it is You:"],
    );
    says(
        "/status/correct-until",
        &["请在2026年12月2日 星期三前补来", "从2026年9月24日 星期四的下一天起"],
        &["Please do so by Wednesday 2 December 2026", "counted from the day after Thursday"],
    );
}

#[test]
fn while_it_is_handled() {
    says(
        "/status/decide",
        &["已经受理，正在办", IDLE.0, "最晚： 2026年12月2日", "这是我们的承诺"],
        &["Accepted, and being worked on", IDLE.1, "At the latest: Wednesday 2 December 2026"],
    );
    says(
        "/status/silence",
        &["依法视为受理", "到2026年11月20日 星期五没有告诉您要补材料", "《行政许可法》第三十二条"],
        &["Accepted by law", "By Friday 20 November 2026 nobody had told you", "第三十二条"],
    );
    says(
        "/status/asked",
        &["正在征求：大理市卫生健康局：2026年12月2日 星期三前答复"],
        &["Also asked: Dali City Health Bureau: to answer by Wednesday 2 December 2026"],
    );
    says(
        "/status/wait",
        &["听证 《行政许可法》第四十五条 ：从2026年12月2日", "大约 15 天"],
        &["Hearing 《行政许可法》第四十五条", "about 15 days"],
    );
}

#[test]
fn what_is_late_is_said_plainly_with_what_one_can_do() {
    for path in ["/status/late", "/status/late-law", "/status/late-answer"] {
        says(path, &["超期 5 天", "可以打投诉电话催办"], &["5 days late", "To complain"]);
        says_not(path, IDLE.0, IDLE.1);
    }
    says(
        "/status/late-law",
        &[
            "法律规定的最后一天（2026年11月20日 星期五）",
            "要按先后办理，不能直接起诉",
            "先：自期限届满之日起",
            "向本级人民政府申请行政复议",
        ],
        &[
            "The last day that the law sets (Friday 20 November 2026)",
            "you cannot go to court at once",
            "for administrative reconsideration",
        ],
    );
    says_not("/status/late", "行政复议", "reconsideration");
    says_not("/status/decide", "超期", "days late");
}

#[test]
fn when_it_is_decided_the_last_day_binds_us() {
    says(
        "/status/pickup",
        &["办好了，等您来取", "这个期限管的是我们", "出件窗口 大理市政务服务大厅"],
        &["Ready for you to collect", "That limit binds us", "The outlet Dali City"],
    );
    says_not("/status/pickup", "最晚：", "At the latest:");
    says(
        "/status/posting",
        &["正在寄给您", "最晚送到："],
        &["on its way", "Delivered at the latest:"],
    );
}

#[test]
fn when_it_is_closed() {
    for (word, zh, en) in [
        ("granted", "办完了，已经批准", "Finished: granted"),
        ("refused", "没有批准", "Finished: not granted"),
        ("done", "这件事已经办好", "This has been done"),
        ("unneeded", "这件事不用申请", "No application is needed"),
        ("redirected", "不归这个部门办", "Another body is responsible"),
        ("withdrawn", "您已经撤回申请", "You have withdrawn"),
        ("abandoned", "材料没有补来", "did not come"),
    ] {
        let path = format!("/status/{word}");
        says(&path, &[zh, "现在轮到谁 已经办结"], &[en, "Whose turn it is It is closed"]);
    }
}

#[test]
fn every_day_is_explained_in_words() {
    says(
        "/status/decide",
        &[
            "答复（受理还是补正）的期限",
            "补正的期限",
            "送达的期限",
            "依法不计入：听证 《行政许可法》第四十五条",
            "依法延长10 个工作日。批准人：本行政机关负责人 《行政许可法》第四十二条第一款",
            "含依法延长的10 个工作日。中间有依法不计入的日子。",
            "从2026年9月24日 星期四的下一天起，20 个工作日内",
        ],
        &[
            "Limit for the answer",
            "Limit for corrections",
            "Limit for delivery",
            "By law not counted: Hearing 《行政许可法》第四十五条",
            "Extended by 10 working days. Approved by: The head of the deciding organ",
            "With an extension of 10 working days. Some days in between do not count by law.",
            "20 working days, counted from the day after Thursday 24 September 2026",
        ],
    );
    says_not("/status/decide", "hearing", "hearing ");
}

#[test]
fn a_day_that_no_notice_confirms_is_named() {
    says(
        "/status/unverified",
        &[
            "还没有对照当年的放假通知（待核），日期可能调整：2026年11月22日 星期日 · 2026年11月23日 星期一",
        ],
        &["against that year's notice", "Sunday 22 November 2026 · Monday 23 November 2026"],
    );
    says_not("/status/unverified", "还没有公布", "not published yet");
    says_not("/status/decide", "待核", "that year's notice");
}

#[test]
fn whoever_may_not_read_the_file_sees_how_far_it_has_come() {
    let path = "/desk/cases/532901-261123-7K3M9QX-4?progress";
    says(path, &["只看进度", "最小必要", "工作日志"], &["Progress only", "no more than necessary"]);
    for (zh, en) in [("何演示", "何演示"), ("申请材料", "Materials"), ("看案卷的事由", "Purpose")]
    {
        says_not(path, zh, en);
    }
}

#[test]
fn a_late_entry_says_why_on_page_paper_and_desk() {
    let receipt = "/my/cases/532901-20261123-7K3M9Q-4/receipt?false";
    says(receipt, &["网络中断，先开了纸质回执 纸 12"], &["No network: paper receipt 纸 12"]);
    let number = "532901-261123-7K3M9QX-4";
    let paper = format!("/desk/papers/{number}/late");
    says(&paper, &["网络中断，纸质回执 12，"], &["No network: paper receipt 12, entered"]);
    let desk = format!("/desk/cases/{number}?1");
    says(&desk, &["补录（网络中断），纸质回执 12"], &["entered afterwards (No network)"]);
}

#[test]
fn a_guide_says_what_is_checked_and_who_issues_a_paper() {
    let mut paths = PAGES.keys().map(|(_, path)| path);
    let path = paths.find(|path| path.starts_with("/items/") && path.ends_with("530725101000"));
    let path = path.unwrap();
    says(
        path,
        &["由谁出具：公安机关", "合格标准：名称、经营者"],
        &["Issued by: the police", "What is checked: Name, operator"],
    );
}

#[test]
fn a_guide_says_at_its_top_where_to_go() {
    let mut paths = PAGES.keys().map(|(_, path)| path);
    let path = paths.find(|path| path.starts_with("/items/") && path.ends_with("530725101000"));
    let path = path.unwrap();
    says(path, &["在哪办 大理市政务服务大厅"], &["Where Dali"]);
}
