#!/usr/bin/env bash
# Requests a second over HTTP: load.sh ZEREN POLICY [SECONDS] [FACTS]
set -euo pipefail
zeren=$1 policy=$2 seconds=${3:-10}
plan=$(basename "$policy")
facts=${4:-'{}'}
work=$(mktemp -d)
trap 'kill "$service" 2>/dev/null || true; rm -rf "$work"' EXIT
"$zeren" --lang en serve "$policy" --listen 127.0.0.1:0 2>"$work/said" & service=$!
until grep -q 'listening on' "$work/said"; do kill -0 "$service"; sleep 0.2; done
url=$(sed -n 's/.*listening on //p' "$work/said")
cat >"$work/route.lua" <<LUA
wrk.method = "POST"
wrk.body = '{"plan": "$plan", "facts": $facts}'
wrk.headers["Content-Type"] = "application/json"
LUA
sed 's/"plan":/"brief": true, "plan":/' "$work/route.lua" >"$work/brief.lua"
echo "== /healthz (HTTP alone)"; wrk -t1 -c8 -d"${seconds}s" --latency "$url/healthz"
echo "== /v1/route, brief, $facts"; wrk -t1 -c8 -d"${seconds}s" --latency -s "$work/brief.lua" "$url/v1/route"
echo "== /v1/route $facts"; wrk -t1 -c8 -d"${seconds}s" --latency -s "$work/route.lua" "$url/v1/route"
