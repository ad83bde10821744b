variable "deletion_protection" {
  description = "Whether Terraform refuses to delete incidents. To end one, set this to false and remove the incident."
  type        = bool
  default     = true
}

variable "team" {
  description = "ID of the team that works on incidents."
  type        = string
  default     = "814900"
}

variable "quiet" {
  description = "Whether to suppress notifications when incidents are created and changed."
  type        = bool
  default     = false
}
