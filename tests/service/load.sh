#!/usr/bin/env bash
# Requests a second over HTTP, and what of the processor each takes: load.sh ZEREN POLICY [SECONDS] [FACTS]
set -euo pipefail
zeren=$1 policy=$2 seconds=${3:-10}
plan=$(basename "$policy")
# A file by itself is the plan that its header names.
[ -f "$policy" ] && plan=$(sed -n 's/^方案 \([^ ]*\) .*/\1/p' "$policy")
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
# Clock ticks that the service has worked so far.
worked() { awk '{ print $14 + $15 }' "/proc/$service/stat"; }
measure() {
  echo "== $1"; shift
  local before after said
  before=$(worked)
  said=$(wrk -t1 -c8 -d"${seconds}s" --latency "$@")
  after=$(worked)
  echo "$said"
  awk -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" \
    '/requests in/ { printf "Processor of the service: %.1f µs a request\n", ticks / hertz * 1e6 / $1 }' <<<"$said"
}
measure "/healthz (HTTP alone)" "$url/healthz"
measure "/v1/route, brief, $facts" -s "$work/brief.lua" "$url/v1/route"
measure "/v1/route $facts" -s "$work/route.lua" "$url/v1/route"
