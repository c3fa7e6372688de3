#!/usr/bin/env bash
# Puts the findings into a comment of a pull request; a later run writes it anew.
#
# GH_TOKEN; GITHUB_REPOSITORY; PULL_REQUEST: its number; REPORTS: the folder of reports.
set -euo pipefail
# A token that may only read, as that of a fork's pull request, is no fault of the drafts.
trap '[ $? = 0 ] || echo "::warning title=veracite::no comment could be written; has the token the right to?"; exit 0' EXIT

report=${REPORTS:?}/veracite.md
if [ ! -f "$report" ]; then
  echo "::notice title=veracite::there is no report to comment with"
  exit 0
fi
# The first line of the report, by which its comment is known.
marker=$(head -n 1 "$report")
comments=repos/${GITHUB_REPOSITORY:?}/issues/${PULL_REQUEST:?}/comments
# Only a comment of a bot is ours: anybody can write the marker.
own=$(gh api --paginate "$comments" --jq \
  '.[] | select(.user.type == "Bot") | [.id, (.body | split("\n")[0] | rtrimstr("\r"))] | @tsv' |
  awk -F '\t' -v marker="$marker" '$2 == marker { print $1; exit }')
if [ -n "$own" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$own" \
    --field "body=@$report" --silent
else
  gh api --method POST "$comments" --field "body=@$report" --silent
fi
