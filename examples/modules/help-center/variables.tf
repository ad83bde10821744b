variable "directory" {
  description = "Folder with one folder for each locale, such as en/billing/refunds.md and fr/billing/refunds.md."
  type        = string
}

variable "author" {
  description = "Email of the teammate who is the author of articles without author in their front matter."
  type        = string
}

variable "default_locale" {
  description = "Default locale of the help center. Its folder decides which collections and articles there are."
  type        = string
  default     = "en"
}

variable "help_center_id" {
  description = "ID of the help center. Defaults to the default help center."
  type        = string
  default     = null
}

variable "image_base" {
  description = "URL of the folder, before the paths of relative images. Intercom copies an image once: give a changed image a new name."
  type        = string
  default     = null
}

variable "lenient" {
  description = "Whether to flatten what Intercom cannot hold instead of failing."
  type        = bool
  default     = false
}

variable "links" {
  description = "URLs of articles by the path of their file: the output links of an earlier apply."
  type        = map(string)
  default     = {}
}

variable "pending_link_url" {
  description = "URL for links to articles that have none yet, such as that of the help center. Without it, such a link is an error."
  type        = string
  default     = null
}

variable "state" {
  description = "State of articles without state in their front matter: published or draft."
  type        = string
  default     = "published"
}

variable "stage" {
  description = "Whether new texts of published articles go to their drafts, and new articles stay drafts. Set it for a preview of a pull request."
  type        = bool
  default     = false
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to destroy articles and collections. Defaults to the setting of the provider."
  type        = bool
  default     = null
}

variable "on_destroy" {
  description = "What happens to an article whose file is deleted: delete, unpublish, or abandon. Defaults to delete."
  type        = string
  default     = null
}
