//! Plans whose top headings were lost on the way to the page.

use super::super::{NoteKind, read, resolve};
use super::{assert_sound, printed};

#[test]
fn sections_are_counted_where_lists_restart() {
    let text = "护林方案\n为了护好山林,制定本方案。\n以绿色发展为指导,人人护林。\n护林是一项长期的系统工程,要齐抓共管。\n\
                (一)进山登记\n进山的人都登记。\n(二)防火巡查\n1.每天巡查。分两班。\n2.雨天也巡。\n(一)加强领导。村里带头。\n(二)加强宣传。广播天天播。\n旧方案作废。\n";
    let document = read(text);
    assert_eq!(
        printed(&document),
        [
            "题", "序", "[一]", "[二]", "[二]/(一)", "[二]/(一)/文", "[二]/(二)", "[二]/(二)/1", "[二]/(二)/2", "[三]",
            "[三]/(一)", "[三]/(二)", "尾"
        ]
    );
    assert!(resolve(&document, "[尾]").is_some());
    assert_eq!(
        document
            .notes
            .iter()
            .filter(|note| note.kind == NoteKind::InferredHeading)
            .count(),
        3
    );
    assert_sound(text, &document);
}

#[test]
fn items_that_lost_their_numbers_are_counted() {
    let text = "护河方案\n为了护河,制定本方案。\n(一)建立机制,守好河道。要分段守。\n建立河长制。每段一人。\n建立巡河制。每天一次。\n(二)严格考核。年底考核。\n\
                (一)加强领导。村里带头。\n(二)加强宣传。广播天天播。\n";
    let document = read(text);
    assert_eq!(
        printed(&document),
        [
            "题", "序", "[一]", "[一]/(一)", "[一]/(一)/1", "[一]/(一)/2", "[一]/(二)", "[二]", "[二]/(一)",
            "[二]/(二)"
        ]
    );
    assert_eq!(
        document
            .notes
            .iter()
            .filter(|note| note.kind == NoteKind::InferredNumber)
            .count(),
        2
    );
}

#[test]
fn a_plain_list_has_lost_nothing() {
    let document = read("值班规定\n值班的人照此办理。\n1.按时到岗。\n2.按时交班。\n");
    assert_eq!(printed(&document), ["题", "序", "1", "2"]);
}

#[test]
fn stages_and_tiers_have_names() {
    let text = "二、步骤\n第一阶段(三月底前):摸清底数,逐户登记,建立名册和台账备查。\n第二阶段(六月底前):逐户走访,解决困难,记录在册并按月更新。\n\
                三、体系\n(一)三级网络\n1.网络建设。各级都有人。\n县级。设中心。\n乡镇、村级。设站点。\n2.平台建设。电话通。\n";
    let document = read(text);
    assert_eq!(
        printed(&document),
        [
            "二",
            "二/阶段一",
            "二/阶段二",
            "三",
            "三/(一)",
            "三/(一)/1",
            "三/(一)/1/县级",
            "三/(一)/1/乡镇村级",
            "三/(一)/2"
        ]
    );
}
