data "intercom_help_center" "this" {
  id      = var.help_center_id
  default = var.help_center_id == null ? true : null
}

data "intercom_admin" "author" {
  for_each = toset(concat([var.author], [for page in values(local.pages) : page.read.author if page.read.author != null]))
  email    = each.key
}

locals {
  help_center_url = data.intercom_help_center.this.url

  # The collection of an article: the one in its front matter, or else the folder of its file.
  collection_of = {
    for key, files in local.sources : key => (
      local.pages[files[0]].read.collection == null ? lookup(local.collection_keys, local.pages[files[0]].folder, null) : local.pages[files[0]].read.collection
    )
  }
}

resource "intercom_article" "this" {
  for_each = { for key, files in local.sources : key => local.pages[files[0]] }

  title          = each.value.read.title
  description    = each.value.read.description
  body           = local.bodies[local.sources[each.key][0]]
  author_id      = data.intercom_admin.author[coalesce(each.value.read.author, var.author)].id
  collection_ids = local.collection_of[each.key] == null ? null : [local.collection_ids[local.collection_of[each.key]]]

  translations = length([for name in keys(local.translations) : name if endswith(name, " ${each.key}")]) == 0 ? null : {
    for name, files in local.translations : split(" ", name)[0] => {
      title       = local.pages[files[0]].read.title
      description = local.pages[files[0]].read.description
      body        = local.bodies[files[0]]
      state       = var.stage ? null : coalesce(local.pages[files[0]].read.state, var.state)
    } if endswith(name, " ${each.key}")
  }

  # On a pull request, nothing is published: the text goes to the draft, and a new article stays one.
  stage = var.stage ? true : null # An import does not set it.
  state = var.stage ? null : coalesce(each.value.read.state, var.state)

  deletion_protection = var.deletion_protection
  on_destroy          = var.on_destroy
}

locals {
  article_tags = merge([
    for key, files in local.sources : {
      for tag in local.pages[files[0]].read.tags : "${key} ${tag}" => { article = key, tag = tag }
    }
  ]...)

  redirects = merge([
    for key, files in local.sources : {
      for from in local.pages[files[0]].read.redirect_from : (strcontains(from, "://") ? from : "${local.help_center_url}/${trimprefix(from, "/")}") => key...
    }
  ]...)
}

data "intercom_tag" "this" {
  for_each = toset([for tag in values(local.article_tags) : tag.tag])
  name     = each.key
}

resource "intercom_article_tag" "this" {
  for_each = local.article_tags

  article_id = intercom_article.this[each.value.article].id
  tag_id     = data.intercom_tag.this[each.value.tag].id
}

resource "intercom_help_center_redirect" "this" {
  for_each = local.redirects

  help_center_id = data.intercom_help_center.this.id
  from_url       = each.key
  locale         = var.default_locale
  target_type    = "article"
  target_id      = intercom_article.this[each.value[0]].id
}
