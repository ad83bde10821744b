data "intercom_collections" "all" {}

data "intercom_articles" "all" {}

output "imports" {
  value = join("\n", concat(
    [for c in data.intercom_collections.all.collections : <<-EOT
      import {
        to       = intercom_collection.c${c.id}
        id       = "${c.id}"
        provider = intercom
      }
    EOT
    ],
    [for a in data.intercom_articles.all.articles : <<-EOT
      import {
        to       = intercom_article.a${a.id}
        id       = "${a.id}"
        provider = intercom
      }
    EOT
  ]))
}
