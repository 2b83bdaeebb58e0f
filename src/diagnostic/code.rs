//! The codes of findings: `ZR` and three digits, the first of them the stage.
//!
//! 0 input · 1 syntax · 2 names and model · 3 gaps · 4 overlaps and conflicts · 5 time and escalation · 6 citation and provenance ·
//! 7 style · 8 situations · 9 internal.

use super::Severity;

/// A kind of finding.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub u16);

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ZR{:03}", self.0)
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// The plan: its drafters should hear of it.
    Plan,
    /// How it was written down here.
    Encoding,
}

impl Concern {
    /// What findings of a stage are about, unless the code says otherwise: input, syntax and names are the encoding's.
    const fn of(number: u16) -> Concern {
        if number < 300 { Concern::Encoding } else { Concern::Plan }
    }
}

/// What is known of a code.
#[derive(Debug, Clone, Copy)]
pub struct CodeInfo {
    /// The code.
    pub code: Code,
    /// A name that reads well after "allow".
    pub name: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// A headline in Chinese.
    pub title_zh: &'static str,
    /// A headline in English.
    pub title_en: &'static str,
    /// What it means and what to do, in Chinese.
    pub help_zh: &'static str,
    /// What it means and what to do, in English.
    pub help_en: &'static str,
    /// What its findings are about.
    pub concern: Concern,
}

impl CodeInfo {
    /// Whether `word` is `ZR201`, `201`, the name, or one of the headlines.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        let word = word.trim();
        let upper = word.to_uppercase();
        let digits = upper.strip_prefix("ZR").unwrap_or(&upper);
        digits.parse() == Ok(self.code.0)
            || word == self.name
            || word == self.title_zh
            || word.eq_ignore_ascii_case(self.title_en)
    }

    /// The headline.
    #[must_use]
    pub fn title(&self, lang: super::Lang) -> &'static str {
        match lang {
            super::Lang::Zh => self.title_zh,
            super::Lang::En => self.title_en,
        }
    }
}

macro_rules! concern {
    ($number:literal) => {
        Concern::of($number)
    };
    ($number:literal $concern:ident) => {
        Concern::$concern
    };
}

macro_rules! codes {
    ($($constant:ident $number:literal $severity:ident $(about $concern:ident)? $name:literal $title_zh:literal $title_en:literal $help_zh:literal $help_en:literal;)*) => {
        impl Code {
            $(#[doc = $title_en] pub const $constant: Code = Code($number);)*
        }

        /// Every code, by number.
        pub const CODES: &[CodeInfo] = &[$(CodeInfo {
            code: Code($number),
            name: $name,
            severity: Severity::$severity,
            title_zh: $title_zh,
            title_en: $title_en,
            help_zh: $help_zh,
            help_en: $help_en,
            concern: concern!($number $($concern)?),
        }),*];
    };
}

impl Code {
    /// What is known of this code.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "the table is not empty")]
    pub fn info(self) -> &'static CodeInfo {
        CODES.iter().find(|c| c.code == self).unwrap_or(&CODES[0])
    }
}

/// Finds a code by `ZR201`, `201`, its name, or its Chinese headline.
#[must_use]
pub fn find_code(word: &str) -> Option<&'static CodeInfo> {
    CODES.iter().find(|c| c.is_called(word))
}

codes! {
    INTERNAL 900 Error about Encoding "internal"
        "内部错误" "internal error"
        "这是 zeren 自己的错误。请把方案文件与命令一并反馈。"
        "This is a fault of zeren itself. Please report it with the plan and the command.";
    NOT_READABLE 1 Error "not-readable"
        "读不到" "cannot be read"
        "路径不存在,或没有读取权限。"
        "The path does not exist, or may not be read.";
    NOT_UTF8 2 Error "not-utf8"
        "不是 UTF-8" "not UTF-8"
        "`.zr` 文件用 UTF-8 编码。用记事本“另存为”选 UTF-8,或用 `iconv -f GB18030 -t UTF-8` 转换。"
        "`.zr` files are UTF-8. Save it as UTF-8, or convert it with `iconv -f GB18030 -t UTF-8`.";
    TOO_LARGE 3 Error "too-large"
        "太大" "too large"
        "一个文件至多 64 MiB。把方案分成几个文件放在一个文件夹里。"
        "A file holds at most 64 MiB. Cut the plan into several files of one folder.";
    NO_PLAN 4 Error "no-plan"
        "没有方案" "no plan"
        "一份方案有且只有一条 `方案` 声明,写明 id 与标题。"
        "A plan has exactly one `plan` declaration, with its id and title.";
    VOCABULARY_NOT_FOUND 5 Error "vocabulary-not-found"
        "找不到词表" "vocabulary not found"
        "词表文件 `vocabulary/<名>.zr` 在方案文件夹、或它的上级文件夹旁查找。方案自带全部事实时写 `词表: 无`。"
        "The file `vocabulary/<name>.zr` is looked for in the plan's folder and beside its parent folders. A plan that brings all its facts says `vocabulary: none`.";
    UNCLOSED 101 Error "unclosed"
        "括号没有收尾" "unclosed bracket"
        "每个 `{`、`(`、`[` 都要有对应的收尾。下一条声明从行首的关键词重新算起,所以只损失这一条。"
        "Every `{`, `(`, `[` needs its partner. The next declaration is found by its keyword at the start of a line, so only this one is lost.";
    UNOPENED 102 Error "unopened"
        "多余的收尾括号" "bracket closes nothing"
        "这里的收尾括号没有对应的开括号,或与最近的开括号不是一对。"
        "This closing bracket has no partner, or is not of the kind that is open.";
    UNCLOSED_TEXT 103 Error "unclosed-text"
        "引号没有收尾" "unclosed text"
        "引号里的文字不跨行。长文字写成一行,或分成几条 `说明`。"
        "Text in quotes stays on one line. Write long text in one line, or as several `note` fields.";
    TOO_DEEP 104 Error "too-deep"
        "嵌套太深" "too deep"
        "括号至多嵌套 64 层。用 `定义` 给里层的条件起名。"
        "Brackets nest at most 64 deep. Name inner conditions with `define`.";
    SYNTAX 105 Error "syntax"
        "读不懂" "cannot be read"
        "声明的写法不对。正确写法见 docs/language.md。"
        "The declaration is not well formed. See docs/language.md for the right form.";
    NOT_A_DECLARATION 106 Error "not-a-declaration"
        "不是声明" "not a declaration"
        "文件由声明组成,每条以 `职责`、`单位`、`规范` 等关键词开头。"
        "A file is a list of declarations; each begins with a keyword such as `duty`, `unit` or `norm`.";
    UNKNOWN_FIELD 107 Error "unknown-field"
        "没有这一栏" "unknown field"
        "栏名写错了,或这种声明没有这一栏。"
        "The field's name is misspelled, or this kind of declaration has no such field.";
    BROKEN_VALUE 108 Error "broken-value"
        "值读不懂" "broken value"
        "栏名对,值的写法不对。"
        "The field's name is right, its value is not well formed.";
    MISSING_VALUE 109 Error "missing-value"
        "没有值" "missing value"
        "栏名后面要有值;没有就整栏不写。确实没有单位时写 `无`。"
        "A field needs a value; leave the field out where there is none. Write `none` where the text names nobody.";
    STRAY 110 Error "stray-word"
        "多出来的词" "stray word"
        "两栏之间多出了词。常见原因:漏了 `且`、漏了 `、`、名称里有空格而没加引号。"
        "A word stands between two fields. Usual causes: a missing `and`, a missing `,`, an unquoted name with a space.";
    UNKNOWN_WORD 111 Error "unknown-word"
        "不认识的词" "unknown word"
        "这一栏只能写几个固定的词。"
        "This field accepts a few fixed words only.";
    ESCAPE 112 Error "escape"
        "转义写错" "bad escape"
        "引号里可用 `\\\"`、`\\\\`、`\\n`、`\\t`。"
        "Inside quotes write `\\\"`, `\\\\`, `\\n`, `\\t`.";
    NAME_TOO_LONG 113 Error "name-too-long"
        "名称太长" "name too long"
        "名称至多 200 个字。"
        "A name has at most 200 characters.";
    NUMBER_TOO_LARGE 114 Error "number-too-large"
        "数字太大" "number too large"
        "数字至多 15 位。"
        "A number has at most 15 digits.";
    TOO_MANY 115 Error "too-many-mistakes"
        "错误太多" "too many mistakes"
        "先改正前面的错误,再看其余。"
        "Mend the first mistakes, then look at the rest.";
    HIDDEN_CHARACTER 120 Warning "hidden-character"
        "隐藏字符" "hidden character"
        "改变文字方向的字符和空字符会让看到的与写下的不同。"
        "Bidirectional controls and NUL make what is seen differ from what is written.";
    LOOKALIKE 121 Warning "look-alike"
        "形近字符" "look-alike character"
        "与常用字符同形而不同码,比较时会不相等。"
        "It looks like an ordinary character and is another, so names will not match.";
    UNKNOWN_UNIT 201 Error "unknown-unit"
        "没有声明的单位" "undeclared unit"
        "用到的单位都要声明:`单位 名 { … }`;原文笼统的写成 `泛称 名`;几个单位合称的写成 `集合 名 = …`。"
        "Every unit in use is declared: `unit name { … }`; `vague name` where the text is vague; `group name = …` where several share a name.";
    UNKNOWN_FACT 202 Error "unknown-fact"
        "没有这个事实" "unknown fact"
        "条件里用到的事实要在词表或方案里声明:`事实 名 { 类型: … }`;起名的条件用 `定义`。"
        "A fact used in a condition is declared in the vocabulary or the plan: `fact name { type: … }`; a named condition by `define`.";
    UNKNOWN_VALUE 203 Error "unknown-value"
        "没有这个值" "unknown value"
        "这个事实没有这个值。方案可以补充:`事实 名 { 值 新值 }`。"
        "The fact has no such value. A plan may add it: `fact name { value new }`.";
    WRONG_TYPE 204 Error "wrong-type"
        "类型不符" "wrong type"
        "运算与事实的类型不符:多选用 `含`,单选用 `为`,数字与等级用比较号,是否型直接写名字。"
        "The operator does not fit the fact's type: `has` for sets, `is` for single values, comparisons for numbers and grades, the bare name for bools.";
    DUPLICATE_NAME 205 Error "duplicate-name"
        "重名" "duplicate name"
        "职责、任务、规范、升级的名字在一份方案里不能重复。"
        "Duties, tasks, norms and escalations of a plan have distinct names.";
    ALIAS_CONFLICT 206 Error "alias-conflict"
        "一名两指" "one name for two"
        "一个名称或别名只能指一个。只在某条里这样称呼的,用 `称谓`。"
        "A name or alias stands for one thing. Where one clause alone uses it otherwise, write `local name`.";
    CYCLE 207 Error "cycle"
        "循环" "cycle"
        "别名、上位、集合、定义、继任不能绕回自己。"
        "Aliases, parents, groups, definitions and successors may not lead back to themselves.";
    MISPLACED_FIELD 208 Error "misplaced-field"
        "栏目放错地方" "misplaced field"
        "这种声明没有这一栏。"
        "This kind of declaration does not have this field.";
    MISSING_FIELD 209 Error "missing-field"
        "缺少栏目" "missing field"
        "这种声明必须有这一栏。"
        "This kind of declaration must have this field.";
    REPEATED_FIELD 210 Error "repeated-field"
        "栏目重复" "repeated field"
        "这一栏只能写一次;几个值之间用 `、`。"
        "This field is written once; separate several values with `,`.";
    UNKNOWN_STAGE 211 Warning "unknown-stage"
        "没有这个阶段" "unknown stage"
        "方案头部的 `阶段` 列出了各阶段,这里的不在其中。"
        "The plan's header lists its stages; this one is not among them.";
    UNKNOWN_TOPIC 212 Error "unknown-topic"
        "没有这个事项" "unknown topic"
        "没有哪条职责的 `事项` 是它,也没有哪条叫这个名字。"
        "No item has this topic or this name.";
    OUT_OF_BOUNDS 213 Error "out-of-bounds"
        "超出取值范围" "out of bounds"
        "数字超出了该事实的取值范围。"
        "The number lies outside the fact's bounds.";
    BAD_DATE 214 Error "bad-date"
        "日期不对" "bad date"
        "日期写作 `2022-10-20`;期间写作 `2022-10-20..2025-12-31`,两端都可省略。"
        "A date reads `2022-10-20`; a period `2022-10-20..2025-12-31`, either end may be left out.";
    COMPARES_FACTS 215 Error "compares-facts"
        "两个事实相比" "compares two facts"
        "不能拿一个事实与另一个事实比较,也不能做运算:那样就无法穷尽分析。另设一个事实来表示比较的结果。"
        "Two facts cannot be compared, and there is no arithmetic: the analysis would no longer be exact. Declare a fact for the outcome.";
    BAD_DISCRETION 216 Error "negated-discretion"
        "裁量不能取反" "negated discretion"
        "`视情`、`必要时` 不能放在 `非` 里面,也不能写进定义和约束。"
        "`at discretion` and `if necessary` cannot stand under `not`, nor in definitions and constraints.";
    NAME_MISSING 217 Error "name-missing"
        "没有名字" "no name"
        "这种声明要有名字。"
        "This kind of declaration needs a name.";
    TOO_MANY_VALUES 218 Error "too-many-values"
        "值太多" "too many values"
        "一个事实至多 4096 个值。"
        "A fact has at most 4,096 values.";
    IMPOSSIBLE_WORLD 219 Error "contradictory-constraints"
        "约束互相矛盾" "contradictory constraints"
        "没有任何案情能同时满足全部约束。"
        "No situation satisfies all constraints.";
    DUPLICATE_UNIT 220 Error "duplicate-unit"
        "单位重复声明" "unit declared twice"
        "同一个单位、泛称或集合只声明一次。"
        "A unit, vague unit or group is declared once.";
    NO_ROLE 302 Warning about Encoding "no-role"
        "没有写谁办" "no unit"
        "这一条没有写任何单位。原文确实没有写明的,写 `责任: 无  主语: 缺失`。"
        "The item names no unit. Where the text names none, write `responsible: none  actor: missing`.";
    BACKWARD_PERIOD 501 Error "backward-period"
        "期间倒置" "backward period"
        "期间的终点早于起点。"
        "The period ends before it begins.";
    NO_CITATION 601 Error about Encoding "no-citation"
        "没有出处" "no citation"
        "职责、任务、规范、升级、未编码都要写 `出处`:答案的每一行都要能指回条款。"
        "Duties, tasks, norms, escalations and unencoded clauses need `cites`: every line of an answer points to its clause.";
    REQUIRED_ROLE_MISSING 320 Warning "required-role-missing"
        "须有的角色有空白" "required role missing"
        "方案用 `须有` 要求的角色,在某些情形里没有单位。见证给出最简单的一种。"
        "A role that the plan requires has no unit in some situations. The witness is the simplest of them.";
    APPLIES_TO_NOBODY 321 Warning "applies-to-nobody"
        "适用而无主" "applies to nobody"
        "某些情形里条款适用,却没有写由谁办,同一事项同一阶段也没有别的单位办。"
        "In some situations a clause applies and names nobody, and no other item of its topic and stage makes a unit act.";
    ONLY_ASSISTED 322 Warning "only-assisted"
        "有人配合、无人主办" "assisted, led by none"
        "某些情形里只有配合、接收、指导一类的单位,同一事项里没有谁主办。"
        "In some situations there are units that assist, receive or are guided, and none in the topic that acts.";
    PROHIBITION_UNENFORCED 323 Warning "prohibition-unenforced"
        "禁令无人执行" "prohibition unenforced"
        "条款禁止某事,却没有哪个单位查处,同一事项里也没有单位在这种情形里办案。"
        "A clause forbids something, no unit enforces it, and none acts on such a case in the topic.";
    OBLIGATION_UNENFORCED 324 Info "obligation-unenforced"
        "义务无人督促" "obligation unenforced"
        "条款要求某主体做某事,却没有哪个单位督促或查处。"
        "A clause obliges somebody, and no unit sees to it.";
    HAND_OVER_NOT_RECEIVED 325 Warning "hand-over-not-received"
        "移交无人接收" "hand-over not received"
        "人、案子或材料移交给一个单位,而该单位没有接收的职责。"
        "A person, case or file is handed over to a unit that has no duty to receive.";
    HAND_OVER_PARTLY_RECEIVED 326 Warning "hand-over-partly-received"
        "移交接收不全" "hand-over partly received"
        "移交的情形比接收的情形宽:见证是移交了而不在接收之内的一种。"
        "More is handed over than is received: the witness is handed over and not received.";
    NOTICE_NOT_TAKEN_UP 327 Info "notice-not-taken-up"
        "通报、报告无人承接" "notice not taken up"
        "通报或报告送到一个单位,而该单位在这种情形里没有办理职责。"
        "A unit is told or reported to, and has no duty in that situation.";
    BROUGHT_UP_ONLY 328 Info "brought-up-only"
        "提到而无人办" "brought up only"
        "条款的条件里出现了这种情形或对象,却没有哪一条在这种情形里让某个单位去办;别的问题已经说到的条款不再列。"
        "A condition brings up a value, and no item makes a unit act in any situation with it. Items that another finding is about are left out.";
    LEFT_OUT 329 Info "left-out"
        "同列而独缺" "left out of a list"
        "方案总是把这个值与另几个并列,而这个阶段(没有阶段的方案:这个事项)里另几个有人办,唯独它在任何情形都没有人办。"
        "The plan only names this value together with others; in this stage (or topic, in a plan without stages) somebody acts on the others, and nobody on this one in any situation.";
    TWO_LEADS 420 Warning "leads-overlap"
        "两家牵头" "two leads"
        "同一事项、同一阶段、同一情形有两家牵头,而没有写明先后。"
        "In one topic, stage and situation two units lead, and nothing says which comes first.";
    SEVERAL_LEADS 421 Info "several-leads-in-one-item"
        "一条多家牵头" "several leads in one item"
        "一条里写了几家牵头。按列名第一的主办处理,最好写明。"
        "One item names several leads. The first listed hosts; better say so.";
    LED_ELSEWHERE 422 Warning "led-elsewhere"
        "两处说法不一" "led elsewhere"
        "同一件事,一处由甲牵头,另一处由乙负责,而前一处没有提乙。"
        "One clause lets a unit lead the work, another gives it to a unit that the first does not name.";
    NO_LEAD_AMONG_SEVERAL 423 Info "no-lead-among-several"
        "多家负责、无人牵头" "responsible without a lead"
        "同一情形里几家都负责,没有牵头。"
        "Several units are responsible in one situation and none leads.";
    CONTRADICTORY_NORMS 424 Warning "contradictory-norms"
        "规范相互矛盾" "contradictory norms"
        "对同一主体、同一行为、同一情形,一处要求或允许,一处禁止。"
        "One clause asks for or allows what another forbids the same actor in the same situation.";
    NEVER_APPLIES 425 Warning about Encoding "never-applies"
        "永不适用" "never applies"
        "在约束之下没有任何情形满足这个条件。"
        "No situation within the constraints meets the condition.";
    ALWAYS_APPLIES 426 Info about Encoding "always-applies"
        "条件恒真" "condition always holds"
        "写了条件,而任何情形都满足。"
        "There is a condition, and every situation meets it.";
    SAID_ALREADY 427 Info "said-already"
        "重复" "said already"
        "同一单位、同一角色、同一件事,别的条款(单独或合起来)已经全部写到。"
        "The same unit has the same role in the same action wherever this item applies, by other items alone or together.";
    VALUE_FORCED 428 Warning about Encoding "value-forced"
        "取值被约束定死" "value fixed by constraints"
        "约束合起来使一个值在任何情形都成立,或都不成立。多半是某条约束写得太宽。"
        "The constraints together make a value hold in every situation, or in none. One of them is probably too wide.";
    ESCALATION_CIRCLE 520 Warning "escalation-circle"
        "升级绕圈" "escalation circle"
        "升级一步步又回到起点,没有最后一站。"
        "Escalations lead back to where they began; there is no last stop.";
    ESCALATES_NOWHERE 521 Warning "escalates-nowhere"
        "升级无着落" "escalates nowhere"
        "升级到的单位在方案里没有任何职责。"
        "The unit that an escalation leads to has no item in the plan.";
    ESCALATES_TO_ITSELF 522 Info about Encoding "escalates-to-itself"
        "升级给自己" "escalates to itself"
        "升级的起点和终点是同一个单位。"
        "An escalation begins and ends with one unit.";
    ESCALATES_DOWN 523 Warning "escalates-down"
        "往下升级" "escalates downward"
        "升级的终点在起点之下。"
        "The unit that an escalation leads to stands below the one it comes from.";
    TWO_LIMITS 524 Warning "two-limits"
        "两个时限" "two limits"
        "同一单位的同一件事,在同一情形里有两个不同的时限(同一类、从同一件事算起)。软时限(及时、尽快)不比较。"
        "One unit has two different limits, of one sort and from one event, for what reads as one piece of work in one situation. Words such as promptly are not compared.";
    UNKNOWN_GIVEN 801 Error about Encoding "unknown-given"
        "案情写错" "wrong situation"
        "案情里的事实或值不在词表里。"
        "The situation names a fact or value that the vocabulary does not have.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_distinct() {
        for (i, a) in CODES.iter().enumerate() {
            for b in CODES.iter().skip(i + 1) {
                assert!(a.code != b.code && a.name != b.name, "{} {}", a.code, b.name);
            }
        }
    }

    #[test]
    fn codes_are_found_by_each_of_their_names() {
        for word in ["ZR201", "zr201", "201", "unknown-unit", "没有声明的单位"] {
            assert_eq!(find_code(word).map(|c| c.code), Some(Code::UNKNOWN_UNIT));
        }
    }
}
