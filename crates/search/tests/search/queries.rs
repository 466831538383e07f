//! What people type, and what they must see among the first three results.

use crate::items;
use search::{Index, Query};

/// What is typed, and a part of the name of the right item.
const WORDS: &[(&str, &str)] = &[
    // Words and parts of words.
    ("营业执照", "个体工商户设立登记"),
    ("失业金", "失业保险金申领"),
    ("失业保险", "失业保险金申领"),
    ("上户口", "出生登记"),
    ("护照", "普通护照申领"),
    ("结婚", "结婚登记"),
    ("离婚", "离婚登记"),
    ("公积金", "住房公积金提取"),
    ("公租房", "公共租赁住房"),
    ("低保", "最低生活保障"),
    ("宅基地", "农村宅基地"),
    ("驾照", "驾驶证期满换证"),
    ("上牌", "机动车注册登记"),
    ("老年卡", "公交老年卡"),
    ("过户", "房屋买卖转移登记"),
    ("考公", "公务员录用考试"),
    ("考编", "事业单位公开招聘"),
    ("五保", "特困人员"),
    ("装水表", "用水报装"),
    ("水表", "用水报装"),
    ("借书证", "图书馆读者证"),
    ("采伐", "林木采伐许可证"),
    ("农机 补贴", "农机购置补贴"),
    ("个体 注销", "个体工商户注销登记"),
    ("食品 餐饮", "食品经营许可"),
    ("户口 死亡", "死亡注销户口"),
    ("市场监管局 食品", "食品"),
    // Pinyin, initials, mixtures.
    ("gtgsh", "个体工商户"),
    ("shiyebaoxian", "失业保险金申领"),
    ("shiye baoxian", "失业保险金申领"),
    ("shiyebx", "失业保险金申领"),
    ("shiyejin", "失业保险金申领"),
    ("sfz", "居民身份证"),
    ("shenfenzheng", "居民身份证"),
    ("yyzz", "个体工商户"),
    ("huzhao", "护照"),
    ("jiehun", "结婚登记"),
    ("gongjijin", "住房公积金"),
    ("gjj", "公积金"),
    ("jsz", "驾驶证"),
    ("jzz", "居住证"),
    ("gsrd", "工伤认定"),
    ("个体gsh", "个体工商户"),
    ("结婚dengji", "结婚登记"),
    ("chongxin", "重新"),
    ("yinhang", "银行"),
    // A wrong, missing or swapped character.
    ("身份正", "居民身份证"),
    ("营业执招", "个体工商户"),
    ("失业保显金", "失业保险金申领"),
    ("公积全", "住房公积金"),
    ("居住正", "居住证"),
    ("护找", "护照"),
    ("个体工商互", "个体工商户"),
    ("不动产底押", "不动产抵押登记"),
    ("教师资各", "教师资格认定"),
    ("结昏", "结婚登记"),
    ("驾驶正", "驾驶证"),
    ("住房积公金", "住房公积金"),
    ("劳动裁仲", "劳动人事争议仲裁"),
    // English.
    ("passport", "普通护照申领"),
    ("driving licence", "驾驶证期满换证"),
    ("unemployment benefit", "失业保险金申领"),
    ("marriage", "结婚登记"),
    ("birth registration", "出生登记"),
    ("Food Licence", "食品经营许可"),
];

/// The same for questions in plain words.
const QUESTIONS: &[(&str, &str)] = &[
    ("开饭店", "食品经营许可"),
    ("小孩上户口", "出生登记"),
    ("我想开个小吃店要办什么证", "食品经营许可"),
    ("孩子出生了怎么上户口", "出生登记"),
    ("身份证丢了怎么办", "居民身份证"),
    ("身份证过期了去哪里换", "居民身份证"),
    ("丢了工作能领多少钱", "失业保险金申领"),
    ("被公司辞退了怎么领失业金", "失业保险金申领"),
    ("老板不发工资怎么办", "劳动人事争议仲裁"),
    ("上班的时候受伤了", "工伤认定"),
    ("怎么注册一家公司", "公司设立登记"),
    ("公司不开了怎么注销", "公司注销登记"),
    ("店铺搬家了执照要换吗", "个体工商户变更登记"),
    ("我想开一家民宿", "民宿"),
    ("开诊所需要什么条件", "诊所备案"),
    ("二手房怎么过户", "房屋买卖转移登记"),
    ("买房提取公积金需要什么材料", "住房公积金提取"),
    ("驾照到期了怎么换", "驾驶证期满换证"),
    ("新车上牌照", "机动车注册登记"),
    ("去香港旅游要办什么证", "往来港澳通行证"),
    ("老人去世了怎么销户口", "死亡注销户口"),
    ("80岁老人有什么补贴", "高龄津贴"),
    ("老人坐公交免费吗", "公交老年卡"),
    ("孩子上小学怎么报名", "义务教育入学"),
    ("家里困难上不起学有补助吗", "家庭经济困难学生资助"),
    ("没钱请律师怎么办", "法律援助"),
    ("农村盖房子要什么手续", "农村宅基地"),
    ("砍自家的树要办证吗", "林木采伐许可证"),
    ("买拖拉机有补贴吗", "农机购置补贴"),
    ("想打一口井要审批吗", "取水许可"),
    ("门口挂个招牌要审批吗", "户外广告"),
    ("怎么考教师资格证", "教师资格认定"),
    ("家里要装电表", "低压居民新装用电"),
    ("新房子通天然气", "燃气报装"),
    ("到了退休年龄怎么领养老金", "养老保险待遇申领"),
    ("外地人怎么办居住证", "居住证申领"),
    ("想领养一个孩子", "收养登记"),
    ("创业贷款怎么申请", "创业担保贷款"),
    ("怎么开网店卖零食", "预包装食品"),
    ("how to register a company", "公司设立登记"),
    ("I lost my identity card", "居民身份证"),
];

#[test]
fn the_right_item_is_among_the_first_three() {
    for (title, docs) in [("demo", items::demo()), ("all", both())] {
        let names: Vec<String> = docs.iter().map(|doc| doc.name.clone()).collect();
        let index = Index::build(docs, &items::synonyms());
        let mut missed = Vec::new();
        for &(text, wanted) in WORDS.iter().chain(QUESTIONS) {
            let found = index.search(&Query { text, limit: 3, ..Query::default() });
            if !names.iter().any(|name| name.contains(wanted)) {
                eprintln!("skipped: no item {wanted} here");
            } else if !found.hits.iter().any(|hit| hit.name.contains(wanted)) {
                let names: Vec<_> = found.hits.iter().map(|hit| (hit.name, hit.why)).collect();
                missed.push(format!("{text} → {wanted}: {names:?} {:?}", found.corrected));
            }
        }
        assert!(missed.is_empty(), "{title}: {} missed\n{}", missed.len(), missed.join("\n"));
    }
}

fn both() -> Vec<search::Doc> {
    items::demo().into_iter().chain(items::real()).collect()
}
