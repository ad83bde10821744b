#!/bin/sh
# Lists, applies, and checks the permanent deletions of a saved plan.
#
#   sh deletions.sh list erase.tfplan    print each permanent deletion that the plan contains, one per line
#   sh deletions.sh apply erase.tfplan   apply the plan, then write the report
#   sh deletions.sh report               write the report again, for example after the apply was killed
#   sh deletions.sh check                ask Intercom for each deleted object by its ID
#
# The apply appends Terraform's events to deletions.jsonl while they happen. The report, deletions.json, is made from these
# events. It never reads state or outputs, because they do not record what happened. If a run fails, keep deletions.jsonl, plan
# again, and apply the new plan: the report then covers all runs.
#
# "apply", "report", and "check" end with 0 only if Intercom confirmed all deletions that were ever planned.
#
# Requires jq 1.6 or later. "check" also requires curl and INTERCOM_ACCESS_TOKEN. For OpenTofu, set TERRAFORM=tofu.

set -eu

terraform=${TERRAFORM:-terraform}
events=deletions.jsonl
report=deletions.json

# The plan's permanent deletions, replacements included. Only objects whose deletion Intercom cannot undo have the argument
# deletion_protection. Objects that are archived, closed, or left alone because of on_destroy are not listed, except for conversation
# attributes: the API cannot unarchive them.
deletions='[
  .resource_changes[]?
  | select((.type | startswith("intercom_")) and (.change.actions | index("delete")))
  | .change.before as $before
  | (.type == "intercom_conversation_attribute") as $archives
  | select(($before | has("deletion_protection"))
      and (($before.on_destroy // "delete") == "delete" or ($archives and $before.on_destroy != "abandon")))
  | { type, id: $before.id, number: $before.ticket_id, workspace_id: $before.workspace_id, address,
      object_type: (if .type == "intercom_custom_object_instance" then $before.type else null end),
      replaced: (.change.actions | length > 1) }
]'

list() {
  plan=$("$terraform" show -json "$1")
  printf '%s\n' "$plan" | jq -r "$deletions"'[]
    | [.type, .id, (if .number then "#" + .number else "-" end), (if .replaced then "replaced" elif .type == "intercom_conversation_attribute" then "archived" else "deleted" end), .address] | @tsv'
  # An action deletes the tickets that it selects when it runs.
  printf '%s\n' "$plan" | jq -r '.action_invocations[]? | select(.type == "intercom_tickets_erase" or .type == "intercom_conversations_erase") | [.type, "-", "-", "invoked", .address] | @tsv'
}

apply() {
  plan=$("$terraform" show -json "$1")
  printf '%s\n' "$plan" |
    jq -c '{ type: "deletions_planned", "@timestamp": (now | todate), deletions: '"$deletions"' }' >>"$events"
  # After Ctrl-C, Terraform finishes what it has begun, and the report is written then.
  trap : INT TERM
  code=0
  "$terraform" apply -input=false -json "$1" >>"$events" || code=$?
  # A killed run can leave half a line.
  {
    echo
    jq -nc --argjson code "$code" '{ type: "apply_ended", "@timestamp": (now | todate), exit_code: $code }'
  } >>"$events"
  report
}

report() {
  jq -nR '
    # Splits the events into runs.
    def runs: reduce .[] as $event ([];
      if $event.type == "deletions_planned" then . + [[$event]] elif length > 0 then .[-1] += [$event] else . end);
    def by(address): reduce .[] as $each ({}; .[$each | address] += [$each]);

    # The outcome of each deletion that one run planned.
    def outcomes:
      .[0].deletions as $planned
      | ($planned | by(.address)) as $same
      | (map(select(.type == "apply_complete" and .hook.action == "delete")) | by(.hook.resource.addr)) as $completed
      | map(select(.type == "diagnostic") | .diagnostic) as $diagnostics
      | $planned[]
      | ($completed[.address] // []) as $done
      # Terraform gives no address with what it says of a resource that is not in the configuration. The provider names the object.
      | ((.type | ltrimstr("intercom_") | gsub("_"; " ")) + " " + .id | ascii_downcase) as $object
      | ($diagnostics | map(select(.summary + "\n" + .detail | ascii_downcase | contains($object) and test($object + "\\b")))) as $said
      | ($said | map(select(.severity == "warning" and (.summary | startswith("Deletion not proved"))))) as $unproved
      | ($said | map(select(.severity == "error"))) as $errors
      # Terraform can delete two objects with one address. Unless both are done, it is not known which one is.
      | if ($done | length) < ($same[.address] | length)
        then . + { outcome: "left" } + if ($errors | length) > 0 then { error: ($errors | map(.summary + "\n\n" + .detail) | join("\n\n")) } else {} end
        elif ($unproved | length) > 0
        then . + { outcome: "unproved", warning: ($unproved[0].summary + "\n\n" + $unproved[0].detail) }
        else . + { outcome: "deleted", confirmed_at: $done[-1]["@timestamp"] }
        end;

    [inputs | fromjson? | objects] | runs as $runs
    # A later run settles what an earlier one left.
    | reduce ($runs[] | outcomes) as $each ({};
        ($each.type + "/" + $each.id) as $key
        | if .[$key].outcome == "deleted" or ($each.outcome == "left" and $each.error == null and .[$key] != null) then . else .[$key] = $each end)
    | [.[]] as $all
    | def listed($outcome): $all | map(select(.outcome == $outcome) | del(.outcome, .replaced) | with_entries(select(.value != null)));
      {
        deleted: listed("deleted") | sort_by(.confirmed_at),
        unproved: listed("unproved"),
        left: (listed("left") | map({ error: "Terraform did not get to it." } + .)),
        runs: $runs | map({
          started_at: .[0]["@timestamp"],
          ended_at: (map(select(.type == "apply_ended"))[-1] | .["@timestamp"]?),
          exit_code: (map(select(.type == "apply_ended"))[-1] | .exit_code?),
          errors: map(select(.type == "diagnostic" and .diagnostic.severity == "error") | .diagnostic.summary) | unique
        })
      }
    | { status: (if (.unproved + .left | length) == 0 and .runs[-1].exit_code == 0 then "complete" else "failed" end) } + .
  ' "$events" >"$report"
  cat "$report"
  jq -e '.status == "complete"' "$report" >/dev/null
}

# get prints Intercom's answer to a GET, and its status on a line of its own. The token is not in the list of processes.
get() {
  printf 'header = "Authorization: Bearer %s"\n' "$INTERCOM_ACCESS_TOKEN" |
    curl --silent --show-error --config - --header 'Accept: application/json' --header 'Intercom-Version: 2.16' \
      --write-out '\n%{http_code}\n' "${INTERCOM_BASE_URL:-https://api.intercom.io}/$1"
}

check() {
  # In another workspace, each ID is answered with 404.
  workspace=$(get me | sed '$d' | jq -r '.app.id_code')
  jq -r '.deleted[] | [.type, .id, .workspace_id, .object_type] | @tsv' "$report" | {
    failed=0
    while read -r type id expected object_type; do
      case $type in
        intercom_article | intercom_audience | intercom_contact | intercom_data_connector | intercom_office_hours_schedule | intercom_tag | intercom_ticket) path=${type#intercom_}s/$id ;;
        intercom_collection) path=help_center/collections/$id ;;
        intercom_company) path=companies/$id ;;
        intercom_custom_object_instance) path=custom_object_instances/$object_type/$id ;;
        *)
          echo "$type $id: not proved, Intercom has no call that shows whether it exists"
          failed=1
          continue
          ;;
      esac
      answer=$(get "$path") || answer="no answer"
      status=$(printf '%s\n' "$answer" | sed -n '$p')
      if [ "$workspace" != "$expected" ]; then
        echo "$path: the token belongs to workspace $workspace, and the object was in $expected"
        failed=1
      elif [ "$status" = 404 ] && printf '%s\n' "$answer" | sed '$d' | jq -e '.type == "error.list"' >/dev/null 2>&1; then
        echo "$path: Intercom says that it does not exist"
      else
        echo "$path: not proved, the answer is $status"
        failed=1
      fi
    done
    exit "$failed"
  } || return 1
  jq -e '.status == "complete"' "$report" >/dev/null || { echo "The report is not complete: see $report" >&2; return 1; }
}

command -v jq >/dev/null || { echo "deletions.sh requires jq" >&2; exit 2; }
case ${1-}:$# in
  list:2 | apply:2) "$1" "$2" ;;
  report:1 | check:1) "$1" ;;
  *) sed -n '4,7s/^#  //p' "$0" >&2; exit 2 ;;
esac
