//! What the reader knows of the genre, and nothing else does: tables of words, each with the reason it is here.
//!
//! A rule belongs here when it holds for plans of any place and subject. Numbering levels stand in `label`.

/// What documents of this kind are called; a line that ends so, unpunctuated, is a title.
pub(super) const TITLE_ENDINGS: &[&str] = &[
    "方案", "通知", "意见", "要点", "办法", "规定", "计划", "细则", "规则", "制度", "预案", "决定", "公告", "通告",
    "规划", "清单", "名单", "分工", "条例", "职责", "倡议书", "纪要", "分工表", "任务表", "分解表", "一览表", "责任表",
    "安排表", "安排", "指引", "规程", "章程", "守则", "指南", "措施",
];

/// Labels of the table that a website puts above a document; a line that is one of them takes the next as its value.
pub(super) const METADATA_LABELS: &[&str] = &[
    "索引号", "发布机构", "发文机关", "文号", "发文字号", "文件编号", "公开方式", "公开形式", "公开属性", "发文日期",
    "成文日期", "生成日期", "发布日期", "发布时间", "组配分类", "主题分类", "信息分类", "关键词", "主题词", "责任部门",
    "是否有效", "有效性", "信息来源", "来源",
];

/// Words that only navigation, imprints of websites and their record numbers carry.
pub(super) const WEB_FURNITURE: &[&str] = &[
    "ICP备", "公网安备", "网站标识码", "网站地图", "网站声明", "版权所有", "版权声明", "版权申明", "当前位置",
    "您的位置", "邮编:", "上一篇", "下一篇", "扫一扫", "分享到", "浏览次数", "访问量", "打印本页", "关闭窗口",
    "背景色", "字体大小", "字号:", "技术支持",
];

/// A line of navigation opens with the home page.
pub(super) const HOME_PAGE: &str = "首页";

/// Remarks of the printing office after the signature.
pub(super) const IMPRINT: &[&str] = &["公开属性", "共印", "此件公开发布", "此件主动公开", "此件依申请公开"];

/// How bodies that issue or do things end; only a name that ends so can head a section as `市公安局:` does.
pub(super) const UNIT_ENDINGS: &[&str] = &[
    "局", "委", "部", "办", "厅", "院", "会", "处", "科", "室", "站", "所", "队", "团", "中心", "政府", "街道", "乡镇",
    "镇", "乡", "县", "学校", "小学", "中学", "幼儿园", "医院", "公司", "妇联", "残联", "工会", "总工会", "网信办",
    "法院", "检察院", "机关", "单位", "部门", "企业", "村", "社区", "组", "办公室", "委员会", "管委会", "支行", "银行",
];

/// Sections that hand out work unit by unit; under them a single unit heading, or a bare one, is believed.
pub(super) const UNIT_SECTIONS: &[&str] = &["职责", "分工", "责任落实"];

/// Fields of a table that was flattened to lines, each under its numbered item.
pub(super) const FIELDS: &[&str] = &[
    "责任单位", "责任部门", "牵头单位", "牵头部门", "配合单位", "配合部门", "协办单位", "协助单位", "主办单位",
    "承办单位", "参加单位", "参与单位", "工作任务", "工作内容", "工作目标", "工作措施", "工作要求", "重点任务",
    "主要任务", "主要措施", "具体举措", "完成时限", "完成时间", "完成期限", "办理时限", "时间要求", "时间节点",
    "时间安排", "时限", "期限", "牵头领导", "分管领导", "责任人", "责任领导", "联系人",
];

/// Seats of a committee, as printed before a name.
pub(super) const SEATS: &[&str] = &[
    "组长", "副组长", "常务副组长", "第一组长", "成员", "主任", "副主任", "常务副主任", "委员", "召集人", "总召集人",
    "副召集人", "总指挥", "副总指挥", "指挥长", "副指挥长", "主席", "副主席", "顾问", "秘书长",
];

/// How a post ends; a short unpunctuated line that ends so is a row of a roster, if it has neighbours.
pub(super) const POST_ENDINGS: &[&str] = &[
    "长", "主任", "书记", "主席", "委员", "政委", "专员", "人员", "教员", "督导员", "调研员", "干部", "督学", "理事",
    "代表",
];
/// … unless it ends so.
pub(super) const NOT_POSTS: &[&str] = &["成长", "增长", "延长", "特长"];

/// Tiers of government that head a paragraph, alone or joined by `、`: `县级。…`.
pub(super) const TIERS: &[&str] = &[
    "中央", "国家级", "省级", "市级", "州级", "县级", "区级", "县区级", "乡级", "镇级", "乡镇", "乡镇级", "街道",
    "村级", "村居", "社区", "社区级", "学校", "班级",
];

/// Words of purpose that close an opening paragraph: 制定本方案, 制定实施方案如下.
pub(super) const PURPOSE_VERBS: &[&str] = &["制定", "制订", "拟定"];
/// … and what they then name.
pub(super) const PURPOSE_OBJECTS: &[&str] = &[
    "方案", "意见", "办法", "要点", "计划", "细则", "预案", "规定", "如下", "制度",
];

/// The set phrase of a guiding-thought section, which is never an introduction: 以…为指导.
pub(super) const GUIDING: (&str, &str) = ("以", "为指导");

/// Phrases of a paragraph that leads into a list of measures.
pub(super) const LEAD_IN: &[&str] = &["系统工程", "如下", "以下几", "下列"];

/// Topics by which several leading paragraphs of one section are told apart, the first that fits.
pub(super) const LEAD_TOPICS: &[(&str, &[&str])] = &[
    ("机构", &["工作机构", "组织机构", "领导机构", "分工如下"]),
    ("要求", &["提高认识", "要求", "一定要", "务必"]),
    ("形势", &["形势", "事关", "重中之重"]),
];

/// Pieces of a cover letter by what they say, the first that fits.
pub(super) const LETTER_PIECES: &[(&str, &[&str])] = &[
    ("办公室", &["下设办公室", "办公室设在"]),
    ("组成", &["名单如下", "人员如下", "组成人员", "调整如下"]),
];

/// Lines that close a document, by their first words, and what they are called.
pub(super) const CLOSING_LABELS: &[(&str, &str)] = &[
    ("抄送", "抄送"),
    ("主送", "抄送"),
    ("倡议人", "落款"),
    ("署名", "落款"),
    ("制定单位", "落款"),
    ("日期", "落款"),
    ("时间", "落款"),
    ("联系电话", "落款"),
];

/// Words for unnumbered pieces that different readers use for one place.
pub(super) const SAME_PIECE: &[&[&str]] = &[
    &["序", "前言", "引言"],
    &["尾", "[尾]", "末", "结"],
    &["引", "首段", "首句"],
];

/// What makes a first sentence a rule, and so no heading.
pub(super) const RULE_WORDS: &[&str] = &[
    "应当", "必须", "不得", "禁止", "严禁", "可以", "除外", "参照", "牵头", "配合", "会同", "如遇", "发现",
];

/// After a bare number these make it a quantity: `16周岁`, `2项`.
pub(super) const MEASURES: &str =
    "年月日时分秒个名人岁周天元万亿千百余多位份次项条件户家所倍点级类种大届号亩米吨度层期至到—-~%‰+/";

/// After `一、` and a numeral these make it a list of ordinals: `一、二年级`.
pub(super) const ORDINAL_TAILS: &str = "年级类等线三四";

/// Words that name the units of a tail or field, with the role each gives.
pub(super) const ROLE_LABELS: &[(&str, super::tail::TailRole)] = {
    use super::tail::TailRole::{Assist, Lead, Responsible};
    &[
        ("牵头", Lead),
        ("主办", Lead),
        ("主责", Lead),
        ("责任", Responsible),
        ("承办", Responsible),
        ("落实", Responsible),
        ("配合", Assist),
        ("协办", Assist),
        ("协助", Assist),
        ("参与", Assist),
        ("参加", Assist),
    ]
};
/// What follows the role word in such a label.
pub(super) const ROLE_NOUNS: &[&str] = &["部门", "单位", "科室", "处室", "股室", "机构", "人"];

/// What the units of a tail without labels do, the longest first: `(甲局牵头,乙局配合)`, `(甲、乙按职责分工负责)`.
pub(super) const SPOKEN_ROLES: &[(&str, super::tail::TailRole)] = {
    use super::tail::TailRole::{Assist, Lead, Responsible};
    &[
        ("牵头组织实施", Lead),
        ("牵头负责", Lead),
        ("牵头落实", Lead),
        ("牵头实施", Lead),
        ("牵头", Lead),
        ("主办", Lead),
        ("组织实施", Responsible),
        ("负责落实", Responsible),
        ("负责", Responsible),
        ("承办", Responsible),
        ("落实", Responsible),
        ("配合落实", Assist),
        ("配合", Assist),
        ("协助", Assist),
        ("协办", Assist),
        ("参与", Assist),
        ("参加", Assist),
    ]
};
/// Words between the units and what they do, in the order in which they are taken off.
pub(super) const SPOKEN_ADVERBS: &[&str] = &[
    "共同", "具体", "分别", "按职责分工", "按照职责分工", "依职责分工", "按职责", "按照职责", "依职责", "分工", "等",
];
