//! What the words around a name make of it: roles, passing on, conditions, deadlines, norms, headings, fields.

use super::{Cue, cue};

/// Role words right after a unit or a list of units.
pub static LEAD: Cue = cue(
    "lead",
    "前面的单位牵头",
    "the units before it lead",
    &["牵头", "总牵头", "主办", "主责", "统筹协调", "总负责"],
);

/// The same for assistance.
pub static ASSIST: Cue = cue(
    "assist",
    "前面的单位配合",
    "the units before it assist",
    &["配合", "协助", "协办", "协同", "参与", "参加"],
);

/// Words that bring in units acting together with the subject.
pub static WITH: Cue = cue(
    "with",
    "后面的单位共同办理",
    "the units after it act jointly",
    &["会同", "联合", "协同", "会商"],
);

/// Words before the acting unit.
pub static BY: Cue = cue("by", "后面的单位办理", "the units after it act", &["由", "设在"]);

/// Passing on, by what the receiver is.
pub static HAND_OVER: Cue = cue(
    "hand-over",
    "移交给后面的单位",
    "handed over to the units after it",
    &[
        "移交给", "移交至", "移交", "移送至", "移送", "转介至", "转介到", "转介", "护送至", "护送到", "护送", "转交",
        "转办至", "转办", "送至", "送往", "送到", "交由", "转由", "安置到", "安置至", "转送", "分解到", "转至",
        "转诊至", "转诊到", "转诊", "推送给", "推送至", "推送", "转介给", "转办给", "移交到", "交接给", "送",
    ],
);

/// Guidance.
pub static GUIDE: Cue = cue(
    "guide",
    "指导、督促后面的单位",
    "guides the units after it",
    &[
        "督促指导", "指导督促", "督促和指导", "指导和督促", "监督指导", "指导监督", "指导", "督促",
    ],
);

/// Bringing others to act.
pub static URGE: Cue = cue(
    "urge",
    "推动、发动后面的单位去办",
    "brings the units after it to act",
    &["推动", "发动", "动员", "组织", "要求"],
);

/// Telling.
pub static NOTIFY: Cue = cue(
    "notify",
    "通报后面的单位",
    "the units after it are told",
    &[
        "通报给", "通报", "通知", "告知", "反馈给", "反馈至", "反馈", "抄送", "抄报", "抄告", "函告", "印发", "联系",
    ],
);

/// Reporting upward.
pub static REPORT: Cue = cue(
    "report",
    "报告后面的单位",
    "reported to the units after it",
    &[
        "书面报告", "报告给", "报告至", "报告", "上报至", "上报到", "上报", "报送至", "报送", "报请", "提请", "提交",
        "报至", "报经", "先报", "应报", "报",
    ],
);

/// What follows `向…`.
pub static TOWARD: Cue = cue(
    "toward",
    "向…报告、通报、移交",
    "toward: 向…报告 and its like",
    &[
        "报告", "通报", "移交", "移送", "报送", "上报", "反馈", "提出", "报警", "申请", "举报", "汇报", "求助", "转介",
        "通知", "报备", "备案", "反映", "申领", "汇总", "提请", "提起", "咨询",
    ],
);

/// Soft deadlines, kept as written.
pub static SOFT: Cue = cue(
    "soft",
    "没有数的时限,照写",
    "deadlines without a number, kept as written",
    &[
        "第一时间", "立即", "迅速", "及时", "尽快", "即时", "随时", "定时", "年底前", "年底", "年中", "定期", "限期",
        "适时", "限时", "实时", "逐年", "年内", "当日", "当天", "当场", "当月", "汛期前", "汛前", "汛期", "节前",
        "开学前", "学期初", "学期末", "月底前", "季度末",
    ],
);

/// What opens a condition.
pub static WHEN: Cue = cue(
    "when",
    "条件从这里开始",
    "a condition begins here",
    &[
        "如发现", "发现", "如遇", "遇到", "遇有", "发生", "一旦", "对于", "对", "属于", "凡", "接到", "收到", "如果",
        "如", "若", "当", "出现", "经评估", "经调查", "经查", "符合", "因", "需要", "情况紧急", "情节严重", "情节",
        "造成", "构成", "无法", "拒不", "逾期", "未", "在",
    ],
);

/// What closes it.
pub static WHEN_ENDS: Cue = cue(
    "when-ends",
    "条件到这里结束",
    "a condition ends here",
    &["的", "时", "后", "之后", "情况下", "情形下", "期间", "情况", "等情形"],
);

/// Discretion.
pub static DISCRETION: Cue = cue(
    "discretion",
    "裁量:加上 视情 或 必要时",
    "discretion",
    &["必要时", "视情", "根据需要", "根据工作需要", "确有必要", "酌情"],
);

/// Words that bind somebody, by modality.
pub static MUST_NOT: Cue = cue(
    "must-not",
    "规范:不得",
    "norm: must not",
    &["不得", "禁止", "严禁", "不准", "不允许", "严格禁止"],
);

/// Must.
pub static MUST: Cue = cue(
    "must",
    "规范:必须",
    "norm: must",
    &["一定要", "应当", "必须", "应该", "务必", "须", "应", "要"],
);

/// May.
pub static MAY: Cue = cue(
    "may",
    "规范:可以",
    "norm: may",
    &["可以", "有权", "可根据", "可视", "可"],
);

/// A heading of this kind belongs to the unit before it.
pub static DUTIES_OF: Cue = cue(
    "duties-of",
    "标题“某单位(主要)职责”:这一节属于该单位",
    "a heading such as X职责: the section belongs to X",
    &[
        "主要工作职责", "主要职责任务", "工作职责", "主要职责", "职责任务", "职责分工", "工作任务", "工作规则", "职责",
        "分工", "任务",
    ],
);

/// Time limits in the fields of a table.
pub static FIELD_DEADLINE: Cue = cue(
    "field-deadline",
    "表格里的时限栏",
    "the column of the time limit",
    &[
        "完成时限", "完成时间", "完成期限", "办理时限", "时间安排", "时间要求", "时间节点", "时限", "期限", "时间",
        "工作时限", "进度安排", "进度要求",
    ],
);

/// Work in the fields of a table.
pub static FIELD_WORK: Cue = cue(
    "field-work",
    "表格里的事项栏",
    "the column of the work",
    &[
        "工作任务", "工作内容", "工作措施", "工作要求", "工作目标", "重点任务", "具体举措",
    ],
);

/// Words between a subject and its verb.
pub static ADVERB: Cue = cue(
    "adverb",
    "单位名和动词之间可省去的字",
    "words between a unit and its verb",
    &[
        "首先", "还", "也", "更", "均", "都", "一律", "相应", "也相应", "也要", "首先要", "同时", "自觉", "继续",
    ],
);

/// Verbs that lay the work on those whom they name.
pub static CHARGE: Cue = cue(
    "charge",
    "压实…责任、发挥…作用、以…为单位:其中的单位承担这项工作",
    "压实…责任, 发挥…作用, 以…为单位: the units inside bear the work",
    &["压实", "压紧", "强化", "落实", "夯实", "明确", "发挥", "以", "实行"],
);

/// Verbs that set up a body or appoint people.
pub static FOUND: Cue = cue(
    "found",
    "设立机构、配备人员的动词",
    "verbs that set up a body or appoint people",
    &[
        "设立", "设置", "下设", "成立", "组建", "配备", "聘请", "选聘", "增设", "新增", "明确", "建立",
    ],
);

/// How the names of what is set up end.
pub static FOUNDED: Cue = cue(
    "founded",
    "设立的机构、人员这样结尾",
    "how the names of what is set up end",
    &["员", "专干", "组", "队", "班", "办", "站", "之家", "平台", "网格长"],
);

/// The work of what was set up begins here.
pub static WORK: Cue = cue(
    "work",
    "前面设立的机构、人员从这里起承担工作",
    "the work of what was set up begins here",
    &[
        "负责", "专门负责", "专职负责", "主要负责", "具体负责", "统一负责", "承担", "专门承担", "主要承担", "履行",
        "具体承担",
    ],
);

/// Where nobody else is named, the work of what was set up begins so too.
pub static WORK_ALONE: Cue = cue(
    "work-alone",
    "前面没有别的主语时,也是设立的机构、人员的工作",
    "where nobody else is named, the work of what was set up begins so too",
    &["及时", "重点", "进一步", "统筹", "定期", "开展", "协调", "指导"],
);

/// In the middle of a sentence a case begins here.
pub static CASE: Cue = cue(
    "case",
    "句子中间从这里另起一种情形",
    "in the middle of a sentence a case begins here",
    &[
        "发现", "对发现", "如", "若", "遇", "一旦", "发生", "出现", "情况紧急", "情节", "拒不", "逾期", "无法", "未",
    ],
);

/// A case without 的, where what follows is to be done at once.
pub static SUDDEN: Cue = cue(
    "sudden",
    "不带“的”的情形,后面紧接应急动作",
    "a case without 的, where what follows is to be done at once",
    &["发现", "一旦发现", "如发现", "遇有", "如遇", "接到"],
);

/// What stands right behind such a case.
pub static AT_ONCE: Cue = cue(
    "at-once",
    "紧接情形之后的要求",
    "what stands right behind such a case",
    &["立即", "应当", "必须", "要", "须", "第一时间", "迅速", "马上", "及时"],
);

/// In …时, that a measure is reached.
pub static PASSES: Cue = cue(
    "passes",
    "“……时”里说明达到某个程度",
    "in …时, that a measure is reached",
    &["超过", "达到", "低于", "发生", "出现", "发布", "启动"],
);
