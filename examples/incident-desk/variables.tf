variable "deletion_protection" {
  description = "Whether Terraform refuses to erase incidents. To end one, apply false, remove it, apply again."
  type        = bool
  default     = true
}

variable "team" {
  description = "ID of the team that works on incidents."
  type        = string
  default     = "814900"
}

variable "quiet" {
  description = "Whether nobody is notified when incidents are created and changed."
  type        = bool
  default     = false
}
