//! Deadlines: vague words are values too, so that audits can count them.

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeUnit {
    /// 分钟
    Minute,
    /// 小时
    Hour,
    /// 工作日
    WorkingDay,
    /// 日
    Day,
    /// 周
    Week,
    /// 月
    Month,
    /// 季度
    Quarter,
    /// 年
    Year,
}

impl TimeUnit {
    /// The Chinese word.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            TimeUnit::Minute => "分钟",
            TimeUnit::Hour => "小时",
            TimeUnit::WorkingDay => "个工作日",
            TimeUnit::Day => "日",
            TimeUnit::Week => "周",
            TimeUnit::Month => "个月",
            TimeUnit::Quarter => "季度",
            TimeUnit::Year => "年",
        }
    }

    /// How many of `self` make one `larger`, where that is exact.
    #[must_use]
    pub fn per(self, larger: TimeUnit) -> Option<i64> {
        use TimeUnit::{Day, Hour, Minute, Month, Quarter, Week, Year};
        match (self, larger) {
            (a, b) if a == b => Some(1),
            (Minute, Hour) => Some(60),
            (Minute, Day) => Some(1440),
            (Hour, Day) => Some(24),
            (Hour, Week) => Some(168),
            (Day, Week) => Some(7),
            (Month, Quarter) => Some(3),
            (Month, Year) => Some(12),
            (Quarter, Year) => Some(4),
            _ => None,
        }
    }
}

/// From when a deadline counts.
pub type Anchor = Option<String>;

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// A word or text kept as written: 立即, 及时 …
    Soft(String),
    /// So long, from an event.
    Within(i64, TimeUnit, Anchor),
    /// Again and again.
    Every(i64, TimeUnit),
    /// By a day (`2021-07-30`).
    By(String),
}

impl std::fmt::Display for Deadline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Deadline::Soft(words) => f.write_str(words),
            Deadline::Within(n, unit, None) => write!(f, "{n}{}内", unit.zh()),
            Deadline::Within(n, unit, Some(anchor)) => write!(f, "自{anchor}起{n}{}内", unit.zh()),
            Deadline::Every(1, unit) => write!(f, "每{}", unit.zh()),
            Deadline::Every(n, unit) => write!(f, "每{n}{}", unit.zh()),
            Deadline::By(date) => write!(f, "{date}前"),
        }
    }
}
