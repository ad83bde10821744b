locals {
  # Usually file("${path.module}/help/en/billing/refunds.md").
  text = <<-EOT
    ---
    key: refunds
    description: When you get your money back.
    tags: [billing]
    ---
    # How refunds work

    See [fees](../plans/fees.md).

    ![The button](refund.png)
  EOT

  article = provider::intercom::article_file(local.text, {
    path       = "en/billing/refunds.md"
    image_base = "https://raw.githubusercontent.com/example/help/3f1c9a7"
    links      = { "en/plans/fees.md" = "https://help.example.com/en/articles/7-fees" }
  })
}

output "title" {
  value = local.article.title # How refunds work
}

output "body" {
  value = local.article.body
}
