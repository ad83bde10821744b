output "pages" {
  description = "Files of the default locale by the key of their article, with the ID that the front matter has: what an import block needs."
  value       = { for key, files in local.sources : key => { file = files[0], intercom_id = local.pages[files[0]].read.intercom_id } }

  precondition {
    condition     = alltrue([for files in concat(values(local.sources), values(local.translations)) : length(files) == 1])
    error_message = "Several files have the same key: ${join("; ", [for files in concat(values(local.sources), values(local.translations)) : join(", ", files) if length(files) > 1])}."
  }

  precondition {
    condition     = alltrue([for page in values(local.pages) : page.locale == var.default_locale || contains(keys(local.sources), page.key)])
    error_message = "Translations of no article in ${var.default_locale}: ${join(", ", [for file, page in local.pages : file if page.locale != var.default_locale && !contains(keys(local.sources), page.key)])}. Give the files the same path or the same key."
  }

  precondition {
    condition     = alltrue([for c in values(local.collections) : length(c) == 1 && c[0].level <= 3])
    error_message = "Collections have at most three levels and a key each. Check the folders ${join(", ", [for folder in local.folders : folder if length(split("/", folder)) > 3 || length(local.collections[local.collection_keys[folder]]) > 1])}."
  }

  precondition {
    condition     = alltrue([for key, collection in local.collection_of : collection == null || contains(keys(local.collections), coalesce(collection, "-"))])
    error_message = "Unknown collections: ${join(", ", [for key, collection in local.collection_of : "${collection} of ${key}" if collection != null && !contains(keys(local.collections), coalesce(collection, "-"))])}. Write the key of a collection or the path of a folder."
  }
}

output "folders" {
  description = "ID that the front matter of each collection's file has, by level and key: what the import blocks of collections need."
  value = {
    for level in [1, 2, 3] : "level${level}" => {
      for folder in local.folders : local.collection_keys[folder] => local.collection_files[folder].read.intercom_id
      if length(split("/", folder)) == level && try(local.collection_files[folder].read.intercom_id, null) != null
    }
  }
}

output "articles" {
  description = "ID and URL of each article by key."
  value       = { for key, article in intercom_article.this : key => { id = article.id, url = article.url } }
}

output "links" {
  description = "URL of each file that is published. Give it to the next apply as links."
  value = merge(
    { for key, article in intercom_article.this : local.sources[key][0] => article.url if article.url != null },
    {
      for file, page in local.pages : file => intercom_article.this[page.key].translation_urls[page.locale]
      if page.locale != var.default_locale && try(intercom_article.this[page.key].translation_urls[page.locale], null) != null
    },
  )
}

output "collections" {
  description = "ID of each collection by key."
  value       = local.collection_ids
}
