data "intercom_article" "welcome" {
  title = "Welcome"
}

output "welcome_url" {
  value = data.intercom_article.welcome.url
}
