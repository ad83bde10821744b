import {
  to = intercom_company.globex
  identity = {
    workspace_id = "ecahpwf5"
    id           = "6762f07a1bb69f9f2193baea"
  }
}
