run          = "pr-1390"
workspace_id = "ecahpwf5"

tickets = {
  refund = {
    email       = "ada@example.com"
    title       = "Refund for a double payment"
    description = "Order 1815 was charged twice."
  }
  address = {
    email = "new-customer@example.com" # Intercom creates this contact
    title = "Change of address"
  }
}
