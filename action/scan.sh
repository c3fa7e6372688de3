#!/usr/bin/env bash
# Hands the findings to code scanning, by GitHub's own interface and no other action.
#
# GH_TOKEN; GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_REF; REPORTS: the folder of reports.
set -euo pipefail

report=${REPORTS:?}/veracite.sarif
if [ ! -f "$report" ]; then
  echo "::notice title=veracite::there are no findings to hand over"
  exit 0
fi
gzip -c "$report" | base64 -w 0 >"$report.packed"
gh api --method POST "repos/${GITHUB_REPOSITORY:?}/code-scanning/sarifs" \
  --raw-field "commit_sha=${GITHUB_SHA:?}" --raw-field "ref=${GITHUB_REF:?}" \
  --field "sarif=@$report.packed" --silent
