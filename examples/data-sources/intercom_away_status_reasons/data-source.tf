data "intercom_away_status_reasons" "all" {}

output "away_labels" {
  value = [for r in data.intercom_away_status_reasons.all.away_status_reasons : r.label]
}
