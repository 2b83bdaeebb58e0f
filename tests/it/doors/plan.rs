//! What several targets need: a plan to ask.

#![allow(dead_code, reason = "each target uses a part")]

use zeren::text::Source;
use zeren::{Compiled, Policy, compile};

/// A plan with a fact of every type.
pub const PLAN: &str = r#"方案 例 { 标题: "例"  词表: 无  阶段: 早 > 晚  实施: 2020-01-01.. }
单位 甲局 { 别名: 甲 }
单位 乙局 { 存续: ..2021-01-01  改为: 甲局 }
集合 两家 = 甲局、乙局
事实 情形 { 类型: 多选  值 侵害 { 别名: 伤害 }  值 虐待 { 上位: 侵害 }  值 失踪 }
事实 场所 { 类型: 单选  值 学校  值 街头 }
事实 级 { 类型: 等级  值 蓝  值 黄  值 红 }
事实 年龄 { 类型: 整数  取值: 0..120 }
事实 期 { 类型: 时长  计量: 月  取值: 0..24 }
事实 急 { 类型: 是否 }
约束 一 { 若: 情形 含 失踪  则: 年龄 < 18 }
约束 二 { 出处: 九  若: 急 且 级 = 红  则: 情形 含 侵害 }
职责 办 { 出处: 一/1  牵头: 甲局; 乙局 当 年龄 < 3  当: 情形 含 侵害 且 (场所 为 学校 或 视情)  移交: 两家  时限: 3日 自 受理 }
规范 禁 { 出处: 一/2  主体: 两家  不得: "去"  当: 级 >= 黄  执行: 无 }
升级 上 { 出处: 一/3  自: 甲局  至: 乙局  当: 期 >= 6月 且 急 }
须有 牵头 于 早 当 急
"#;

/// A text as a plan.
pub fn compiled(text: &str) -> Compiled {
    compile(vec![Source::new("plan.zr", text)], &mut |_| None)
}

/// The plan, ready.
pub fn policy() -> Policy {
    Policy::from_text(PLAN).expect("the plan has no mistakes")
}

/// The text at the start of the bytes.
pub fn text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or_default(),
    }
}
