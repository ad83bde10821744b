variable "run" {
  description = "Name of the pipeline's run, which the titles of the tickets start with."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9-]{1,40}$", var.run))
    error_message = "Use 1 to 40 lowercase letters, digits, and dashes."
  }
}

variable "workspace_id" {
  description = "ID of the test workspace, as Intercom's URLs show it."
  type        = string
}

variable "region" {
  description = "Region that hosts the workspace: us, eu, or au."
  type        = string
  default     = "us"
}

variable "ticket_type_id" {
  description = "ID of the ticket type."
  type        = string
  default     = "1234"
}

variable "on_destroy" {
  description = "What a destroy does to the tickets: delete (permanently), close, or abandon (leave them as they are). A new value takes effect after it has been applied."
  type        = string
  default     = "delete"
}

variable "tickets" {
  description = "Tickets that the tests need."
  type = map(object({
    email       = string
    title       = string
    description = optional(string)
  }))
}
