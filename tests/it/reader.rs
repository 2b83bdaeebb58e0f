//! Reading documents: encodings, docx, web pages, formats that must be converted first, and files made to do harm.

use encoding_rs::{BIG5, GB18030};
use zeren::reader::{Fault, Format, Place, Reading, RemarkKind, limits, read};

use super::docx::{docx, listed, p, styled, zipped};

const PLAN: &str = "河湖巡查工作方案\n\n一、总体要求\n各乡镇要落实河长制,由县水利局牵头,县公安局配合。\n(一)巡查频次\n乡级河长每月巡查不少于两次,发现问题及时上报县河长办。\n";

fn texts(reading: &Reading) -> Vec<&str> {
    reading.lines.iter().map(|l| l.text.as_str()).collect()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    texts(&read("x", bytes).unwrap())
        .into_iter()
        .map(ToOwned::to_owned)
        .collect()
}

fn kinds(reading: &Reading) -> Vec<RemarkKind> {
    reading.remarks.iter().map(|r| r.kind).collect()
}

#[test]
fn every_chinese_encoding_gives_the_same_lines() {
    let wide = |unit: fn(u16) -> [u8; 2]| PLAN.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let expected: Vec<&str> = PLAN.lines().collect();
    for (name, bytes) in [
        ("utf-8", PLAN.as_bytes().to_vec()),
        ("utf-8 with mark", marked(&[0xef, 0xbb, 0xbf], PLAN.as_bytes().to_vec())),
        ("gb18030", GB18030.encode(PLAN).0.into_owned()),
        ("utf-16le", wide(u16::to_le_bytes)),
        ("utf-16be", wide(u16::to_be_bytes)),
        ("utf-16le with mark", marked(&[0xff, 0xfe], wide(u16::to_le_bytes))),
        ("utf-16be with mark", marked(&[0xfe, 0xff], wide(u16::to_be_bytes))),
        ("crlf", PLAN.replace('\n', "\r\n").into_bytes()),
        ("old mac", PLAN.replace('\n', "\r").into_bytes()),
    ] {
        let reading = read("plan.txt", &bytes).unwrap();
        assert_eq!(texts(&reading), expected, "{name}");
        assert_eq!(reading.lines[3].place, Place::Line(4), "{name}");
        let detected = kinds(&reading).contains(&RemarkKind::Encoding);
        assert_eq!(detected, name.contains("gb") || name.contains("16"), "{name}");
    }
}

#[test]
fn big5_is_told_from_gbk_and_read_as_simplified() {
    let traditional = "河湖巡查工作方案\n一、總體要求\n各鄉鎮要落實河長制,由縣水利局牽頭,縣公安局配合。發現問題應當及時報告縣政府,並與相關單位共同處理。\n";
    let (bytes, _, lossy) = BIG5.encode(traditional);
    assert!(!lossy);
    let reading = read("plan.txt", &bytes).unwrap();
    assert_eq!(
        reading.lines[2].text,
        "各乡镇要落实河长制,由县水利局牵头,县公安局配合。发现问题应当及时报告县政府,并与相关单位共同处理。"
    );
    assert_eq!(reading.lines[2].quoted(), traditional.lines().nth(2).unwrap());
    assert_eq!(reading.lines[0].original, None);
    assert_eq!(kinds(&reading), [RemarkKind::Encoding, RemarkKind::Script]);
}

#[test]
fn readings_after_characters_are_taken_out_of_traditional_text_only() {
    let page = "關(guān)於加強(qiáng)學校質(zhì)量監(jiān)督(含幼兒園)的實(shí)施方案\n";
    assert_eq!(lines(page.as_bytes()), ["关于加强学校质量监督(含幼儿园)的实施方案"]);
    let simplified = "乾县教育局著手做好(gōng)后续工作,覆盖全县";
    assert_eq!(lines(simplified.as_bytes()), [simplified]);
}

#[test]
fn damage_is_reported_with_its_lines() {
    let mut bytes = PLAN.as_bytes().to_vec();
    let at = PLAN.find("县水利局").unwrap();
    bytes[at] = 0xff;
    let reading = read("plan.txt", &bytes).unwrap();
    let damage = reading.remarks.iter().find(|r| r.kind == RemarkKind::Damage).unwrap();
    assert_eq!(damage.line, Some(4));
    assert!(damage.words.zh.contains("第 4 行"), "{}", damage.words.zh);
    assert!(reading.lines[3].text.contains("水利局"));
}

/// 一、 / （一） / 1. in one list linked to styles, a circled list, and a list that begins anew.
const NUMBERING: &str = "\
<w:abstractNum w:abstractNumId=\"0\">\
<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"H1\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:pStyle w:val=\"H2\"/><w:lvlText w:val=\"（%2）\"/></w:lvl>\
<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%3.\"/></w:lvl></w:abstractNum>\
<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimalEnclosedCircle\"/><w:lvlText w:val=\"%1\"/><w:suff w:val=\"nothing\"/></w:lvl></w:abstractNum>\
<w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl></w:abstractNum>\
<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"2\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
<w:num w:numId=\"4\"><w:abstractNumId w:val=\"2\"/></w:num>";

const STYLES: &str = "\
<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name w:val=\"Normal\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"N\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Mine\"><w:name w:val=\"own\"/><w:basedOn w:val=\"H2\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"T1\"><w:name w:val=\"toc 1\"/></w:style>";

#[test]
fn list_numbers_live_in_styles() {
    let unnumbered = "<w:p><w:pPr><w:pStyle w:val=\"H1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>说明</w:t></w:r></w:p>";
    let body = [
        styled("T1", "一、目标\t1"),
        styled("H1", "目标"),
        styled("H2", "近期"),
        listed(1, 2, "建章"),
        listed(1, 2, "立制"),
        styled("Mine", "远期"),
        listed(1, 2, "巩固"),
        listed(3, 2, "重来"),
        styled("H1", "分工"),
        unnumbered.to_owned(),
        styled("H2", "牵头"),
        listed(2, 0, "甲"),
        listed(2, 0, "乙"),
        listed(4, 0, "点"),
    ]
    .concat();
    let bytes = docx(&body)
        .part("styles", "styles", STYLES)
        .part("numbering", "numbering", NUMBERING)
        .bytes();
    let reading = read("x.docx", &bytes).unwrap();
    assert_eq!(
        texts(&reading),
        [
            "一、目标", "（一）近期", "1.建章", "2.立制", "（二）远期", "1.巩固", "1.重来", "二、分工", "说明",
            "（一）牵头", "①甲", "②乙", "●点"
        ]
    );
    assert_eq!(reading.format, Format::Docx);
    assert!(kinds(&reading).contains(&RemarkKind::LeftOut), "the table of contents");
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|c| match c.strip_prefix('^') {
            Some(_) => "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".to_owned(),
            None => format!("<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{}</w:tc>", p(c)),
        })
        .collect();
    format!("<w:tr>{cells}</w:tr>")
}

#[test]
fn tables_are_read_row_by_row() {
    let tasks = [
        row(&["序号", "工作任务", "牵头单位", "完成时限"]),
        row(&["1", "清理河道", "县水利局", "6月底"]),
        row(&["2", "整治排口", "县生态环境局", "^"]),
    ]
    .concat();
    let roster = [row(&["组长", "王某", "副县长"]), row(&["成员", "李某", "县水利局局长"])].concat();
    let body = format!("{}<w:tbl>{tasks}</w:tbl><w:tbl>{roster}</w:tbl>", p("任务表"));
    let reading = read("x.docx", &docx(&body).bytes()).unwrap();
    assert_eq!(
        texts(&reading),
        [
            "任务表",
            "1.清理河道",
            "牵头单位:县水利局",
            "完成时限:6月底",
            "2.整治排口",
            "牵头单位:县生态环境局",
            "完成时限:6月底",
            "组长:王某  副县长",
            "成员:李某  县水利局局长"
        ]
    );
    assert_eq!(
        reading.lines[5].place,
        Place::Cell {
            table: 1,
            row: 3,
            column: 3
        }
    );
}

#[test]
fn a_page_is_read_as_it_is_seen() {
    let text_box = format!(
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        p("框内")
    );
    let changed = "<w:p><w:r><w:t>由</w:t></w:r><w:del><w:r><w:delText>原工商局</w:delText></w:r></w:del><w:ins><w:r><w:t>市监局</w:t></w:r></w:ins><w:r><w:t>负责</w:t></w:r></w:p>";
    let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>";
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>指令</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>结果</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let noted =
        "<w:p><w:r><w:t>有注</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>的话</w:t></w:r></w:p>";
    let broken = "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:br w:type=\"page\"/></w:r></w:p>";
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>露 &amp; &#x4e2d;</w:t></w:r></w:p>";
    let gone = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删行</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>留行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let body = [text_box.as_str(), changed, joined, field, noted, broken, hidden, gone].concat();
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote>",
        p("线"),
        p("脚注文")
    );
    let reading = read("x.docx", &docx(&body).part("footnotes", "footnotes", &notes).bytes()).unwrap();
    assert_eq!(
        texts(&reading),
        [
            "正文", "框内", "由市监局负责", "前半后半", "结果", "有注的话", "注1:脚注文", "上", "下", "露 & 中", "留行"
        ]
    );
    assert_eq!(reading.lines[1].place, Place::TextBox(1));
    assert_eq!(reading.lines[6].place, Place::Footnote(1));
    assert_eq!(reading.lines[6].anchor, reading.lines[5].anchor);
    let said: String = reading.remarks.iter().map(|r| r.words.zh.as_str()).collect();
    for remark in ["修订痕迹(插入 1 处、删除 2 处)", "文本框", "脚注", "隐藏文字"] {
        assert!(said.contains(remark), "{remark}: {said}");
    }
}

#[test]
fn the_document_is_found_on_a_web_page() {
    let page = "<!DOCTYPE html><html><head><title>某县</title><style>p{}</style></head><body>\
        <div class=\"top-nav\"><a href=\"/\">首页</a><a>政务公开</a></div>\
        <div class=\"wrap\"><h1>防汛工作方案</h1><div class=\"share\">分享到微信</div>\
        <div class=\"list\"><a>上一篇</a> <a>下一篇</a></div>\
        <div id=\"zoom\"><p>一、工作目标</p><p>确保<br>安全度汛,由县水利局牵头负责,县应急局配合,各乡镇具体落实责任到人。</p>\
        <ol><li>排查</li><li>整改</li></ol>\
        <table><tr><th>序号</th><th>任务</th><th>责任单位</th></tr><tr><td>1</td><td>巡堤</td><td rowspan=2>乡镇</td></tr>\
        <tr><td>2</td><td>值守</td></tr></table><script>alert(1)</script></div></div>\
        <footer>版权所有 某县人民政府</footer></body></html>";
    let reading = read("page", page.as_bytes()).unwrap();
    assert_eq!(reading.format, Format::Html);
    assert_eq!(
        texts(&reading),
        [
            "防汛工作方案",
            "一、工作目标",
            "确保",
            "安全度汛,由县水利局牵头负责,县应急局配合,各乡镇具体落实责任到人。",
            "1.排查",
            "2.整改",
            "1.巡堤",
            "责任单位:乡镇",
            "2.值守",
            "责任单位:乡镇"
        ]
    );
    let gb = GB18030
        .encode(&page.replace("<head>", "<head><meta charset=gb2312>"))
        .0
        .into_owned();
    assert_eq!(texts(&read("page.html", &gb).unwrap())[1], "一、工作目标");
}

#[test]
fn other_formats_are_told_and_how_to_convert_them() {
    let wide = |s: &str| s.bytes().flat_map(|b| [b, 0]).collect::<Vec<u8>>();
    let compound = |inside: &str| {
        [
            &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
            &[0; 600],
            &wide(inside),
        ]
        .concat()
    };
    let zip = |name: &str| zipped([(name, &b"x"[..])].into_iter());
    for (bytes, zh, en) in [
        (compound("WordDocument"), ".wps", "save it as .docx"),
        (compound("EncryptedPackage"), "密码", "password"),
        (b"{\\rtf1 x}".to_vec(), "RTF", "RTF"),
        (zip("OFD.xml"), "OFD", "OFD"),
        (zip("xl/workbook.xml"), "电子表格", "spreadsheet"),
        (zip("a.txt"), "压缩包", "archive"),
        (b"\x89PNG\r\n".to_vec(), "图片", "picture"),
    ] {
        let Err(Fault::Foreign(words)) = read("x", &bytes) else {
            panic!("{zh}")
        };
        assert!(words.zh.contains(zh) && words.en.contains(en), "{words:?}");
    }
    assert!(matches!(read("x", b""), Err(Fault::Empty(_))));
    assert!(matches!(read("x", b" \n \n"), Err(Fault::Empty(_))));
    assert!(matches!(read("x", &[0, 1, 2, 3, 0, 255]), Err(Fault::Broken(_))));
}

fn too_large(bytes: &[u8], limit: usize) {
    match read("x", bytes) {
        Err(Fault::TooLarge(words)) => assert!(words.zh.contains(&limit.to_string()), "{words:?}"),
        other => panic!("{limit}: {:?}", other.map(|r| r.lines.len())),
    }
}

#[test]
fn a_bomb_ends_at_the_limit_of_a_part() {
    let mut document = String::from("<w:document><w:body><w:p><w:r><w:t>");
    let huge = usize::try_from(limits::MAX_PART).unwrap() + 10;
    document.extend(std::iter::repeat_n('a', huge));
    let bytes = docx("").with_document(&document);
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    too_large(&bytes, usize::try_from(limits::MAX_PART).unwrap());
}

#[test]
fn hostile_documents_end_in_an_error_that_names_the_limit() {
    let deep = "<w:a>".repeat(limits::MAX_DEPTH + 1);
    too_large(&docx(&deep).bytes(), limits::MAX_DEPTH);
    let long = p(&"长".repeat(limits::MAX_LINE / 3 + 1));
    too_large(&docx(&long).bytes(), limits::MAX_LINE);
    let row = format!("<w:tr>{}</w:tr>", "<w:tc/>".repeat(1000));
    let table = format!("<w:tbl>{}</w:tbl>", row.repeat(limits::MAX_CELLS / 1000 + 1));
    too_large(&docx(&table).bytes(), limits::MAX_CELLS);
    let wide = format!(
        "<w:tbl><w:tr>{}</w:tr></w:tbl>",
        "<w:tc/>".repeat(limits::MAX_COLUMNS + 1)
    );
    too_large(&docx(&wide).bytes(), limits::MAX_COLUMNS);
    too_large("行".repeat(limits::MAX_LINE / 3 + 1).as_bytes(), limits::MAX_LINE);
    too_large("行\n".repeat(limits::MAX_LINES + 1).as_bytes(), limits::MAX_LINES);
    let page = format!("<html>{}", "<div>".repeat(limits::MAX_DEPTH + 1));
    too_large(page.as_bytes(), limits::MAX_DEPTH);
    let names: Vec<String> = (0..=limits::MAX_ENTRIES).map(|n| format!("word/{n}")).collect();
    too_large(
        &zipped(names.iter().map(|n| (n.as_str(), &b""[..]))),
        limits::MAX_ENTRIES,
    );
    too_large(&vec![b'a'; usize::try_from(limits::MAX_FILE).unwrap() + 1], 64);
}

#[test]
fn entities_of_a_document_type_are_refused() {
    for head in [
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>",
    ] {
        let document = format!("{head}<w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>");
        assert!(matches!(
            read("x", &docx("").with_document(&document)),
            Err(Fault::Broken(_))
        ));
    }
    let document = "<w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>";
    assert!(matches!(
        read("x", &docx("").with_document(document)),
        Err(Fault::Broken(_))
    ));
}

#[test]
fn names_inside_a_package_are_never_paths() {
    let files = [
        ("../../word/document.xml", &b"x"[..]),
        ("/etc/word/", b"x"),
        ("word/\u{0}", b"x"),
    ];
    assert!(matches!(read("x", &zipped(files.into_iter())), Err(Fault::Broken(_))));
}

#[test]
fn cut_and_scrambled_files_never_panic() {
    let body = [
        styled("H1", "目标"),
        listed(1, 2, "建章"),
        format!("<w:tbl>{}</w:tbl>", row(&["甲", "乙"])),
    ]
    .concat();
    let bytes = docx(&body)
        .part("styles", "styles", STYLES)
        .part("numbering", "numbering", NUMBERING)
        .bytes();
    for end in (0..bytes.len()).step_by(37) {
        assert!(read("x", &bytes[..end]).is_err(), "cut at {end}");
    }
    for at in (0..bytes.len()).step_by(29) {
        let mut scrambled = bytes.clone();
        scrambled[at] ^= 0x5a;
        let _ = read("x", &scrambled);
    }
    for document in [
        "<w:document><w:body><w:p>",
        "<w:document></w:body>",
        "<a/><b/>",
        "",
        "words",
    ] {
        assert!(read("x", &docx("").with_document(document)).is_err(), "{document}");
    }
}

/// Cells between tabs or bars: a row is one line with its units and times in a tail, at the line of the file.
#[test]
fn a_pasted_table_is_laid_out_row_by_row() {
    let text = "禁烧分工表\n序号\t工作任务\t牵头单位\t责任单位\t完成时限\n1\t组建巡查队伍\t乡综合执法队\t各村委会\t5月20日前\n2\t24小时值守\t乡应急办\t乡派出所\t6月底前\n附:联系电话\n";
    let reading = read("plan.txt", text.as_bytes()).unwrap();
    assert_eq!(
        texts(&reading),
        [
            "禁烧分工表",
            "",
            "1. 组建巡查队伍。(牵头单位:乡综合执法队。责任单位:各村委会。完成时限:5月20日前)",
            "2. 24小时值守。(牵头单位:乡应急办。责任单位:乡派出所。完成时限:6月底前)",
            "附:联系电话",
        ]
    );
    assert_eq!(reading.lines[3].place, Place::Line(4));
    assert_eq!(reading.lines[2].quoted(), text.lines().nth(2).unwrap());
    let draft = zeren::draft::draft(&zeren::document::read(&reading.text()));
    assert_eq!(draft.items.len(), 2);
    assert_eq!(draft.items[1].actors.lead, ["乡应急办"]);
    // Tabs alone are no table.
    let plain = "张三\t局长\t县水利局\n李四\t主任\t县民政局\n";
    let reading = read("roster.txt", plain.as_bytes()).unwrap();
    assert_eq!(texts(&reading), plain.lines().collect::<Vec<_>>());
    // The bars of Markdown.
    let bars = "| 工作任务 | 责任单位 | 完成时限 |\n|---|---|---|\n| 清淤 | 镇水利站 | 汛前 |\n";
    assert_eq!(
        lines(bars.as_bytes()),
        ["", "", "1. 清淤。(责任单位:镇水利站。完成时限:汛前)"]
    );
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::{Fault, Format, Place, limits, read};
    use crate::fixtures;

    fn river() -> Vec<u8> {
        std::fs::read(fixtures::root("tests/reader/river.pdf")).unwrap()
    }

    #[test]
    fn the_words_of_a_page_are_read_and_drafted() {
        let reading = read("river.pdf", &river()).unwrap();
        assert_eq!(reading.format, Format::Pdf);
        let text = reading.text();
        assert!(
            text.contains("河畔镇护河工作方案") && text.contains("任何单位和个人不得在河道内采砂"),
            "{text}"
        );
        assert!(reading.lines.iter().all(|l| l.place == Place::Page(1)));
        let draft = zeren::draft::draft(&zeren::document::read(&text));
        let task = draft.items.iter().find(|i| !i.actors.lead.is_empty()).unwrap();
        assert_eq!(task.actors.lead, ["镇综合执法队"]);
        assert_eq!(task.actors.assist, ["镇派出所"]);
    }

    /// Cut anywhere, or with bytes turned, it ends in a fault or in fewer words, and never in a panic.
    #[test]
    fn damaged_files_end_in_a_fault() {
        let whole = river();
        for cut in [8, 100, whole.len() / 3, whole.len() / 2, whole.len() - 40] {
            let _ = read("x.pdf", &whole[..cut]).map_err(|fault| fault.of_file("x.pdf"));
        }
        for turned in (200..whole.len()).step_by(whole.len() / 25) {
            let mut bytes = whole.clone();
            bytes[turned] ^= 0x55;
            let _ = read("x.pdf", &bytes).map_err(|fault| fault.of_file("x.pdf"));
        }
        assert!(matches!(
            read("x.pdf", b"%PDF-1.4\n%%EOF"),
            Err(Fault::Broken(_) | Fault::Empty(_))
        ));
    }

    /// Zeros, packed with fixed codes: each match of 258 bytes takes 13 bits.
    fn zeros(size: u64) -> Vec<u8> {
        let (mut out, mut held, mut bits) = (vec![0x78, 0x01], 0u32, 0u32);
        let mut put = |value: u32, count: u32| {
            for at in 0..count {
                held |= (value >> at & 1) << bits;
                bits += 1;
                if bits == 8 {
                    out.push(u8::try_from(held).unwrap());
                    (held, bits) = (0, 0);
                }
            }
        };
        // The last block, fixed codes; a literal zero (00110000), then matches: 11000101 and a distance of one, 00000.
        put(0b011, 3);
        put(0b0000_1100, 8);
        for _ in 0..size / 258 {
            put(0b1010_0011, 8);
            put(0, 5);
        }
        put(0, 7 + 8);
        out
    }

    fn with_stream(filter: &str, packed: &[u8]) -> Vec<u8> {
        let head = format!(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n4 0 obj\n<</Filter{filter}/Length {}>>\nstream\n",
            packed.len()
        );
        [head.as_bytes(), packed, b"\nendstream\nendobj\n%%EOF\n"].concat()
    }

    #[test]
    fn a_stream_that_unpacks_without_measure_is_refused_by_name() {
        let bomb = with_stream("/FlateDecode", &zeros(limits::MAX_PART + 4096));
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        let fault = read("x.pdf", &bomb).unwrap_err();
        assert!(matches!(fault, Fault::TooLarge(_)), "{fault:?}");
        assert!(fault.of_file("x.pdf").en.contains("unpacked"));
        for filter in ["[/FlateDecode/FlateDecode]", "/LZWDecode", " 9 0 R"] {
            let fault = read("x.pdf", &with_stream(filter, &zeros(1000))).unwrap_err();
            assert!(matches!(fault, Fault::Foreign(_)), "{filter}: {fault:?}");
        }
        let locked = [river(), b"\ntrailer <</Encrypt 5 0 R>>".to_vec()].concat();
        assert!(matches!(read("x.pdf", &locked), Err(Fault::Foreign(_))));
    }
}
