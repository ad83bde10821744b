terraform import intercom_ticket.outage 494
