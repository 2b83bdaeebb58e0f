#!/usr/bin/env bash
# Generated requests against a running service: schemathesis.sh ZEREN POLICY [EXAMPLES]
set -euo pipefail
zeren=$1 policy=$2 examples=${3:-200}
work=$(mktemp -d)
trap 'kill "$service" 2>/dev/null || true; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet schemathesis
"$zeren" --lang en serve "$policy" --listen 127.0.0.1:0 2>"$work/said" & service=$!
until grep -q 'listening on' "$work/said"; do kill -0 "$service"; sleep 0.2; done
url=$(sed -n 's/.*listening on //p' "$work/said")
# It keeps what it found where it runs.
cd "$work"
venv/bin/schemathesis run "$url/openapi.json" --url "$url" --max-examples "$examples" \
  --exclude-path /v1/route/batch \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance
kill -0 "$service" && ! grep -i panicked "$work/said"
