#!/bin/sh
# Fills the corpora: from what earlier runs kept (tests/doors) and from what stands in the repository.
set -eu
cd "$(dirname "$0")/.."
python3 fuzz/kept.py unpack
for target in parser layout; do
  for file in tests/syntax/*/*.zr tests/resolve/*/*.zr tests/lint/*/*.zr policies/*/tests.zr policies/*/escalations.zr; do
    cp "$file" "fuzz/corpus/$target/$(echo "$file" | tr '/' '-')"
  done
done
cp policies/vocabulary/*.zr fuzz/corpus/vocabulary/
for file in tests/import/*.txt tests/lint/*/*.txt; do
  cp "$file" "fuzz/corpus/document/$(echo "$file" | tr '/' '-')"
done
printf '{"情形": ["侵害"], "年龄": 9, "急": true, "级": "红", "场所": "学校"}' > fuzz/corpus/facts/json
printf '情形: [侵害]\n年龄: 9\n急: 是\n级: 红\n' > fuzz/corpus/facts/yaml
printf '期: 6月\n级: "红"\n场所: 未知\n' > fuzz/corpus/facts/yaml-2
printf '{"id": "1", "facts": {"情形": ["侵害"]}}\n{"年龄": 9}\n' > fuzz/corpus/rows/ndjson
printf 'X编号,情形,年龄\n1,"侵害、虐待",9\n' > fuzz/corpus/rows/csv
request() { printf '%s\n%s' "$2" "$3" > "fuzz/corpus/http/$1"; }
case='"plan": "例", "facts": {"情形": ["侵害"], "年龄": 9, "期": "7月", "急": true}'
files='"files": [{"name": "a.zr", "text": "方案 例 { 标题: \"例\"  词表: 无 }\n单位 局\n事实 急 { 类型: 是否 }\n职责 办 { 出处: 一  责任: 局  当: 急 }\n"}]'
request route 'POST /v1/route?lang=en' "{$case, \"as_of\": \"2022-01-01\", \"all_scopes\": true, \"lang\": \"zh\"}"
request batch 'POST /v1/route/batch' "{$case}"
request check 'POST /v1/check' "{$files}"
request draft 'POST /v1/draft' "{$files, \"facts\": {\"急\": true}}"
request why 'POST /v1/why-not' "{$case, \"unit\": \"甲局\"}"
request chain 'POST /v1/chain' "{$case, \"possible\": true, \"format\": \"svg\"}"
request dispatch 'POST /v1/dispatch' "{$case, \"format\": \"docx\"}"
for page in plans plans/例 plans/例/units plans/例/items plans/例/vocabulary plans/例/tests plans/例/texts plans/例/findings plans/例/matrix plans/例/graph plans/例/diff/例; do
  request "$(echo "$page" | tr '/' '-')" "GET /v1/$(echo "$page" | sed 's/例/%E4%BE%8B/g')?lang=zh" ''
done
message() { printf '[{%s"method": "textDocument/%s", "params": {"textDocument": {"uri": "file:///p/plan.zr"}%s}}]' "$2" "$1" "$3" > "fuzz/corpus/messages/$(echo "$1" | tr '/' '-')"; }
position=', "position": {"line": 13, "character": 20}'
for method in hover definition references completion documentHighlight prepareRename signatureHelp; do
  message "$method" '"id": 1, ' "$position, \"context\": {\"includeDeclaration\": true}"
done
message rename '"id": 1, ' "$position, \"newName\": \"丙局\""
for method in documentSymbol formatting foldingRange semanticTokens/full inlayHint codeLens; do
  message "$method" '"id": 1, ' ', "options": {"tabSize": 2, "insertSpaces": true}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 20, "character": 0}}'
done
message codeAction '"id": 1, ' ', "range": {"start": {"line": 0, "character": 0}, "end": {"line": 20, "character": 0}}, "context": {"diagnostics": []}'
message didChange '' ', "contentChanges": [{"text": "单位 局"}, {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 2}}, "text": "集合"}]'
printf '[{"method": "textDocument/didOpen", "params": {"textDocument": {"uri": "file:///p/plan.zr", "languageId": "zeren", "version": 1, "text": "单位 局"}}}]' > fuzz/corpus/messages/open
printf '<w:p><w:r><w:t>一、总则</w:t></w:r></w:p>' > fuzz/corpus/docx/paragraph
printf '<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>总则</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>局</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:ins><w:r><w:footnoteReference w:id="1"/></w:r></w:ins><w:commentReference w:id="0"/></w:p>\0<w:style w:styleId="a"><w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>\0<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>\0<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>\0<w:comment w:id="0"><w:p/></w:comment>' > fuzz/corpus/docx/parts
printf '<row r="1"><c r="A1" t="inlineStr"><is><t>局</t></is></c></row>' > fuzz/corpus/sheet/row
printf '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>办</t></is></c><c r="B2" t="inlineStr"><is><t>A</t></is></c><c r="C2"><v>7</v></c></row>\0<si><t>事项</t></si><si><t>甲局</t></si><si><t>乙局</t></si>' > fuzz/corpus/sheet/table
