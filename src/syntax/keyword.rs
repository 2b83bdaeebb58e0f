//! The one table of keywords: each with its Chinese form (simplified), its English form, and further accepted spellings.
//!
//! `grammar/keywords.pest`, the keyword list of `docs/language.md`, completion and the editor grammar are made from this table; tests fail
//! when one of them is stale.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Where a keyword stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// Opens a declaration.
    Declaration,
    /// Names a field; a colon follows.
    Field,
    /// Stands inside a condition.
    Operator,
    /// A value or a connecting word.
    Word,
}

macro_rules! keywords {
    ($($variant:ident $place:ident $zh:literal $en:literal $([$($also:literal),*])? $doc:literal;)*) => {
        /// A keyword of the language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the table below documents each")]
        pub enum Keyword { $($variant),* }

        /// Every keyword, in the order of the table.
        pub const KEYWORDS: &[Entry] = &[$(Entry {
            keyword: Keyword::$variant,
            place: Place::$place,
            zh: $zh,
            en: $en,
            also: &[$($($also),*)?],
            meaning: $doc,
        }),*];
    };
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The keyword.
    pub keyword: Keyword,
    /// Where it stands.
    pub place: Place,
    /// The Chinese form that `fmt` writes.
    pub zh: &'static str,
    /// The English form that `fmt` writes; a space may also be written `-` or `_`.
    pub en: &'static str,
    /// Other accepted spellings: traditional forms and synonyms.
    pub also: &'static [&'static str],
    /// What it means, in a few words.
    pub meaning: &'static str,
}

keywords! {
    // Declarations
    Plan Declaration "方案" "plan" "one document";
    VocabularyDecl Declaration "词表" "vocabulary" ["詞表"] "facts that plans share";
    Fact Declaration "事实" "fact" ["事實"] "a fact of situations";
    Constraint Declaration "约束" "constraint" ["約束", "规则", "規則", "rule"] "holds in every situation";
    Unit Declaration "单位" "unit" ["單位"] "an agency, institution or social actor";
    Vague Declaration "泛称" "vague" ["泛稱", "vague unit"] "an unnamed body, kept as written";
    Group Declaration "集合" "group" "several units under one name";
    Define Declaration "定义" "define" ["定義"] "a named condition";
    Duty Declaration "职责" "duty" ["職責"] "who does what, when";
    Task Declaration "任务" "task" ["任務"] "a work item with several units";
    Norm Declaration "规范" "norm" ["規範"] "an actor must, must not or may";
    Escalation Declaration "升级" "escalation" ["升級"] "responsibility goes to another unit";
    Require Declaration "须有" "require" ["須有"] "a role that must be filled";
    Unencoded Declaration "未编码" "unencoded" ["未編碼"] "a clause left out, with the reason";
    Count Declaration "数目" "count" ["數目"] "a number that the text gives, with what it then lists";
    Blank Declaration "留空" "blank" "a place that the text leaves open";
    Outline Declaration "目录" "outline" ["目錄"] "order of headings";
    Test Declaration "测试" "test" ["測試"] "a situation with the expected answer";
    Value Declaration "值" "value" "a value of a fact (inside 事实)";
    // Fields of a plan
    Title Field "标题" "title" ["標題"] "title of a document or task";
    Number Field "文号" "number" ["文號"] "document number";
    Date Field "日期" "date" "date of the document";
    Issuer Field "制定" "issuer" "who issued it";
    Level Field "层级" "level" ["層級"] "administrative level";
    Basis Field "依据" "basis" ["依據"] "laws and upper documents";
    InForce Field "实施" "in force" ["實施"] "period of validity";
    SourceText Field "原文" "source" "digest of the document's text";
    VocabularyUse Field "词表" "vocabulary" ["詞表"] "the vocabularies in use";
    Stages Field "阶段" "stage" ["階段", "stages"] "the stages in order, or the stage of an item";
    Concerns Field "适用" "concerns" ["適用"] "whom the plan says it is for";
    // Fields of a unit
    Aka Field "别名" "aka" ["別名", "alias"] "other names";
    AlsoWritten Field "异称" "also written" ["異稱"] "other names that the text uses without saying that they are one body";
    PerhapsSame Field "疑同" "perhaps same" "units that may be this body; the text does not say";
    Kind Field "类别" "kind" ["類別"] "kind of unit";
    Seat Field "席位" "seat" "seats in the committee";
    Under Field "上级" "under" ["上級"] "superior unit";
    Lifetime Field "存续" "exists" ["存續"] "from when until when it exists";
    SucceededBy Field "改为" "succeeded by" ["改為"] "successor";
    Members Field "成员" "members" ["成員"] "members of a group";
    // Fields of a fact, a value, a constraint
    Type Field "类型" "type" ["類型"] "type of a fact";
    Measure Field "计量" "measure" ["計量"] "unit of a number";
    Bounds Field "取值" "bounds" "smallest and largest number";
    Question Field "提问" "question" ["提問"] "the question a form puts";
    Sensitive Field "敏感" "sensitive" "whether logs mask it";
    Evolves Field "会变" "evolves" ["會變"] "whether it can change while a case runs";
    Parents Field "上位" "parents" ["parent"] "broader values";
    Undefined Field "未定义" "undefined" ["未定義"] "the text uses the word without defining it";
    If Field "若" "if" "premise";
    Then Field "则" "then" ["則"] "conclusion";
    // Fields of an item
    Cites Field "出处" "cites" ["出處"] "the clauses it rests on";
    Topic Field "事项" "topic" ["事項"] "what the work is about";
    Scope Field "范围" "scope" ["範圍"] "case or programme";
    Lead Field "牵头" "lead" ["牽頭", "主办", "主辦"] "leads";
    Joint Field "共同" "joint" ["会同", "會同", "jointly"] "several, none leading";
    Responsible Field "责任" "responsible" ["責任", "负责", "負責"] "named, without rank";
    Assist Field "配合" "assist" ["协办", "協辦"] "assists";
    Receive Field "接收" "receives" ["receive"] "takes in the child, report or case";
    ReceivesFrom Field "接收自" "receives from" "from whom it comes";
    When Field "当" "when" ["當"] "applies when";
    Unless Field "除非" "unless" "does not apply when";
    Exception Field "例外" "exception" "an exception in words";
    Does Field "办理" "does" ["辦理"] "the action, in own words";
    Within Field "时限" "within" ["時限"] "deadline";
    Notifies Field "通报" "notifies" ["通報", "告知"] "who is told";
    ReportsTo Field "报告" "reports to" ["報告"] "who above is reported to";
    HandsOver Field "移交" "hands over" "who takes over";
    Guides Field "指导" "guides" ["指導"] "who is guided";
    Supervises Field "监督" "supervises" ["監督"] "who is supervised";
    Actor Field "主语" "actor" ["主語"] "where the unit comes from";
    LocalName Field "称谓" "local name" ["稱謂"] "a word that means this unit here";
    Targets Field "指标" "targets" ["指標", "target"] "measurable targets";
    Subject Field "主体" "subject" ["主體"] "whom the norm addresses";
    Must Field "必须" "must" ["必須", "应当", "應當"] "must";
    MustNot Field "不得" "must not" ["禁止"] "must not";
    May Field "可以" "may" "may";
    Should Field "宜" "should" "should";
    ShouldNot Field "不宜" "should not" "should not";
    EnforcedBy Field "执行" "enforced by" ["執行"] "who enforces it";
    Strength Field "力度" "strength" "how specific the enforcement is";
    From Field "自" "from" "whose responsibility ends";
    To Field "至" "to" "whose responsibility begins";
    Overdue Field "逾期" "overdue" "when a time has run out";
    Manner Field "方式" "manner" "how it is passed on";
    Content Field "内容" "content" ["內容"] "what was left out";
    Says Field "称" "says" ["稱"] "the number in the text";
    Listed Field "实列" "listed" ["實列"] "what the text lists";
    Because Field "因" "because" "the reason";
    Allow Field "允许" "allow" ["允許"] "a finding that is accepted";
    Note Field "说明" "note" ["說明"] "a remark";
    Given Field "给定" "given" ["給定"] "facts of a test";
    Expect Field "应有" "expect" ["應有"] "lines that must come";
    ExpectNot Field "不应有" "expect no" ["不應有"] "lines that must not come";
    // Operators
    And Operator "且" "and" ["并且", "並且"] "both";
    Or Operator "或" "or" ["或者"] "at least one";
    Not Operator "非" "not" "not";
    HasAny Operator "含任一" "has any" "holds one of several values";
    HasAll Operator "含全部" "has all" "holds all of several values";
    Has Operator "含" "has" "the set holds the value";
    Lacks Operator "不含" "lacks" "the set does not hold the value";
    Is Operator "为" "is" ["為"] "the value is";
    IsNot Operator "不为" "is not" ["不為"] "the value is not";
    In Operator "属于" "in" ["屬於"] "one of several, or in a range";
    NobodyHandles Operator "无人 办理" "nobody handles" ["无人办理", "無人 辦理", "無人辦理"] "no other item applies";
    AtDiscretion Operator "视情" "at discretion" ["視情"] "applies, at discretion";
    IfNecessary Operator "必要时" "if necessary" ["必要時"] "applies, if necessary";
    Pending Operator "待定" "pending" "a condition not yet encoded";
    // Words
    WhenWord Word "当" "when" ["當"] "limits a list or a requirement";
    AtWord Word "于" "at" ["於"] "the stage or topic of a requirement";
    UnderWord Word "据" "under" ["據"] "the clause of an enforcement or expectation";
    BecauseWord Word "因" "because" "the reason";
    FromWord Word "自" "from" "start of a period";
    OverWord Word "超过" "over" ["超過", "满", "滿"] "more than a duration";
    BeforeWord Word "前" "by" "by a date";
    EveryWord Word "每" "every" "recurring";
    EtcWord Word "等" "etc" "more members than named";
    NoneWord Word "无" "none" ["無"] "nobody, or nothing";
    GapWord Word "空白" "gap" "the answer reports a gap";
    Yes Word "是" "yes" ["true"] "true";
    No Word "否" "no" ["false"] "false";
    CaseScope Word "个案" "case" ["個案"] "acts on one situation";
    ProgrammeScope Word "制度" "programme" ["program"] "budgets, planning, publicity";
    Stated Word "明写" "stated" ["明寫"] "the sentence names the unit";
    HeadingWord Word "标题" "heading" ["標題"] "the section's heading names the unit";
    Tail Word "尾注" "tail" ["尾註"] "the bracket at the end names the units";
    Inherited Word "承前" "inherited" "carried over from before";
    Missing Word "缺失" "missing" "no unit can be found";
    Specific Word "专门" "specific" ["專門"] "a duty about this very norm";
    General Word "概括" "general" "a general duty";
    Partial Word "部分" "partial" "covers a part";
    TypeBool Word "是否" "bool" "yes or no";
    TypeOne Word "单选" "one of" ["單選"] "one value";
    TypeOrdered Word "等级" "ordered" ["等級"] "one value of a scale";
    TypeSet Word "多选" "set of" ["多選"] "any number of values";
    TypeInt Word "整数" "int" ["整數"] "a whole number";
    TypeDuration Word "时长" "duration" ["時長"] "a length of time";
    Minute Word "分钟" "minute" ["分鐘", "minutes"] "minutes";
    Hour Word "小时" "hour" ["小時", "hours"] "hours";
    WorkingDay Word "工作日" "working day" ["个工作日", "個工作日", "working days"] "working days";
    Day Word "日" "day" ["天", "days"] "days";
    Week Word "周" "week" ["週", "weeks"] "weeks";
    Month Word "月" "month" ["个月", "個月", "months"] "months";
    Quarter Word "季度" "quarter" ["quarters"] "quarters";
    Year Word "年" "year" ["years"] "years";
    Sha256 Word "sha256" "sha256" "a digest";
}

impl Keyword {
    /// The keyword's row.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "the table is not empty")]
    pub fn entry(self) -> &'static Entry {
        // The table lists every variant in order, so the discriminant is its index.
        KEYWORDS.get(self as usize).unwrap_or(&KEYWORDS[0])
    }

    /// The spelling in Chinese or English.
    #[must_use]
    pub fn spelling(self, lang: crate::diagnostic::Lang) -> &'static str {
        match lang {
            crate::diagnostic::Lang::Zh => self.entry().zh,
            crate::diagnostic::Lang::En => self.entry().en,
        }
    }
}

impl Entry {
    /// Every accepted spelling, the two principal ones first.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> {
        [self.zh, self.en].into_iter().chain(self.also.iter().copied())
    }

    /// The grammar rule's name: `kw_` and the variant in snake case.
    #[must_use]
    pub fn rule_name(&self) -> String {
        let mut name = String::from("kw");
        for c in format!("{:?}", self.keyword).chars() {
            if c.is_uppercase() {
                name.push('_');
            }
            name.extend(c.to_lowercase());
        }
        name
    }
}

/// Finds the keyword that stands for `word` at `place`.
#[must_use]
pub fn find(word: &str, place: Place) -> Option<Keyword> {
    BY_SPELLING.get(&(place, normal(word))).copied()
}

static BY_SPELLING: LazyLock<BTreeMap<(Place, String), Keyword>> = LazyLock::new(|| {
    let mut out = BTreeMap::new();
    for entry in KEYWORDS {
        for spelling in entry.spellings() {
            out.entry((entry.place, normal(spelling))).or_insert(entry.keyword);
        }
    }
    out
});

fn normal(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The text of `grammar/keywords.pest`.
#[must_use]
pub fn grammar() -> String {
    let mut out = String::from(
        "// Made from the table in src/syntax/keyword.rs; a test fails when this file is stale. Do not edit.\n",
    );
    for entry in KEYWORDS {
        let mut spellings: Vec<&str> = entry.spellings().collect();
        // Longer spellings first: the first alternative that fits is taken.
        spellings.sort_by_key(|s| std::cmp::Reverse(s.chars().count()));
        spellings.dedup();
        let forms: Vec<String> = spellings.iter().map(|s| pattern(s)).collect();
        let _ = writeln!(
            out,
            "/// {}\n{} = @{{ ({}) ~ word_end }}",
            entry.meaning,
            entry.rule_name(),
            forms.join(" | ")
        );
    }
    out
}

fn pattern(spelling: &str) -> String {
    let glue = " ~ (\" \" | \"-\" | \"_\")+ ~ ";
    let parts: Vec<String> = spelling
        .split(' ')
        .map(|p| {
            if p.is_ascii() {
                format!("^\"{p}\"")
            } else {
                format!("\"{p}\"")
            }
        })
        .collect();
    if parts.len() > 1 {
        format!("({})", parts.join(glue))
    } else {
        parts.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_indexed_by_variant() {
        for entry in KEYWORDS {
            assert_eq!(entry.keyword.entry().zh, entry.zh);
        }
    }

    #[test]
    fn no_two_keywords_of_one_place_share_a_spelling() {
        for a in KEYWORDS {
            for b in KEYWORDS.iter().filter(|b| b.place == a.place && b.keyword > a.keyword) {
                for s in a.spellings() {
                    assert!(
                        b.spellings().all(|t| normal(s) != normal(t)),
                        "{s} stands for {:?} and {:?}",
                        a.keyword,
                        b.keyword
                    );
                }
            }
        }
    }

    #[test]
    fn the_grammar_file_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/keywords.pest");
        if std::env::var_os("ZEREN_BLESS").is_some() {
            std::fs::write(path, grammar()).expect("the grammar file can be written");
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap_or_default(),
            grammar(),
            "run the tests with ZEREN_BLESS=1"
        );
    }
}
