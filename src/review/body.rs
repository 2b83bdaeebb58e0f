//! The name of a body → what kind it is, as a plan would write in `类别`. Plans are not guessed at so; a draft, which has no kinds, is.

/// How names of kinds of bodies end; the first that fits.
const KINDS: &[(&str, &[&str])] = &[
    (
        "议事协调机构",
        &[
            "领导小组", "联席会议", "委员会办公室", "领导小组办公室", "联席会议办公室", "指挥部", "指挥部办公室",
            "专班", "工作组",
        ],
    ),
    (
        "乡镇街道",
        &[
            "乡", "镇", "街道", "街道办事处", "乡镇", "乡镇人民政府", "镇政府", "乡政府", "(街道)", "管委会",
        ],
    ),
    (
        "事业单位",
        &[
            "中心", "学校", "小学", "中学", "大学", "学院", "幼儿园", "医院", "社区", "村", "村委会", "居委会", "站",
            "所", "队", "馆", "救助站",
        ],
    ),
    ("社会主体", &["公司", "企业", "集团", "银行", "协会", "监护人", "家长"]),
    (
        "政府部门",
        &[
            "局", "委", "办", "部", "厅", "法院", "检察院", "办公室", "妇联", "残联", "总工会", "团委", "工商联",
            "科协", "文联", "支队", "大队", "政府", "关工委", "委员会", "红十字会",
        ],
    ),
];

/// The kind that the longest fitting ending gives.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    let stem = name
        .split(['(', '\u{ff08}'])
        .next()
        .filter(|s| !s.is_empty())
        .unwrap_or(name);
    KINDS
        .iter()
        .flat_map(|(kind, endings)| endings.iter().map(move |end| (*kind, *end)))
        .filter(|(_, end)| stem.ends_with(end) || name.ends_with(end))
        .max_by_key(|(_, end)| end.len())
        .map(|(kind, _)| kind)
        .or_else(|| (name.starts_with('团') && name.ends_with('委')).then_some("群团组织"))
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn kinds_by_the_longest_ending() {
        assert_eq!(kind("市教育局"), Some("政府部门"));
        assert_eq!(kind("市防汛抗旱指挥部办公室"), Some("议事协调机构"));
        assert_eq!(kind("县政务服务中心"), Some("事业单位"));
        assert_eq!(kind("各乡镇(街道)"), Some("乡镇街道"));
        assert_eq!(kind("热心人士"), None);
    }
}
