use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use documents::{
    Block, Column, Document, DocumentError, Field, Font, FontError, Signature, Table, render,
};

/// The system's Chinese font; without one these tests have nothing to test.
fn font() -> Option<Font> {
    match Font::find(None) {
        Ok(font) => Some(font),
        Err(error) => {
            eprintln!("skipped: {error}");
            None
        }
    }
}

fn notice() -> Document {
    let column = |title: &str, share| Column { title: title.to_owned(), share };
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    Document {
        language: "zh-CN".to_owned(),
        title: "补正材料一次性告知书".to_owned(),
        department: "大理市市场监督管理局".to_owned(),
        number: Some("大市监补〔2026〕17号".to_owned()),
        demo: true,
        blocks: vec![
            Block::Line("段誉：".to_owned()),
            Block::Paragraph(
                "您于2026年11月23日提出的“食品经营许可（新办）”申请，经审查，材料不齐全。依据\
                 《中华人民共和国行政许可法》第三十二条第一款第四项，现一次告知您需要补正的全部内容：\
                 请在收到本告知书之日起30日内补交下列材料。补齐后，我们从收到之日起受理。"
                    .to_owned(),
            ),
            Block::Heading("需要补正的材料".to_owned()),
            Block::Table(Table {
                columns: vec![column("序号", 1), column("材料", 4), column("怎样补正", 6)],
                rows: vec![
                    row(["1", "经营场所平面图", "请标明面积和比例，一份即可。"]),
                    row(["2", "健康证明", "三名从业人员的健康证明，有效期内，原件当场核对后退还。"]),
                ],
            }),
            Block::Heading("联系方式".to_owned()),
            Block::Facts(vec![
                ("电话".to_owned(), "0872-2219999".to_owned()),
                ("地址".to_owned(), "大理市政务服务中心3号窗口".to_owned()),
            ]),
            Block::Fields(vec![Field { label: "签收人".to_owned(), value: None, lines: 2 }]),
            Block::Qr {
                content: "https://yichuang.dali.example/zh/cases".to_owned(),
                caption: "扫码查看办件进度".to_owned(),
            },
            Block::Signature(Signature {
                organ: "大理市市场监督管理局".to_owned(),
                date: "2026年11月23日".to_owned(),
                seal: true,
            }),
        ],
    }
}

/// The text as `pdftotext` reads it, or nothing where that program is not installed.
fn text_of(pdf: &[u8]) -> Option<String> {
    let mut program = Command::new("pdftotext");
    program.args(["-layout", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut child) = program.stderr(Stdio::piped()).spawn() else {
        eprintln!("skipped: pdftotext (poppler-utils) is not installed");
        return None;
    };
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_text_of_a_notice_can_be_read_out_of_it() {
    let Some(font) = font() else { return };
    let pdf = render(&notice(), &font).unwrap();
    assert_eq!(pdf.missing, []);
    assert!(pdf.bytes.len() < 120_000, "{} bytes: the font is not cut down", pdf.bytes.len());
    let Some(text) = text_of(&pdf.bytes) else { return };
    let text: String = text.split_whitespace().collect();
    for expected in [
        "补正材料一次性告知书",
        "大市监补〔2026〕17号",
        "您于2026年11月23日提出的“食品经营许可（新办）”申请",
        "经营场所平面图",
        "0872-2219999",
        "扫码查看办件进度",
        "演示",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let Some(font) = font() else { return };
    assert_eq!(render(&notice(), &font).unwrap(), render(&notice(), &font).unwrap());
}

#[test]
fn long_tables_go_on_with_their_head() {
    let Some(font) = font() else { return };
    let mut document = notice();
    let long = "一行很长的说明，".repeat(700);
    let rows = (1..=120).map(|n| vec![n.to_string(), "材料".to_owned()]);
    let rows = rows.chain([vec!["121".to_owned(), long]]).collect();
    let columns = ["序号", "说明"].map(|title| Column { title: title.to_owned(), share: 1 });
    document.blocks = vec![Block::Table(Table { columns: columns.to_vec(), rows })];
    let pdf = render(&document, &font).unwrap();
    let Some(text) = text_of(&pdf.bytes) else { return };
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert_eq!(pages.len(), pdf.pages);
    assert!(pages.len() > 5);
    for (place, page) in pages.iter().enumerate() {
        let head = page.lines().any(|line| line.contains("序号") && line.contains("说明"));
        assert!(head, "page {place}: {page}");
        assert!(page.contains(&format!("{} / {}", place + 1, pages.len())));
    }
    assert!(text.matches("一行很长的说明").count() > 500);
}

#[test]
fn characters_that_the_font_lacks_are_reported() {
    let Some(font) = font() else { return };
    let mut document = notice();
    document.blocks = vec![Block::Paragraph("王\u{1f3ee}".to_owned())];
    let pdf = render(&document, &font).unwrap();
    assert_eq!(pdf.missing, ['\u{1f3ee}']);
    let Some(text) = text_of(&pdf.bytes) else { return };
    assert!(text.contains("王〓"), "{text}");
}

#[test]
fn what_cannot_be_laid_out_is_refused() {
    let Some(font) = font() else { return };
    let with = |block| render(&Document { blocks: vec![block], ..notice() }, &font).unwrap_err();
    let columns = vec![Column { title: "一".to_owned(), share: 0 }];
    let rows = vec![vec!["a".to_owned()], vec![]];
    let error = with(Block::Table(Table { columns, rows }));
    assert!(matches!(error, DocumentError::Row { row: 2, cells: 0, columns: 1 }));
    assert!(matches!(with(Block::Table(Table::default())), DocumentError::Columns(0)));
    let content = "x".repeat(2000);
    assert!(matches!(with(Block::Qr { content, caption: String::new() }), DocumentError::Qr(_)));
    assert!(matches!(with(Block::Paragraph("字\n".repeat(20_000))), DocumentError::TooLong));
}

#[test]
fn without_a_chinese_font_the_message_says_what_to_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let error = Font::find_in(&[folder]).unwrap_err();
    let message = error.to_string();
    assert!(message.contains("fonts-noto-cjk") && message.contains("configuration"), "{message}");
    let error = Font::find(Some(&folder.join("Cargo.toml"))).unwrap_err();
    assert!(matches!(error, FontError::Unusable { .. }));
    let error = Font::find(Some(&folder.join("none.ttf"))).unwrap_err();
    assert!(matches!(error, FontError::Unreadable { .. }));
}
