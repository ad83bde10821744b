resource "intercom_collection" "billing" {
  name        = "Billing"
  description = "Invoices, payments, and refunds."

  translations = {
    fr = { name = "Facturation", description = "Factures, paiements et remboursements." }
  }

  deletion_protection = false
}

resource "intercom_collection" "refunds" {
  name      = "Refunds"
  parent_id = intercom_collection.billing.id
}
