//! Code lists. The numbers are those of GB/T 39046-2020 annex A where it has them; where only
//! practice has them, the list says so. A bare number never travels without the name of its list.

use serde::{Deserialize, Serialize};

/// A code list: variants, their standard codes and Chinese names, and the word used in files.
macro_rules! code_list {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$vdoc:meta])* $variant:ident = $code:literal, $zh:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = $zh] $(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code of the standard's list.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The standard's Chinese name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }

            /// The value of a code, if the list has it.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

code_list! {
    /// 事项类型, A.1.
    ItemKind {
        Licence = "01", "行政许可";
        Punishment = "02", "行政处罚";
        Coercion = "03", "行政强制";
        Levy = "04", "行政征收";
        Payment = "05", "行政给付";
        Inspection = "06", "行政检查";
        Confirmation = "07", "行政确认";
        Reward = "08", "行政奖励";
        Adjudication = "09", "行政裁决";
        OtherPower = "10", "其他行政权力";
        PublicService = "20", "公共服务";
    }
}

code_list! {
    /// 行使层级, A.2.
    ExerciseLevel {
        National = "1", "国家级";
        Province = "2", "省级";
        Prefecture = "3", "市级";
        County = "4", "县级";
        Town = "5", "镇（乡、街道）级";
        Village = "6", "村（社区）级";
        Graded = "7", "分级管理";
    }
}

code_list! {
    /// 实施主体性质, A.3.
    BodyNature {
        StatutoryOrgan = "1", "法定机关";
        AuthorisedOrganisation = "2", "授权组织";
        EntrustedOrganisation = "3", "受委托组织";
        Other = "9", "其他";
    }
}

code_list! {
    /// 服务对象, A.4; 非法人企业 is practice's addition (national platform list 5).
    ServiceObject {
        NaturalPerson = "1", "自然人";
        Enterprise = "2", "企业法人";
        PublicInstitution = "3", "事业法人";
        SocialOrganisation = "4", "社会组织法人";
        Organ = "5", "行政机关";
        OtherOrganisation = "6", "其他组织";
        UnincorporatedEnterprise = "X5", "非法人企业";
    }
}

code_list! {
    /// 办理形式, A.5.
    ApplicationForm {
        Window = "1", "窗口";
        Web = "2", "电脑端网上";
        Mobile = "3", "移动端网上";
        Post = "4", "快递申请";
        Other = "9", "其他";
    }
}

code_list! {
    /// 办件类型, A.6.
    CaseType {
        Immediate = "1", "即办件";
        Promised = "2", "承诺件";
        Other = "9", "其他";
    }
}

code_list! {
    /// 权力来源 (practice).
    PowerSource {
        Own = "1", "法定本级行使";
        HandedDown = "2", "上级下放";
        AuthorisedAbove = "3", "上级授权";
        AuthorisedSame = "4", "同级授权";
        EntrustedAbove = "5", "上级委托";
        EntrustedSame = "6", "同级委托";
    }
}

code_list! {
    /// 事项状态 (practice).
    ItemState {
        InUse = "1", "在用";
        Suspended = "2", "暂停";
        Cancelled = "3", "取消";
    }
}

code_list! {
    /// 通办范围: the four of GB/T 39046 and practice's two below the county.
    CrossRegion {
        Nation = "1", "全国";
        Provinces = "2", "跨省";
        Prefectures = "3", "跨市";
        Counties = "4", "跨县";
        Towns = "5", "全镇（乡、街道）";
        Villages = "6", "全村（社区）";
    }
}

code_list! {
    /// 网上办理深度 (practice).
    OnlineDepth {
        Consultation = "1", "互联网咨询";
        Receipt = "2", "互联网收件";
        PreCheck = "3", "互联网预审";
        Acceptance = "4", "互联网受理";
        Handling = "5", "互联网办理";
        Feedback = "6", "互联网办理结果信息反馈";
        Other = "9", "其他";
    }
}

code_list! {
    /// 材料必要性 (practice).
    MaterialNeed {
        Required = "1", "必要";
        Optional = "2", "非必要";
        Later = "3", "容缺后补";
    }
}

code_list! {
    /// 材料类型 (practice).
    MaterialClass {
        Certificate = "1", "证件证书证明";
        Form = "2", "申请表格文书";
        Other = "3", "其他";
    }
}

code_list! {
    /// 材料形式 (practice).
    MaterialForm {
        Paper = "1", "纸质";
        Electronic = "2", "电子化";
        Either = "3", "纸质或电子化";
    }
}

code_list! {
    /// 来源渠道 (practice).
    MaterialSource {
        Applicant = "10", "申请人自备";
        Government = "20", "政府部门核发";
        Intermediary = "30", "中介机构出具";
        Other = "99", "其他";
    }
}

code_list! {
    /// 审批结果类型 (practice).
    ResultKind {
        Licence = "10", "证照";
        Approval = "20", "批文";
        Other = "30", "其他";
        Nothing = "40", "无";
    }
}

code_list! {
    /// How an item's code is built; validators go by scheme, business logic never parses a code.
    CodeScheme {
        National31 = "national31", "31 位实施编码";
        National33 = "national33", "33 位业务办理项编码";
        Local = "local", "本地编码";
    }
}
