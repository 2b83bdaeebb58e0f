#!/bin/sh
# Fills the corpora from what stands in the repository.
set -eu
cd "$(dirname "$0")/.."
for target in parser layout; do
  mkdir -p "fuzz/corpus/$target"
  for file in tests/syntax/*/*.zr tests/resolve/*/*.zr tests/lint/*/*.zr; do
    cp "$file" "fuzz/corpus/$target/$(echo "$file" | tr '/' '-')"
  done
done
mkdir -p fuzz/corpus/vocabulary fuzz/corpus/document fuzz/corpus/facts fuzz/corpus/rows fuzz/corpus/http fuzz/corpus/messages fuzz/corpus/docx fuzz/corpus/sheet
cp policies/vocabulary/*.zr fuzz/corpus/vocabulary/
cp tests/import/*.txt fuzz/corpus/document/
printf '{"情形": ["侵害"], "年龄": 9, "急": true, "级": "红", "场所": "学校"}' > fuzz/corpus/facts/json
printf '情形: [侵害]\n年龄: 9\n急: 是\n级: 红\n' > fuzz/corpus/facts/yaml
printf '{"id": "1", "facts": {"情形": ["侵害"]}}\n{"年龄": 9}\n' > fuzz/corpus/rows/ndjson
printf 'X编号,情形,年龄\n1,"侵害、虐待",9\n' > fuzz/corpus/rows/csv
printf '{"plan": "例", "facts": {"情形": ["侵害"]}, "as_of": "2022-01-01", "all_scopes": true}' > fuzz/corpus/http/route
printf '[{"method": "textDocument/didOpen", "params": {"textDocument": {"uri": "file:///p/plan.zr", "languageId": "zeren", "version": 1, "text": "单位 局"}}}]' > fuzz/corpus/messages/open
printf '<w:p><w:r><w:t>一、总则</w:t></w:r></w:p>' > fuzz/corpus/docx/paragraph
printf '<row r="1"><c r="A1" t="inlineStr"><is><t>局</t></is></c></row>' > fuzz/corpus/sheet/row
