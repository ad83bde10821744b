import {
  to = intercom_contact_company.joan_globex
  identity = {
    workspace_id = "ecahpwf5"
    contact_id   = "6762f2d81bb69f9f2193bc55"
    company_id   = "6762f07a1bb69f9f2193baea"
  }
}
