data "intercom_admin" "docs" {
  email = "augusta@example.com"
}

# The articles leave their bodies out, so that each body can link to the other article. Only published articles have a URL.
resource "intercom_article" "refunds" {
  title     = "How refunds work"
  author_id = data.intercom_admin.docs.id
  state     = "published"
}

resource "intercom_article" "invoices" {
  title     = "How invoices work"
  author_id = data.intercom_admin.docs.id
  state     = "published"
}

resource "intercom_article_body" "refunds" {
  article_id    = intercom_article.refunds.id
  body_markdown = <<-EOT
    We send the money back within five days.

    See also [how invoices work](${intercom_article.invoices.url}).
  EOT
}

resource "intercom_article_body" "invoices" {
  article_id = intercom_article.invoices.id
  body       = "<p>You get an invoice each month.</p><p>See also <a href=\"${intercom_article.refunds.url}\">how refunds work</a>.</p>"
}
