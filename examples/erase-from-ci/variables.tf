variable "run" {
  description = "Identifies the pipeline's run, in the tickets' titles."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9-]{1,40}$", var.run))
    error_message = "Use 1 to 40 lower-case letters, digits and dashes."
  }
}

variable "workspace_id" {
  description = "ID of the workspace for tests, as Intercom's URLs show it."
  type        = string
}

variable "region" {
  description = "Region that hosts the workspace: us, eu or au."
  type        = string
  default     = "us"
}

variable "ticket_type_id" {
  description = "ID of the ticket type."
  type        = string
  default     = "1234"
}

variable "on_destroy" {
  description = "What a destroy does to the tickets: delete erases them for good, close keeps them closed, abandon leaves them as they are. A change counts once it is applied."
  type        = string
  default     = "delete"
}

variable "tickets" {
  description = "The tickets that the tests need."
  type = map(object({
    email       = string
    title       = string
    description = optional(string)
  }))
}
