use documents::{Block, Column, Field, Table, blocks};

fn line(text: &str) -> Block {
    Block::Line(text.to_owned())
}

fn subheading(text: &str) -> Block {
    Block::Subheading(text.to_owned())
}

#[test]
fn texts_and_lists_keep_their_words_and_order() {
    let html = "<div><h2 id=\"h1\">4. 要带什么<span class=\"official\">申请材料</span></h2>\
        <p class=\"soft\">看看 &lt;样张&gt; &amp; 说明</p><ol class=\"materials\"><li><h3>身份证</h3>\
        <p>原件 1 份</p></li><li>申请书</li></ol><ul><li>甲</li><li>乙</li></ul>\
        <details><summary>怎样才算合格</summary><pre>第一行\n  第二行\n</pre></details></div>";
    let expected = [
        Block::Heading("4. 要带什么 申请材料".to_owned()),
        line("看看 <样张> & 说明"),
        subheading("1. 身份证"),
        line("原件 1 份"),
        line("2. 申请书"),
        line("· 甲"),
        line("· 乙"),
        subheading("怎样才算合格"),
        line("第一行\n  第二行"),
    ];
    assert_eq!(blocks(html), expected);
}

#[test]
fn pairs_forms_and_tables() {
    let html = "<dl class=\"pairs\"><div><dt>地址</dt><dd>龙山路1号</dd></div>\
        <div><dt>时间</dt><dd><div>周一</div><div>周二</div></dd></div></dl>\
        <table><tbody><tr><th>店名<br><span class=\"official\">照招牌写</span></th><td></td></tr>\
        <tr><th>经过</th><td class=\"tall\"><span class=\"filled\">很长</span></td></tr></tbody>\
        </table><table><thead><tr><th>名称</th><th>数量</th></tr></thead>\
        <tbody><tr><td>冰箱</td><td>2</td></tr></tbody></table>";
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let field = |label: &str, value: Option<&str>, lines| Field {
        label: label.to_owned(),
        value: value.map(str::to_owned),
        lines,
    };
    let column = |title: &str| Column { title: title.to_owned(), share: 1 };
    let expected = [
        Block::Facts(vec![fact("地址", "龙山路1号"), fact("时间", "周一\n周二")]),
        Block::Fields(vec![field("店名\n照招牌写", None, 1), field("经过", Some("很长"), 5)]),
        Block::Table(Table {
            columns: vec![column("名称"), column("数量")],
            rows: vec![vec!["冰箱".to_owned(), "2".to_owned()]],
        }),
    ];
    assert_eq!(blocks(html), expected);
}

#[test]
fn what_is_only_for_a_screen_is_left_out() {
    let html = "<p>印出来<span class=\"sr\">朗读用</span></p><div class=\"row no-print\">按钮</div>\
        <svg><path d=\"M0\"></path></svg><button>打印</button><script>1</script>";
    assert_eq!(blocks(html), [line("印出来")]);
}

#[test]
fn markup_that_is_cut_off_loses_no_words() {
    assert_eq!(blocks("<div><p>甲<b>乙</p>丙"), [line("甲乙"), line("丙")]);
    let deep = "<div>".repeat(1_000) + "底";
    assert_eq!(blocks(&deep), [line("底")]);
}
