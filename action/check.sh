#!/usr/bin/env bash
# Checks drafts in a step of a workflow: annotations to standard output, a summary of the
# job, and reports for the steps after it. Findings do not fail this step, as a comment is
# still to be written; the exit code is an output.
#
# VERACITE: the program; DRAFTS, ARGUMENTS: one a line.
set -euo pipefail

reports=${RUNNER_TEMP:?}/veracite
mkdir -p "$reports"
# What an earlier step left is not this one's.
rm -f "$reports"/veracite.{sarif,md,jsonl}

arguments=() drafts=()
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<<"${ARGUMENTS:-}"
while IFS= read -r line; do
  [ -z "$line" ] || drafts+=("$line")
done <<<"${DRAFTS:-.}"

code=0
"${VERACITE:-veracite}" check "${arguments[@]}" --format github \
  --report "sarif=$reports/veracite.sarif" \
  --report "markdown=$reports/veracite.md" \
  --report "json=$reports/veracite.jsonl" \
  -- "${drafts[@]}" || code=$?

if [ -f "$reports/veracite.md" ]; then
  cat "$reports/veracite.md" >>"${GITHUB_STEP_SUMMARY:?}"
fi
{
  echo "exit-code=$code"
  echo "reports=$reports"
} >>"${GITHUB_OUTPUT:?}"
