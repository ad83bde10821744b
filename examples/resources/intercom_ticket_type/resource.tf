resource "intercom_ticket_type" "bug" {
  name        = "Bug report"
  description = "Something that does not work as documented."
  category    = "Customer"
  icon        = "🐛"
}

resource "intercom_ticket" "first" {
  ticket_type_id = intercom_ticket_type.bug.id
  contacts       = [{ email = "ada@example.com" }]
  title          = "The export misses a column"
}
