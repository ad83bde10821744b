locals {
  # Every Markdown file in the folder of a locale, with its front matter and its text. The links in it are only listed.
  texts = {
    for file in fileset(var.directory, "*/**/*.md") : file => provider::intercom::article_file(file("${var.directory}/${file}"), {
      path       = file
      image_base = var.image_base
      lenient    = var.lenient
    })
  }

  files = {
    for file, text in local.texts : file => {
      read       = text
      locale     = split("/", file)[0]
      folder     = trimprefix(trimprefix(dirname(file), split("/", file)[0]), "/")
      collection = basename(file) == "_collection.md"
      # What makes two files the same article, and a renamed file the same one: the key in the front matter, or else the path.
      key = coalesce(text.key, trimsuffix(trimprefix(file, "${split("/", file)[0]}/"), ".md"))
    }
  }

  pages = { for file, page in local.files : file => page if !page.collection }

  # Files of the default locale by key. There must be one of each: see the checks in outputs.tf.
  sources      = { for file, page in local.pages : page.key => file... if page.locale == var.default_locale }
  translations = { for file, page in local.pages : "${page.locale} ${page.key}" => file... if page.locale != var.default_locale }

  # URLs of the articles that a page links to. A link to a file that is not here is left out, so that its line is reported.
  link_urls = {
    for file, page in local.pages : file => {
      for link in page.read.links : link => try(coalesce(
        lookup(var.links, link, null),
        local.pages[link].read.intercom_id == null ? null : "${local.help_center_url}/${local.pages[link].locale}/articles/${local.pages[link].read.intercom_id}",
        var.pending_link_url
      ), null)
      if contains(keys(local.pages), link)
    }
  }

  bodies = {
    for file, page in local.pages : file => length(page.read.links) == 0 ? page.read.body : provider::intercom::article_file(file("${var.directory}/${file}"), {
      path       = file
      image_base = var.image_base
      lenient    = var.lenient
      links      = local.link_urls[file]
    }).body
  }
}
