//! A person or a case is handed over to a unit, and no clause says that it takes it.

use crate::diagnostic::Diagnostic;
use crate::lint::Context;
use crate::lint::declare::declare_lint;
use crate::lint::receiving::{self, Receiving};
use crate::model::LinkKind;
use crate::words;

declare_lint! {
    /// 把人或案子移交给一个单位,全文没有一条说它要接。
    ///
    /// 为什么:送得出去,接不进来,孩子就停在门口。接收要有自己的依据。
    /// 怎么改:给接收单位写一条带 `接收` 的职责;原文确实没有的,报给起草单位。
    /// 按接收单位合并报告。接收单位有“接收”职责,但它的情形与移交的情形不可能同时成立的,也报告,并举例(只看机构,机关和法院依法受理,不看)。泛称和社会主体不算。
    zh "移交无人接";
    /// A person or a case is handed over to a unit, and no clause says that it takes it.
    ///
    /// Why: sent and not taken in, a child stays at the door. The receiver needs a duty of its own.
    /// What to do: give the receiver a duty with `receives`; where the text has none, tell the drafters.
    /// Reported once for each receiver. Where the receiver is an institution and its receiving duty does not take some plain situation that is sent, that is reported too, with the example. Vague units and social actors are left out.
    en "hand-over without receiver";
    361 Warning "hand-over-without-receiver" needs whole
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    receiving::findings(
        &LINT,
        context,
        &[LinkKind::HandOver],
        Receiving::Stated,
        words!("移交", "handed over"),
    )
}
