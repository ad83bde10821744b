output "id" {
  value = provider::intercom::article_id("https://help.example.com/en/articles/48-refunds") # 48
}
