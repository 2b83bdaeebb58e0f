//! What the random policies found, kept by name.

use super::routing::check;

/// Asks a policy of the random kind everything that its facts, six in number, can be given as in `picks`.
fn holds_for(declarations: &str, cases: &[[Option<u8>; 6]]) {
    let text = format!("{}{declarations}", super::policy::HEAD);
    let cases: Vec<Vec<Option<u8>>> = cases.iter().map(|c| c.to_vec()).collect();
    check(&text, &cases).unwrap_or_else(|e| panic!("{e}"));
}

/// Two tests of one number that are each open and together hold, once a constraint has cut it.
#[test]
fn tests_of_one_number_that_hold_together_are_certain() {
    holds_for(
        "约束 约一 { 若: 情形 含 丙  则: 年龄 >= 2 }\n职责 条 { 出处: 一/1  牵头: 东局  当: (年龄 属于 1..2 且 情形 含 甲) 或 非 (年龄 < 3) }\n",
        &[[Some(5), None, None, None, None, None]],
    );
}
