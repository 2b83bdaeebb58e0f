//! Hostile input: a clear error or a clean answer, in bounded time and memory; never a panic, a stack overflow or a hang.
//!
//! Where depth is at stake the work runs on a thread with a small stack, so that recursion without a limit cannot hide.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use zeren::compile::Compiled;
use zeren::diagnostic::{Code, Lang, Severity};
use zeren::text::{Source, SourceId};

use super::fixtures;

const HEAD: &str = "方案 例 { 标题: \"例\"  词表: 无 }\n单位 甲\n事实 情形 { 类型: 多选  值 侵害 }\n事实 年龄 { 类型: 整数  取值: 0..120 }\n事实 真 { 类型: 是否 }\n";

/// Compiles `HEAD` and `text`, shows what is wrong, and sees to it that all this takes no longer than `seconds`.
fn survives(text: &str, seconds: u64) -> Compiled {
    let whole = format!("{HEAD}{text}");
    within(seconds, move || {
        let compiled = fixtures::plan(&whole);
        for lang in [Lang::Zh, Lang::En] {
            let shown = fixtures::shown(
                compiled.diagnostics.get(..20).unwrap_or(&compiled.diagnostics),
                &compiled.sources,
                lang,
            );
            assert!(shown.len() < 40_000, "a finding shows {} bytes", shown.len());
        }
        compiled
    })
}

/// Runs `work` on a stack of 2 MiB (a quarter of a main thread's) and measures its time.
fn within<T: Send + 'static>(seconds: u64, work: impl FnOnce() -> T + Send + 'static) -> T {
    let start = Instant::now();
    let out = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(work)
        .expect("a thread")
        .join()
        .expect("no panic");
    let took = start.elapsed();
    assert!(took < Duration::from_secs(seconds), "took {took:?}");
    out
}

fn codes(compiled: &Compiled) -> Vec<Code> {
    compiled
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| d.code)
        .collect()
}

/// Lines with a number each.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut out, n| {
        let _ = writeln!(out, "{}", line(n));
        out
    })
}

// Depth ------------------------------------------------------------------------------------------------------------------------

#[test]
fn brackets_without_end() {
    let n = 100_000;
    for (open, close) in [("(", ")"), ("{", "}"), ("[", "]"), ("《", "》"), ("（", "）")] {
        let closed = format!("定义 x = {}真{}\n单位 乙", open.repeat(n), close.repeat(n));
        let compiled = survives(&closed, 10);
        assert_eq!(codes(&compiled), [Code::TOO_DEEP], "{open}");
        assert!(
            compiled.plan.is_some_and(|p| p.model.find_unit("乙").is_some()),
            "the next declaration stands"
        );
        let unclosed = survives(&format!("职责 x {{ 当: {}", open.repeat(n)), 10);
        assert!(!codes(&unclosed).is_empty());
        let unopened = survives(&format!("职责 x {{ 当: {}", close.repeat(n)), 20);
        assert!(!codes(&unopened).is_empty() && unopened.diagnostics.len() < 1_000);
    }
}

#[test]
fn negations_without_end() {
    assert_eq!(
        codes(&survives(&format!("定义 x = {}真", "非 ".repeat(100_000)), 20)),
        [Code::TOO_DEEP]
    );
    let nested = format!("定义 x = {}真{}", "非 非 非 非 (".repeat(60), ")".repeat(60));
    survives(&nested, 10);
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let text = format!(
        "定义 x = {}真{}\n职责 乙 {{ 出处: 一  责任: 甲  当: x }}",
        "(真 且 (真 或 ".repeat(30),
        "))".repeat(30)
    );
    assert_eq!(codes(&survives(&text, 10)), []);
}

#[test]
fn definitions_that_grow() {
    // d1 = d0 且 d0 …: 2^60 parts, were they put in place.
    let doubling = "定义 d0 = 真\n".to_owned() + &lines(60, |n| format!("定义 d{} = d{n} 且 d{n}", n + 1));
    let compiled = survives(&doubling, 20);
    assert!(codes(&compiled).contains(&Code::TOO_LARGE), "{:?}", codes(&compiled));
    let chain = "定义 d0 = 真\n".to_owned() + &lines(3_000, |n| format!("定义 d{} = 非 (d{n} 且 真)", n + 1));
    let compiled = survives(&chain, 30);
    assert!(codes(&compiled).contains(&Code::TOO_DEEP));
    let wide = "定义 d0 = 真\n".to_owned()
        + &lines(12, |n| format!("定义 d{} = d{n} 且 d{n}", n + 1))
        + &lines(2_000, |n| format!("职责 j{n} {{ 出处: 一  责任: 甲  当: d12 }}"));
    let compiled = survives(&wide, 60);
    assert!(codes(&compiled).contains(&Code::TOO_LARGE));
}

#[test]
fn groups_that_share_a_large_condition() {
    let units = lines(2_000, |n| format!("单位 u{n}"));
    let all = (0..2_000).map(|n| format!("u{n}")).collect::<Vec<_>>().join("、");
    let big = "定义 d0 = 真\n".to_owned() + &lines(12, |n| format!("定义 d{} = d{n} 且 d{n}", n + 1));
    let compiled = survives(
        &format!("{units}{big}职责 x {{ 出处: 一  责任: 甲  配合: {all} 当 d12 }}"),
        30,
    );
    assert_eq!(codes(&compiled), [Code::TOO_LARGE]);
}

#[test]
fn residuals_that_rest_on_residuals() {
    let levels = lines(12, |n| {
        lines(8, |i| {
            format!(
                "职责 j{n}_{i} {{ 出处: 一  责任: 甲  事项: t{n}  当: 真 且 无人 办理 t{} }}",
                n + 1
            )
        })
    });
    let compiled = survives(
        &format!("{levels}职责 底 {{ 出处: 一  责任: 甲  事项: t12  当: 真 }}"),
        30,
    );
    assert!(compiled.plan.is_some());
    let circle = "职责 a { 出处: 一  责任: 甲  事项: ta  当: 无人 办理 tb }\n职责 b { 出处: 一  责任: 甲  事项: tb  当: 无人 办理 ta }";
    assert!(codes(&survives(circle, 10)).contains(&Code::CYCLE));
}

// Circles ----------------------------------------------------------------------------------------------------------------------

#[test]
fn everything_that_can_lead_back_to_itself() {
    let n = 3_000;
    let circle =
        |line: &dyn Fn(usize, usize) -> String| (0..n).fold(String::new(), |out, i| out + &line(i, (i + 1) % n) + "\n");
    for text in [
        circle(&|a, b| format!("集合 g{a} = g{b}")),
        circle(&|a, b| format!("单位 u{a} {{ 上级: u{b} }}")),
        circle(&|a, b| format!("单位 u{a} {{ 改为: u{b} }}")),
        circle(&|a, b| format!("定义 d{a} = d{b}")),
        format!(
            "事实 多 {{ 类型: 多选\n{} }}",
            circle(&|a, b| format!("  值 v{a} {{ 上位: v{b} }}"))
        ),
    ] {
        let found = codes(&survives(&text, 30));
        assert!(found.contains(&Code::CYCLE), "{found:?}");
    }
    assert_eq!(
        codes(&survives("单位 自 { 别名: 自  上级: 自  改为: 自 }\n集合 己 = 己", 5)),
        [Code::CYCLE, Code::CYCLE, Code::CYCLE]
    );
}

#[test]
fn long_chains_without_a_circle_are_fine() {
    let n = 3_000;
    let text = lines(n, |i| format!("集合 g{i} = g{}", i + 1))
        + &format!("单位 g{n}\n")
        + &lines(n, |i| format!("单位 u{i} {{ 上级: u{}  改为: u{} }}", i + 1, i + 1))
        + &format!("单位 u{n}");
    assert_eq!(codes(&survives(&text, 30)), []);
}

// Numbers and sizes ------------------------------------------------------------------------------------------------------------

#[test]
fn huge_numbers() {
    let nines = "9".repeat(10_000);
    for text in [
        format!("定义 x = 年龄 < {nines}"),
        format!("定义 x = 年龄 属于 {nines}..{nines}"),
        "定义 x = 年龄 属于 5..<0".to_owned(),
        "定义 x = 年龄 属于 ..<0".to_owned(),
        format!("职责 x {{ 出处: 一  责任: 甲  时限: {nines}日 自 受理 }}"),
        format!("升级 x {{ 出处: 一  自: 甲  至: 甲  逾期: 超过 {nines}年 }}"),
        "事实 y { 类型: 整数  取值: -9223372036854775808..9223372036854775807 }".to_owned(),
        "事实 y { 类型: 时长  计量: 分钟  取值: 0..999999999999 }\n定义 x = y > 999999999999999年".to_owned(),
        format!("测试 \"x\" {{ 给定: 年龄 = {nines}  应有: 甲 }}"),
        format!("事实 y {{ 类型: 整数  取值: 0..{nines} }}"),
        "职责 x { 出处: 一/99999999999999999999999/九千亿亿亿  责任: 甲  时限: 99999-99-99 前 }".to_owned(),
    ] {
        survives(&text, 10);
    }
}

#[test]
fn names_and_texts_without_end() {
    let long = "长".repeat(100_000);
    assert!(codes(&survives(&format!("单位 {long}"), 10)).contains(&Code::NAME_TOO_LONG));
    survives(
        &format!("职责 x {{ 出处: 一  责任: \"{long}\"  办理: \"{long}\" }}"),
        10,
    );
    survives(&format!("{long} {long}"), 10);
    survives(&format!("职责 x {{ {long}: {long} }}"), 20);
}

#[test]
fn a_hundred_thousand_aliases() {
    let aliases = (0..100_000).map(|n| format!("别名{n}")).collect::<Vec<_>>().join("、");
    let compiled = survives(
        &format!("单位 乙 {{ 别名: {aliases} }}\n职责 x {{ 出处: 一  责任: 别名99999  配合: 别名九 }}"),
        60,
    );
    assert_eq!(codes(&compiled), [Code::UNKNOWN_UNIT]);
    let values = (0..5_000).map(|n| format!("值名{n}")).collect::<Vec<_>>().join("、");
    survives(
        &format!("事实 多 {{ 类型: 多选  值 v {{ 别名: {values} }} }}\n定义 x = 多 含任一 ({values})"),
        60,
    );
}

#[test]
fn thousands_of_duplicate_and_unknown_names() {
    let compiled = survives(&lines(5_000, |_| "单位 重".to_owned()), 60);
    assert!(codes(&compiled).contains(&Code::DUPLICATE_UNIT));
    survives(
        &lines(5_000, |n| format!("职责 同名 {{ 出处: 一  责任: 不认识{n} }}")),
        60,
    );
    survives(&lines(3_000, |n| format!("事实 多 {{ 类型: 多选  值 v{n} }}")), 60);
    let many = lines(5_000, |n| format!("  值 v{n}"));
    assert!(codes(&survives(&format!("事实 多 {{ 类型: 多选\n{many} }}"), 60)).contains(&Code::TOO_MANY_VALUES));
    survives(&format!("职责 x {{ {} }}", "责任: 甲 ".repeat(5_000)), 60);
}

#[test]
fn fifty_megabytes() {
    // What is one piece is stepped over once; of many mistakes the first are reported, and the rest is not read.
    let lines = format!("// {}\n", "注释".repeat(500));
    for (unit, megabytes) in [
        (lines.as_str(), 50),
        ("长", 10),
        ("{", 50),
        ("}", 50),
        ("\"", 10),
        ("\n", 5),
        ("什么 都不是 ( 乱写 ) ;\n", 5),
        ("单位 乙 { 当 }\n", 5),
    ] {
        let text = unit.repeat((megabytes << 20) / unit.len());
        let (_, problems) = zeren::syntax::parse(SourceId(0), &Source::new("big", text));
        assert!(problems.len() < 1_000, "{unit:?} has {} findings", problems.len());
    }
    let over = " ".repeat(zeren::syntax::MAX_FILE + 1);
    let (_, problems) = zeren::syntax::parse(SourceId(0), &Source::new("big", over));
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::TOO_LARGE]);
}

// Characters -------------------------------------------------------------------------------------------------------------------

#[test]
fn strange_characters() {
    for text in [
        "",
        "\u{feff}",
        "\0",
        "\0\0\0",
        "单位 乙\0",
        "\u{202e}",
        "单位 \u{202e}乙\u{2066}",
        "\u{200b}单位 乙",
        "\r",
        "\r\n\r\n",
        "\n\r",
        "\u{2028}",
        "\u{85}单位 乙",
        "单位 乙\u{301}\u{301}",
        "单位 👨‍👩‍👧‍👦 { 别名: 🏛️ }",
        "\u{fffd}",
        "\u{10ffff}",
        "单位 \u{2f42}",
        "。",
        "：",
        "{:}",
        "::::",
        "；；；；",
        "、、、",
        "//",
        "#",
        "///",
        "\\",
        "\"\\",
        "\"\\\\",
        "“",
        "「",
        "\u{feff}单位 乙",
        "单位\u{a0}乙",
        "单位　乙",
        "單位 乙",
        "０１２３",
        "値 乙",
        "方案",
        "方案 {",
        "方案 }",
        "方案 {}",
        "= = =",
        "定义 = =",
        "须有",
        "须有 于",
        "测试 \"\" {}",
        "单位 \"\"",
        "集合 乙 = \"\"",
        "@",
        "四@",
        "@@",
        "四//三",
    ] {
        survives(text, 5);
        fixtures::plan(text);
    }
}

#[test]
fn unterminated_everything() {
    let whole = "职责 x { 出处: 四/(一)/3@句2  责任: 甲; 甲 当 情形 含任一 (侵害、侵害) 且 (非 真 或 年龄 属于 1..<9)  时限: 30日 自 受理; 每3月; 2021-07-30 前  说明: “弯”  办理: \"a\\\"b\"  允许: 无时限 因 「角」 } // 注释";
    for (at, _) in whole.char_indices() {
        let (start, rest) = whole.split_at(at);
        survives(start, 5);
        survives(rest, 5);
    }
}

#[test]
fn carriage_returns_change_nothing() {
    let text = fixtures::read(&fixtures::root("policies/huairen-2022/units.zr"));
    let (unix, _) = fixtures::parse(&text);
    let (dos, problems) = fixtures::parse(&text.replace('\n', "\r\n"));
    assert!(problems.is_empty());
    assert_eq!(unix.declarations.len(), dos.declarations.len());
    assert_eq!(
        unix.comments.iter().map(|c| &c.text).collect::<Vec<_>>(),
        dos.comments.iter().map(|c| &c.text).collect::<Vec<_>>()
    );
}

// Mutations --------------------------------------------------------------------------------------------------------------------

/// A small generator of numbers (xorshift): the same mutations in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or(0)
    }
}

#[test]
fn mutated_plans_never_panic() {
    let seeds: Vec<Vec<u8>> = fixtures::examples("docs/language.md")
        .into_iter()
        .map(|(_, e)| e.into_bytes())
        .collect();
    let alien: [&[u8]; 24] = [
        b"{",
        b"}",
        b"(",
        b")",
        b"[",
        b"]",
        b"\"",
        b"\\",
        b"/",
        b":",
        b";",
        b"=",
        b"..",
        b"@",
        b"\n",
        b"\0",
        "“".as_bytes(),
        "》".as_bytes(),
        "且".as_bytes(),
        "非".as_bytes(),
        "当".as_bytes(),
        "值".as_bytes(),
        b"\xff",
        b"99999999999999999999",
    ];
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for round in 0..1_500 {
        let mut bytes = seeds[round % seeds.len()].clone();
        for _ in 0..=numbers.next(4) {
            let at = numbers.next(bytes.len());
            match numbers.next(4) {
                0 => drop(bytes.drain(at..(at + 1 + numbers.next(12)).min(bytes.len()))),
                1 => drop(bytes.splice(at..at, alien[numbers.next(alien.len())].iter().copied())),
                2 => {
                    let other = &seeds[numbers.next(seeds.len())];
                    let from = numbers.next(other.len());
                    let piece = other[from..(from + numbers.next(40)).min(other.len())].to_vec();
                    drop(bytes.splice(at..at, piece));
                }
                _ => bytes[at] ^= 1 << numbers.next(8),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let compiled = fixtures::plan(&text);
        if round % 10 == 0 {
            fixtures::shown(&compiled.diagnostics, &compiled.sources, Lang::Zh);
        }
        let source = Source::new("x", text);
        let (file, problems) = zeren::syntax::parse(SourceId(0), &source);
        if problems.iter().all(|p| p.severity != Severity::Error) {
            assert!(
                !zeren::syntax::print::print(&file, &source, Lang::En).contains('\r') || source.text().contains('\r')
            );
        }
    }
}
