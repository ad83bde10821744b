variable "customers" {
  description = "Customers, keyed by their name in Terraform."
  type = map(object({
    company = string
    name    = string
    email   = string
    seats   = number
  }))

  default = {
    lovelace = { company = "Analytical Engines", name = "Ada Byron", email = "ada@engines.example", seats = 12 }
    hamilton = { company = "Apollo Guidance", name = "Margaret Hamilton", email = "margaret@apollo.example", seats = 400 }
    clarke   = { company = "Hut Eight", name = "Joan Clarke", email = "joan@hut8.example", seats = 8 }
    johnson  = { company = "Orbital Mechanics", name = "Katherine Johnson", email = "katherine@orbital.example", seats = 45 }
    perlman  = { company = "Spanning Trees", name = "Radia Perlman", email = "radia@trees.example", seats = 150 }
  }
}

variable "conversations" {
  description = "IDs of the conversations in which customers ask for the rollout. An ID is the last part of the conversation's URL in the Inbox."
  type        = set(string)
  default     = []
}
