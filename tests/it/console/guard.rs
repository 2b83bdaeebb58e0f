//! What must not happen: a name that runs, a token that leaks, a page that may fetch from elsewhere.

use super::browser::Browser;
use crate::serve::service::{Service, folder, plan_folder};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

#[test]
fn every_file_of_the_page_is_guarded_and_tagged() {
    let service = Service::start(&plan_folder("console_headers"), &[]);
    let page = service.get("/");
    assert_eq!(page.status, 200);
    let text = page.text();
    let mut files: Vec<String> = text
        .split('"')
        .filter(|p| p.starts_with("/console/"))
        .map(str::to_owned)
        .collect();
    let main = service.get("/console/main.js").text();
    files.extend(
        main.split('"')
            .filter_map(|p| p.strip_prefix("./"))
            .map(|p| format!("/console/{p}")),
    );
    assert!(files.len() > 8, "{files:?}");
    files.push("/".to_owned());
    for file in files {
        let answer = service.get(&file);
        assert_eq!(answer.status, 200, "{file}");
        let policy = answer.header("content-security-policy").unwrap();
        for part in [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
            "img-src 'self' data:", "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{file}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{file}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        let tag = answer.header("etag").unwrap().to_owned();
        assert_eq!(
            service.ask("GET", &file, &[("if-none-match", &tag)], b"").status,
            304,
            "{file}"
        );
        let text = answer.text();
        for elsewhere in [
            "http://", "https://", "innerHTML", "insertAdjacentHTML", "document.write", "eval(",
        ] {
            let named = text.replace("http://www.w3.org/2000/svg", "");
            assert!(!named.contains(elsewhere), "{file} holds {elsewhere}");
        }
        if file == "/" {
            let inline = ["<style", " style=", " onclick", "<script>"];
            assert!(!inline.iter().any(|i| text.contains(i)), "nothing stands inline");
        }
    }
    assert_eq!(service.get("/console/nothing.js").status, 404);
    assert_eq!(service.get("/console/..%2Fmod.rs").status, 404);
}

#[test]
fn names_are_text_and_never_markup() {
    let place = folder("console_names");
    std::fs::create_dir(place.join("坏")).unwrap();
    let bad = "<img src=x onerror=document.title=1><script>document.title=1</script>";
    let plan = format!(
        "方案 坏 {{ 标题: \"{bad}\"  词表: 无 }}\n单位 局 {{ 说明: \"{bad}\" }}\n\
         事实 情形 {{ 类型: 多选  提问: \"{bad}\"  值 侵害 {{ 说明: \"{bad}\" }} }}\n\
         职责 处置 {{ 出处: 一/1  责任: 局  当: 情形 含 侵害  办理: \"{bad}\" }}\n"
    );
    std::fs::write(place.join("坏/plan.zr"), plan).unwrap();
    let service = Service::start(&place, &[]);
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/#/case/坏?情形=侵害");
    page.sees(".leads", "局");
    page.sees(".result", "<script>document.title=1</script>");
    page.sees("#plan", "<img src=x");
    page.go("/#/plan/坏");
    page.sees("h1", "<script>");
    for tab in ["units", "items", "matrix", "graph"] {
        page.go(&format!("/#/plan/坏/{tab}"));
        page.sees(".panel", if tab == "graph" { "SVG" } else { "局" });
    }
    let made = page.run("return document.querySelectorAll('main script, main img[src=x]').length");
    assert_eq!(made, 0);
    assert_ne!(page.run("return document.title"), "1");
    page.assert_stayed_home();
}

#[test]
fn a_token_is_asked_for_once_and_kept_in_the_tab() {
    let place = plan_folder("console_token");
    let tokens = place.parent().unwrap().join("console_token.txt");
    std::fs::write(&tokens, format!("desk {TOKEN}\n")).unwrap();
    let service = Service::start(&place, &["--token-file", tokens.to_str().unwrap()]);
    assert_eq!(service.get("/").status, 200, "the page itself holds no case");
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/");
    page.sees("dialog", "需要令牌");
    page.write("#token", "wrong-token-wrong-token");
    page.click("dialog button", "进入");
    page.sees("dialog [role=alert]", "不被接受");
    page.write("#token", TOKEN);
    page.click("dialog button", "进入");
    page.sees(".next h2", "发生了什么?");
    page.go("/#/case/例?情形=侵害");
    page.sees(".leads", "市公安局");
    assert_eq!(
        page.run("return Object.values(localStorage).join()")
            .as_str()
            .unwrap()
            .contains(TOKEN),
        false
    );
    assert_eq!(page.run("return document.cookie"), "");
    assert!(
        !page.asked().iter().any(|u| u.contains(TOKEN)),
        "no address holds the token"
    );
    page.click("header button", "退出");
    page.sees("dialog", "需要令牌");
}

#[test]
fn what_the_service_refuses_is_said_and_can_be_tried_again() {
    let mut service = Service::start(&plan_folder("console_gone"), &[]);
    let Some(page) = Browser::open(&service, 1280) else {
        return;
    };
    page.go("/#/case/例?情形=侵害&不存在=1");
    page.sees(".leads", "市公安局");
    page.sees(".notice", "不存在=1");
    service.child.kill().unwrap();
    service.child.wait().unwrap();
    page.click(".given button", "情形:侵害");
    page.click("details.fact summary", "情形");
    page.click("details.fact .chip", "失踪");
    page.sees(".result [role=alert]", "连不上服务");
    page.sees(".result button", "再试一次");
    assert!(
        page.text(".given").contains("情形:失踪"),
        "what was entered is still there"
    );
}
