data "intercom_admin" "docs" {
  email = "augusta@example.com"
}

resource "intercom_article" "refunds" {
  title         = "How refunds work"
  description   = "When you get your money back."
  body_markdown = <<-EOT
    ## Within five days

    We send the money back to **the same card**.
  EOT
  author_id     = data.intercom_admin.docs.id
  state         = "published"
}

# Changes of the text wait in a draft until somebody publishes it.
resource "intercom_article" "terms" {
  title     = "Terms"
  body      = "<p>These are our terms.</p>"
  author_id = data.intercom_admin.docs.id
  state     = "published"
  stage     = true

  on_destroy          = "unpublish"
  deletion_protection = true
}
