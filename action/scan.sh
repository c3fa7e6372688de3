#!/usr/bin/env bash
# Hands the findings to code scanning, by GitHub's own interface and no other action.
#
# GH_TOKEN; GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_REF; REPORTS: the folder of reports.
set -euo pipefail
# A token that may only read, as that of a fork's pull request, is no fault of the drafts.
trap '[ $? = 0 ] || echo "::warning title=veracite::the findings could not be handed to code scanning; has the token the right to?"; exit 0' EXIT

report=${REPORTS:?}/veracite.sarif
if [ ! -f "$report" ]; then
  echo "::notice title=veracite::there are no findings to hand over"
  exit 0
fi
gzip -c "$report" | base64 -w 0 >"$report.packed"
gh api --method POST "repos/${GITHUB_REPOSITORY:?}/code-scanning/sarifs" \
  --raw-field "commit_sha=${GITHUB_SHA:?}" --raw-field "ref=${GITHUB_REF:?}" \
  --field "sarif=@$report.packed" --silent
