//! Rows of names and seats, and sentences such as `以…为成员` → the seats of the committee.

use super::names::{self, Known};
use super::{cues, gather};
use crate::document::{Clause, Document, Kind};
use crate::text::fold_name;

/// A seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The unit, as printed until `units` settles it; empty where the row names a post without a unit.
    pub unit: String,
    /// The seat.
    pub seat: String,
    /// The post as printed.
    pub post: String,
    /// The clause and line of the row.
    pub clause: String,
    /// From 1.
    pub line: usize,
}

/// Words with which a post begins; a unit's name ends before them.
const POST: &[&str] = &[
    "副", "常务", "局长", "主任", "书记", "部长", "主席", "院长", "检察长", "政委", "理事长", "执行", "专职", "纪检",
    "党组", "党委", "党工委", "纪工委", "纪委书记", "正科", "一级", "二级", "三级", "四级", "调研员", "工会主席",
    "审委会", "审判委员会", "总经理", "董事长", "经理", "校长", "园长", "所长", "站长", "科长", "处长", "队长",
    "大队长", "支队长", "秘书长", "镇长", "乡长", "县长", "市长", "区长", "总督学", "武装部", "主要负责", "主要领导",
    "分管", "负责人", "负责同志", "联络员", "干部", "会长", "厅长", "行长", "台长", "总工程师", "督学", "班主任",
];

/// Whether a text opens with a post, so that the unit before it is only somebody's: 区政府分管领导.
pub fn opens_post(text: &str) -> bool {
    POST.iter().any(|word| text.starts_with(word)) || text.starts_with("领导") || text.starts_with("一把手")
}

/// Every seat that the document gives.
pub fn members(document: &Document, known: &Known) -> Vec<Member> {
    let mut out: Vec<Member> = posts(document);
    for clause in document.clauses.iter().filter(|c| c.kind == Kind::Sentence) {
        out.extend(in_prose(clause, known));
    }
    out
}

/// The seats of rosters: each row is a sentence of its own in the tree.
pub fn posts(document: &Document) -> Vec<Member> {
    let mut out = Vec::new();
    let sentences: Vec<&Clause> = document.clauses.iter().filter(|c| c.kind == Kind::Sentence).collect();
    let (mut in_list, mut seat) = (false, String::new());
    for (at, clause) in sentences.iter().enumerate() {
        if !is_row(document, &sentences, at, clause) {
            in_list = false;
            continue;
        }
        let label = clause
            .parent
            .and_then(|o| document.clauses.get(o))
            .and_then(|o| o.label.as_deref());
        match label {
            Some(label) if !in_list => seat = seat_word(label),
            None if !in_list => seat.clear(),
            _ => {}
        }
        in_list = true;
        row(clause, &mut seat, &mut out);
    }
    out
}

fn row(clause: &Clause, seat: &mut String, out: &mut Vec<Member>) {
    let folded = fold_name(&clause.text);
    let rest = match folded.split_once(':') {
        Some((label, rest)) if label.chars().filter(|c| !c.is_whitespace()).count() <= 6 => {
            *seat = seat_word(label);
            rest.to_owned()
        }
        _ => folded.clone(),
    };
    for one in gather::split(&post_of(&rest)) {
        let one = post_in_bracket(&one).unwrap_or(one);
        out.push(Member {
            unit: unit_of(&one),
            seat: seat.clone(),
            post: one,
            clause: clause.path.clone(),
            line: clause.line,
        });
    }
}

/// Whether a sentence is a row of a roster: it stands in one, or among others like it.
fn is_row(document: &Document, sentences: &[&Clause], at: usize, clause: &Clause) -> bool {
    let Some(parent) = clause.parent.and_then(|p| document.clauses.get(p)) else {
        return false;
    };
    if !looks_like_row(&clause.text) {
        return false;
    }
    let beside = [at.checked_sub(1), at.checked_add(1)]
        .into_iter()
        .flatten()
        .filter_map(|near| sentences.get(near))
        .any(|near| near.line.abs_diff(clause.line) < 4 && looks_like_row(&near.text));
    parent.kind == Kind::Roster || (parent.kind == Kind::Body && beside)
}

fn looks_like_row(text: &str) -> bool {
    let count = text.chars().count();
    count > 1
        && count < 48
        && !text.contains(['。', ';', ',', ';', ','])
        && (is_post(text.trim_end()) || text.contains(':'))
}

/// `成    员` → 成员. A row that lost its first character keeps what it has, and says so.
fn seat_word(label: &str) -> String {
    let squeezed: String = label.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
    match squeezed.as_str() {
        "任" => "主任(缺字)".to_owned(),
        "员" => "成员".to_owned(),
        "长" => "组长(缺字)".to_owned(),
        _ => squeezed,
    }
}

/// The post of a row: what stands behind the person's name. A name of two characters may be printed apart (`田 军`).
fn post_of(rest: &str) -> String {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let length = |at: usize| words.get(at).map_or(0, |w| w.chars().count());
    let skip = match words.len() {
        0 | 1 => 0,
        _ if length(0) == 1 && length(1) == 1 => 2,
        _ if length(0) <= 4 && !is_post(words.first().copied().unwrap_or_default()) => 1,
        _ => 0,
    };
    words.iter().skip(skip).copied().collect::<Vec<_>>().join("")
}

/// `李某某(德育处主任)`: the post stands in the bracket behind the person's name.
fn post_in_bracket(one: &str) -> Option<String> {
    let (name, rest) = one.split_once('(')?;
    let inside = rest.strip_suffix(')')?;
    let person = (2..=4).contains(&name.chars().count()) && !is_post(name);
    (person && is_post(inside)).then(|| inside.to_owned())
}

/// Whether a text ends as a post does.
pub fn is_post(word: &str) -> bool {
    POST.iter()
        .chain(&[
            "法定代表人", "责任人", "委员", "专员", "成员", "人员", "教员", "员", "长",
        ])
        .any(|post| word.ends_with(post))
}

/// The unit of a post: what stands before the first word of the post.
fn unit_of(post: &str) -> String {
    if POST.iter().any(|word| post.starts_with(word)) {
        return String::new();
    }
    let cut = POST
        .iter()
        .filter_map(|word| post.find(word).map(|at| (at, word)))
        .filter(|(at, word)| {
            *at > 0 && !post.get(at + word.len()..).unwrap_or_default().starts_with('局') || **word != "干部"
        })
        .map(|(at, _)| at)
        .min();
    let name = match cut {
        Some(at) => post.get(..at).unwrap_or_default(),
        None => post,
    };
    let name = name.trim_end_matches(['(', '、']);
    // 市委副书记: a leader of the committee sits there, and not the committee.
    let committee = name.ends_with('委') && name.chars().count() < 4 && !name.starts_with('团');
    // A row of masks, or a day.
    let masked = name.chars().all(|c| c.is_ascii_alphanumeric()) || name.ends_with('日');
    if committee || masked || name.chars().count() < 2 || name.starts_with('副') || name.contains([',', '。']) {
        return String::new();
    }
    name.to_owned()
}

/// Whether a comma piece only gives a seat: `分管副镇长任副指挥长`.
pub fn gives_seat(piece: &str) -> bool {
    let plain = piece.trim_end_matches([',', '。', ';', ' ']);
    // 联席会议由甲、乙组成.
    let composes = plain.contains('由') && (plain.ends_with("组成") || plain.ends_with("构成"));
    composes
        || SEATED.iter().any(|verb| {
            GIVEN
                .iter()
                .any(|seat| plain.strip_suffix(seat).is_some_and(|before| before.ends_with(verb)))
        })
}

/// Verbs that give a seat, and the seats, as sentences have them.
const SEATED: &[&str] = &["为", "任", "担任", "兼任"];
const GIVEN: &[&str] = &[
    "双组长", "双主任", "副组长", "组长", "成员", "副主任", "主任", "召集人", "总指挥", "副总指挥", "指挥长",
    "副指挥长", "主席", "副主席", "会长", "秘书长", "委员", "顾问", "领导组顾问", "领导小组顾问", "牵头单位",
];

/// Whether a comma piece sets up the body whose seats follow: `成立防汛指挥部(名单见附件)`.
pub fn founds(piece: &str) -> bool {
    let plain = piece.trim_end_matches([',', '。', ';', ' ']);
    let plain = plain
        .rsplit_once('(')
        .filter(|_| plain.ends_with(')'))
        .map_or(plain, |(before, _)| before);
    let founded = ["成立", "设立", "调整", "组建"]
        .iter()
        .any(|verb| plain.starts_with(verb));
    let body = [
        "领导小组", "指挥部", "委员会", "工作组", "领导组", "专班", "联席会议", "小组", "组委会",
    ];
    founded && body.iter().any(|end| plain.ends_with(end))
}

/// `分管副乡长、派出所所长任副指挥长`: posts, with the units that some of them belong to.
fn posts_of<'a>(listed: &'a str, seat: &'a str, clause: &'a Clause) -> impl Iterator<Item = Member> + 'a {
    let plain = |post: &&str| (2..=16).contains(&post.chars().count()) && post.chars().all(char::is_alphanumeric);
    listed
        .split('、')
        .filter(plain)
        .filter(|post| is_post(post))
        .map(move |post| Member {
            unit: unit_of(post),
            seat: seat.to_owned(),
            post: post.to_owned(),
            clause: clause.path.clone(),
            line: clause.line,
        })
}

/// `联席会议由甲、乙组成`: they are its members.
fn composed(text: &str, known: &Known, clause: &Clause) -> Vec<Member> {
    let Some((before, behind)) = text.split_once('由') else {
        return Vec::new();
    };
    if !COMMITTEES.iter().any(|end| before.ends_with(end)) {
        return Vec::new();
    }
    let Some(list) = names::list_at(behind, known).filter(|list| list.names.len() > 1) else {
        return Vec::new();
    };
    let rest: String = behind.get(list.length..).unwrap_or_default().chars().take(14).collect();
    let forms = ["组成", "构成"].iter().any(|word| rest.contains(word));
    let member = |unit: String| Member {
        unit,
        seat: "成员".to_owned(),
        post: String::new(),
        clause: clause.path.clone(),
        line: clause.line,
    };
    if forms {
        list.names.into_iter().map(member).collect()
    } else {
        Vec::new()
    }
}

/// Bodies that are made up of others.
const COMMITTEES: &[&str] = &[
    "联席会议", "领导小组", "委员会", "指挥部", "领导组", "专班", "工作组", "联盟",
];

/// Seats in a sentence: `以县民政局局长任组长,县教育局、县公安局等单位为成员`.
fn in_prose(clause: &Clause, known: &Known) -> Vec<Member> {
    let text = fold_name(&clause.text);
    let mut out = Vec::new();
    for piece in text.split([',', ';', '。']) {
        out.extend(composed(piece, known, clause));
        for seat in GIVEN {
            let Some(at) = SEATED
                .iter()
                .filter_map(|verb| piece.find(&format!("{verb}{seat}")))
                .min()
            else {
                continue;
            };
            let before = piece.get(..at).unwrap_or_default();
            let begins = ["以", "由"]
                .iter()
                .filter_map(|w| before.rfind(w).map(|at| at + w.len()))
                .max()
                .unwrap_or(0);
            let listed = before.get(begins..).unwrap_or_default();
            let Some(list) = names::list_at(listed, known) else {
                // 主要领导为组长的领导组: whose they are is said of a body.
                let of = piece.get(at..).is_some_and(|rest| rest.contains(&format!("{seat}的")));
                out.extend(posts_of(listed, seat, clause).filter(|_| !of));
                continue;
            };
            if list.names.iter().all(|name| name.ends_with("成员单位")) {
                continue;
            }
            let rest = listed.get(list.length..).unwrap_or_default();
            // 区委、区政府分管领导: people, whom the bodies lend.
            let leaders = rest.contains("领导") && list.names.iter().all(|name| name.ends_with(['委', '府']))
                || list.names.last().is_some_and(|name| name.ends_with("领导"));
            if rest.chars().count() > 12 || leaders {
                continue;
            }
            // 学校法制副校长和联系学校律师为顾问: what stands behind the unit is part of who sits there.
            if !rest.is_empty()
                && !opens_post(rest)
                && !rest.starts_with(['等', '(', '、'])
                && cues::PEOPLE.opens(rest).is_none()
            {
                out.extend(
                    listed
                        .split(['、', '和', '及'])
                        .filter(|name| {
                            (3..=12).contains(&name.chars().count()) && name.chars().all(char::is_alphanumeric)
                        })
                        .map(|name| Member {
                            unit: name.to_owned(),
                            seat: (*seat).to_owned(),
                            post: listed.to_owned(),
                            clause: clause.path.clone(),
                            line: clause.line,
                        }),
                );
                break;
            }
            // …等部门负责人、各班班主任为成员: a second list behind the people of the first.
            let more = cues::PEOPLE
                .opens(rest)
                .and_then(|people| rest.get(people.len()..)?.strip_prefix(['、', '和', '及']))
                .and_then(|behind| names::list_at(behind, known));
            let mut list = list;
            list.names.extend(more.map(|more| more.names).unwrap_or_default());
            out.extend(list.names.into_iter().map(|unit| Member {
                unit,
                seat: (*seat).to_owned(),
                post: listed.to_owned(),
                clause: clause.path.clone(),
                line: clause.line,
            }));
            break;
        }
    }
    out
}
