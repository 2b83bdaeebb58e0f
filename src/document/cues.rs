//! The words that bind, and where they do not: the table that `normative` reads.

use super::normative::Force;

/// Words that bind, by what they do, the strongest first: the first that a sentence has is its cue.
pub(super) const CUES: &[(Force, &[&str])] = {
    use Force::{Allow, Assign, Direct, Escalate, Forbid, Require};
    &[
        (Forbid, &["不得", "禁止", "严禁", "不允许", "不准", "决不", "绝不"]),
        // Pass on what one holds or knows, or step up.
        (
            Escalate,
            &[
                "移交", "移送", "护送", "转介", "转交", "转办", "上报", "书面报告", "报告", "通报", "报送", "追究",
                "问责", "严肃处理", "约谈", "挂牌督办", "申请撤销", "报请", "提请",
            ],
        ),
        (
            Assign,
            &[
                "牵头", "负责", "会同", "配合", "协助", "协同", "责任部门", "责任单位", "承担", "组织实施", "担任",
                "兼任",
            ],
        ),
        (
            Require,
            &["应当", "必须", "务必", "须", "应该", "责令", "同时废止", "应", "要"],
        ),
        (Allow, &["可以", "可根据", "有权", "鼓励", "允许"]),
        // Plain imperatives, by which plans direct most of their work.
        (
            Direct,
            &[
                "督促", "指导", "协调", "监督", "落实", "建立", "健全", "完善", "开展", "加强", "强化", "做好", "推进",
                "推动", "深化", "提升", "提高", "纳入", "设立", "制定", "规范", "组织", "提供", "给予", "保障", "宣传",
                "打击", "处罚", "检查", "考核", "评估", "广泛", "积极", "及时", "确保", "执行", "邀请", "办理",
            ],
        ),
    ]
};

/// Words in which a cue stands without its meaning.
pub(super) const NOT_CUES: &[&str] = &[
    "重要", "主要", "需要", "必要", "要求", "要点", "要素", "纪要", "只要", "强制报告", "报告制度", "报告机制", "应急",
    "响应", "反应", "适应", "相应", "应用", "供应", "对应", "效应", "监督电话",
];

/// Background sections: what stands in them is not assigned to anyone.
pub(super) const BACKGROUND: &[&str] = &[
    "指导思想", "基本原则", "工作原则", "总体要求", "总体目标", "工作目标", "目标任务", "重要意义", "背景", "总体思路",
    "保护对象", "工作对象",
];
/// Unnumbered pieces that are background as well.
pub(super) const BACKGROUND_PIECES: &[&str] = &["序", "主送", "元数据", "名单", "落款", "抄送", "题", "组成"];
