data "intercom_article_versions" "welcome" {
  article_id     = "11"
  locale         = "en"
  limit          = 5
  include_bodies = true
}

output "edited_in_intercom" {
  value = [for v in data.intercom_article_versions.welcome.versions : v.created_at if v.created_via == "web"]
}
