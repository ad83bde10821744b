locals {
  # Every folder of the default locale, and the folders that it is in.
  folders = distinct(flatten([
    for file, page in local.files : [
      for level in range(1, length(split("/", page.folder)) + 1) : join("/", slice(split("/", page.folder), 0, level))
    ] if page.locale == var.default_locale && page.folder != ""
  ]))

  collection_files = { for file, page in local.files : page.folder => page if page.collection && page.locale == var.default_locale }

  # The key of a collection is the one in its _collection.md, or else its folder.
  collection_keys = { for folder in local.folders : folder => try(coalesce(local.collection_files[folder].read.key), folder) }

  collections = {
    for folder in local.folders : local.collection_keys[folder] => {
      level       = length(split("/", folder))
      parent      = lookup(local.collection_keys, dirname(folder), null)
      name        = try(local.collection_files[folder].read.title, "${upper(substr(basename(folder), 0, 1))}${replace(substr(basename(folder), 1, -1), "-", " ")}")
      description = try(local.collection_files[folder].read.description, null)
      translations = {
        for file, page in local.files : page.locale => { name = page.read.title, description = page.read.description }
        if page.collection && page.locale != var.default_locale && (page.read.key == null ? page.folder : page.read.key) == local.collection_keys[folder]
      }
    }...
  }

  collection_ids = merge(
    { for key, collection in intercom_collection.level1 : key => collection.id },
    { for key, collection in intercom_collection.level2 : key => collection.id },
    { for key, collection in intercom_collection.level3 : key => collection.id },
  )
}

# A collection in another one refers to it, which is why each level has a resource of its own.
resource "intercom_collection" "level1" {
  for_each = { for key, c in local.collections : key => c[0] if c[0].level == 1 }

  name                = each.value.name
  description         = each.value.description
  translations        = length(each.value.translations) == 0 ? null : each.value.translations
  help_center_id      = var.help_center_id
  deletion_protection = var.deletion_protection
}

resource "intercom_collection" "level2" {
  for_each = { for key, c in local.collections : key => c[0] if c[0].level == 2 }

  name                = each.value.name
  description         = each.value.description
  translations        = length(each.value.translations) == 0 ? null : each.value.translations
  parent_id           = intercom_collection.level1[each.value.parent].id
  help_center_id      = var.help_center_id
  deletion_protection = var.deletion_protection
}

resource "intercom_collection" "level3" {
  for_each = { for key, c in local.collections : key => c[0] if c[0].level == 3 }

  name                = each.value.name
  description         = each.value.description
  translations        = length(each.value.translations) == 0 ? null : each.value.translations
  parent_id           = intercom_collection.level2[each.value.parent].id
  help_center_id      = var.help_center_id
  deletion_protection = var.deletion_protection
}
