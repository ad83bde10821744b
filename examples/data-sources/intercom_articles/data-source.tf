data "intercom_articles" "all" {}

output "drafts" {
  value = [for a in data.intercom_articles.all.articles : a.title if a.state == "draft"]
}
